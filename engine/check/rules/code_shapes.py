"""NC315: names of the story in a text with the signs of code beside them, which are shown as they stand.

Other rules know the forms of other tools one by one. This one looks for what all code has: a name of the story beside
an operator, a condition behind `if`, a function before a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engine.check.flow import end_of
from engine.check.names import SceneNames
from engine.check.rules.brackets import is_condition
from engine.check.rules.never_prose.judges import PLAIN
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.prose_traps import TOLD
from engine.check.rules.signs import (
    holds_one_of,
    rare_written,
    stands_in,
    traits_of,
    uncommented,
    without_braces,
)
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_of
from engine.named_tuples import NamedTuple
from engine.patterns import compiled, regex
from engine.program.functions import BUILT_INS
from engine.syntax.messages import shortened
from engine.syntax.tree import (
    Binary,
    ChoiceStatement,
    ExpressionNode,
    Number,
    Prose,
    Show,
)

if TYPE_CHECKING:
    from engine.check.checker import Checked

# One of these a text must have, or it is left at once.
SUSPECT_SIGNS = ("=", "<", ">", "$", "%", "({")
CONDITION_WORDS = ("if", "unless", "when", "while", "needs")
PRINTING = ("print", "echo", "println", "display", "output", "narrate")
CONDITION_SIGNS = [f"{word} " for word in CONDITION_WORDS]
PRINTING_SIGNS = [f"{word} " for word in PRINTING]
PRINTING_BEGINS = {word[:2] for word in PRINTING}
# Each is looked for where its signs are there alone, and begins with a plain character, of which there may be one
# before the text: a pattern of them all would try each one at each character.
SUSPECTS: tuple[tuple[Sequence[str], re.Pattern[str], int], ...] = (
    (("+", "/"), regex(r"[+/][ \t]*\w"), 0),
    (("*",), regex(r"\w(?:[ \t]+\*[ \t]+|\*)\w"), 0),
    (
        CONDITION_SIGNS,
        regex("|".join(rf"{word} (?<!\w{word} )" for word in CONDITION_WORDS)),
        0,
    ),
    (("-",), regex(r"-[ \t]*+\d"), 0),
    (PRINTING_SIGNS, regex("|".join(rf"{word} (?<!\w{word} )" for word in PRINTING)), 0),
    (("?",), regex(r": (?<=[^\W\d]: )[^\n]*\?$", re.MULTILINE), 1),
)
RANGE = regex(r"\{[ \t]*\d+[ \t]*-")
# What a choice begins with that looks like code, or like a label.
ODD_FIRST = frozenset(":;=|.\\(")
# Most of it has one of these in the words that a scene shows, which have neither the stars of emphasis nor their lines.
SIGNS = ("=", "<", ">", "$", "%", "+", "/")
DASHED = regex(r"-\d")
FORMAT = regex(r"(?<![\w%\\\"'(])(?<!\d )(?P<line>%(?:[sdif](?!\w)|\([^\W\d]\w*\)[sd]?))")
CONDITION = regex(
    r"(?<![\w\\])(?P<line>[(\[<]?(?P<word>if|unless|when|while|needs)[ \t]+(?P<condition>[^.,;:!?…\"“”|{}\n]{1,60}))"
)
COMPARED = regex(r"[<>=]")
HAS = regex(r"(\w+)[ \t]+has\b")
OPENED = "[(<"
# `? most | some`, as other languages have it.
QUESTION = regex(r"[ \t]*\?[ \t]*\S")
BINARY = regex(
    r"(?<![\w\\$#.=<>+*/-])(?<!\d )(?P<line>(?P<left>[^\W\d]\w*)[ \t]*(?P<sign>[-+*/]=|==|!=|>=|<=|[<>=+*/])[ \t]*"
    r"(?P<right>-?\d+(?!\w)|[^\W\d]\w*|\"[^\"\n]*\"))(?![\w(])"
)
ALONE = regex(
    r"^[ \t]*(?P<line>[-+*/]=?[ \t]*\d++[ \t]+(?P<name>[^\W\d]\w*+)|(?P<first>[^\W\d]\w*+)[ \t]*+[-+*/][ \t]*+\d++)"
    r"[ \t]*$",
    re.MULTILINE,
)
CALLED = regex(r"(?<![\w\\.])(?P<line>(?P<name>[^\W\d]\w*)\(\{)")
DOLLAR = regex(r"(?<![\w\\$])(?P<line>\$(?P<name>[^\W\d]\w*))")
PRINTED = regex(
    r"[ \t]*(?P<line>(?:print|echo|println|display|output|narrate)[ \t]+"
    r"(?P<said>(?!(?:is|was|are|were|has|had|and|or|to|of|in|on|shops?|cases?)\b)[^\n]+))"
)
ASKED = regex(
    r"^[ \t]*(?P<line>(?:[^\w\s\"“«\\]{1,3}[ \t]*)?(?P<name>[^\W\d]\w*)[ \t]*:[ \t]+(?P<said>[^\n]*\?))[ \t]*$",
    re.MULTILINE,
)
# What stands between a choice's mark, label or condition and its text.
BEFORE_TEXT = regex(r"(?P<line>[:;=|.](?=[ \t])|\\[ \t])[ \t]*(?P<text>\S[^\n]*)")
DIGIT_LABEL = regex(r"(?P<line>\((?P<name>\d+(?!st\b|nd\b|rd\b|th\b|s\b)[^\W\d]\w+)\))[ \t]+\S")
WORDS_LABEL = regex(r"(?P<line>\((?P<name>[a-z]\w*(?:[ \t]+[a-z]\w*){1,2})\))[ \t]+(?P<text>[^\W\d_a-z]\w*[^\n]*)")


class Shape(NamedTuple):
    """What is shown as it stands: from where to where, and what to write instead."""

    at: int
    end: int
    hint: str
    message: str = ""


def check_code_shapes(checked: Checked) -> None:
    """Warn about names of the story with the signs of code beside them, one for each text."""
    for scene in with_signs(checked):
        suspects = of_scene(scene, _suspects)
        if not suspects:
            continue
        frame = checked.resolved.frames.get(scene.node.name, ())
        looker = _ShapeFinder(checked, {*checked.names.variables, *frame})
        source = scene.node.source
        for statement in suspects:
            shape = next(looker.shapes(scene, statement), None)
            if shape is None:
                continue
            span, first = source.span(shape.at, shape.end), source.line_of(statement.at)
            lines = range(first, source.line_of(end_of(statement)) + 1)
            if not any(
                one.span.file == span.file
                and (one.span.line == span.line or (one.severity == "error" and one.span.line in lines))
                and one.code[2] in "03"
                for one in checked.report.found
            ):
                shown = shortened(source.text[shape.at : shape.end].strip())
                message = shape.message or f"`{shown}` is shown as it stands"
                checked.report.warning("NC315", span, message, shape.hint)


def _suspects(scene: SceneNames) -> list[Prose | ChoiceStatement]:
    may_be = _may_be_code(scene)
    traits = of_scene(scene, traits_of)
    text, begin, end = scene.node.source.text, scene.node.heading.end, scene.node.end
    is_odd = RANGE.search(text, begin, end) is not None or not traits.first.isdisjoint(ODD_FIRST)
    if not may_be:
        return [] if not is_odd else [one for one in of_scene(scene, texts_of) if _is_odd(one)]
    signs = [one for one in SUSPECT_SIGNS if text.find(one, begin, end) >= 0]
    patterns = [one for one in SUSPECTS if stands_in(text, begin, end, one[0])]
    every = of_scene(scene, texts_of)
    return [one for one in every if _is_code(text, one.at, end_of(one), signs, patterns) or _is_odd(one)]


def _may_be_code(scene: SceneNames) -> bool:
    """Whether one of the suspects may stand in a text of the scene: told by what is rare in prose, and few words."""
    traits = of_scene(scene, traits_of)
    words, shown, written = traits.shown, traits.rare_shown, of_scene(scene, rare_written)
    if holds_one_of(shown, SIGNS) or holds_one_of(written, ("*", "({")) or ("?" in written and ":" in written):
        return True
    if not traits.begins.isdisjoint(PRINTING_BEGINS) and holds_one_of(words, PRINTING_SIGNS):
        return True
    if "-" in shown and DASHED.search(shown):
        return True
    # A condition stands in brackets or before a colon, has a sign, or asks a set.
    return (holds_one_of(shown, "[(:") or " has" in words) and holds_one_of(words, CONDITION_SIGNS)


def _is_code(
    text: str, at: int, end: int, signs: list[str], patterns: list[tuple[Sequence[str], re.Pattern[str], int]]
) -> bool:
    """Whether a stretch of a text holds one of the signs, or something that one of the patterns finds."""
    if stands_in(text, at, end, signs):
        return True
    for own_signs, pattern, before in patterns:
        if stands_in(text, at, end, own_signs) and pattern.search(text, at - before, end):
            return True
    return False


def _is_odd(one: Prose | ChoiceStatement) -> bool:
    if isinstance(one, ChoiceStatement) and one.source[:1] in ODD_FIRST and (one.source[0] != "(" or one.label is None):
        return True
    for item in one.line.items:  # noqa: SIM110  # no generator for each line of prose
        if isinstance(item, Show) and _is_range(item.value.root):
            return True
    return False


def _is_range(root: ExpressionNode) -> bool:
    """Whether an expression is `1-6`, a difference below zero that nobody would write for its sake."""
    if not isinstance(root, Binary) or root.operator != "-":
        return False
    left, right = root.left, root.right
    return isinstance(left, Number) and isinstance(right, Number) and left.value < right.value


class _ShapeFinder:
    def __init__(self, checked: Checked, known: set[str]) -> None:
        self.checked = checked
        self.values = known | checked.names.constants.keys()
        self.functions = BUILT_INS.keys() | checked.names.functions.keys()

    def shapes(self, scene: SceneNames, statement: Prose | ChoiceStatement) -> Iterator[Shape]:
        """What looks like code in a text, the likeliest first."""
        at, source = statement.at, scene.node.source
        end = end_of(statement) if statement.line.move is None else statement.line.move.at
        text = uncommented(source.text[at:end])
        yield from self._numbers(statement)
        if isinstance(statement, ChoiceStatement):
            yield from self._before_text(source.text, statement)
        else:
            yield from self._lines(at, text)
        for found in CALLED.finditer(text) if "({" in text else ():
            if found["name"] in self.functions:
                hint = f"the braces stand around it: `{{{found['name']}(…)}}`; for plain text put a `\\` before it"
                yield Shape(at + found.start("line"), at + found.end("line"), hint)
        text = without_braces(text)
        for found in FORMAT.finditer(text) if "%" in text and "\\\\" not in text else ():
            yield Shape(
                at + found.start("line"),
                at + found.end("line"),
                "a value is shown with `{name}`; for plain text write `\\%`",
            )
        for found in DOLLAR.finditer(text) if "$" in text else ():
            if found["name"] in self.values or found["name"] in self.functions:
                call = "()" if found["name"] in self.functions else ""
                hint = f"for the value, write `{{{found['name']}{call}}}`; for plain text write `\\$`"
                yield Shape(at + found.start("line"), at + found.end("line"), hint)
        if "\\{" in text:
            return  # code that is meant to be read
        yield from self._conditions(at, text, isinstance(statement, ChoiceStatement))
        yield from self._operations(at, text)

    def _numbers(self, statement: Prose | ChoiceStatement) -> Iterator[Shape]:
        for item in statement.line.items:
            if isinstance(item, Show) and _is_range(item.value.root):
                message = "this always shows the same number"
                hint = "for one drawn at random, write `{random(1, 6)}`; for plain text put a `\\` before each brace"
                yield Shape(item.at, item.end, hint, message)

    def _before_text(self, text: str, choice: ChoiceStatement) -> Iterator[Shape]:
        """A colon behind a label or a condition, and labels that are none."""
        at = text.find(choice.source, choice.at, end_of(choice) + len(choice.source))
        if at < 0:
            return
        mark = "*" if choice.once else "+"
        # A label with a capital may be meant as text, which is asked about (NC317).
        is_label = choice.label is None or choice.label[0].islower()
        before = BEFORE_TEXT.match(choice.source) if is_label else None
        if before is not None:
            text = shortened(before["text"])
            hint = f"write `{text}` right behind the {_what(choice)}; for plain text put a `\\` before it"
            yield Shape(at, at + before.end("line"), hint)
        if choice.label is not None:
            return
        digits = DIGIT_LABEL.match(choice.source)
        if digits is not None:
            hint = f"a name does not begin with a digit: `{mark} (_{digits['name']})`; for plain text write `\\(`"
            yield Shape(at, at + digits.end("line"), hint)
        words = WORDS_LABEL.match(choice.source)
        if words is not None:
            label = "_".join(words["name"].split())
            hint = f"a label is one name: `{mark} ({label})`; for plain text write `\\(`"
            if set(words["name"].split()) <= set(compiled(r"\w+").findall(words["text"].casefold())):
                yield Shape(at, at + words.end("line"), hint)

    def _lines(self, at: int, text: str) -> Iterator[Shape]:
        printed = PRINTED.match(text)
        if printed is not None:
            hint = f"what is shown stands alone: `{shortened(printed['said'])}`; for plain text put a `\\` before it"
            yield Shape(at + printed.start("line"), at + printed.start("said"), hint)
        for found in ASKED.finditer(text) if "?" in text and ":" in text else ():
            variable = self.checked.names.variables.get(found["name"])
            if variable is not None and variable.type.kind in ("text", "number"):
                written = f"~ ask {found['name']}: {shortened(found['said'])}"
                hint = f"to ask the player, write `{written}`; for plain text put a `\\` before it"
                yield Shape(at + found.start("line"), at + found.end("line"), hint)
        for found in ALONE.finditer(text) if holds_one_of(text, "+-*/") else ():
            name = found["name"] or found["first"]
            if name in self.values:
                hint = f"to set a variable, write `~ {name} += …`; for plain text put a `\\` before it"
                yield Shape(at + found.start("line"), at + found.end("line"), hint)

    def _conditions(self, at: int, text: str, is_choice: bool) -> Iterator[Shape]:
        for found in CONDITION.finditer(text) if holds_one_of(text, CONDITION_WORDS) else ():
            condition = found["condition"].rstrip(" )]>")
            before, behind = text[: found.start()].rpartition("\n")[2], text[found.end() : found.end() + 1]
            is_open = found.group()[0] in OPENED or (not before.strip() and behind == ":" and found["word"] == "if")
            if (is_open or self._compares(condition)) and is_condition(self.checked, condition):
                written = shortened(f"not {condition}" if found["word"] == "unless" else condition)
                hint = f"text on a condition is written `{{if {written}: …}}`"
                if is_choice:
                    hint = f"a condition stands before a choice's text: `{{if {written}}}`"
                hint += f"; for plain text write `\\{found['word']}`"
                yield Shape(at + found.start("line"), at + found.end("line"), hint)

    def _compares(self, condition: str) -> bool:
        """Whether a condition holds a sign, or asks a set: `rain has fallen` is a sentence."""
        has = HAS.search(condition)
        variable = self.checked.names.variables.get(has[1]) if has is not None else None
        return COMPARED.search(condition) is not None or (variable is not None and variable.type.kind == "set")

    def _operations(self, at: int, text: str) -> Iterator[Shape]:
        for found in BINARY.finditer(text) if holds_one_of(text, "=<>+*/") else ():
            left, sign, right = found["left"], found["sign"], found["right"]
            if left not in self.values or not self._is_value(left, right, sign):
                continue
            if text[: found.start("line")].rstrip(" \t").endswith("\\~"):
                continue  # logic that is shown on purpose
            if len(left) == 1 and sign != "=" and "=" not in sign[-1:] and text[found.end("line") :][:1] != ":":
                continue  # `let n < 2`, as in a book of sums
            if sign == "=" and TOLD.match(text, found.end("sign")):
                continue
            written = f"{left} {sign} {right}"
            hint = f"for the value, write `{{{shortened(written)}}}`; for plain text put a `\\` before the `{sign[0]}`"
            if QUESTION.match(text, found.end("line")):
                hint = f"a condition is written `{{if {shortened(written)}: this | that}}`; {PLAIN}"
            if sign in ("=", "+=", "-=", "*=", "/="):
                where = f"on a line of its own; for plain text write `\\{sign}`"
                hint = f"to set a variable, write `~ {shortened(written)}` {where}"
            yield Shape(at + found.start("line"), at + found.end("line"), hint)

    def _is_value(self, left: str, right: str, sign: str) -> bool:
        """Whether what stands behind a sign is a value that fits a name before it."""
        variable = self.checked.names.variables.get(left)
        kind = variable.type.kind if variable is not None else "number"
        if sign in ("+", "*", "/"):
            other = self.checked.names.variables.get(right)
            return kind == "number" and (
                right.lstrip("-").isdigit() or (other is not None and other.type.kind == "number")
            )
        if right[0] == '"' or right in ("true", "false"):
            return kind in ("text", "truth", "number")
        if right.lstrip("-").isdigit():
            return kind == "number"
        return right in self.values or (variable is not None and right in variable.type.names)


def _what(choice: ChoiceStatement) -> str:
    return "condition" if choice.guards else "label" if choice.label is not None else "mark"
