"""NC330: a text in braces that never shows anything, never varies, or holds its own mark of another tool.

What can be odd stands in a table, `habits.py`, with functions that find it, `finders.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.causes import lines_of
from engine.check.names import SceneNames
from engine.check.rules.brackets import is_condition
from engine.check.rules.misspelt_forms import BEGINNINGS, misspelt_form
from engine.check.rules.odd_variations.finders import first_text, has_word
from engine.check.rules.odd_variations.habits import (
    GLUED,
    OF_CONDITIONALS,
    OF_VARIATIONS_WITH_WORD,
    OF_VARIATIONS_WITHOUT_WORD,
    Form,
    Habit,
)
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import holds_one_of, traits_of
from engine.check.scene_facts import of_scene
from engine.check.texts import plain_forms
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.program.functions import BUILT_INS
from engine.syntax.text_forms import FORM
from engine.syntax.tree import Conditional, Show, Styled, TextItem, TextItems, Variation

if TYPE_CHECKING:
    from engine.check.checker import Checked

SAID_AGAIN = ("then", "cycle")
SAME = "give each text words of its own, or take the braces away"
MAY_BE_ASKED = regex(r"[ \t\n]*+(?:not[ \t]+)?[^\W\d]\w*+[ \t]*+(?:\Z|[?<>=!])")
NEGATION = regex(r"\Anot[ \t]+")
# Nearly all texts in braces are words and nothing of the table: they begin with a letter, not with the word of a form,
# and hold none of these signs.
PLAIN = regex(
    r"[ \t\n]*+(?!(?:" + FORM + r"|print|if|needs|else|otherwise)\b)[^\W\d_]"
    r"(?:[^:;(/¦｜.!?]++|[.!?](?![ \t]*[,;]))*+"
)
NO_PLAIN_WORDS = (" if", "else", "otherwise")


class OddVariation(NamedTuple):
    """What is odd about a text in braces.

    `filter` are the two words of `{coins|words}`, if they may be meant so. A `condition` is odd where it asks about
    names of the story.
    """

    at: int
    end: int
    message: str
    hint: str
    filter: tuple[str, str] | None = None
    condition: str = ""


def check_odd_variations(checked: Checked) -> None:
    """Warn about conditions and variations in a text that do not do what their form says."""
    wrong = lines_of(checked.report)
    for scene in with_signs(checked):
        for odd in of_scene(scene, _odd_in):
            if odd.filter is not None:
                value, function = odd.filter
                known = function in checked.names.functions or function in BUILT_INS
                if not _is_value(checked, scene, value) or not known:
                    continue
            span = scene.node.source.span(odd.at, odd.end)
            if odd.condition and (checked.report.covers("NC330", span) or not _is_asked(checked, scene, odd.condition)):
                continue
            if span[:2] not in wrong:
                checked.report.warning("NC330", span, odd.message, odd.hint)


def _is_value(checked: Checked, scene: SceneNames, name: str) -> bool:
    """Whether a name is a variable of the story, or one of the scene."""
    return name in checked.names.variables or name in checked.resolved.frames.get(scene.node.name, ())


def _is_asked(checked: Checked, scene: SceneNames, condition: str) -> bool:
    """Whether a condition asks about names of the story; a name alone has to be true or false."""
    name = NEGATION.sub("", condition)
    variable = checked.names.variables.get(name)
    if variable is not None:
        return variable.type.kind == "truth"
    return _is_value(checked, scene, name) or is_condition(checked, condition)


def _odd_in(scene: SceneNames) -> list[OddVariation]:
    found: list[OddVariation] = []
    traits = of_scene(scene, traits_of)
    if not (traits.varies or traits.shows):
        return found
    text, plain = scene.node.source.text, of_scene(scene, plain_forms)
    for statement in scene.texts:
        items = statement.line.items
        for item in items:
            if item.__class__ is str:
                continue
            if _is_same(item):
                found.append(OddVariation(item.at, item.end, "this is always the same", SAME))  # type: ignore[union-attr]  # no str
            elif not (id(item) in plain and _is_surely_plain(text, item)) and not _is_plain(text, item):
                found += odd_items(text, (item,))
        for value in statement.line.values:
            found += odd_items(text, value.items)
    return found


def _is_same(item: TextItem) -> bool:
    """Whether all texts of a form are one: `{slowly | slowly}`, `{if wet: it rains | it rains}`."""
    if item.__class__ is Variation:
        assert isinstance(item, Variation)
        first, *others = item.items
        return bool(first) and bool(others) and item.kind in SAID_AGAIN and all(one == first for one in others)
    if item.__class__ is Conditional:
        assert isinstance(item, Conditional)
        return bool(item.otherwise) and all(part == item.otherwise for _, part in item.branches)
    return False


def odd_items(text: str, items: TextItems) -> Iterator[OddVariation]:
    """What is odd about the forms of a text."""
    for item in items:
        if item.__class__ is str:
            continue
        if isinstance(item, Styled):
            yield from odd_items(text, item.items)
        elif isinstance(item, (Variation, Conditional)):
            glued = _first_of((GLUED,), text, item) if text[item.at - 1].isalpha() else None
            if glued is not None:
                yield glued
            elif not _is_plain(text, item):  # it may be one in emphasis, or within another
                yield from _odd_form(text, item)


def _odd_form(text: str, item: Variation | Conditional) -> Iterator[OddVariation]:
    """What is odd about a form, then what is odd within it."""
    if isinstance(item, Variation):
        habits = OF_VARIATIONS_WITH_WORD if has_word(text, item) else OF_VARIATIONS_WITHOUT_WORD
        odd = _first_of(habits, text, item)
    else:
        odd = _first_of(OF_CONDITIONALS, text, item)
    if odd is not None:
        yield odd
    for part in item.texts:
        yield from odd_items(text, part)


def _first_of(habits: tuple[Habit[Form], ...], text: str, item: Form) -> OddVariation | None:
    """The first of some habits that a form has."""
    for find, message, hint in habits:
        found = find(text, item)
        if found is not None:
            at, end = (item.at, item.end) if found.at is None else (found.at, found.at + 1)
            message, hint = message.format(**found.words), hint.format(**found.words)
            return OddVariation(at, end, message, hint, found.filter, found.condition)
    return None


def _is_surely_plain(text: str, item: TextItem) -> bool:
    """Whether nothing can be odd about a form of words alone: it has two texts, of which the first is no name."""
    if isinstance(item, Variation):
        first = first_text(item.items[0]).strip()
        if len(item.items) == 1 or " " not in first or (first[:2] in BEGINNINGS and misspelt_form(first) is not None):
            return False
    return isinstance(item, (Variation, Conditional)) and _stands_apart(text, item)


def _is_plain(text: str, item: TextItem) -> bool:
    """Whether nothing can be odd about a form or in it, which is told sooner than all of it is looked at."""
    if item.__class__ is str:
        return True
    if isinstance(item, Variation):
        first = first_text(item.items[0])
        if len(item.items) == 1 or MAY_BE_ASKED.match(first) or misspelt_form(first) is not None:
            return False
    elif not isinstance(item, Conditional):
        return isinstance(item, Show)
    words: list[str] = []
    for part in item.texts:
        if len(part) != 1 or part[0].__class__ is not str:
            return False
        words.append(part[0])
    if isinstance(item, Variation) and len(words) == 2 and " " not in words[0].strip() and " " not in words[1].strip():
        return False
    if not all(map(PLAIN.fullmatch, words)) or holds_one_of("|".join(words).casefold(), NO_PLAIN_WORDS):
        return False
    return _stands_apart(text, item) and text.find("||", item.at, item.end) < 0


def _stands_apart(text: str, item: Variation | Conditional) -> bool:
    """Whether neither a sign of code nor a letter stands right before a form, and nothing in it is escaped."""
    before = text[item.at - 1]
    return (before in " \n" or (before not in "$#" and not before.isalpha())) and text.find("\\", item.at, item.end) < 0
