"""Reads a scene of ChoiceScript: commands begin with `*`, options with `#`, indentation says what belongs to what.

The language: https://choicescriptdev.fandom.com/wiki/ChoiceScript_Wiki; what its documents leave open was looked up in
the interpreter, https://github.com/dfabulich/choicescript.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.importers.choicescript.tree import (
    Blank,
    Body,
    Chart,
    ChoiceCommand,
    ChoiceOption,
    ChoiceOptionIf,
    IfCommand,
    ListCommand,
    Options,
    PlainCommand,
    ProseLine,
    Row,
    Statement,
)

DEEPEST = 30
LONGEST_LINE = 100_000
MOST_LINES = 200_000
COMMAND = re.compile(r"\*([A-Za-z_]\w*)[ \t]*(.*)", re.DOTALL)
REUSE = {"hide_reuse": "hide", "disable_reuse": "disable", "allow_reuse": "allow"}
ROW = re.compile(r"(text|percent|opposed_pair)[ \t]+(\w+)[ \t]*(.*)")


class BrokenScene(Exception):
    """A scene that cannot be read, with the line (from 1) where that shows."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line: how far it is indented, and what it says."""

    indent: int
    text: str
    number: int


def read_scene(text: str) -> Body:
    """The statements of a scene. Raises BrokenScene."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise BrokenScene(MOST_LINES, f"a scene of more than {MOST_LINES:,} lines")
    found = []
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise BrokenScene(number, f"this line is longer than {LONGEST_LINE:,} characters")
        bare = line.strip()
        found.append(SourceLine(len(line) - len(line.lstrip()), bare, number))
    return SceneReader(found).body(-1)


class SceneReader:
    """Reads the lines of a scene."""

    def __init__(self, lines: list[SourceLine]) -> None:
        self.lines = lines
        self.at = 0
        self.depth = 0

    def body(self, outer: int) -> Body:
        """The statements that are indented deeper than `outer`."""
        if self.depth >= DEEPEST:
            raise BrokenScene(self.lines[self.at - 1].number, f"this is nested more than {DEEPEST} deep")
        self.depth += 1
        found: list[Statement] = []
        blanks = 0
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.text:
                blanks += 1
                self.at += 1
                continue
            if line.indent <= outer:
                break
            if blanks and found:
                found.append(Blank())
            blanks = 0
            self.at += 1
            found.append(self._statement(line))
        if blanks and outer >= 0:
            self.at -= blanks
        self.depth -= 1
        return tuple(found)

    def _statement(self, line: SourceLine) -> Statement:
        command = COMMAND.fullmatch(line.text)
        if command is None:
            return ProseLine(line.text, line.number)
        name, data = command.group(1).lower(), command.group(2).strip()
        if name in ("choice", "fake_choice"):
            return self._choice(data, line)
        if name == "if":
            return self._if(data, line)
        if name == "stat_chart":
            return Chart(tuple(self._rows(line)), line.number)
        if name in ("scene_list", "achievement"):
            return ListCommand(name, data, tuple(self._below(line)), line.number)
        return PlainCommand(name, data, line.number)

    def _if(self, condition: str, line: SourceLine) -> IfCommand:
        branches = [(condition, self.body(line.indent))]
        otherwise: Body = ()
        while (following := self._following(line.indent)) is not None:
            name, data = following
            if name == "else":
                otherwise = self.body(line.indent)
                break
            branches.append((data, self.body(line.indent)))
        return IfCommand(tuple(branches), otherwise, line.number)

    def _following(self, indent: int) -> tuple[str, str] | None:
        """The `*elseif` or `*else` that stands next on this level, taken; blank lines may come before it."""
        at = self.at
        while at < len(self.lines) and not self.lines[at].text:
            at += 1
        if at == len(self.lines) or self.lines[at].indent != indent:
            return None
        command = COMMAND.fullmatch(self.lines[at].text)
        if command is None or command.group(1).lower() not in ("else", "elseif", "elsif"):
            return None
        self.at = at + 1
        return command.group(1).lower(), command.group(2).strip()

    # ------------------------------------------------------------ choices

    def _choice(self, data: str, line: SourceLine) -> ChoiceCommand:
        options = self._options(line.indent)
        return ChoiceCommand(tuple(data.split()), options, line.number)

    def _options(self, outer: int) -> Options:
        if self.depth >= DEEPEST:
            raise BrokenScene(self.lines[self.at - 1].number, f"this is nested more than {DEEPEST} deep")
        self.depth += 1
        found: list[ChoiceOption | ChoiceOptionIf | PlainCommand] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.text:
                self.at += 1
                continue
            if line.indent <= outer:
                break
            self.at += 1
            found.append(self._option(line))
        self.depth -= 1
        self._give_back_blanks()
        return tuple(found)

    def _give_back_blanks(self) -> None:
        while self.at and not self.lines[self.at - 1].text:
            self.at -= 1

    def _option(self, line: SourceLine) -> ChoiceOption | ChoiceOptionIf | PlainCommand:
        rest, reuse, condition, selectable = line.text, "", "", ""
        while not rest.startswith("#"):
            command = COMMAND.fullmatch(rest)
            if command is None:
                raise BrokenScene(line.number, "an option is expected here; it begins with `#`")
            name, rest = command.group(1).lower(), command.group(2).strip()
            if name in REUSE:
                reuse = REUSE[name]
            elif name in ("if", "selectable_if"):
                test, option = parted_option(rest)
                if option is None and name == "if":
                    return self._option_if(test, line)
                if option is None:
                    raise BrokenScene(line.number, "`*selectable_if` needs an option on its line")
                rest = option
                condition, selectable = (test, selectable) if name == "if" else (condition, test)
            else:
                return PlainCommand(name, rest, line.number)
        return ChoiceOption(rest[1:].strip(), reuse, condition, selectable, self.body(line.indent), line.number)

    def _option_if(self, condition: str, line: SourceLine) -> ChoiceOptionIf:
        branches = [(condition, self._options(line.indent))]
        otherwise: Options = ()
        while (following := self._following(line.indent)) is not None:
            name, data = following
            if name == "else":
                otherwise = self._options(line.indent)
                break
            branches.append((data, self._options(line.indent)))
        return ChoiceOptionIf(tuple(branches), otherwise, line.number)

    # ------------------------------------------------------------ lists

    def _below(self, line: SourceLine) -> list[str]:
        found: list[str] = []
        while self.at < len(self.lines):
            below = self.lines[self.at]
            if below.text and below.indent <= line.indent:
                break
            if below.text:
                found.append(below.text)
            self.at += 1
        self._give_back_blanks()
        return found

    def _rows(self, line: SourceLine) -> list[Row]:
        rows = []
        for text in self._below(line):
            found = ROW.fullmatch(text)
            if found:
                rows.append(Row(found.group(1), found.group(2), found.group(3).strip() or found.group(2)))
        return rows


def parted_option(data: str) -> tuple[str, str | None]:
    """The condition and the option of `(condition) #option`; None where only a condition stands.

    A `#` in quotes, or one that takes a letter out of a text, belongs to the condition.
    """
    quoted, depth = False, 0
    for at, letter in enumerate(data):
        if letter == '"' and data[at - 1 : at] != "\\":
            quoted = not quoted
        elif quoted:
            continue
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif letter == "#" and depth <= 0 and at and data[at - 1].isspace():
            rest = data[:at].strip()
            if rest and not rest.endswith(("=", "<", ">", "+", "-", "*", "/", "&", "and", "or")):
                return rest, data[at:]
    return data.strip(), None
