"""From .story text to a syntax tree, with every mistake of a file found in one run."""
