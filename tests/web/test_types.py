"""The page's JavaScript has types, in comments; `tsc` checks them where it is: `make types` installs it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
OWN = ROOT / ".tools" / "node_modules" / ".bin" / "tsc"
TSC = os.environ.get("NIGHTCAP_TSC") or (str(OWN) if OWN.is_file() else shutil.which("tsc"))


@pytest.mark.skipif(TSC is None, reason="there is no tsc on this machine; `make types` installs one")
def test_types_fit() -> None:
    assert TSC is not None
    command = [TSC, "-p", str(ROOT / "engine" / "web" / "jsconfig.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
