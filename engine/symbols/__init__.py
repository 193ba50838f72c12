"""The names of a story and where they stand, renaming, the outline, the script: for commands and editors."""
