"""The story with most of its state forgotten: a cheap way to prove what does not depend on it."""
