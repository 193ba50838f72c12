"""Plays a program. Needs neither Lark, pydantic nor prompt_toolkit."""
