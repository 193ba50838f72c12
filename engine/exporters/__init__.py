"""Stories in the formats of other tools: one a folder."""
