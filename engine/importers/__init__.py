"""Stories of other tools: one importer a folder, and the builder of stories that all of them share."""
