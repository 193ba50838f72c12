"""Each mistake of `make mutants` still fits the code: what it replaces stands there once, and its tests are there."""

from pathlib import Path

import pytest
from mistakes import MISTAKES, Mistake

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("mistake", MISTAKES, ids=[one.name for one in MISTAKES])
def test_it_can_be_put_in(mistake: Mistake) -> None:
    assert (ROOT / mistake.file).read_text(encoding="utf-8").count(mistake.old) == 1
    for test in mistake.tests:
        file, _, name = test.partition("::")
        assert f"def {name}".rstrip() in (ROOT / file).read_text(encoding="utf-8")
