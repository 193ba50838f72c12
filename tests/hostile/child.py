"""A process that tries inputs (run.py): its name, the first number, seconds, a folder of its own, and how many at most."""

import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[at]) for at in (2, 1)]

from hostile.run import try_many  # noqa: E402

if __name__ == "__main__":
    name, first, seconds, folder, most = sys.argv[1:]
    # Everything of a user's is in the folder.
    for kind in ("DATA", "CACHE", "CONFIG"):
        os.environ[f"XDG_{kind}_HOME"] = str(Path(folder) / kind.lower())
    sys.exit(try_many(name, int(first), float(seconds), Path(folder), int(most)))
