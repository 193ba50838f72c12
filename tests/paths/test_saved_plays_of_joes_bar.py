"""The saved paths of Joe's Bar: one to each ending, all of them still whole."""

from pathlib import Path

import engine
from engine.paths.files import load_path
from engine.paths.suite import Job, paths_in, run_all


def test_every_path_fits(root: Path) -> None:
    files = paths_in(root / "stories")
    outcomes = list(run_all([Job(str(file), None) for file in files]))
    assert [line for one in outcomes for line in (one.summary(), *one.lines) if not one.fits] == [], (
        "if that is what the story means now: nightcap test stories --accept"
    )


def test_there_is_a_path_to_each_ending(root: Path) -> None:
    reached = set()
    for file in paths_in(root / "stories" / "paths"):
        last = load_path(file).last
        assert last is not None
        reached.add(last.ending)
    assert reached == set(engine.load(root / "stories" / "joes_bar.story").endings)
