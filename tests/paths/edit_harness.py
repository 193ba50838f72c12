"""Plays of a story, edits of it, and what each way of going on says of them; beside it, what really came of them.

Each paragraph of the story has a tag, which no player sees and no judgement reads. What was printed is told apart by
these alone, and by variables, scenes and endings: that is the truth against which everything here is held.
"""

import functools
import os
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import engine
from engine.cli.main import main
from engine.paths.files import save_path
from engine.paths.repairing import repair
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath
from engine.paths.suite import Job, run_all
from engine.runtime.errors import AnswerError, ChoiceError, PlayError
from engine.terminal.controller import submit
from engine.terminal.outcome import CommandOutcome
from engine.terminal.play import PlayController
from engine.terminal.saves import SavedPlays
from engine.terminal.timeline import tips

FOLDER = Path(__file__).parent / "edits"
SOURCE = (FOLDER / "inn.story").read_text(encoding="utf-8")
PLAYS = (
    ("gate.pay", "yard.throw-it-once-again", "yard.ask", "=Mia", "hall.tea_yes", "hall.marry_no", "night.buy-a-tallow-candle"),
    ("gate.take", "yard.walk-into-the-stable", "=Zoë", "hall.tea_no", "hall.marry_no", "night.open-the-cellar-door"),
    ("gate.climb-over-the-wall", "yard.ask", "=Mia", "hall.tea_yes", "hall.marry_yes"),
    (
        "gate.take", "yard.ask", "=Ada", "hall.tea_no", "hall.marry_no", "night.go-and-see-the-kitchen",
        "kitchen.order-a-bowl-of-soup", "kitchen.lay-out-what-you-have", "kitchen.follow-the-cat",
    ),
)  # fmt: skip
TAG = re.compile(r"#(m\d+)")
Changes = tuple[tuple[str, str], ...]


class Turn(NamedTuple):
    """What really came of a step."""

    tags: tuple[str, ...]
    scene: str
    ending: str | None
    variables: tuple[tuple[str, Any], ...]


def edited(changes: Changes) -> str:
    """The story after an edit."""
    text = SOURCE
    for old, new in changes:
        assert text.count(old) >= 1, f"{old!r} stands nowhere"
        text = text.replace(old, new)
    return text


@functools.cache
def turns_before(seed: int, steps: tuple[str, ...]) -> list[Turn]:
    """What comes of steps in the unedited story."""
    return turns_of(engine.loads(SOURCE), seed, list(steps))


def turns_of(story: engine.Story, seed: int, steps: list[str]) -> list[Turn]:
    """What comes of steps, as far as they can be taken: ids of choices, and answers behind `=`."""
    session = story.start(seed)
    turns = [_turn(session)]
    for step in steps:
        try:
            if step.startswith("="):
                session.answer(step[1:])
            else:
                session.choose(step)
        except (ChoiceError, AnswerError, PlayError):
            break
        turns.append(_turn(session))
    return turns


def _turn(session: engine.Session) -> Turn:
    tags = tuple(tag for one in session.text for tag in one.tags)
    ending = None if session.ending is None else session.ending.name or ""
    return Turn(tags, session.scene, ending, tuple(session.variables.items()))


def is_other(then: list[Turn], now: list[Turn], old: str, new: str) -> bool:
    """Whether a play came out otherwise, as far as both versions of the story know what is in question."""
    both = set(TAG.findall(old)) & set(TAG.findall(new))
    scenes = set(re.findall(r"^== (\w+)", old, re.M)) & set(re.findall(r"^== (\w+)", new, re.M))
    names = set(re.findall(r"^var (\w+)", old, re.M)) & set(re.findall(r"^var (\w+)", new, re.M))
    endings = set(re.findall(r"-> end: (.*)", old)) & set(re.findall(r"-> end: (.*)", new))
    for one, other in zip(then, now, strict=False):
        if [tag for tag in one.tags if tag in both] != [tag for tag in other.tags if tag in both]:
            return True
        if one.scene != other.scene and one.scene in scenes and other.scene in scenes:
            return True
        if (one.ending is None) != (other.ending is None):
            return True
        if one.ending != other.ending and {one.ending, other.ending} <= endings:
            return True
        before, after = dict(one.variables), dict(other.variables)
        if any(before[name] != after[name] for name in names):
            return True
    return False


def ids_of(session: engine.Session) -> list[str]:
    """The steps of a session, as the plays above are written."""
    return [step.id if step.answer is None else f"={step.answer}" for step in session.path]


class Sitting:
    """A play of the unedited story with a named save, another way beside it, and a file; then the story is edited.

    All is kept in a folder of its own; `begin_again` puts back what was there before the first edit.
    """

    def __init__(self, folder: Path, number: int, seed: int) -> None:
        folder.mkdir()
        os.environ["XDG_DATA_HOME"] = str(folder / "data")
        self.file = folder / "inn.story"
        self.seed = seed
        self.steps = list(PLAYS[number])
        self.home = folder
        self.file.write_text(SOURCE, encoding="utf-8")
        story = engine.load(self.file)
        self.then = turns_of(story, seed, self.steps)
        assert len(self.then) == len(self.steps) + 1
        play = PlayController(story.start(seed), SavedPlays(story))
        for step in self.steps:
            _take(play, step)
        submit(play, ":save here")
        self.beside = self._another_way(play, story)
        submit(play, ":load here")
        assert play.saved_plays is not None
        play.saved_plays.close()
        self.path = SavedPath.of(play.session)
        self.path_file = folder / "here.path.json"
        save_path(self.path, self.path_file)
        self._before = folder.with_name(f"{folder.name}-before")
        shutil.copytree(folder, self._before)

    def begin_again(self) -> None:
        """Put back the files as they were, and make this library the one in use."""
        shutil.rmtree(self.home)
        shutil.copytree(self._before, self.home)
        os.environ["XDG_DATA_HOME"] = str(self.home / "data")

    def _another_way(self, play: PlayController, story: engine.Story) -> list[str]:
        """Go back to the yard, and another way from there."""
        submit(play, ":go 1")
        for step in ("yard.throw-it-once-again", "yard.walk-into-the-stable", "=Bo", "hall.tea_no"):
            _take(play, step)
        return ids_of(play.session)

    def edit(self, text: str) -> engine.Story:
        self.file.write_text(text, encoding="utf-8")
        return engine.load(self.file)


def _take(play: PlayController, step: str) -> None:
    session = play.session
    if step.startswith("="):
        play.answer(step[1:])
    else:
        play.choose(next(one for one in session.choices if one.id == step))


class Told(NamedTuple):
    """What a way of going on did: whether it said anything, which steps it took without a word, and all that it said."""

    said: bool
    steps: list[str]
    lines: list[str]


def _of_outcome(play: PlayController, outcome: CommandOutcome) -> Told:
    lines = list(outcome.listing.lines()) if outcome.listing is not None else []
    return Told(outcome.listing is not None, ids_of(play.session), [*outcome.notes, *lines])


def by_player(sitting: Sitting, story: engine.Story, command: str) -> Told:
    """`:continue`, or `:load here`."""
    play = PlayController(story.start(1), SavedPlays(story))
    told = _of_outcome(play, submit(play, command))
    assert play.saved_plays is not None
    play.saved_plays.close()
    return told


def by_timeline(sitting: Sitting, story: engine.Story) -> Told:
    """The other way, as the timeline has it."""
    play = PlayController(story.start(1), SavedPlays(story))
    submit(play, ":load here")
    if play.resumption is not None:
        submit(play, ":resume before")
    outcome = submit(play, ":timeline")
    lines = list(outcome.listing.lines()) if outcome.listing is not None else []
    found: list[str] = []
    said, most = False, 1
    for tip in tips(play.root):
        line = tip.ancestry()[1:]
        steps = [one.step.id if one.step.id is not None else f"={one.step.text}" for one in line if one.step]
        shared = sum(1 for one, other in zip(steps, sitting.beside, strict=False) if one == other)
        if shared > most:
            found, said, most = steps, any(one.other for one in line), shared
    assert play.saved_plays is not None
    play.saved_plays.close()
    return Told(said or len(found) < len(sitting.beside), found, lines)


def by_replay(sitting: Sitting, story: engine.Story) -> Told:
    """`nightcap replay`."""
    done = replay(story, sitting.path)
    lines = [line for result in done.results for line in result.lines()]
    return Told(bool(lines), ids_of(done.session), lines)


def by_test(sitting: Sitting, story: engine.Story) -> Told:
    """`nightcap test`."""
    [outcome] = run_all([Job(str(sitting.path_file), str(sitting.file))])
    return Told(not outcome.fits, ids_of(replay(story, sitting.path).session), list(outcome.lines))


def by_repair(sitting: Sitting, story: engine.Story) -> Told:
    """`nightcap repair`."""
    found = repair(story, sitting.path)
    steps = (
        []
        if found.path is None
        else [step.id if step.answer is None else f"={step.answer}" for step in found.path.steps]
    )
    return Told(
        bool(found.changes or found.notes or found.path is None), [one or "" for one in steps], list(found.changes)
    )


def by_import(sitting: Sitting, story: engine.Story) -> Told:
    """`nightcap saves import` of the file, into a library of its own, and going there."""
    before = os.environ["XDG_DATA_HOME"]
    os.environ["XDG_DATA_HOME"] = str(sitting.home / f"other-{os.urandom(4).hex()}")
    try:
        assert main(["saves", "import", str(sitting.path_file), "--story", str(sitting.file), "--name", "there"]) == 0
        return by_player(sitting, story, ":load there")
    finally:
        os.environ["XDG_DATA_HOME"] = before


COLUMNS = {
    "replay": by_replay,
    "continue": lambda sitting, story: by_player(sitting, story, ":continue"),
    "load": lambda sitting, story: by_player(sitting, story, ":load here"),
    "timeline": by_timeline,
    "test": by_test,
    "import": by_import,
    "repair": by_repair,
}
