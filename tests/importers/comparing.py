"""Plays an imported story along the plays that its own runtime has recorded, and says where they part.

A recorded turn is what stands on the page (`lines`, or a `text` with the links in it between ⁅ and ⁆), what can be
chosen (`choices`, `closed`), what was taken, and the error with which the runtime stopped.
"""

from __future__ import annotations

import difflib
import re
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from engine.importers.builder.finishing import Finished, finish
from engine.importers.kinds import read
from engine.importers.twine.lines import BETWEEN_LINKS
from engine.loading import load
from engine.runtime.errors import AnswerError, PlayError, StoryErrors
from tests.importers.guided_draws import Result, follow

WORDS = re.compile(r"\d+|[^\W\d]+|\S")
# Chapbook sets quotes and dashes as printers do.
PLAIN_QUOTES = str.maketrans("‘’“”–", "''\"\"-")
LINK = re.compile("\u2045(.*?)\u2046", re.DOTALL)


class Compared(NamedTuple):
    """Whether all plays were equal, how many TODOs there are, and the first difference."""

    equal: bool
    todos: list[str]
    difference: str
    finished: Finished | None


def compare(path: Path, plays: list[Any]) -> Compared:
    """Import a file and play it along."""
    try:
        finished = finish(read(path))
    except Exception as problem:  # whatever it is, it is to be reported
        return Compared(False, [], f"import: {type(problem).__name__}: {problem}", None)
    todos = [todo.text for todo in finished.todos]
    with tempfile.TemporaryDirectory() as folder:
        for name, text in finished.files.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_text(text, encoding="utf-8")
        try:
            story = load(Path(folder) / next(iter(finished.files)), cache=False)
        except StoryErrors as errors:
            return Compared(
                False, todos, "check: " + "; ".join(str(one.message) for one in errors.diagnostics[:3]), finished
            )
        for number, turns in enumerate(plays):
            way = _along_lines if turns and "lines" in turns[0] else _along_pages
            difference = follow(lambda way=way, turns=turns: way(story, turns))  # type: ignore[misc]  # bound now
            if difference:
                return Compared(False, todos, f"play {number}: {difference}", finished)
    return Compared(True, todos, "", finished)


def words_of(texts: list[str]) -> list[str]:
    return " ".join(texts).split()


def _alike(ours: list[str], theirs: list[str]) -> int:
    """How many words are the same from the beginning."""
    number = 0
    while number < min(len(ours), len(theirs)) and ours[number] == theirs[number]:
        number += 1
    return number


# ---------------------------------------------------------------- lines, as ink prints them


def _along_lines(story: Any, turns: list[Any]) -> Result:
    session = None
    for number, turn in enumerate(turns):
        if turn["error"] and "ran out of content" not in turn["error"]:
            return (number, 0), ""  # ink itself fails here
        try:
            if session is None:
                session = story.start(seed=1)
            else:
                session.choose([one for one in session.choices if one.enabled][turns[number - 1]["taken"]])
        except PlayError as error:
            return (number, 0), "" if turn["error"] else f"turn {number}: {error}"
        lines = [paragraph.text for paragraph in session.text]
        ours, theirs = words_of(lines), words_of(turn["lines"])
        if ours != theirs:
            return (number, _alike(ours, theirs)), f"turn {number}: words {turn['lines']!r} != {lines!r}"
        if turn["error"]:
            return (number, 0), ""
        choices = [" ".join(choice.text.split()) for choice in session.choices if choice.enabled]
        wanted = [" ".join(choice.split()) for choice in turn["choices"]]
        if choices != wanted:
            same = len(ours) + _alike(choices, wanted)
            return (number, same), f"turn {number}: choices {wanted!r} != {choices!r} after {lines[-2:]!r}"
        if turn["taken"] is None:
            break
    return (len(turns), 0), ""


# ---------------------------------------------------------------- pages, as Twine and ChoiceScript show them


def _along_pages(story: Any, turns: list[Any]) -> Result:
    try:
        session = story.start(seed=1)
    except PlayError as error:
        return (0, 0), f"turn 0: {error}"
    before: tuple[str, ...] = ()
    for number, turn in enumerate(turns):
        if turn["error"]:
            return (number, 0), ""  # the source itself fails here
        shown = "".join((f"{one.speaker}:" if one.speaker else "") + one.text for one in session.text)
        is_the_same_page = turn.get("same") and any(_fits(_added(one, turn["text"]), shown) for one in before)
        if not (_fits(turn["text"], shown) or is_the_same_page):
            difference = f"turn {number}: {turn['text']!r} != {shown!r}"
            return (number, _alike(WORDS.findall(shown), WORDS.findall(turn["text"]))), difference
        if session.question is not None and turn["choices"] == ["?input"]:
            _answer(session)
            continue
        for theirs, are_open in ((turn["choices"], True), (turn.get("closed", []), False)):
            ours = {_bare(one.text) for one in session.choices if one.enabled is are_open}
            if ours != {_bare(one) for one in theirs}:
                return (number, len(_bare(shown))), f"turn {number}: choices {theirs!r} != {sorted(ours)!r}"
        if turn["taken"] is None:
            break
        taken = turn["choices"][turn["taken"]]
        before = (turn["text"].replace(f"\u2045{taken}\u2046", ""), turn["text"])  # it may go from the page, or stay
        wanted = _bare(taken)
        # Of several links with one text it is the one that stands in the same place.
        place = [at for at, text in enumerate(turn["choices"]) if _bare(text) == wanted].index(turn["taken"])
        same = [one for one in session.choices if one.enabled and _bare(one.text) == wanted]
        try:
            session.choose(same[min(place, len(same) - 1)])
        except PlayError as error:
            return (number, len(shown)), f"turn {number}: {error}"
    return (len(turns), 0), ""


def _answer(session: Any) -> None:
    try:
        session.answer("Ada")
    except AnswerError:
        session.answer("1")


def _bare(text: str) -> str:
    """A text without blanks, and without the signs that only a page shows."""
    return re.sub(r"[\s*>\u200b\u00a0•\u2045\u2046]+", "", text.translate(PLAIN_QUOTES))


def _fits(theirs: str, ours: str) -> bool:
    """Whether a page says the same: the text of a link may stand in it or not."""
    parts = LINK.split(theirs)
    pattern = "".join(
        f"(?:{re.escape(_bare(part))})?" if number % 2 else re.escape(_bare(part)) for number, part in enumerate(parts)
    )
    if re.fullmatch(pattern, _bare(ours)):
        return True
    # A line of nothing but links, with `or` and the like between them, disappears.
    return not _bare(ours) and BETWEEN_LINKS.fullmatch(LINK.sub("", theirs)) is not None


def _added(before: str, after: str) -> str:
    """What a page that stands there as before says now besides; links that were clicked on are text by then."""
    words = [re.findall("\u2045.*?\u2046|\\s+|\\w+|[^\\w\\s]", text, re.DOTALL) for text in (before, after)]
    words[0] = [part for word in words[0] for part in re.findall(r"\s+|\w+|[^\w\s\u2045\u2046]", word)]
    found = difflib.SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes()
    return "".join("".join(words[1][begin:end]) for what, _, _, begin, end in found if what in ("insert", "replace"))
