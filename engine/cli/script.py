"""Print all that a story can say, in the order of its files, each line with its place: for proofreading and voices.

Inline forms stay as they are written, so that every alternative is there: `{It is raining. | Still raining.}`.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from engine.characters import in_one_line
from engine.cli.exit_codes import FINE, STORY_HAS_ERRORS
from engine.cli.stories import parsed
from engine.program.program import FUNCTION

if TYPE_CHECKING:
    from engine.symbols.passages import TextPassage

HEADINGS = {"status": "Status", "name": "Names"}
# A spreadsheet takes a cell that begins with one of these for a formula, and would calculate it.
FORMULA = ("=", "+", "-", "@", "\t")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap script`."""
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    parser.add_argument("--speaker", metavar="NAME", help="only what this one says")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--markdown", action="store_true", help="print Markdown, a heading for each scene")
    how.add_argument("--csv", action="store_true", help="print CSV: file, line, scene, kind, speaker, words, text")


def run(arguments: argparse.Namespace) -> int:
    """Print the script; 1 if the speaker says nothing."""
    from engine.symbols.passages import passages_of

    passages = list(passages_of(parsed(arguments.story)))
    if arguments.speaker is not None:
        speakers = {one.speaker: None for one in passages if one.speaker is not None}
        passages = [one for one in passages if one.speaker == arguments.speaker]
        if not passages:
            names = ", ".join(map(in_one_line, speakers)) or "nobody"
            shown = in_one_line(arguments.speaker)
            print(f"nightcap script: `{shown}` says nothing in this story; who speaks: {names}", file=sys.stderr)
            return STORY_HAS_ERRORS
    if arguments.csv:
        _print_csv(passages)
    else:
        for line in _markdown(passages) if arguments.markdown else _readable_lines(passages):
            print(line)
    return FINE


def _print_csv(passages: Iterable[TextPassage]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("file", "line", "scene", "kind", "speaker", "words", "text"))
    for one in passages:
        file, speaker, text = (_safe_cell(in_one_line(part)) for part in (one.source.name, one.speaker or "", one.text))
        row = (file, one.source.line_of(one.at), one.scene, one.kind, speaker, one.words, text)
        writer.writerow(row)


def _safe_cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _readable_lines(passages: Iterable[TextPassage]) -> Iterator[str]:
    for scene, group in groupby(passages, lambda one: (one.source.name, one.scene)):
        mark = "" if scene[1].startswith(FUNCTION) else "== "
        yield in_one_line(f"{mark}{scene[1]} ({scene[0]})") if scene[1] else in_one_line(f"{scene[0]}")
        for one in group:
            yield f"{one.source.line_of(one.at):>5}  {_said(one)}"
        yield ""


def _said(one: TextPassage) -> str:
    marks = {"choice": "* ", "question": "? ", "reason": "(closed) ", "status": "status: ", "name": "name: "}
    mark = f"{one.speaker}: " if one.speaker is not None else marks.get(one.kind, "")
    return in_one_line(mark + one.text)


def _markdown(passages: Iterable[TextPassage]) -> Iterator[str]:
    for (_, heading), group in groupby(passages, lambda one: (one.source.name, one.scene or HEADINGS[one.kind])):
        yield f"## {_escaped(heading)}"
        yield ""
        for one in group:
            speaker = f"**{_escaped(one.speaker)}:** " if one.speaker is not None else ""
            mark = {"choice": "- ", "question": "? ", "reason": "- (closed) "}.get(one.kind, "")
            place = _escaped(f"{one.source.name}:{one.source.line_of(one.at)}")
            yield f"{mark}{speaker}{_text(one.text)} <sub>{place}</sub>"
            yield ""


def _text(text: str) -> str:
    """Text for Markdown: its emphasis is the same there; what Markdown would take for a mark of its own is escaped."""
    return "".join(f"\\{char}" if char in "_`<>#|[]\\" else char for char in in_one_line(text))


def _escaped(text: str | None) -> str:
    return "".join(f"\\{char}" if char in "_*`<>#|[]\\" else char for char in in_one_line(text or ""))
