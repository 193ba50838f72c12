"""Expressions of Twine and ChoiceScript: their types, and what they become."""
