"""Types as they are written in declarations: `0..10`, `one | two`, `set of a, b`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.unknown_names import report_unknown
from engine.diagnostics import Edit, Fix
from engine.program.limits import MOST, MOST_ANSWER, MOST_SET_NAMES
from engine.program.types import ANY, NUMBER, TEXT, TRUTH, Type
from engine.slips import Slip, SlipKind
from engine.source import Source, SourceSpan
from engine.syntax.tree import ExpressionNode, Member, Name, Number, TypeNode, Unary

if TYPE_CHECKING:
    from engine.check.names import Names


def type_of(names: Names, node: TypeNode, source: Source, base: int) -> Type:
    """The type that is written; `base` is the offset from which the nodes in it count."""
    if node.kind == "truth":
        return TRUTH
    if node.kind == "number":
        return NUMBER
    if node.kind == "text":
        return TEXT
    if node.kind == "range":
        return _range(names, node, source, base)
    seen: list[str] = []
    for name in node.names:
        span = source.span(base + name.at, base + name.end)
        if name.name in seen:
            names.report.error("NC110", span, f"`{name.name}` stands twice in this type")
        elif len(name.name) > MOST_ANSWER:
            message = f"this name has {len(name.name):,} characters; {MOST_ANSWER} are the most of a value"
            names.report.error("NC209", span, message, "give it a shorter one")
        elif len(seen) == MOST_SET_NAMES:
            message = f"this type has more than {MOST_SET_NAMES:,} names"
            names.report.error("NC209", span, message, "make several of it, each with the names that belong together")
            break
        else:
            seen.append(name.name)
        if isinstance(name, Member):
            _give_words(names, name, span)
    if any(isinstance(name, Member) for name in node.names):
        _warn_of_same_words(names, node, source, base)
    type = Type("names" if node.kind == "names" else "set", names=tuple(seen))
    for one in seen:
        names.enumerations.setdefault(one, {})[type] = None
    return type


def _give_words(names: Names, member: Member, span: SourceSpan) -> None:
    """Note how players know a name; a name has the same words in all types."""
    words = " ".join(member.words.split())
    known = names.words.setdefault(member.name, words)
    if not words:
        names.report.error("NC115", span, f"`{member.name}` has no words in its quotes", "leave the quotes away")
    elif known != words:
        hint = "write them once, where the name is declared first"
        names.report.error("NC115", span, f'`{member.name}` is known as "{known}" already', hint)


def _warn_of_same_words(names: Names, node: TypeNode, source: Source, base: int) -> None:
    """Warn of two names of a type that players know by the same words: they could not tell them apart."""
    shown: dict[str, Name] = {}
    for name in node.names:
        words = names.words.get(name.name, name.name)
        other = shown.setdefault(words.casefold(), name)
        if other.name != name.name and isinstance(name, Member) | isinstance(other, Member):
            span = source.span(base + name.at, base + name.end)
            message = f"players know `{other.name}` and `{name.name}` by the same words, “{words}”"
            first = source.span(base + other.at, base + other.end)
            names.report.warning("NC331", span, message, "give one of them other words", (first, "the other one"))


def _range(names: Names, node: TypeNode, source: Source, base: int) -> Type:
    low, high = _bound(names, node.low, source, base), _bound(names, node.high, source, base)
    if low is None or high is None:
        return ANY
    span = source.span(node.at, node.end)
    if low > high:
        names.report.error(
            "NC202",
            span,
            f"this range is empty: {low} is more than {high}",
            f"write `{high}..{low}`",
            fixes=(Fix(f"write `{high}..{low}`", (Edit(span, f"{high}..{low}"),)),),
            slip=Slip(SlipKind.EMPTY_RANGE),
        )
        return ANY
    if max(abs(low), abs(high)) > MOST:
        names.report.error("NC202", span, "a bound of this range is too large", f"numbers stay within ±{MOST}")
        return ANY
    return Type("number", low, high)


def _bound(names: Names, node: ExpressionNode | None, source: Source, base: int) -> int | None:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Unary):
        inner = _bound(names, node.operand, source, base)
        return None if inner is None else -inner
    if isinstance(node, Name):
        value = names.fixed_numbers.get(node.name)
        if value is not None:
            return value
        span = source.span(base + node.at, base + node.end)
        if node.name in names.broken:
            return None
        if any(node.name == getattr(one, "name", None) for one in names.story.declarations):
            message = f"`{node.name}` is not a fixed number"
            names.report.error("NC202", span, message, "the ends of a range are numbers, or constants made of them")
        else:
            message, hint = f"there is no number named `{node.name}`", f"declare it: `const {node.name} = 10`"
            report_unknown(names, "NC103", span, node.name, message, names.fixed_numbers, hint)
    return None
