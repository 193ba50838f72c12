"""Saved paths: what was chosen, kept, played again and compared; and the library of a user's plays."""
