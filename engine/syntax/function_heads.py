"""Reads the heads of functions with a body, `def name(parameters):`, and those that are written otherwise."""

from __future__ import annotations

import re

from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.syntax.foreign_lines import ink_function
from engine.syntax.grammars import Problem, parse_expression
from engine.syntax.messages import shortened
from engine.syntax.reading import PieceReader, placed
from engine.syntax.tree import Declaration, Def, UnreadableDeclaration

# The head of a function with a body: its name, its parameters, and its colon, if it has them.
FUNCTION_HEAD = regex(
    r"(?P<name>[^\W\d]\w*+)(?:[ \t]*+(?P<parameters>\([^()\n]*+\)))?[ \t]*+(?P<colon>:|[={]?[ \t]*+$)"
)
# `def coins n:` and `function coins(n):`, with lines below.
FUNCTION_WITHOUT = regex(
    r"(?P<name>[^\W\d]\w*+)(?:[ \t]*+\([ \t]*+|[ \t]++)"
    r"(?P<parameters>[^\W\d]\w*+(?:[ \t]*+,?[ \t]*+[^\W\d]\w*+)*+)[ \t]*+:$"
)
FOREIGN_FUNCTION = regex(
    r"(?:~[ \t]*)?(?:function|func|fn|fun|sub|macro|define|def)[ \t]+(?P<name>[^\W\d]\w*)[ \t]*"
    r"(?P<parameters>\([^()\n]*\))[ \t]*[:={]?[ \t]*$",
    re.IGNORECASE,
)


class FunctionHeadReader:
    """Reads heads of functions in the head of a file, and adds what they declare to `declarations`."""

    def __init__(self, reader: PieceReader, declarations: list[Declaration]) -> None:
        self.reader = reader
        self.source = reader.source
        self.text = reader.source.text
        self.declarations = declarations
        # Where the indented lines of the last function end.
        self.resume = 0

    def read(self, begin: int, stop: int, line_end: int) -> bool:
        """Read `def name(parameters):`; the lines below are read when it is known who speaks. False for all else."""
        head = FUNCTION_HEAD.match(self.text, begin, stop)
        body_at = min(line_end + 1, len(self.text))
        body_end = self._end_of_block(body_at)
        without = FUNCTION_WITHOUT.match(self.text, begin, stop) if head is None else None
        if without is not None:
            self._refuse(without, f"({without['parameters']})", begin, stop, body_end)
            return True
        if head is None or (head["colon"] != ":" and body_end == body_at):
            return False
        name_end, written = begin + len(head["name"]), head["parameters"] or "()"
        if head["parameters"] is None or head["colon"] != ":" or self.text[head.end() : stop].strip():
            hint = f"write `def {head['name']}{written}:`"
            behind = self.text[head.end() : stop].strip()
            value = re.sub(r"^return\b[ \t]*", "", behind)
            if value and body_end == body_at and not isinstance(parse_expression("expression", value), Problem):
                hint = f"write `def {head['name']}{written} = {shortened(value)}`"
            elif behind:
                hint = "put it on the next line, indented by four spaces"
            kind = SlipKind.NO_PARAMETERS if head["parameters"] is None and not behind else SlipKind.OTHER
            slip = Slip(kind, head["name"])
            self.reader.error("NC020", begin, stop, "this declaration cannot be read", hint, slip=slip)
            if behind and body_end == body_at:
                self.declarations.append(UnreadableDeclaration(self.source, begin, name_end, head["name"]))
                return True
        end = begin + len(head["name"] + (head["parameters"] or ""))
        parameters_end = head.end("parameters")
        parsed = (
            self.reader.parse_declared("heading", "def", begin, parameters_end) if head["parameters"] else (None, ())
        )
        self.resume = body_end
        if parsed is None:
            self.declarations.append(UnreadableDeclaration(self.source, begin, name_end, head["name"]))
            return True
        known = placed(parsed[1], begin)
        place = self.source, begin, name_end, head["name"]
        self.declarations.append(Def(*place, known, None, (), max(body_at, end), max(body_end, body_at)))
        return True

    def read_foreign(self, at: int, stop: int, line_end: int) -> bool:
        """Report `function name(a):` with lines below it; whether it is that."""
        of_ink = ink_function(self.text, at, stop)
        found = of_ink or FOREIGN_FUNCTION.match(self.text, at, stop)
        if found is None:
            return False
        body_at = min(line_end + 1, len(self.text))
        body_end = self._end_of_block(body_at)
        while of_ink is not None and self.text.startswith(("~", "{", "}"), body_end):
            # Its lines stand at the beginning, and some more below them.
            line_end = self.text.find("\n", body_end)
            body_end = self._end_of_block(line_end + 1) if line_end >= 0 else len(self.text)
        if of_ink is None and body_end == body_at:
            return False
        self._refuse(found, found["parameters"] or "()", at, stop, body_end)
        return True

    def _refuse(self, found: re.Match[str], parameters: str, at: int, stop: int, body_end: int) -> None:
        """Report the head of a function that is written otherwise; its lines are passed over."""
        hint = f"write `def {found['name']}{parameters}:`"
        self.reader.error("NC020", at, stop, "this declaration cannot be read", hint)
        self.declarations.append(UnreadableDeclaration(self.source, at, stop, found["name"]))
        self.resume = body_end

    def _end_of_block(self, at: int) -> int:
        """Where the indented lines that begin at an offset end; blank lines and comments between belong to them."""
        text, size, last = self.text, len(self.text), at
        while at < size:
            end = text.find("\n", at)
            end = size if end < 0 else end
            line = text[at:end].strip()
            if line and text[at] not in " \t" and not line.startswith("//"):
                break
            if line and text[at] in " \t":
                last = end
            at = end + 1
        return last

    def pass_over(self, line_end: int) -> None:
        """Leave out what stands below a function that cannot be read: it is no further mistake."""
        self.resume = self._end_of_block(min(line_end + 1, len(self.text)))
