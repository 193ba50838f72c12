"""A process that tries inputs (run.py): its name, the first number, seconds, and a folder of its own."""

import os
import sys
from pathlib import Path

from run import try_many

if __name__ == "__main__":
    name, first, seconds, folder = sys.argv[1:]
    # Everything of a user's is in the folder.
    for kind in ("DATA", "CACHE", "CONFIG"):
        os.environ[f"XDG_{kind}_HOME"] = str(Path(folder) / kind.lower())
    sys.exit(try_many(name, int(first), float(seconds), Path(folder)))
