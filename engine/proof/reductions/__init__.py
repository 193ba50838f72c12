"""What of a story, and of its states, can be left out without changing what is said of its plays."""
