"""The compiled story and what is known of it without its source: versioned data, types, values, numbers."""
