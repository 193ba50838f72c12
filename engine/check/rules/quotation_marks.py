"""NC332: a quotation mark or a bracket that is never closed, in a paragraph or in the text of a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow, end_of
from engine.check.names import SceneNames
from engine.check.rules.signs import holds_one_of, rare_shown, stands_in, uncommented, without_braces
from engine.check.scene_facts import of_scene
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.source import Source
from engine.syntax.text_forms import FORM
from engine.syntax.tree import ChoiceStatement, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

# A plain quotation mark: none that is escaped, that stands for inches, that repeats what stands above it, or that marks
# an abbreviation between two letters of Hebrew.
MARK = regex(r'(?!(?<=[\u05d0-\u05ea])"[\u05d0-\u05ea])(?:(?<![\\\d])"(?!\s*$)|(?<![\\\d\s])")')
INCHES = regex(r"\}\"(?=[\s.,;:!?)]|\Z)")
# `„Hallo", sagte er`, as German and Polish are typed.
LOW_OPENED = regex(r"(?<!\w)„[^\"“”„\n]*\"")
OPEN_BRACKET = regex(r"(?<![\w\\:;=8-])[(\[](?=[\"“«]?[^\W\d_]{2}|I[ \t])")
CLOSING = {"(": ")", "[": "]"}
# What stands before a mark that opens something, and behind one that closes it.
BEFORE_OPENING, BEHIND_CLOSING = frozenset(" \t\n(—–-["), frozenset(" \t\n.,;:!?…)]—–-")
# What stands above or below a paragraph without a blank line, and is part of it.
JOINED = regex(r"[ \t]*(?:~|[^\s*+=<-]|-[^>\s]|\*\w)")
ACTS = regex(r"[ \t]*~(?![ \t]*(?:(?:if|elif|else|for)\b|(?:" + FORM + r")[ \t]*:))")
PARAGRAPHS = regex(r"\n[ \t]*\n")


class QuotationMark(NamedTuple):
    """A quotation mark that belongs to no other: where it stands, and whether it would close something."""

    at: int
    closes: bool


def check_quotation_marks(checked: Checked) -> None:
    """Warn where a paragraph has an odd number of quotation marks, and the next does not go on with the speech."""
    names = checked.names
    open_marks: list[tuple[SceneNames, list[QuotationMark]]]
    open_marks = [(names.scenes[name], marks) for name, marks in checked.facts.of(_open_marks_in).items()]
    open_marks += [(body, _open_marks(body)) for body in names.bodies.values()]
    for scene, marks in open_marks:
        for at, closes in marks:
            span = scene.node.source.span(at, at + 1)
            if not any(one.span[:2] == span[:2] for one in checked.report.found):
                message = f"this quotation mark {'closes nothing' if closes else 'is not closed'}"
                where = "begins" if closes else "ends"
                hint = f'put a `"` where the speech {where}; for a plain quotation mark write `\\"`'
                checked.report.warning("NC332", span, message, hint, slip=Slip(SlipKind.NOT_CLOSED))


def check_open_brackets(checked: Checked) -> None:
    """Warn about a bracket before a word that nothing closes down to the end of its scene."""
    for name, places in checked.facts.of(_open_brackets_in).items():
        source = checked.names.scenes[name].node.source
        for at in places:
            span = source.span(at, at + 1)
            if not any(one.span[:2] == span[:2] for one in checked.report.found):
                hint = f"put a `{CLOSING[source.text[at]]}` where it ends; for a plain bracket put a `\\` before it"
                slip = Slip(SlipKind.NOT_CLOSED)
                checked.report.warning("NC332", span, "this bracket is not closed", hint, slip=slip)


def _open_brackets_in(scene: SceneNames, flow: SceneFlow) -> list[int]:
    if not holds_one_of(of_scene(scene, rare_shown), ("(", "[")):
        return []
    text, found = scene.node.source.text, list[int]()
    last = {sign: text.rfind(end, scene.node.heading.end, scene.node.end) for sign, end in CLOSING.items()}
    for statement in scene.statements:
        if not isinstance(statement, (Prose, ChoiceStatement)):
            continue
        at, end = statement.line.at, min(end_of(statement), len(text))
        if not stands_in(text, at, end, ("(", "[")):
            continue
        shown = without_braces(uncommented(text[at:end]))
        for bracket in OPEN_BRACKET.finditer(shown):
            if last[bracket.group()] < at + bracket.start():
                found.append(at + bracket.start())
                break
    return found


def _open_marks_in(scene: SceneNames, flow: SceneFlow) -> list[QuotationMark]:
    return _open_marks(scene)


def _open_marks(scene: SceneNames) -> list[QuotationMark]:
    text = scene.node.source.text
    found: list[QuotationMark] = []
    if text.count('"', scene.node.heading.end, scene.node.end) == 0:
        return found
    for statement in scene.statements:
        if isinstance(statement, (Prose, ChoiceStatement)):
            count = text.count('"', statement.at, end_of(statement))
            mark = _open_mark(scene.node.source, statement) if count % 2 else None
            if mark is not None:
                found.append(mark)
    return found


def _open_mark(source: Source, statement: Prose | ChoiceStatement) -> QuotationMark | None:
    """The mark that is not closed, or that closes nothing."""
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
        return None
    odd = _odd_mark(text, at, marks)
    if isinstance(statement, Prose):
        below = _line_below(text, end)
        joins = statement.line.joins or _joins_below(text, end, below, statement.speaker is not None)
        if joins and not odd.closes:
            return None
        if statement.speaker is None and _joins_above(text, at):
            return None
        following = text[end : end + 400].lstrip()
        before = PARAGRAPHS.split(text[max(0, at - 2000) : at].rstrip())[-1]
        if following.startswith('"') or before.count('"') % 2:
            return None  # a speech of several paragraphs, each of which begins with a mark
    return odd


def _odd_mark(text: str, at: int, marks: list[int]) -> QuotationMark:
    """Of an odd number of marks in a text, the one that has no other: the first that does not fit those before it."""
    opened = -1
    for mark in marks:
        if mark == at or text[mark - 1] in BEFORE_OPENING:
            if opened >= 0:
                return QuotationMark(opened, closes=False)
            opened = mark
        elif opened < 0 and (mark + 1 == len(text) or text[mark + 1] in BEHIND_CLOSING):
            return QuotationMark(mark, closes=True)
        else:
            opened = -1 if opened >= 0 else mark
    return QuotationMark(opened if opened >= 0 else marks[-1], closes=False)


def _line_below(text: str, end: int) -> str:
    return text[end:].partition("\n")[2][:200].partition("\n")[0]


def _joins_above(text: str, at: int) -> bool:
    """Whether the paragraph of a line has begun above it: with logic that only does something, it does not begin."""
    end = text.rfind("\n", 0, at)
    while end > 0:
        begin = text.rfind("\n", 0, end) + 1
        if not ACTS.match(text, begin, end):
            return JOINED.match(text, begin, end) is not None
        end = begin - 1
    return False


def _joins_below(text: str, end: int, below: str, is_speech: bool) -> bool:
    """Whether the paragraph of a line goes on below it; that of a speech goes on behind logic alone."""
    if is_speech and not below.lstrip().startswith("~"):
        return False
    while ACTS.match(below):
        end = text.find("\n", end) + 1 + len(below)
        below = _line_below(text, end)
    return JOINED.match(below) is not None


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
