"""NC304 and NC315: lines that begin with another mark than was meant, or with one that was not meant at all.

A wrapped line of prose that begins with a star is a choice, a choice that begins with a bullet is prose, and somebody
with nothing behind the colon says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of
from engine.check.flow import line_end_of
from engine.check.names import SceneNames
from engine.check.rules.dialogue import DASH, DASHED
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import holds_one_of, traits_of, written_in
from engine.check.scene_facts import of_scene
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.syntax.menus import is_choice
from engine.syntax.messages import shortened
from engine.syntax.tree import Body, Break, ChoiceStatement, Jump, Prose, Statement

if TYPE_CHECKING:
    from engine.check.checker import Checked

# `* stairs * in other people.`, at the beginning of a line, where no blank was meant behind the first star.
STYLED = regex(r"(?P<text>[^\W\d_][^*\n]{0,40}?)[ \t]+\*[ \t]+(?P<rest>[^\W\d_][^*\n]*)")
# Where a sentence goes on below.
GOES_ON = regex(r"[\w,–—-]\Z")
SENTENCE_END = regex(r"[a-z][.!?;](?=\s)")
# `• Go in.`, `#Go in.`, `1. Go in.` between choices. A dash may begin what somebody says.
BULLET = regex(r"(?P<mark>[•·‣●○◦▪■►▶][ \t]*|\d{1,2}[.)][ \t]+|#(?=[^\W\d_]\w*[ \t]+\w))(?=[\"“«]?[^\W\d_a-z])")
# `- (opts)`, a gather of ink with its label.
GATHER = regex(r"-[ \t]*+\((?P<name>[a-z_]\w*+)\)[ \t]*+\Z")
SIGNS = (*(f"\n{sign}" for sign in "•·‣●○◦▪■►▶#0123456789"), "- (", "-(")


class MarkedLine(NamedTuple):
    """A line with a mark that is hardly meant, with what is said of it."""

    statement: Statement
    code: str
    message: str
    hint: str


def check_marked_lines(checked: Checked) -> None:
    """Warn about marks that make a line of prose a choice, or a choice prose, and about speech without words."""
    for scene in with_signs(checked):
        source = scene.node.source
        for found in of_scene(scene, _marked_lines_in):
            at = found.statement.at
            span = source.span(at, line_end_of(source, found.statement))
            if source.text[at] == "-" and _is_of_talk(checked, scene):
                continue  # `- (silence)`
            if not any(one.span[:2] == span[:2] for one in checked.report.found):
                checked.report.warning(found.code, span, found.message, found.hint)


def _is_of_talk(checked: Checked, scene: SceneNames) -> bool:
    """Whether somebody speaks behind a dash in a scene, or people do in the language of the story."""
    text = scene.node.source.text
    said = (text[one.at : one.line.end] for one in scene.texts if isinstance(one, Prose) and DASH.match(text, one.at))
    return checked.names.language.casefold()[:2] in DASHED or any(not GATHER.match(one.rstrip()) for one in said)


def _marked_lines_in(scene: SceneNames) -> list[MarkedLine]:
    return list(_marked_lines(scene.node.source.text, scene.node.body)) if _may_have_some(scene) else []


def _may_have_some(scene: SceneNames) -> bool:
    """Whether a choice begins small, holds a star or is bare, a speech is empty, or a line begins with a bullet."""
    traits = of_scene(scene, traits_of)
    if " * " in traits.choices or any(map(str.islower, traits.first)):
        return True
    for one in scene.texts:
        if one.__class__ is Prose:
            if one.speaker is not None and not one.line.items:
                return True
        elif _is_bare(one):  # type: ignore[arg-type]  # it is a choice
            return True
    return holds_one_of(of_scene(scene, written_in), SIGNS)


def _marked_lines(text: str, body: Body) -> Iterator[MarkedLine]:
    bodies = [body]
    while bodies:
        lines = bodies.pop()
        for number, statement in enumerate(lines):
            above = lines[number - 1] if number else None
            below = lines[number + 1] if number + 1 < len(lines) else None
            found = None
            if isinstance(statement, ChoiceStatement):
                found = _prose_meant(text, statement, above, below)
            elif isinstance(statement, Prose):
                found = _speech_without_words(statement, below) or _choice_meant(text, statement, above)
                found = found or _point_meant(text, statement, below)
            if found is not None:
                yield found
            bodies += blocks_of(statement)


def _prose_meant(
    text: str, choice: ChoiceStatement, above: Statement | None, below: Statement | None
) -> MarkedLine | None:
    """A choice that stands alone, leads to nothing, and reads like a line of a paragraph."""
    if not _is_bare(choice) or (above is not None and is_choice(above)) or (below is not None and is_choice(below)):
        return None
    message = "this line of prose is read as a choice"
    styled = STYLED.fullmatch(choice.source) if choice.once else None
    if styled is not None:
        written = f"*{styled['text']}* {styled['rest']}"
        hint = f"no blank stands between a star and its text: `{shortened(written)}`; for a plain star write `\\*`"
        return MarkedLine(choice, "NC304", message, hint)
    if isinstance(above, Prose) and _goes_on(text, choice, above):
        sign = "*" if choice.once else "+"
        hint = f"delete the `{sign}`, or write `\\{sign}` for a plain one; above a choice, put a blank line"
        return MarkedLine(choice, "NC304", message, hint)
    return None


def _is_bare(choice: ChoiceStatement) -> bool:
    """Whether a choice has nothing but its text."""
    return not (choice.body or choice.line.move or choice.label or choice.guards or choice.line.tags)


def _goes_on(text: str, choice: ChoiceStatement, above: Prose) -> bool:
    """Whether a choice reads like the next line of the paragraph right above, in the midst of a sentence.

    With a capital it must end a sentence, as the paragraph does above: a poem has choices below lines without a stop.
    """
    if GOES_ON.search(text, above.at, above.line.end) is None:
        return False
    if choice.source[:1].islower():
        return True
    told = text[above.at : above.line.end]
    last = told[told.rstrip().rfind("\n") + 1 :].lstrip()
    return choice.source.endswith((".", "!", "?")) and last[:1].islower() and SENTENCE_END.search(told) is not None


def _speech_without_words(speech: Prose, below: Statement | None) -> MarkedLine | None:
    """`Ada:` with nothing behind it; what she says may stand in a block of logic below."""
    line = speech.line
    if speech.speaker is None or line.items or line.tags or line.joins:
        return None
    if below is None or isinstance(below, (Break, Jump)) or is_choice(below) or isinstance(below, Prose):
        hint = f"write what is said behind it, or delete the line; for plain text write `\\{speech.speaker}:`"
        return MarkedLine(speech, "NC315", f"`{speech.speaker}:` says nothing", hint)
    return None


def _choice_meant(text: str, prose: Prose, above: Statement | None) -> MarkedLine | None:
    """A line with a bullet right below a choice or its block."""
    if above is None or not is_choice(above) or prose.speaker is not None:
        return None
    line = text[prose.at : prose.line.end]
    found = BULLET.match(line)
    if found is None or "\n" in line.rstrip():
        return None
    rest = line[found.end() :].rstrip()
    hint = f"a choice is written `* {shortened(rest)}`; for plain text put a `\\` before it"
    return MarkedLine(prose, "NC304", "this choice would be read as prose", hint)


def _point_meant(text: str, prose: Prose, below: Statement | None) -> MarkedLine | None:
    """A word in brackets behind a dash, a paragraph of its own right above a choice."""
    if below is None or not is_choice(below) or prose.speaker is not None:
        return None
    line = text[prose.at : prose.line.end].rstrip()
    found = GATHER.match(line)
    if found is None:
        return None
    name = found["name"]
    hint = f"a point to come back to is `-- {name}`, and a move there `-> {name}`; for plain text put a `\\` before it"
    return MarkedLine(prose, "NC315", f"`{line}` is shown as it stands", hint)
