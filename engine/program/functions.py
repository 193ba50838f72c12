"""The operators and functions of the language: a row each, which all that has to know of them reads.

To add a function is to add its row here, and to run docs/make_functions.py. The checker takes the types of its
arguments and of its result from it, the generator calls `value`, the page `javascript`, interval analysis and the proof
use `interval`, `defined` and `draws`, the program form lets pass what the row allows, and the documents have its line.
Only where an argument is no value (a scene), or a mistake in a call deserves words of its own, does
check/special_calls.py know a function by its name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.named_tuples import NamedTuple
from engine.program.limits import MOST, MOST_DIGITS, MOST_SET_NAMES, MOST_SPAN, MOST_TEXT, MOST_VALUE
from engine.program.story_stop import StoryStop
from engine.program.texts import capital, contains, decimal, joined, length, listed, lower, upper
from engine.program.types import ANY, NUMBER, TEXT, TRUTH, Type, Value
from engine.program.words import words

if TYPE_CHECKING:
    from engine.program.nodes import Expression

# The least and the greatest value that something can have; truth values count as 0 and 1.
Interval = tuple[int, int]
FULL: Interval = (-MOST, MOST)
ANY_TRUTH: Interval = (0, 1)
# What no value is of: the name of a scene, or of a scene or a label.
SCENE, POINT = Type("scene"), Type("point")
SET = Type("set")


class BuiltIn(NamedTuple):
    """An operator or a function of the language.

    `value` makes its value of those of its arguments; it is None where no arguments tell it (what draws, counts, or is
    told by what is evaluated). `interval` does the same for intervals. `defined` makes a condition of the arguments
    under which it has a value; without one it always has. With `folds`, the checker calculates it where all arguments
    are constants. `steep` marks what leaves the numbers there are within a few steps. `meaning` is its line in
    docs/language.md; `forms` are the ways to write it, as they stand there. `javascript` is `value` for the page: a
    function of JavaScript, which may use those of the modules beside engine/web/runtime/built_ins.js.

    A function that can be said with others needs neither: `expands` makes that of the code of its arguments, in which
    each of these stands once. Programs, the page and the proof never see it.
    """

    name: str
    takes: tuple[Type, ...]
    result: Type
    value: Callable[..., Value] | None
    interval: Callable[..., Interval]
    forms: tuple[str, ...] = ()
    meaning: str = ""
    # Takes one more value of the last type, and another.
    repeats: bool = False
    defined: Callable[..., Expression] | None = None
    draws: bool = False
    folds: bool = False
    steep: bool = False
    # A story's own variable, function or scene of this name comes first.
    yields: bool = False
    # The version of the program form that it came with. A program that has it is of that version or a later one.
    version: int = 2
    javascript: str = ""
    expands: Callable[..., Expression] | None = None
    # What others call it, in small letters: a hint names it.
    also_called: tuple[str, ...] = ()
    # Evaluates those behind its first argument only where that asks for them.
    is_lazy: bool = False

    @property
    def can_be_evaluated(self) -> bool:
        """Whether its arguments alone tell its value, and always do."""
        return self.value is not None and self.defined is None

    @property
    def is_of_numbers(self) -> bool:
        """Whether numbers and truth values make its value, which is one of these."""
        return self.value is not None and {*self.takes, self.result} <= {NUMBER, TRUTH, ANY}

    @property
    def is_in_programs(self) -> bool:
        """Whether a program names it with its arguments (`Apply`, `ApplyDraw`)."""
        return self.value is not None or (self.draws and self.expands is None)


# ---------------------------------------------------------------- intervals


def _any_number(*parts: Interval) -> Interval:
    return FULL


def _any_truth(*parts: Interval) -> Interval:
    return ANY_TRUTH


def _corners(operation: Callable[[int, int], int]) -> Callable[[Interval, Interval], Interval]:
    """For an operator that takes its extremes at the ends of its operands' intervals."""

    def interval(one: Interval, other: Interval) -> Interval:
        ends = [operation(a, b) for a in one for b in other]
        return min(ends), max(ends)

    return interval


def _difference(one: Interval, other: Interval | None = None) -> Interval:
    return (-one[1], -one[0]) if other is None else (one[0] - other[1], one[1] - other[0])


def _quotient(one: Interval, other: Interval) -> Interval:
    if other[0] <= 0 <= other[1]:
        most = max(abs(one[0]), abs(one[1]))
        return -most, most
    return _corners(lambda a, b: a // b)(one, other)


def _remainder(one: Interval, other: Interval) -> Interval:
    return min(0, other[0] + 1), max(0, other[1] - 1)


def _absolute(one: Interval) -> Interval:
    low, high = one
    return 0 if low <= 0 <= high else min(abs(low), abs(high)), max(abs(low), abs(high))


def _extreme(choose: Callable[[list[int]], int]) -> Callable[..., Interval]:
    return lambda *parts: (choose([low for low, _ in parts]), choose([high for _, high in parts]))


def _between(one: Interval, low: Interval, high: Interval) -> Interval:
    return min(low[0], high[1]), max(low[0], high[1])


def _equal(one: Interval, other: Interval) -> Interval:
    apart = one[1] < other[0] or other[1] < one[0]
    same = one[0] == one[1] == other[0] == other[1]
    return (0, 0) if apart else (1, 1) if same else ANY_TRUTH


def _unequal(one: Interval, other: Interval) -> Interval:
    low, high = _equal(one, other)
    return 1 - high, 1 - low


def _less(one: Interval, other: Interval) -> Interval:
    return (1, 1) if one[1] < other[0] else (0, 0) if one[0] >= other[1] else ANY_TRUTH


def _at_most(one: Interval, other: Interval) -> Interval:
    return (1, 1) if one[1] <= other[0] else (0, 0) if one[0] > other[1] else ANY_TRUTH


def _truth(one: Interval) -> Interval:
    """The interval of a truth value. Of one of which nothing is known, the lookup may give every number there is."""
    return max(one[0], 0), min(one[1], 1)


def _both(one: Interval, other: Interval) -> Interval:
    (low, high), (other_low, other_high) = _truth(one), _truth(other)
    return low & other_low, high & other_high


def _either(one: Interval, other: Interval) -> Interval:
    (low, high), (other_low, other_high) = _truth(one), _truth(other)
    return low | other_low, high | other_high


def _negation(one: Interval) -> Interval:
    low, high = _truth(one)
    return 1 - high, 1 - low


def _choice(condition: Interval, this: Interval, other: Interval) -> Interval:
    if condition == (1, 1):
        return this
    if condition == (0, 0):
        return other
    return min(this[0], other[0]), max(this[1], other[1])


def _count(*parts: Interval) -> Interval:
    return 0, MOST


def _length(one: Interval) -> Interval:
    return 0, MOST_TEXT


def _size(one: Interval) -> Interval:
    return 0, MOST_SET_NAMES


# ---------------------------------------------------------------- values


def _subtract(one: int, other: int | None = None) -> int:
    return -one if other is None else one - other


def clamp(value: int, low: int, high: int) -> int:
    """The nearest number from low to high."""
    if low > high:
        hint = "the smaller number stands first: `clamp(n, low, high)`"
        raise StoryStop("NC906", f"`clamp` has no range: {low} is more than {high}", hint)
    return low if value < low else high if value > high else value


def has(members: int, wanted: int) -> bool:
    """Whether a set holds all wanted names."""
    return members & wanted == wanted


def without(members: int, unwanted: int) -> int:
    """A set less some names."""
    return members & ~unwanted


def count(members: int) -> int:
    """How many names a set holds."""
    return members.bit_count()


def nth(members: int, number: int, *names: str) -> str:
    """The name of a set that is so-many-th in it, from 1 on; `names` are all it can hold."""
    held = [name for place, name in enumerate(names) if members >> place & 1]
    if not 1 <= number <= len(held):
        raise StoryStop("NC906", f"there is no number {number} in a set of {len(held)}")
    return held[number - 1]


def only(name: str, *names: str) -> int:
    """The set that holds one name; `names` are all it could hold. What an exploration has forgotten is no name."""
    return 1 << names.index(name) if name in names else 0


def word_of(name: str, *pairs: str) -> str:
    """The words by which players know a name; `pairs` are names, each with its words behind it."""
    return dict(zip(pairs[::2], pairs[1::2], strict=True)).get(name, name)


# ---------------------------------------------------------------- conditions


def _apply(name: str, *arguments: Expression) -> Expression:
    """An operator or a function with its arguments; one that draws has no place yet."""
    # Imported late: a play that has all its code needs no nodes.
    from engine.program.nodes import Apply, ApplyDraw

    return ApplyDraw(name, arguments, "") if TABLE[name].draws else Apply(name, arguments)


def _by_no_zero(one: Expression, other: Expression) -> Expression:
    return _apply("!=", other, 0)


def _in_a_range(value: Expression, low: Expression, high: Expression) -> Expression:
    return _apply("<=", low, high)


def _from_a_span(low: Expression, high: Expression) -> Expression:
    few = _apply("<", _apply("-", high, low), MOST_SPAN)
    return _apply("and", _apply("<=", low, high), few)


def _short_enough(one: Expression, other: Expression) -> Expression:
    return _apply("<=", _apply("+", _apply("length", one), _apply("length", other)), MOST_VALUE)


def _with_digits(number: Expression, digits: Expression) -> Expression:
    return _apply("and", _apply("<=", 0, digits), _apply("<=", digits, MOST_DIGITS))


def _held(members: Expression, number: Expression, *names: Expression) -> Expression:
    return _apply("and", _apply("<=", 1, number), _apply("<=", number, _apply("count", members)))


# ---------------------------------------------------------------- the table

TWO = (NUMBER, NUMBER)

OPERATORS = (
    BuiltIn("+", TWO, NUMBER, lambda a, b: a + b, _corners(lambda a, b: a + b), folds=True),
    # Before one value, the negative.
    BuiltIn("-", TWO, NUMBER, _subtract, _difference, folds=True),
    BuiltIn("*", TWO, NUMBER, lambda a, b: a * b, _corners(lambda a, b: a * b), folds=True, steep=True),
    BuiltIn("/", TWO, NUMBER, lambda a, b: a // b, _quotient, folds=True, defined=_by_no_zero),
    BuiltIn("%", TWO, NUMBER, lambda a, b: a % b, _remainder, folds=True, defined=_by_no_zero),
    BuiltIn("==", (ANY, ANY), TRUTH, lambda a, b: a == b, _equal),
    BuiltIn("!=", (ANY, ANY), TRUTH, lambda a, b: a != b, _unequal),
    BuiltIn("<", TWO, TRUTH, lambda a, b: a < b, _less),
    BuiltIn("<=", TWO, TRUTH, lambda a, b: a <= b, _at_most),
    BuiltIn(">", TWO, TRUTH, lambda a, b: a > b, lambda one, other: _less(other, one)),
    BuiltIn(">=", TWO, TRUTH, lambda a, b: a >= b, lambda one, other: _at_most(other, one)),
    BuiltIn("and", (TRUTH, TRUTH), TRUTH, lambda a, b: a and b, _both, is_lazy=True),
    BuiltIn("or", (TRUTH, TRUTH), TRUTH, lambda a, b: a or b, _either, is_lazy=True),
    BuiltIn("not", (TRUTH,), TRUTH, lambda a: not a, _negation, folds=True),
    BuiltIn("if", (TRUTH, ANY, ANY), ANY, lambda c, a, b: a if c else b, _choice, is_lazy=True),
    BuiltIn("has", (SET, SET), TRUTH, has, _any_truth),
    BuiltIn("union", (SET, SET), SET, lambda a, b: a | b, _any_number),
    BuiltIn("minus", (SET, SET), SET, without, _any_number),
    BuiltIn("&", (SET, SET), SET, lambda a, b: a & b, _any_number),
    BuiltIn("join", (TEXT, TEXT), TEXT, joined, _any_number, folds=True, defined=_short_enough),
    # A name, and pairs of a name and its words.
    BuiltIn("word", (ANY, TEXT), TEXT, word_of, _any_number, repeats=True),
    # A name, and all names of a set: the set that holds it alone.
    BuiltIn("only", (ANY, TEXT), SET, only, _any_number, repeats=True),
    BuiltIn("nth", (SET, NUMBER, TEXT), TEXT, nth, _any_number, repeats=True, defined=_held),
)  # fmt: skip

FUNCTIONS = (
    BuiltIn("min", TWO, NUMBER, min, _extreme(min), ("min(a, b)",), "the smaller; with two or more numbers",
            repeats=True, javascript="Math.min", also_called=("minimum", "lowest", "smallest", "math_min")),
    BuiltIn("max", TWO, NUMBER, max, _extreme(max), ("max(a, b)",), "the larger; with two or more numbers",
            repeats=True, javascript="Math.max", also_called=("maximum", "highest", "largest", "math_max")),
    BuiltIn("abs", (NUMBER,), NUMBER, abs, _absolute, ("abs(n)",), "the number without its sign",
            javascript="Math.abs", also_called=("absolute", "fabs")),
    BuiltIn("clamp", (NUMBER, NUMBER, NUMBER), NUMBER, clamp, _between, ("clamp(n, low, high)", "clamp(n)"),
            "`n`, or the nearest number from `low` to `high`; without these, in the range of the variable that it is "
            "assigned to", defined=_in_a_range, javascript="clamp"),
    BuiltIn("words", (NUMBER,), TEXT, words, _any_number, ("words(n)",), "the number in English words, as a text",
            javascript="words"),
    BuiltIn("decimal", (NUMBER, NUMBER), TEXT, decimal, _any_number, ("decimal(n, digits)",),
            "the number with its last digits behind a point, as a text: `decimal(305, 2)` is `3.05`",
            defined=_with_digits, yields=True, javascript="decimal"),
    BuiltIn("capital", (TEXT,), TEXT, capital, _any_number, ("capital(text)",),
            "the text with a capital first letter", yields=True, javascript="capital",
            also_called=("capitalize", "capitalise", "capitalized", "ucfirst", "title")),
    BuiltIn("upper", (TEXT,), TEXT, upper, _any_number, ("upper(text)",),
            "the text in capital letters", yields=True, javascript="upper",
            also_called=("uppercase", "toupper", "upcase")),
    BuiltIn("lower", (TEXT,), TEXT, lower, _any_number, ("lower(text)",),
            "the text in small letters", yields=True, javascript="lower",
            also_called=("lowercase", "tolower", "downcase")),
    BuiltIn("length", (TEXT,), NUMBER, length, _length, ("length(text)",),
            "how many characters the text has", yields=True, javascript="lengthOf"),
    BuiltIn("contains", (TEXT, TEXT), TRUTH, contains, _any_truth, ("contains(text, part)",),
            "whether the text holds the part, letter for letter", yields=True,
            javascript="(text, part) => text.includes(part)", also_called=("includes", "has_text")),
    BuiltIn("count", (SET,), NUMBER, count, _size, ("count(set)",), "how many names the set holds", yields=True,
            javascript="(set) => sizeOf(setOf(set))", also_called=("list_count", "countof", "card")),
    BuiltIn("list", (SET, TEXT, TEXT), TEXT, listed, _any_number, ("list(set)", 'list(set, "or")'),
            "the names in the set as a text: `rope, lamp and bell`; the word before the last is that of the story's "
            "`language:`, or the one given", repeats=True, yields=True,
            javascript="(set, word, ...names) => listed(setOf(set), word, names)", also_called=("join", "enumerate")),
    BuiltIn("visits", (POINT,), NUMBER, None, _count, ("visits(scene)",),
            "how often the scene was entered (this time included), or the labelled choice taken",
            also_called=("read_count", "visited_count")),
    BuiltIn("seen", (POINT,), TRUTH, None, _any_truth, ("seen(scene)",), "whether `visits(scene)` is more than 0",
            expands=lambda visits: _apply(">", visits, 0), also_called=("hasvisited",)),
    BuiltIn("turns", (), NUMBER, None, _count, ("turns()",), "how many choices have been taken so far"),
    BuiltIn("since", (SCENE,), NUMBER, None, _count, ("since(scene)",),
            "how many turns ago the scene was last entered; `turns() + 1` if never", also_called=("turns_since",)),
    BuiltIn("random", TWO, NUMBER, None, lambda low, high: (low[0], high[1]), ("random(low, high)", "random(set)"),
            "a number from `low` to `high`, both included; at most 2³¹ numbers ([chance](#chance)); of a set, one of "
            "its names", defined=_from_a_span, draws=True,
            also_called=("list_random", "shuffle", "pick", "choose", "choice", "sample", "random_choice", "randint",
                         "random_range")),
    BuiltIn("chance", (NUMBER,), TRUTH, None, _any_truth, ("chance(percent)",), "true in so many of 100 cases",
            draws=True),
)  # fmt: skip

# Those that ask about a scene, or a label of one, whose name stands as their value.
ASKING = tuple(row.name for row in FUNCTIONS if row.takes in ((POINT,), (SCENE,)))
BUILT_INS: dict[str, BuiltIn] = {row.name: row for row in FUNCTIONS}
# Functions by what others call them.
ALSO_CALLED = {other: row.name for row in FUNCTIONS for other in row.also_called}
# What `Apply` and `ApplyDraw` name.
TABLE: dict[str, BuiltIn] = {row.name: row for row in OPERATORS} | BUILT_INS
