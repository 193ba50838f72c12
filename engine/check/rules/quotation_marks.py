"""NC332: a quotation mark that is never closed, in a paragraph or in the text of a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow, end_of
from engine.check.names import SceneNames
from engine.check.rules.signs import uncommented
from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.source import Source
from engine.syntax.tree import ChoiceStatement, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

# A plain quotation mark: none that is escaped, that stands for inches, that repeats what stands above it, or that marks
# an abbreviation between two letters of Hebrew.
MARK = regex(r'(?!(?<=[\u05d0-\u05ea])"[\u05d0-\u05ea])(?:(?<![\\\d])"(?!\s*$)|(?<![\\\d\s])")')
INCHES = regex(r"\}\"(?=[\s.,;:!?)]|\Z)")
# `„Hallo", sagte er`, as German and Polish are typed.
LOW_OPENED = regex(r"(?<!\w)„[^\"“”„\n]*\"")
# What stands above or below a paragraph without a blank line, and is part of it.
JOINED = regex(r"[ \t]*(?:~|[^\s*+=<-]|-[^>\s]|\*\w)")
PARAGRAPHS = regex(r"\n[ \t]*\n")


def check_quotation_marks(checked: Checked) -> None:
    """Warn where a paragraph has an odd number of quotation marks, and the next does not go on with the speech."""
    names = checked.names
    open_marks = [(names.scenes[name], marks) for name, marks in checked.facts.of(_open_marks_in).items()]
    open_marks += [(body, _open_marks(body)) for body in names.bodies.values()]
    for scene, marks in open_marks:
        for at in marks:
            span = scene.node.source.span(at, at + 1)
            if not any(one.span[:2] == span[:2] for one in checked.report.found):
                hint = 'put a `"` where the speech ends; for a plain quotation mark write `\\"`'
                checked.report.warning(
                    "NC332", span, "this quotation mark is not closed", hint, slip=Slip(SlipKind.NOT_CLOSED)
                )


def _open_marks_in(scene: SceneNames, flow: SceneFlow) -> list[int]:
    return _open_marks(scene)


def _open_marks(scene: SceneNames) -> list[int]:
    text = scene.node.source.text
    found: list[int] = []
    if text.count('"', scene.node.heading.end, scene.node.end) == 0:
        return found
    for statement in scene.statements:
        if isinstance(statement, (Prose, ChoiceStatement)):
            count = text.count('"', statement.at, end_of(statement))
            if count % 2 and (at := _open_mark(scene.node.source, statement)) >= 0:
                found.append(at)
    return found


def _open_mark(source: Source, statement: Prose | ChoiceStatement) -> int:
    """Where the mark stands that is not closed, or -1."""
    text, at, end = source.text, statement.at, min(end_of(statement), len(source.text))
    if statement.line.move is not None:
        end = min(end, statement.line.move.at)
    shown = _with_pairs(uncommented(text[at:end]))
    marks = [at + one.start() for one in MARK.finditer(shown)]
    # `It's {inches}".`: where a mark would have to open a speech, these are inches.
    marks = [one for n, one in enumerate(marks) if n % 2 or not INCHES.match(text, one - 1)]
    if (
        len(marks) % 2 == 0
        or len(MARK.findall(_with_pairs(text[at:end]))) % 2 == 0
        or any('"' in text[brace:close] for brace, close in _braces(shown, at))
    ):
        return -1
    if isinstance(statement, Prose):
        above = text[text.rfind("\n", 0, max(text.rfind("\n", 0, at), 0)) + 1 : text.rfind("\n", 0, at) + 1]
        below = text[end:].partition("\n")[2][:200].partition("\n")[0]
        if statement.speaker is not None:
            above, below = "", below if below.lstrip().startswith("~") else ""  # dialogue is a paragraph of its own
        if JOINED.match(above) or JOINED.match(below) or statement.line.joins:
            return -1
        following = text[end : end + 400].lstrip()
        before = PARAGRAPHS.split(text[max(0, at - 2000) : at].rstrip())[-1]
        if following.startswith('"') or before.count('"') % 2:
            return -1  # a speech of several paragraphs, each of which begins with a mark
    opening = [one for one in marks if one == at or text[one - 1] in " \t\n(—–-["]
    return opening[-1] if opening else marks[-1]


def _with_pairs(text: str) -> str:
    """A text with another mark where a plain one closes what a low one has opened."""
    return LOW_OPENED.sub(lambda found: f"{found.group()[:-1]}”", text) if "„" in text else text


def _braces(shown: str, at: int) -> list[tuple[int, int]]:
    found, begin = [], shown.find("{")
    while begin >= 0:
        end = shown.find("}", begin)
        end = len(shown) if end < 0 else end
        found.append((at + begin, at + end))
        begin = shown.find("{", end)
    return found
