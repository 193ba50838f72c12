"""A few of the inputs that `make hostile` tries by the hundred thousand; and that it sees what does harm."""

import json
import random
import sys
import time
from pathlib import Path

import pytest

from hostile.every_surface import SURFACES
from hostile.run import SHARES, run_child
from hostile.surfaces import Wrong, shown

HERE = Path(__file__).parent


def test_every_surface_has_its_share() -> None:
    assert SHARES.keys() == SURFACES.keys() - {"every"}


def test_no_input_does_harm() -> None:
    tried, found = run_child("every", 7_000_000, time.monotonic() + 60, most=100)
    assert found == [] and tried == 100


def test_what_was_used_is_counted(tmp_path: Path) -> None:
    """Inputs that are all refused at once would try nothing."""
    one = SURFACES["program"](tmp_path)
    for number in range(25):
        one.try_one(random.Random(number))
    assert 3 < one.used < 23


HARM = """
import os, sys
from pathlib import Path
sys.path[:0] = [{tests!r}, {root!r}]
from hostile import run, every_surface, surfaces
class Bad(surfaces.Surface):
    def try_one(self, chance):
        {harm}
every_surface.SURFACES["story"] = Bad
sys.exit(run.try_many("story", 1, 20.0, Path(sys.argv[1])))
"""

GROWS = "run.WARM = 2; self.kept = getattr(self, 'kept', []) + [bytearray(9_000_000)]"


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("raise KeyError(5)", "KeyError"),
        ("open('/etc/hostname').read()", "opens '/etc/hostname'"),
        ("os.system('true')", "os.system"),
        ("surfaces.shown('a\\x1b[2J')", "Wrong"),
        (GROWS, "grew from"),
        ("bytearray(3_000_000_000)", "MemoryError"),
    ],
)
def test_harm_is_seen(tmp_path: Path, harm: str, told: str) -> None:
    import subprocess

    (tmp_path / "number").write_text("")
    code = HARM.format(tests=str(HERE.parent), root=str(HERE.parents[1]), harm=harm)
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and told in done.stdout, done.stderr


def test_growth_is_seen_below_a_large_parent(tmp_path: Path) -> None:
    """`ru_maxrss` of a new process is at least what its parent had: growth was measured from there."""
    large = bytearray(400_000_000)
    test_harm_is_seen(tmp_path, GROWS, "grew from")
    del large


def test_what_is_shown_is_looked_at() -> None:
    shown("Fine – even ünïcode.\n")
    for one in ("\x1b", "\x9b", "\x7f", "\u202e", "\u2028"):
        with pytest.raises(Wrong):
            shown(f"a{one}b")


def test_numbers_make_the_same_input_again(tmp_path: Path) -> None:
    from hostile.mutations import spoilt

    data = b"== a\nText.\n-> end\n"
    assert spoilt(data, [data], random.Random("x 1")) == spoilt(data, [data], random.Random("x 1"))


def test_made_programs_look_well_and_have_all_the_language(tmp_path: Path) -> None:
    """Programs that are all refused would try nothing but the verifier's first lines."""
    from engine.program.functions import TABLE
    from hostile.made_programs import MadePrograms, Maker

    one = MadePrograms(tmp_path)
    for number in range(12):
        one.try_one(random.Random(number))
    assert one.used > 8
    made = "".join(json.dumps(Maker(random.Random(number)).program()) for number in range(40))
    assert [name for name, row in TABLE.items() if (row.value or row.draws) and f'["{name}"' not in made] == []
