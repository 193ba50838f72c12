"""What the parts of a passage share: what they know of the story, and what is collected for its menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from engine.importers.builder import tree as out
from engine.importers.values.code import Coder
from engine.importers.values.tree import SourceVariable, Value
from engine.importers.values.types import NUMBER, SET, TEXT, TRUTH

DEFAULTS = {NUMBER: "0", TEXT: '""', TRUTH: "false", SET: "none"}


@dataclass(frozen=True, slots=True)
class PassageContext:
    """What a passage has to know of the story around it."""

    coder: Callable[[str], Coder]
    scene: Callable[[str], str | None]
    new_name: Callable[[str], str]
    count: Callable[[str], None]
    declared: Callable[[SourceVariable], bool]
    shows_itself: Callable[[Value], bool]
    shows_nothing: Callable[[Value], bool]
    is_plain: Callable[[str], bool]
    offered_once: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class LinkText:
    """The text of a link within a line: it stays there if the line says more than its links."""

    text: out.Text


@dataclass(frozen=True, slots=True)
class GuardedChoice:
    """A choice, and the condition under which the passage offers it."""

    guard: str
    choice: out.DraftChoice | out.Todo


@dataclass(slots=True)
class Menu:
    """The choices of a passage, what has to be remembered for them, and whether choices come back to them."""

    offers: list[GuardedChoice] = field(default_factory=list)
    lets: list[out.Statement] = field(default_factory=list)
    point: str = ""
