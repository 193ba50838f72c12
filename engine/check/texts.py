"""The texts of a scene that a player reads: its lines, and each text that stands within another or behind a word.

What a writer types by mistake is the same slip in a line of prose, in the text of a choice, between the braces of
`{if wet: …}`, in the reason of `{needs …}`, in a question and in a title. So a rule that looks at texts looks at all of
these, as if each were a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.check.incremental import of_scene
from engine.check.names import SceneNames
from engine.patterns import regex
from engine.syntax.tree import Ask, ChoiceStatement, Conditional, Line, Prose, Styled, TextItem, TextItems, Variation

SIGN = regex(r"\\.|[{}|]")
FORM = regex(r"[ \t\n]*(?:cycle|once|shuffle|random|then)[ \t]*:")


def texts_of(scene: SceneNames) -> list[Prose | ChoiceStatement]:
    """The lines of a scene, and all texts within them; to be asked for by `of_scene`."""
    text = scene.node.source.text
    found: list[Prose | ChoiceStatement] = []
    for one in scene.texts:
        # What somebody says begins behind the name.
        is_speech = one.__class__ is Prose and one.speaker is not None
        found.append(Prose(one.line.at, one.line, one.speaker) if is_speech else one)  # type: ignore[union-attr]
        if len(one.line.items) > 1 or (one.line.items[:1] and one.line.items[0].__class__ is not str):
            found += _within(text, one.line.items)
    for beside in of_scene(scene, texts_beside):
        found += (beside, *_within(text, beside.line.items))
    return found


def texts_beside(scene: SceneNames) -> list[Prose]:
    """The texts of a scene that are no line and in none: title, questions, reasons; to be asked for by `of_scene`."""
    found: list[Prose] = []
    heading, text = scene.node.heading, scene.node.source.text
    if heading.title:
        at = text.find(heading.title, heading.end, text.find("\n", heading.end) + 1 or len(text))
        if at >= 0:
            found.append(Prose(at, Line(at, at + len(heading.title), (heading.title,))))
    for one in scene.statements:
        if one.__class__ is ChoiceStatement:
            found += [Prose(guard.reason.at, guard.reason) for guard in one.guards if guard.reason is not None]
        elif one.__class__ is Ask:
            found.append(Prose(one.prompt.at, one.prompt))
    return found


def _within(text: str, items: TextItems) -> Iterator[Prose]:
    """The texts in the braces of a text, and in theirs."""
    for item in items:
        if item.__class__ is str:
            continue
        if isinstance(item, Styled):
            yield from _within(text, item.items)
            continue
        for begin, end, part in _parts(text, item):
            while begin < end and text[begin] in " \t\n":
                begin += 1
            while end > begin and text[end - 1] in " \t\n":
                end -= 1
            if part and begin < end:
                yield Prose(begin, Line(begin, end, part))
                yield from _within(text, part)


def _parts(text: str, item: TextItem) -> list[tuple[int, int, TextItems]]:
    """What stands between the bars of a form: from where to where, and how it was read; nothing if that is unclear."""
    if isinstance(item, Variation):
        parts = [*item.items]
        form = FORM.match(text, item.at + 1, item.end)
        begins = [form.end() if form is not None else item.at + 1]
    elif isinstance(item, Conditional):
        parts = [part for _, part in item.branches]
        begins = [text.find(":", condition.end, item.end) + 1 for condition, _ in item.branches]
    else:
        return []
    if not begins:
        return []  # it could not be read
    first, depth = begins[0], 0
    ends: list[int] = []
    bars: list[int] = []
    for sign in SIGN.finditer(text, first, item.end - 1):
        if sign.group() == "{":
            depth += 1
        elif sign.group() == "}":
            depth -= 1
        elif sign.group() == "|" and depth == 0:
            bars.append(sign.end())
            ends.append(sign.start())
    ends.append(item.end - 1)
    if isinstance(item, Conditional) and len(ends) == len(parts) + 1:
        parts.append(item.otherwise)
    begins = [*begins, *bars[len(begins) - 1 :]]
    return list(zip(begins, ends, parts, strict=True)) if len(begins) == len(ends) == len(parts) else []
