"""The library of plays: the user's own record of every play, in one SQLite file."""
