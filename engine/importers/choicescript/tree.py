"""What a scene of ChoiceScript says: its lines, nested by indentation. `line` counts from 1 in the scene's file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProseLine:
    """A line of prose, as written."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line: the paragraph ends."""


@dataclass(frozen=True, slots=True)
class PlainCommand:
    """`*name data`, for all commands that hold nothing."""

    name: str
    data: str
    line: int


@dataclass(frozen=True, slots=True)
class IfCommand:
    """`*if`, `*elseif`, `*else`, each with its block; the conditions are as written."""

    branches: tuple[tuple[str, Body], ...]
    otherwise: Body
    line: int


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """`#text` with its body. `reuse` is "", "hide", "disable" or "allow"; conditions are as written, "" for none."""

    text: str
    reuse: str
    condition: str
    selectable: str
    body: Body
    line: int


@dataclass(frozen=True, slots=True)
class ChoiceOptionIf:
    """Options under a condition, with those of `*elseif` and `*else`."""

    branches: tuple[tuple[str, Options], ...]
    otherwise: Options
    line: int


@dataclass(frozen=True, slots=True)
class ChoiceCommand:
    """`*choice`, or `*fake_choice`; with `groups` of several words it asks for several things at once."""

    groups: tuple[str, ...]
    options: Options
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a chart: kind "text", "percent" or "opposed_pair", a variable, and what it is called."""

    kind: str
    variable: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`*stat_chart`."""

    rows: tuple[Row, ...]
    line: int


@dataclass(frozen=True, slots=True)
class ListCommand:
    """A command with lines below it that are no prose: `*scene_list`, `*achievement`."""

    name: str
    data: str
    rows: tuple[str, ...]
    line: int


Statement = ProseLine | Blank | PlainCommand | IfCommand | ChoiceCommand | Chart | ListCommand
Body = tuple[Statement, ...]
Options = tuple[ChoiceOption | ChoiceOptionIf | PlainCommand, ...]
