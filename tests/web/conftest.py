"""These tests run the page's JavaScript in an embedded V8; without one on the machine there is nothing to run."""

import importlib.util
import sys
from pathlib import Path

if importlib.util.find_spec("py_mini_racer") is None:
    collect_ignore_glob = ["test_*.py"]

# The generators of random stories are those of the proof and of the runtime, the edits are those of saved paths.
sys.path += [str(Path(__file__).parent.parent / folder) for folder in ("proof", "paths", "runtime")]
