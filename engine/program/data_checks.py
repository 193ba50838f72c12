"""Checks of plain data: small ones for single values, and makers of checks for lists and mappings.

A check takes a value and returns, or raises a `ProgramError` that names the part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any, NoReturn

from engine.program.codec import ProgramError
from engine.program.limits import MOST, MOST_TEXT
from engine.program.values import UNWANTED, is_number

Check = Callable[[object], None]

MOST_PLACE = 2**46


class Checks:
    """Checks the parts of one program; `scene` is the one in hand, if any."""

    def __init__(self, program: Any) -> None:
        self.program = program
        self.scene: dict[str, Any] | None = None
        self.counters: set[str] = set()

    def fail(self, what: str) -> NoReturn:
        """Refuse the program because of a part."""
        where = f" in scene `{self.scene['name']}`" if self.scene is not None else ""
        raise ProgramError(f"this compiled story is damaged: something is wrong with its {what}{where}")

    # ------------------------------------------------------------ checks of single values

    def is_list(self, value: object) -> None:
        self.list_in(value)

    def is_mapping(self, value: object) -> None:
        self.mapping_in(value)

    def list_in(self, value: object) -> list[object]:
        """The value, which must be a list."""
        if not isinstance(value, list):
            self.fail("lists")
        return value

    def mapping_in(self, value: object) -> dict[str, object]:
        """The value, which must be a mapping."""
        if not isinstance(value, dict):
            self.fail("parts")
        return value

    def truth(self, value: object) -> None:
        if not isinstance(value, bool):
            self.fail("truth values")

    def text(self, value: object) -> None:
        if not isinstance(value, str) or len(value) > MOST_TEXT or re.search(UNWANTED, value):
            self.fail("names")

    def texts(self, value: object) -> None:
        self.every(self.text)(value)

    def at(self, value: object) -> None:
        if not is_number(value) or not 65536 <= value < MOST_PLACE:
            self.fail("places")

    def bound(self, value: object) -> None:
        if value is not None and not (is_number(value) and -MOST <= value <= MOST):
            self.fail("bounds")

    # ------------------------------------------------------------ makers of checks

    def number(self, low: int, high: int) -> Check:
        def check(value: object) -> None:
            if not is_number(value) or not low <= value <= high:
                self.fail("numbers")

        return check

    def one_of(self, values: Collection[str]) -> Check:
        def check(value: object) -> None:
            if not isinstance(value, str) or value not in values:
                self.fail("kinds")

        return check

    def below(self, key: str) -> Check:
        """The number of one of the program's variables, scenes or the like."""

        def check(value: object) -> None:
            if not is_number(value) or not 0 <= value < len(self.program[key]):
                self.fail(key)

        return check

    def within(self, key: str) -> Check:
        """The number of one of the scene's segments or points."""

        def check(value: object) -> None:
            if self.scene is None or not is_number(value) or not 0 <= value < len(self.scene[key]):
                self.fail(key)

        return check

    def counter(self, prefix: str) -> Check:
        def check(value: object) -> None:
            if not isinstance(value, str) or prefix + value not in self.counters:
                self.fail("counters")

        return check

    def function(self, kind: str) -> Check:
        def check(value: object) -> None:
            if not is_number(value) or not 0 <= value < len(self.program["functions"]):
                self.fail("functions")
            if self.program["functions"][value]["kind"] != kind:
                self.fail("functions")

        return check

    def optional(self, check: Check) -> Check:
        return lambda value: None if value is None else check(value)

    def every(self, check: Check) -> Check:
        def check_all(value: object) -> None:
            for one in self.list_in(value):
                check(one)

        return check_all

    def some(self, check: Check) -> Check:
        """A list that is not empty."""

        def check_some(value: object) -> None:
            if not value:
                self.fail("lists")
            self.every(check)(value)

        return check_some

    def row(self, *checks: Check) -> Check:
        """A list of fixed length."""

        def check(value: object) -> None:
            if not isinstance(value, list) or len(value) != len(checks):
                self.fail("lists")
            for one, field in zip(value, checks, strict=True):
                field(one)

        return check

    def rows(self, *checks: Check) -> Check:
        return self.every(self.row(*checks))

    def some_rows(self, *checks: Check) -> Check:
        return self.some(self.row(*checks))

    def mapping(self, check: Check) -> Check:
        def check_values(value: object) -> None:
            for key, one in self.mapping_in(value).items():
                self.text(key)
                check(one)

        return check_values

    def fields(self, what: str, table: dict[str, tuple[Check, ...]]) -> Check:
        """A list whose first value names its kind, and with it the checks of the others."""

        def check(value: object) -> None:
            if not isinstance(value, list) or not value or not isinstance(value[0], str):
                self.fail(what)
            checks = table.get(value[0])
            if checks is None or len(value) != len(checks) + 1:
                self.fail(what)
            for field, one in zip(checks, value[1:], strict=True):
                field(one)

        return check

    def keys(self, table: dict[str, Check]) -> Check:
        """A mapping that holds at least these keys."""

        def check(value: object) -> None:
            held = self.mapping_in(value)
            for key, field in table.items():
                if key not in held:
                    self.fail(f"`{key}`, which is missing")
                field(held[key])

        return check

    def both(self, one: Check, other: Check) -> Check:
        """Two checks of one value."""

        def check(value: object) -> None:
            one(value)
            other(value)

        return check

    def kinds(self, what: str, table: dict[str, dict[str, Check]]) -> Check:
        """A mapping whose `kind` says what else it holds."""
        checks = {kind: self.keys(keys) for kind, keys in table.items()}

        def check(value: object) -> None:
            kind = self.mapping_in(value).get("kind")
            if not isinstance(kind, str) or kind not in checks:
                self.fail(what)
            checks[kind](value)

        return check
