"""How commands end: the exit codes, of all of them alike."""

FINE, STORY_HAS_ERRORS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
