"""The commands of both players: a row each, with its name, key, help and handler. `table.py` is where to begin."""
