"""Lists of ink as values: those whose names are known, and operators between lists."""

from __future__ import annotations

from engine.importers.ink.lists import ListWriter
from engine.importers.ink.scopes import Untranslatable
from engine.importers.ink.tree import Expression, InkNumber
from engine.importers.ink.typed_values import Value, with_article


class ListValues(ListWriter):
    """Writes lists, and operators between them."""

    def known(self, names: frozenset[str]) -> Value:
        """A list whose names are known."""
        lists = frozenset(self.entries[name].of for name in names)
        return Value(self.literal(names), "list", names=names, lists=lists)

    def combined(self, operator: str, left: Value, right: Value) -> Value:
        """`+`, `-` and `&` of two lists."""
        if left.names is not None and right.names is not None:
            both = {"+": left.names | right.names, "-": left.names - right.names, "&": left.names & right.names}
            return self.known(both[operator])
        return Value(f"({left.code} {operator} {right.code})", "list", lists=left.lists | right.lists)

    def shifted_by(self, value: Value, by: Expression, sign: int) -> Value:
        """A list whose names go on by a number."""
        if not isinstance(by, InkNumber):
            raise Untranslatable("names of a set have no numbers here")
        code = self.shifted(value.code, value.names, set(value.lists), by.value * sign)
        return Value(code, "list", lists=value.lists)

    def compared(self, operator: str, left: Value, right: Value) -> str:
        """`<` and its like of two lists: ink compares the numbers of their highest and lowest names."""
        if operator in (">", ">="):
            left, right, operator = right, left, "<" if operator == ">" else "<="
        (low, high), (low_2, high_2) = (
            [self.value_of(one.code, one.names, set(one.lists), highest) for highest in (False, True)]
            for one in (left, right)
        )
        compared = f"{high} < {low_2}" if operator == "<" else f"{high} <= {high_2} and {low} <= {low_2}"
        if left.names is None:
            compared = f"count({left.code}) == 0 or ({compared})"
        if right.names is None:
            compared = f"count({right.code}) > 0 and ({compared})"
        if left.names == frozenset():
            compared = "true" if right.names else f"count({right.code}) > 0"
        return f"({compared if right.names != frozenset() else 'false'})"

    def has(self, left: Value, right: Value) -> str:
        """`left has right`, of lists or of texts."""
        if left.kind == right.kind == "text":
            return f"contains({left.code}, {right.code})"
        if left.kind != "list" or right.kind != "list":
            raise Untranslatable(f"{with_article(left.kind)} is asked for {with_article(right.kind)}")
        if right.names == frozenset():
            return "false"
        if left.names is not None and right.names is not None:
            return "true" if left.names >= right.names else "false"
        if left.names is not None:
            return f"(count({right.code}) > 0 and count({right.code} - {left.code}) == 0)"
        if right.names is not None and len(right.names) == 1:
            return f"({left.code} has {next(iter(right.names))})"
        if right.names is not None:
            return f"({left.code} has {right.code})"
        return f"(count({right.code}) > 0 and {left.code} has {right.code})"
