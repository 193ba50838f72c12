"""Compiles a story that has been checked into a program."""
