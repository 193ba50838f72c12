"""Where the names of a story stand: definitions and uses, renaming, the outline, the script. For commands and editors."""
