"""`nightcap live`: a page on the author's machine that follows the story while it is written."""
