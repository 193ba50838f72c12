"""The version of the engine, in the one place where the code can ask for it."""

VERSION = "0.1.0"
