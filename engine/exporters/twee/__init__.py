"""Twee 3 for Twine and Tweego, in the story format Harlowe 3: structure, text, and what logic Harlowe can say."""
