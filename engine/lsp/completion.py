"""What can be written where the cursor stands: names, only where names go, and never in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.program.functions import BUILT_INS
from engine.symbols.index import Index
from engine.syntax.header import KNOWN_KEYS
from engine.syntax.logic import BARE_LOGIC, OPEN_LOGIC
from engine.syntax.reading import COMMENT
from engine.syntax.text_forms import FORM_WORDS

WORD_BEFORE = regex(r"[^\W\d]?\w*$")
MOVE = re.compile(r"(?:(?<!\\)->|^[ \t]*<-)[ \t]*$")
# The name of a scene behind an arrow, and its dot: one of its points goes there. And a value that says where to go.
POINT_OF = regex(r"(?<!\\)->[ \t]*([^\W\d]\w*)\.$")
PLACE = re.compile(r"(?<!\\)->[ \t]*\{[ \t]*$")
ENDING = re.compile(r"(?<!\\)->[ \t]*end[ \t]*:[ \t]*$")
TAG = re.compile(r"(?:(?<!\\)->[ \t]*any|^[ \t]*[*+][ \t]+(?:\{[^}]*\}[ \t]*)*each)[ \t]+#$")
ASKED = regex(r"\b(?:visits|seen|since)\([ \t]*$")
LABEL = regex(r"([^\W\d]\w*)\.$")
START = re.compile(r"^start[ \t]*:[ \t]*$")
TYPE = regex(r"(?:^var[ \t]+\w+|^[ \t]*~[ \t]*let[ \t]+\w+)[ \t]*:[ \t]*$")
EXPRESSION = regex(
    r"^var[ \t]+\w+[^=]*=[^=]|^const[ \t]+\w+[ \t]*=|^def[ \t]+\w+\([^)]*\)[ \t]*="
    r"|^claim[ \t]+never\b|^claim\b.*\bwith\b|^[ \t]*~[ \t]*(?:if|elif|when|priority|return)\b[^:]*$"
    r"|^[ \t]*~[ \t]*[^\W\d]\w*\("
    r"|^[ \t]*~[ \t]*(?:let[ \t]+)?\w+(?:[ \t]*:[^=]*)?[ \t]*[-+]?=(?!=)"
)
LOOP = regex(r"^[ \t]*(?:~[ \t]*for|[*+][^:]*\bfor)[ \t]+[^\W\d]\w*[ \t]+in[ \t]+[^:]*$")
SET = re.compile(r"^[ \t]*~[ \t]*$")
FORM_BEGINS = re.compile(r"\{[ \t]*$")
CLAIM = re.compile(r"^claim[ \t]+$")
POINT = regex(r"^claim[ \t]+(?:reach[ \t]+|.*\bafter[ \t]+)$")
HEAD_KEY = re.compile(r"^$")
DECLARATIONS = ("var", "const", "def", "extern", "claim", "include")
TYPES = ("true/false", "number", "text", "set of")
CLAIMS = ("never", "reach", "an ending is always reachable")
LOGIC = (*OPEN_LOGIC, "return", *(f"{word}:" for word in BARE_LOGIC))
WORDS_OF_EXPRESSIONS = ("and", "or", "not", "has", "if", "else", "true", "false", "none")

# So many names are shown at once; where there are more, an editor asks again when more of a name is typed.
MOST_SHOWN = 300

# A name to offer, and the kind of thing it is.
Offer = tuple[str, str]


class LineContext(NamedTuple):
    """What a line stands in: a scene, or `def name` for the body of a function, or the head of a file.

    `points` are names in scenes to go to; `places` are the variables that hold names of scenes.
    """

    scope: str | None = None
    in_head: bool = False
    points: dict[str, list[str]] = {}  # noqa: RUF012  # nobody writes into it
    places: frozenset[str] = frozenset()


def offers(before: str, index: Index, around: LineContext) -> list[Offer]:
    """What can stand behind the text of a line up to the cursor, the likeliest first; empty in prose and comments."""
    found = COMMENT.search(before)
    if found is not None:
        return []
    word = WORD_BEFORE.search(before)
    rest = before[: word.start()] if word is not None else before
    return list(dict.fromkeys(_offers(rest, index, around)))


def _offers(rest: str, index: Index, around: LineContext) -> Iterator[Offer]:
    scene, in_head = around.scope, around.in_head
    point_of = POINT_OF.search(rest)
    label = LABEL.search(rest)
    if TAG.search(rest):
        yield from _named(index, "tag")
    elif MOVE.search(rest):
        yield from ((name, "label") for name in around.points.get(scene or "", ()))
        yield from _named(index, "scene")
        yield from ((name, "scene") for name in index.missing("scene"))
        yield from (("end", "keyword"), ("back", "keyword"), ("any", "keyword"))
    elif point_of is not None:
        yield from ((name, "label") for name in around.points.get(point_of.group(1), ()))
    elif ENDING.search(rest):
        yield from _named(index, "ending")
    elif PLACE.search(rest):
        yield from ((name, kind) for name, kind in _named(index, "variable") if name in around.places)
        yield from _locals(index, scene)
        yield from _named(index, "function")
    elif label is not None and _is_expression(rest[: label.start()], in_head):
        yield from _labels(index, label.group(1))
    elif ASKED.search(rest) and _is_expression(rest, in_head):
        yield from _named(index, "scene")
        yield from _labels(index, scene)
    elif in_head and START.search(rest):
        yield from _named(index, "scene")
    elif TYPE.search(rest):
        yield from ((one, "keyword") for one in TYPES)
    elif in_head and CLAIM.search(rest):
        yield from ((one, "keyword") for one in CLAIMS)
        yield from _named(index, "scene")
    elif in_head and POINT.search(rest):
        yield from _named(index, "scene")
        yield from ((f'"{name}"', "ending") for name in index.names_of("ending"))
    elif in_head and HEAD_KEY.search(rest):
        yield from ((f"{key}: ", "keyword") for key in KNOWN_KEYS)
        yield from ((f"{one} ", "keyword") for one in DECLARATIONS)
    elif SET.search(rest):
        yield from ((one, "keyword") for one in LOGIC)
        yield from _locals(index, scene)
        yield from _named(index, "variable")
        yield from _named(index, "function")
    elif _is_expression(rest, in_head):
        yield from _locals(index, scene)
        for kind in ("variable", "constant", "function", "member"):
            yield from _named(index, kind)
        yield from ((name, "function") for name in BUILT_INS)
        yield from ((one, "keyword") for one in WORDS_OF_EXPRESSIONS)
        if FORM_BEGINS.search(rest):
            yield from ((f"{word}: ", "keyword") for word in FORM_WORDS)


def fitting(offered: list[Offer], before: str) -> list[Offer]:
    """What to show of very many names: those that begin with what is typed, or else hold it."""
    if len(offered) <= MOST_SHOWN:
        return offered
    word = WORD_BEFORE.search(before)
    typed = word.group().casefold() if word is not None else ""
    beginning = [one for one in offered if one[0].casefold().startswith(typed)]
    holding = [one for one in offered if typed in one[0].casefold()] if len(beginning) < MOST_SHOWN else []
    return list(dict.fromkeys([*beginning, *holding]))[:MOST_SHOWN]


def _named(index: Index, kind: str) -> Iterable[Offer]:
    return ((name, kind) for name in index.names_of(kind))


def _labels(index: Index, scene: str | None) -> Iterable[Offer]:
    return ((name, "label") for name in index.names_in("label", scene)) if scene is not None else ()


def _locals(index: Index, scene: str | None) -> Iterable[Offer]:
    return ((name, "local") for name in index.names_in("local", scene)) if scene is not None else ()


def _is_expression(rest: str, in_head: bool) -> bool:
    """Whether an expression can go on behind a text: in a brace before its colon, or on a line of logic."""
    brace = _open_brace(rest)
    if brace >= 0:
        inside = rest[brace + 1 :]
        if _in_quotes(inside) or "|" in inside or ":" in inside:
            # Behind a colon or a bar stands text, but for `| if` with a condition of its own.
            last = inside.rpartition("|")[2]
            return not _in_quotes(inside) and "|" in inside and bool(re.match(r"[ \t]*if\b[^:]*$", last))
        return True
    if _in_quotes(rest):
        return False
    if LOOP.search(rest) is not None:
        return True
    return EXPRESSION.search(rest) is not None and (in_head or rest.lstrip().startswith("~"))


def _open_brace(text: str) -> int:
    """Where the innermost brace was opened that is not closed, or -1."""
    opened: list[int] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char == "{":
            opened.append(at)
        elif char == "}" and opened:
            opened.pop()
        at += 1
    return opened[-1] if opened else -1


def _in_quotes(text: str) -> bool:
    return len(re.findall(r'(?<!\\)"', text)) % 2 == 1
