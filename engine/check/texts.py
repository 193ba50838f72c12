"""The texts of a scene that a player reads: its lines, and each text that stands within another or behind a word.

What a writer types by mistake is the same slip in a line of prose, in the text of a choice, between the braces of
`{if wet: …}`, in the reason of `{needs …}`, in a question and in a title. So a rule that looks at texts looks at all of
these, as if each were a line of its own.
"""

from __future__ import annotations

from engine.check.names import SceneNames
from engine.check.scene_facts import of_scene
from engine.data_classes import replace
from engine.patterns import regex
from engine.syntax.text_forms import FORM, FORM_WORDS
from engine.syntax.tree import (
    Ask,
    ChoiceStatement,
    Conditional,
    Line,
    Prose,
    Show,
    Styled,
    TextItem,
    TextItems,
    Variation,
)

BLANKS = " \t\n"
# What a text of words alone can be taken for code by: how lines of code begin, in this language or another.
CODE_WORDS = frozenset(
    (
        *FORM_WORDS,
        *("visit", "gosub", "divert", "any", "when", "priority", "ask", "include", "wait", "pause", "delay", "play"),
        *("stop", "queue", "with", "window", "scene", "show", "hide"),
        *("var", "const", "let", "temp", "set", "def", "extern", "claim", "jump", "call", "while", "for", "if", "elif"),
        *("unless", "needs", "not", "else", "otherwise", "print", "echo", "println", "display", "output", "narrate"),
        *("todo", "fixme", "list", "external"),
    )
)
SIGN = regex(r"\\.|[{}|]")
WORD_OF_FORM = regex(rf"[ \t\n]*(?:{FORM})[ \t]*:")
# `"The 'Dog' & Duck"`: whoever tells the two apart wants both.
QUOTATION_WITHIN = regex(r"(?<!\A)(?<!\w)(?:'[^']*'|‘[^‘’]*’)(?!\w)(?!\Z)")


def has_quotation(title: str) -> bool:
    """Whether a title has a quotation within, in other marks than its own."""
    return QUOTATION_WITHIN.search(title) is not None


def texts_of(scene: SceneNames) -> list[Prose | ChoiceStatement]:
    """The lines of a scene, and all texts within them; to be asked for by `of_scene`."""
    text, plain = scene.node.source.text, of_scene(scene, plain_forms)
    found: list[Prose | ChoiceStatement] = []
    for one in scene.texts:
        # What somebody says begins behind the name.
        is_speech = one.__class__ is Prose and one.speaker is not None
        found.append(Prose(one.line.at, one.line, one.speaker) if is_speech else one)  # type: ignore[union-attr]  # what is said is prose
        _add_within(text, one.line.items, found, plain)
    for beside in of_scene(scene, texts_beside):
        found.append(beside)
        _add_within(text, beside.line.items, found, plain)
    return found


def texts_beside(scene: SceneNames) -> list[Prose]:
    """The texts of a scene that are no line and in none: title, questions, reasons; to be asked for by `of_scene`."""
    found: list[Prose] = []
    heading, text = scene.node.heading, scene.node.source.text
    if heading.title:
        at = text.find(heading.title, heading.end, text.find("\n", heading.end) + 1 or len(text))
        if at >= 0:
            found.append(Prose(at, Line(at, at + len(heading.title), (heading.title,))))
    for one in scene.statements if Ask in scene.by_kind else scene.of_kind(ChoiceStatement):
        if one.__class__ is ChoiceStatement:
            if one.guards:
                found += [_beside(text, guard.reason) for guard in one.guards if guard.reason is not None]
        elif one.__class__ is Ask:
            found.append(_beside(text, one.prompt))
    return found


def _beside(text: str, line: Line) -> Prose:
    """A text behind a colon, which begins behind the blanks there."""
    at = line.at
    while at < line.end and text[at] in BLANKS:
        at += 1
    return Prose(at, line if at == line.at else replace(line, at=at))


def plain_forms(scene: SceneNames) -> set[int]:
    """The forms in the lines of a scene that are words alone, by `id`; to be asked for by `of_scene`.

    No rule that looks at texts finds anything in such ones, and nearly all forms of a long story are such.
    """
    return {
        id(item)
        for one in scene.texts
        for item in one.line.items
        if isinstance(item, (Variation, Conditional)) and _is_words_alone(item)
    }


def _add_within(text: str, items: TextItems, found: list[Prose | ChoiceStatement], plain: set[int]) -> None:
    """Add the texts in the braces of a text, and in theirs."""
    for item in items:
        if isinstance(item, (str, Show)):
            continue
        if isinstance(item, Styled):
            _add_within(text, item.items, found, plain)
            continue
        if id(item) in plain:
            continue
        for begin, end, part in _parts(text, item):
            written = text[begin:end].strip(BLANKS)
            if part and written:
                begin = text.index(written, begin)
                end = begin + len(written)
                found.append(Prose(begin, Line(begin, end, part)))
                _add_within(text, part, found, plain)


def _is_words_alone(item: Conditional | Variation) -> bool:
    """Whether the texts of a form are letters and blanks, without a word that means anything in code."""
    words: list[str] = []
    for part in item.texts:
        if len(part) != 1 or part[0].__class__ is not str:
            return False
        words.append(part[0])
    whole = " ".join(words)
    return whole.replace(" ", "").isalpha() and CODE_WORDS.isdisjoint(whole.casefold().split())


def _parts(text: str, item: TextItem) -> list[tuple[int, int, TextItems]]:
    """What stands between the bars of a form: from where to where, and how it was read; nothing if that is unclear."""
    if isinstance(item, Variation):
        parts = [*item.items]
        form = WORD_OF_FORM.match(text, item.at + 1, item.end)
        begins = [form.end() if form is not None else item.at + 1]
    elif isinstance(item, Conditional):
        parts = [part for _, part in item.branches]
        begins = [text.find(":", condition.end, item.end) + 1 for condition, _ in item.branches]
    else:
        return []
    if not begins or 0 in begins:
        return []  # it could not be read
    ends = _bars_in(text, begins[0], item.end - 1)
    bars = [bar + 1 for bar in ends]
    ends.append(item.end - 1)
    if isinstance(item, Conditional) and len(ends) == len(parts) + 1:
        parts.append(item.otherwise)
    begins = [*begins, *bars[len(begins) - 1 :]]
    return list(zip(begins, ends, parts, strict=True)) if len(begins) == len(ends) == len(parts) else []


def _bars_in(text: str, at: int, end: int) -> list[int]:
    """Where the bars stand between two offsets that part the texts of a form."""
    bars: list[int] = []
    if text.find("{", at, end) < 0 and text.find("\\", at, end) < 0:
        while (bar := text.find("|", at, end)) >= 0:
            bars.append(bar)
            at = bar + 1
        return bars
    depth = 0
    for sign in SIGN.finditer(text, at, end):
        if sign.group() == "{":
            depth += 1
        elif sign.group() == "}":
            depth -= 1
        elif sign.group() == "|" and depth == 0:
            bars.append(sign.start())
    return bars
