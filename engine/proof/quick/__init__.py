"""The quick way to explore: states that are numbers, and code that takes them from stop to stop."""
