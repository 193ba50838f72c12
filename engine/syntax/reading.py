"""What every reader of a part of a line needs: the source, the report, and expressions found inside the text."""

from __future__ import annotations

import re
from typing import Any

from engine.diagnostics import Fix, Report, replaced
from engine.patterns import compiled, regex
from engine.slips import UNTOLD, Slip
from engine.source import Source
from engine.syntax.file_lines import FUNCTION_LINES, lines_with
from engine.syntax.grammars import Problem, parse_expression, reads
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.tree import Expression, ExpressionNode, Missing, Parameter, TypeNode

NAME = regex(r"[^\W\d]\w*")
# The mark of a heading. `==bold== is bold`, `==> there` and `==, he typed` are prose.
HEADING = regex(
    r"==(?!=)(?!>|[,.;!?)](?!\w)|(?=[^\s=])[^=:\n]*+(?<!\s)==(?:[^\s=#:(\w]|[ \t]+[^\s=#:(A-Z]))[ \t]*", re.MULTILINE
)
# A value may have inline forms, whose braces may hold blanks, and braces once more.
TAG = regex(r"#[^\W\d][\w-]*(?:=(?:[^\s#{}]|\{(?:[^{}#]|\{[^{}#]*\})*\})+)?")
COMMENT = regex(r"(?:(?<=[ \t\n])|^)//[^\n]*")
QUOTED = regex(r'"(?:[^"\\\n]|\\.)*"')
BLANKS = " \t\n"
# Conditions are hardly ever longer.
NEAR = 60
# `payFARE)`, which lacks one bracket, and `pay FARE`, which lacks both.
UNOPENED = regex(r"([^\W\d]\w*)\)")
FUNCTION = regex(r"^def[ \t]+(\w+)", re.MULTILINE)
CALLED = regex(r"([^\W\d]\w*)((?:[ \t]+[\w.]+)+)[ \t]*$")


# Hints that name a form only; what was meant is better. And what stands before such a piece of a line.
GENERAL = (
    *("the form is", "an operator such as", "a value is missing", "leave the part after", "to compare, write `==`"),
    *('write `"…"`', "a set is asked with `has`: `knows has", "compare two things at a time: `a < b"),
    *("put a `)` where", "for both conditions", "values are parted by", "names stand alone", "a text is asked"),
    *("write `not`", "write `and`", "write `or`", "to set a variable, write `=`", "delete it", "several names"),
    *("there are no lists", "`&` ", "a square is", "`a if c else b`", "a set is asked with"),
)
BEFORE = {"let": "~ let ", "assignment": "~ ", "target": "-> "}


class PieceReader:
    """Reads parts of one source, reporting what is wrong with them."""

    __slots__ = ("report", "source")

    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self.report = report

    def error(
        self,
        code: str,
        at: int,
        end: int,
        message: str,
        hint: str | None = None,
        fixes: tuple[Fix, ...] = (),
        slip: Slip = UNTOLD,
    ) -> None:
        """Report an error at offsets of the source."""
        self.report.error(code, self.source.span(at, end), message, hint, fixes=fixes, slip=slip)

    def fix(self, at: int, end: int, text: str, title: str | None = None, safe: bool = False) -> tuple[Fix, ...]:
        """The fix that puts `text` between two offsets, as the `fixes` of an error."""
        return (Fix(title or f"write `{text.strip()}`", (replaced(self.source, at, end, text),), safe),)

    def warning(self, code: str, at: int, end: int, message: str, hint: str | None = None) -> None:
        """Report a warning at offsets of the source."""
        self.report.warning(code, self.source.span(at, end), message, hint)

    def has_reported(self, at: int) -> bool:
        """Whether the last thing reported stands on the line of an offset."""
        found = self.report.found
        return bool(found) and found[-1].span[:2] == self.source.span(at)[:2]

    def skip(self, at: int, end: int) -> int:
        """Where the blanks at an offset end."""
        while at < end and self.source.text[at] in BLANKS:
            at += 1
        return at

    def parse(self, start: str, at: int, end: int) -> Any:
        """The tree of a part of the text read as `start` (a rule of expressions.lark), and None after an error."""
        text = self.source.text[at:end]
        result = parse_expression(start, text)
        if isinstance(result, Problem):
            from engine.syntax.logic_meant import question_meant
            from engine.syntax.several_words import form_of_words

            hint = result.hint
            fixes: tuple[Fix, ...] = ()
            is_general = hint is None or hint.startswith(GENERAL)
            if start == "assignment" and (asked := question_meant(text.strip(), "", "")) is not None:
                self.error(result.code, at + result.at, at + result.end, result.message, f"write `{asked}`")
                return None
            meant = self._meant(start, text) if is_general else None
            if meant is None and is_general:
                hint = form_of_words(text) or hint
            if meant:
                begin = self.skip(at, end)
                back = " ->" if start == "target" and self.source.text[end : end + 9].lstrip().startswith("->") else ""
                hint = f"write `{BEFORE.get(start, '')}{shortened(meant, LONGEST)}{back}`"
                if start == "expression" and (line := self._logic_line(begin, at + len(text.rstrip()), meant)):
                    hint = f"write `{line}`"
                fixes = self.fix(begin, begin + len(text.strip()), meant)
            self.error(result.code, at + result.at, at + result.end, result.message, hint, fixes, result.slip)
            return None
        return result

    def _meant(self, start: str, text: str) -> str | None:
        """What an expression that cannot be read was meant to be; None for no idea."""
        from engine.syntax.mended_expressions import mended_expression
        from engine.syntax.several_words import words_meant

        story = self.source.whole
        opened = self._opened(text.strip())
        return opened or words_meant(start, text, story) or mended_expression(start, text) or self._called(start, text)

    def _logic_line(self, begin: int, end: int, meant: str) -> str | None:
        """A line of logic with something else between two offsets, as a hint shows it; None for any other line."""
        text = self.source.text
        line_at, line_end = text.rfind("\n", 0, begin) + 1, text.find("\n", end)
        before = text[line_at:begin].lstrip(BLANKS)
        line = f"{before}{meant}{text[end : line_end if line_end >= 0 else None]}"
        return line.rstrip() if before.startswith("~") and len(line) <= LONGEST and "//" not in line else None

    def _opened(self, text: str) -> str | None:
        """`payFARE)`: a call of a function of this file, whose first bracket is missing."""
        found = UNOPENED.fullmatch(text)
        if found is None:
            return None
        known = FUNCTION.findall(lines_with(FUNCTION_LINES, self.source.whole))
        names = [name for name in known if found[1].startswith(name) and found[1][len(name) :].isidentifier()]
        return f"{names[0]}({found[1][len(names[0]) :]})" if len(names) == 1 else None

    def _called(self, start: str, text: str) -> str | None:
        """`pay FARE`: a call of a function of this file, whose brackets are missing."""
        if len(text) > LONGEST:
            return None
        for name, rest in ((found[1], found[2]) for found in CALLED.finditer(text)):
            lines = lines_with(FUNCTION_LINES, self.source.whole)
            if name in lines and compiled(rf"^def[ \t]+{name}\b", re.MULTILINE).search(lines):
                written = text.strip().replace(f"{name}{rest}", f"{name}({', '.join(rest.split())})", 1)
                return written if reads(start, written) else None
        return None

    def parse_declared(self, start: str, word: str, at: int, end: int) -> Any:
        """The same for a declaration that begins with `word`. With a slip in it, it is read as it was meant."""
        text = self.source.text[at:end]
        problem = parse_expression(start, text)
        if not isinstance(problem, Problem):
            return problem
        from engine.syntax.foreign_declarations import condition_alone, mended

        written = mended("heading" if start == "heading" else word, text, self.source.whole)
        result = parse_expression(start, written) if written is not None else problem
        message, hint = problem.message, problem.hint
        if isinstance(result, Problem):
            result = None
            if word == "claim" and (meant := condition_alone(text)) is not None:
                message, hint = "this declaration cannot be read", meant
        elif problem.code != "NC008":
            message = message if problem.code == "NC025" else "this declaration cannot be read"
            before, behind = (
                ("== " if word == "heading" else f"{word} "),
                ":" if word == "def" and start == "heading" else "",
            )
            hint = f"write `{before}{shortened(written or '', LONGEST)}{behind}`"
        fixes: tuple[Fix, ...] = ()
        if result is not None and written is not None:
            fixes = self.fix(at, end, written)
        self.error(problem.code, at + problem.at, at + problem.end, message, hint, fixes, problem.slip)
        return result

    def expression(self, at: int, end: int, start: str = "expression") -> Expression:
        """The expression that stands in a part of the text, without the blanks around it."""
        text = self.source.text
        at = self.skip(at, end)
        while end > at and text[end - 1] in BLANKS:
            end -= 1
        root = self.parse(start, at, end)
        return Expression(at, end, Missing(0, end - at) if root is None else root)

    def quiet_expression(self, at: int, end: int) -> Expression:
        """The same, but without a word about mistakes: where something else is wrong already."""
        text = self.source.text[at:end]
        parsed = parse_expression("expression", text.strip())
        at += len(text) - len(text.lstrip())
        return Expression(at, end, Missing(0, end - at) if isinstance(parsed, Problem) else parsed)

    def end_of_expression(self, at: int, end: int, stops: str) -> int:
        """Where an expression that starts at `at` ends: the first of `stops` outside brackets and texts, or `end`.

        It is `end`, too, when a text in it is not closed.
        """
        text = self.source.text
        # Nearly all are short, and hold neither a bracket nor a text.
        near = text[at : min(end, at + NEAR)]
        size = len(near)
        for sign in stops:
            near = near.partition(sign)[0]
        if len(near) < size and '"' not in near and "(" not in near and ")" not in near:
            return at + len(near)
        depth = 0
        while at < end:
            char = text[at]
            if char == '"':
                quoted = QUOTED.match(text, at, end)
                if quoted is None:
                    return end
                at = quoted.end()
                continue
            if char == "(":
                depth += 1
            elif char == ")":
                depth -= 1
            elif char in stops and (depth <= 0 or char == "}"):
                return at
            at += 1
        return end

    def unclosed_text(self, at: int, end: int) -> int:
        """Where a text in quotes begins that is not closed before `end`, or -1."""
        text = self.source.text
        while True:
            at = text.find('"', at, end)
            if at < 0:
                return -1
            quoted = QUOTED.match(text, at, end)
            if quoted is None:
                return at
            at = quoted.end()

    def has_error_at(self, at: int) -> bool:
        """Whether an error has been reported on the line of an offset."""
        return any(one.severity == "error" for one in self.report.on_line(*self.source.span(at)[:2]))

    def unclosed(self, at: int, end: int) -> None:
        """Report a text that is not closed."""
        line_end = self.source.text.find("\n", at, end)
        self.error("NC023", at, end if line_end < 0 else line_end, "this text is not closed", 'put a `"` at its end')

    def end_of_line(self, at: int, end: int) -> int:
        """The end of a line without the comment and the blanks behind it."""
        return before_comment(self.source.text, at, end)


def before_comment(text: str, at: int, end: int) -> int:
    """The end of a stretch of text without the first comment in it and the blanks before that."""
    if text.find("//", at, end) >= 0:
        comment = COMMENT.search(text, at, end)
        if comment:
            end = comment.start()
    while end > at and text[end - 1] in BLANKS:
        end -= 1
    return end


def tags_begin(text: str, at: int, end: int) -> int:
    """Where the tags begin that stand at the end of a stretch of text, or `end` if there are none."""
    begin = end
    while True:
        while end > at and text[end - 1] in BLANKS:
            end -= 1
        hash_at = text.rfind("#", at, end)
        if hash_at < 0 or (hash_at > at and text[hash_at - 1] not in BLANKS) or not TAG.fullmatch(text, hash_at, end):
            return begin
        begin = end = hash_at


def without_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the tags at its end, and those tags without their `#`."""
    if "#" not in text:
        return text, ()
    begin = tags_begin(text, 0, len(text))
    if begin == len(text) or re.search(r"\b(?:any|each)\s+$", text[:begin][-200:]):
        return text, ()
    return text[:begin], tuple(found.group()[1:] for found in TAG.finditer(text, begin))


def shifted(root: ExpressionNode, at: int) -> Expression:
    """An expression for a node that was parsed as a part of a longer text starting at `at`."""
    return Expression(at, at + root.end, root)


def placed(parameters: tuple[Parameter, ...], base: int) -> tuple[Parameter, ...]:
    """Parameters with their offsets counted from the start of the file."""
    return tuple(
        Parameter(base + item.at, base + item.end, item.name, placed_type(item.type, base)) for item in parameters
    )


def placed_type(type: TypeNode | None, base: int) -> TypeNode | None:
    """A type with its own offsets counted from the start of the file; those of its bounds and names from `base`."""
    if type is None:
        return None
    return TypeNode(base + type.at, base + type.end, type.kind, type.low, type.high, type.names, type.was, base)
