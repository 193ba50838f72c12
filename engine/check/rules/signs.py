"""Whether a scene holds signs that a rule looks for. Most hold none, and a rule that asks first is done with them.

A rule that looks at each text costs a long story some milliseconds even where it finds nothing. So it asks for its
signs once a scene: of the whole lines (`Signs`), of its texts as they are written (`written_in`), or of what they show
(`shown_in`). A plain `in` is told a hundred times sooner than a pattern; and a sign of several characters is looked for
a hundred times sooner still where only what is rare in prose is left of the text (`rare_written`, `rare_shown`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.check.names import SceneNames
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_beside
from engine.named_tuples import NamedTuple
from engine.patterns import compiled, regex
from engine.source import Source
from engine.syntax.reading import COMMENT
from engine.syntax.tree import ChoiceStatement, Show, Styled, TextItems

if TYPE_CHECKING:
    from engine.check.checker import Checked

BRACE = regex(r"(?<!\\)[{}]")
NO_LINE_BREAK = regex(r"[^\n]")
# So many lines around a text, a change of a variable belongs to it.
NEAR = 4


def holds_one_of(text: str, signs: Sequence[str]) -> bool:
    """Whether a text holds one of some signs: sooner than `any` tells, which wants a generator for it."""
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False


def stands_in(text: str, at: int, end: int, signs: Sequence[str]) -> bool:
    """Whether one of some signs stands between two offsets of a text."""
    for sign in signs:  # noqa: SIM110
        if text.find(sign, at, end) >= 0:
            return True
    return False


# What prose consists of. Of characters that are no ASCII, nothing is left out.
COMMON = b"abcdefghijklmnopqrstuvwxyz \n\t.,"


def rare_in(text: str) -> str:
    """What is left of a text without small letters, blanks, points and commas: next to nothing, if it is prose.

    What is left of a sign stands in what is left of each text that holds the sign; the reverse is not true.
    """
    return text.encode("utf-8", "surrogatepass").translate(None, COMMON).decode("utf-8", "surrogatepass")


class Wanted:
    """Some signs, with what is rare in each. Signs of words alone have nothing rare, and are looked for in any text."""

    def __init__(self, signs: Sequence[str]) -> None:
        self.signs = [(sign, rare_in(sign)) for sign in signs]

    def found_in(self, text: str, rare: str) -> list[str]:
        """Those that stand in a text, of which `rare` is what `rare_in` leaves."""
        return [sign for sign, own in self.signs if own in rare and sign in text]


class Traits(NamedTuple):
    """What is in the texts of a scene, looked at once for all rules that look for what few scenes have.

    `shown` are all words that its texts can show, one behind the other; with what is rare of them in prose, and with
    which two characters their pieces begin. `choices` are the texts of its choices as they are written, each behind a
    line break, and `first` the characters that these begin with. The others say whether there is a text with a value or
    emphasis (`shows`), with conditions, variations or values in tags (`varies`), with tags; prose with a move on its
    line (`moves`); and a choice that has old names or a loop (`renamed`).
    """

    shown: str
    rare_shown: str
    begins: set[str]
    choices: str
    first: set[str]
    shows: bool
    varies: bool
    tags: bool
    moves: bool
    renamed: bool


def traits_of(scene: SceneNames) -> Traits:
    """The traits of a scene; to be asked for by `of_scene`."""
    shows = varies = tags = moves = renamed = False
    words, choices = list[str](), [""]
    for one in scene.texts:
        line = one.line
        items = line.items
        if len(items) == 1 and items[0].__class__ is str:
            words.append(items[0])
        else:
            _add_words(items, words)
            for item in items:
                kind = item.__class__
                if kind is Show or kind is Styled:
                    shows = True
                elif kind is not str:
                    varies = True
        if line.tags:
            tags, varies = True, varies or bool(line.values)
        if one.__class__ is ChoiceStatement:
            choices.append(one.source)
            renamed = renamed or bool(one.was or one.loop)
        elif line.move is not None:
            moves = True
    for beside in of_scene(scene, texts_beside):
        _add_words(beside.line.items, words)
    shown = "\n".join(words)
    begins, first = {one[:2] for one in words}, {one[:1] for one in choices}
    texts = shown, rare_in(shown), begins, "\n".join(choices), first
    return Traits(*texts, shows, varies, tags, moves, renamed)


def written_in(scene: SceneNames) -> str:
    """The texts of a scene as they are written, each behind a line break; to be asked for by `of_scene`."""
    text = scene.node.source.text
    texts = (*scene.texts, *of_scene(scene, texts_beside))
    return "\n".join(["", *[text[one.at : one.line.end] for one in texts]])


def shown_in(scene: SceneNames) -> str:
    """All words that the texts of a scene can show; to be asked for by `of_scene`."""
    return of_scene(scene, traits_of).shown


def rare_written(scene: SceneNames) -> str:
    """What is rare in prose of the texts of a scene as they are written; to be asked for by `of_scene`."""
    return rare_in(of_scene(scene, written_in))


def rare_shown(scene: SceneNames) -> str:
    """What is rare in prose of the words that a scene can show; to be asked for by `of_scene`."""
    return of_scene(scene, traits_of).rare_shown


def _add_words(items: TextItems, shown: list[str]) -> None:
    for item in items:
        if isinstance(item, str):  # nearly all are
            shown.append(item)
        else:
            for part in item.texts:
                _add_words(part, shown)


def uncommented(text: str) -> str:
    """A text with blanks for the comments in it, so that the places stay."""
    return COMMENT.sub(lambda comment: " " * len(comment.group()), text) if "//" in text else text


def without_braces(text: str) -> str:
    """The text with blanks in place of what stands in braces, so that the places stay."""
    if "{" not in text:
        return text
    depth = begin = 0
    shown = []
    for brace in BRACE.finditer(text):
        if brace.group() == "{":
            if depth == 0:
                shown.append(text[begin : brace.start()])
                begin = brace.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                shown.append(_blanks(text[begin : brace.end()]))
                begin = brace.end()
    rest = text[begin:]
    return "".join((*shown, _blanks(rest) if depth else rest))


def _blanks(text: str) -> str:
    """As many blanks, on as many lines."""
    return NO_LINE_BREAK.sub(" ", text) if "\n" in text else " " * len(text)


def is_named_in_logic(scene: SceneNames, at: int, name: str) -> bool:
    """Whether a line of logic near a place has a name, which the text there then tells of on purpose."""
    text, first, last = scene.node.source.text, scene.node.heading.at, scene.node.end
    begin = end = at
    for _ in range(NEAR):
        begin, end = max(first, text.rfind("\n", first, begin)), text.find("\n", end + 1, last)
        end = last if end < 0 else end
    return compiled(rf"^[ \t]*~[^\n]*\b{re.escape(name)}\b", re.MULTILINE).search(text[begin:end]) is not None


def warn_once(
    checked: Checked, source: Source, begin: int, end: int, message: str, hint: str, code: str = "NC315"
) -> None:
    """Warn about what is shown as it stands, unless something has been said of how its line is written."""
    if not is_said_of(checked, source, begin):
        checked.report.warning(code, source.span(begin, end), message, hint)


def is_said_of(checked: Checked, source: Source, at: int) -> bool:
    """Whether something has been said of how the line at a place is written."""
    return any(one.code[2] in "03" for one in checked.report.on_line(*source.span(at)[:2]))


class Signs:
    """Finds scenes that hold one of some signs: texts, or patterns that begin with a plain character."""

    def __init__(self, texts: Sequence[str], patterns: Sequence[re.Pattern[str]] = ()) -> None:
        self.texts = texts
        self.patterns = patterns
        self._files: dict[int, tuple[list[str], list[re.Pattern[str]]]] = {}

    def are_in(self, scene: SceneNames) -> bool:
        """Whether the scene holds one."""
        source = scene.node.source
        text = source.text
        known = self._files.get(id(source))
        if known is None:
            texts = [one for one in self.texts if one in text]
            known = self._files[id(source)] = texts, [one for one in self.patterns if one.search(text)]
        texts, patterns = known
        if not texts and not patterns:
            return False
        at, end = scene.node.heading.end, scene.node.end
        return any(text.find(one, at, end) >= 0 for one in texts) or any(one.search(text, at, end) for one in patterns)
