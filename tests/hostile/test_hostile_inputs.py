"""A few of the inputs that `make hostile` tries by the hundred thousand; and that it sees what does harm."""

import random
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.append(str(HERE))
from run import SHARES, run_child  # noqa: E402
from surfaces import SURFACES, Wrong, shown  # noqa: E402


def test_every_surface_has_its_share() -> None:
    assert SHARES.keys() == SURFACES.keys()


@pytest.mark.parametrize("name", SURFACES)
def test_no_input_does_harm(name: str) -> None:
    tried, found = run_child(name, 7_000_000, time.monotonic() + 1.5)
    assert found == [] and tried > 0


HARM = """
import os, sys
from pathlib import Path
sys.path[:0] = [{here!r}, {tests!r}, {root!r}]
import run, surfaces
class Bad:
    def __init__(self, folder): pass
    def try_one(self, chance):
        {harm}
surfaces.SURFACES["story"] = Bad
sys.exit(run.try_many("story", 1, 20.0, Path(sys.argv[1])))
"""


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("raise KeyError(5)", "KeyError"),
        ("open('/etc/hostname').read()", "opens '/etc/hostname'"),
        ("os.system('true')", "os.system"),
        ("surfaces.shown('a\\x1b[2J')", "Wrong"),
        ("run.WARM = 2; self.kept = getattr(self, 'kept', []) + [bytearray(9_000_000)]", "grew from"),
        ("bytearray(3_000_000_000)", "MemoryError"),
    ],
)
def test_harm_is_seen(tmp_path: Path, harm: str, told: str) -> None:
    import subprocess

    (tmp_path / "number").write_text("")
    code = HARM.format(here=str(HERE), tests=str(HERE.parent), root=str(HERE.parents[1]), harm=harm)
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and told in done.stdout, done.stderr


def test_what_is_shown_is_looked_at() -> None:
    shown("Fine – even ünïcode.\n")
    for one in ("\x1b", "\x9b", "\x7f", "\u202e", "\u2028"):
        with pytest.raises(Wrong):
            shown(f"a{one}b")


def test_numbers_make_the_same_input_again(tmp_path: Path) -> None:
    from mutations import spoilt

    data = b"== a\nText.\n-> end\n"
    assert spoilt(data, [data], random.Random("x 1")) == spoilt(data, [data], random.Random("x 1"))
