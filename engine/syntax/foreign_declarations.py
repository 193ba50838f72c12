"""Declarations as other tools write them, or with a slip in them, written as they are written here.

When a declaration cannot be read, it is tried once more as it was probably meant. If that can be read, it is what the
hint shows, and the name is declared: one slip at the top of a story is one message and not one for each use.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.patterns import compiled, regex
from engine.source import Source
from engine.syntax.grammars import reads
from engine.syntax.meant_members import members, one_name, shown_names, values_of, with_old_names
from engine.syntax.mended_expressions import mended_expression
from engine.syntax.messages import as_name
from engine.syntax.near_words import nearest_word
from engine.syntax.several_words import words_meant

NAME_PART = regex(r"[$@]?[^\W\d][\w-]*(?:[ \t]+(?!to\b)[^\W\d]\w*)?")
TYPED = regex(r"(?P<name>[^:=]+?)[ \t]*:[ \t]*(?P<type>.*?)[ \t]*(?:={1,3}[ \t]*(?P<value>.*))?$", re.DOTALL)
UNTYPED = regex(r"(?P<name>[^:=]+?)[ \t]*(?:={1,3}|:=)[ \t]*(?P<value>.*)$", re.DOTALL)
RANGE = regex(
    r"[\[(]?[ \t]*(-?\w+)[ \t]*(?:\.+|…|\bto\b|–|—|-|,)[ \t]*(-?\w+)[ \t]*[\])]?$"
    r"|range[ \t]*\([ \t]*(-?\w+)[ \t]*,[ \t]*(-?\w+)[ \t]*\)$"
)
SET = regex(
    r"(?:(?:set(?:of)?|list|array|flags?)\b[ \t]*(?:of\b|:)?[ \t]*)?(?P<open>[\[{(])?(?P<names>.*?)(?(open)[\]})]?)$",
    re.DOTALL,
)
NEAR_SET = regex(r"^(?:sets?|sot|seet|ste)[ \t]+(?:of|off|fo|o|or|if|for|pf|od|ov)[ \t]+(?=[^\W\d])")
SET_WORD = regex(r"(?:set(?:of)?|list|array|flags?)\b")
PART = regex(r"[ \t]*(?:[,|/;]|\band\b|\bor\b)[ \t]*")
NUMBER_WORD = regex(r"^(?:number|int|integer|range)[ \t]+(?:from[ \t]+)?(?=-?\w+[ \t]*(?:\.\.|to\b|-))")
# `3 (0..9)`: a value, and its range behind it. `0..20 5`, `text "Wren"`: a type, and the value without a `=`.
WITH_RANGE = regex(
    r"(?P<value>-?\w+)[ \t]*(?:in\b|:|,)?[ \t]*[(\[]?[ \t]*(?P<range>-?\w+[ \t]*\.\.[ \t]*-?\w+)[ \t]*[)\]]?$"
)
WITHOUT_SIGN = regex(r"(?P<type>number|text|true/false|-?\w+\.\.-?\w+)[ \t]+(?P<value>-?\w+|\"[^\"]*\")$")
LISTED = regex(r"[\[{(](?P<names>[^\W\d]\w*(?:[ \t]*,[ \t]*[^\W\d]\w*)+)[ \t]*[\]})]$")
ODD_QUOTES = regex(r"[“„«'‘]([^“”„«»'‘’\"\n]+)[”“»'’]")
SET_START = regex(r"^(?:set(?:of)?|list|array|flags?)\b[ \t]*(?:of\b)?[ \t]*[\[{(]?")
# `honey = "jar of honey",` among the names of a type.
SIGN_BEFORE_WORDS = regex(r"(?<=[|,f])([ \t]*[^\W\d]\w*)[ \t]*[=:][ \t]*(?=\"[^\"\n]*\"[ \t]*[|,])")
ONE_OF = regex(r"^(?:one|any|some)[ \t]+of[ \t]+")
TRUTH = regex(r"true[ \t]*(?:[|,/]|\bor\b)[ \t]*false$|bool(?:ean)?$", re.IGNORECASE)
QUOTES = regex(r"^[‘’'“”„«»](.*)[‘’'“”„«»]$", re.DOTALL)
WORD = regex(r"[^\W\d]\w*")
RANGE_ALONE = regex(r"-?\w+\.\.-?\w+")
GROUPED, THOUSANDS = regex(r"\d{1,3}(?:[,_' ]\d{3})+"), regex(r"[,_' ]")
# `coins 4`, `coins (0..9) = 4`: what stands behind a name without a sign.
BARE_VALUE = regex(r"(?P<name>[^\W\d]\w*)[ \t]+(?P<value>-?\d+|true|false|\"[^\"\n]*\")$")
BRACKETED = regex(
    r"(?P<name>[^\W\d]\w*)[ \t]*\([ \t]*(?P<type>-?\w+\.\.-?\w+)[ \t]*\)[ \t]*(?:=[ \t]*(?P<value>\S.*))?$"
)
ENUMERATION = regex(r"[^\W\d]\w*(?:[ \t]*\|[ \t]*[^\W\d]\w*)+")
TRUTHS = {
    **dict.fromkeys(("yes", "on", "1"), " = true"),
    **dict.fromkeys(("no", "off", "0", "none", "null", "nil"), " = false"),
}
# ` = the traveller`: words of a text without their quotes.
UNQUOTED = regex(r" = [^\W\d][\w'’.,!? -]*[ \t][\w'’.,!? -]*")
OTHER_TYPES = {"int": "number", "integer": "number", "float": "number", "str": "text", "string": "text"}
CONST = regex(r"(?P<name>[^\W\d]\w*)(?:[ \t]*:[^=:]*=(?!=)|[ \t]*:|[ \t])[ \t]*(?P<value>[^\s=:].*)$")
DEF = regex(
    r"(?P<name>[^\W\d][\w-]*)[ \t]*(?P<parameters>\([^()]*\))?[ \t]*"
    r"(?P<sign>=>|->|==|=|:)[ \t]*(?:return\b[ \t]*)?(?P<value>.+)$",
    re.DOTALL,
)
# `def late n = n > 9`, whose parameters have no brackets, and `def late(n) n > 9` without a sign.
DEF_WITHOUT = regex(
    r"(?P<name>[^\W\d]\w*)(?:[ \t]+(?P<bare>[^\W\d]\w*(?:[ \t,]+[^\W\d]\w*)*)[ \t]*=(?!=)[ \t]*"
    r"|[ \t]*(?P<parameters>\([^()]*\))[ \t]+(?:return\b[ \t]*)?)(?P<value>.+)$",
    re.DOTALL,
)
# `def late() { return n > 9; }`
DEF_IN_BRACES = regex(
    r"(?P<head>[^\W\d]\w*[ \t]*(?:\([^()]*\))?)[ \t]*\{[ \t]*(?:return\b[ \t]*)?(?P<value>[^{};]+?)[ \t]*;?[ \t]*\}$"
)
REACH = regex(
    r"reach(?:es|ed)?[ \t]+(?:(?:the[ \t]+)?end(?:ing)?[ \t]*:?[ \t]*)?"
    r"\"?(?P<point>[^\"]+?)\"?(?P<rest>[ \t]+with\b.*)?$"
)
COLON_BEHIND = regex(r"^(reach|never|always)[ \t]*:[ \t]*")
# `coins > 3 and masked never`
BEHIND_CLAIM = regex(
    r"(?!(?:never|always|reach)\b)(?P<condition>.+?)[ \t]*(?:,|\bis\b)?[ \t]+(?P<word>never|always)[.!]?$"
)
NEVER = regex(r"never[ \t]+(?P<condition>.+)$")
# A scene, a label or the name of an ending, in whatever quotes.
POINT = r"\"[^\"]+\"|[“‘'][^”’']+[”’']|[\w.]+"
WITH = regex(rf"reach(?:es|ed)?[ \t]+(?P<point>{POINT})[ \t]+(?:with|when|if|while|where)[ \t]+(?P<condition>.+)$")
ALWAYS = regex(r"always[ \t]+(?P<condition>.+)$")
EVERY_ENDING = regex(
    r"(?:(?:every|an?|the|some|all)[ \t]+)?end(?:ing)?s?(?:[ \t]+(?:is|are|can|must|always|be))+[ \t]+reach(?:able|ed)"
)
REACHABLE = "an ending is always reachable"
COMPARED = regex(r"[\w)][ \t]*(?:==|!=|<=|>=|<|>)[ \t]*[\w(-]|\bhas\b")
AFTER = regex(rf"(?P<point>{POINT})[ \t]+(?:only[ \t]+)?(?:after|behind)[ \t]+(?P<after>{POINT})$")
WAS = regex(r"\(was\b")
BRACED = regex(r"(?<![\w\"])\{[ \t]*(\w+)[ \t]*\}|(?<=\.\.)\{[ \t]*(\w+)[ \t]*\}")
# `coins 0..9 = 4`, `mood; sad | glad`, `coins = 0..9 = 4`: a type behind no colon.
BARE_TYPE = regex(
    r"(?P<name>[^\W\d]\w*)[ \t]*(?:[;=]|(?<=\w)[ \t])[ \t]*"
    r"(?P<rest>(?:-?\w+\.\.-?\w+|number|text|true/false|set of\b[^=]*"
    r"|[^\W\d]\w*(?:[ \t]*\|[ \t]*[^\W\d]\w*)+)[ \t]*=(?!=).*)$"
)
# `-> attic` and `attic`, as the value of what has no type.
PLACE = regex(r"(?:->[ \t]*)?((?!true\b|false\b)[^\W\d]\w*)")
RANGE_AND_VALUE = regex(r"(-?\w+\.\.-?\w+)[ \t]*[:,;][ \t]*(-?\w+)$")
NUMBER_IN_QUOTES = regex(r" = [\"'‘’“”](-?\d+)[\"'‘’“”]$")
# `0..20 price` and `text how`: a type before its parameter, as in C.
TYPE_FIRST = regex(r"[ \t]*(number|int|string|text|bool|true/false|-?\w+\.\.-?\w+)[ \t]+([^\W\d]\w*)[ \t]*$")
# `price 0..20`: a parameter and its type without a colon.
TYPED_PARAMETER = regex(
    r"[ \t]*([^\W\d]\w*)(?:[ \t]*=[ \t]*|[ \t]+(?:as[ \t]+)?)(number|text|true/false|-?\w+(?:\.\.|-)-?\w+)[ \t]*$"
)
HEADING = regex(r"(?P<name>[^\W\d]\w*)[ \t]*[(\[](?P<parameters>[^()\[\]]*)[)\]][ \t]*$")
MOST = 400


def mended(word: str, text: str, story: str = "") -> str | None:
    """What the text behind the first word of a declaration (`var`, `const`, `def`, `claim`) is meant to be.

    `story` is the file that it stands in: which of several words are names, their uses tell.
    """
    mend = MENDERS.get(word)
    if mend is None or len(text) > MOST:
        return None
    result = mend(text.strip().rstrip(";., \t"), story)
    return None if result == text.strip() else result


def mended_type(text: str, no_value: bool = False, story: str = "") -> str:
    """A type as it is written here. Names with commas and no value of the type behind them are a set."""
    text = NEAR_SET.sub("set of ", ONE_OF.sub("", NUMBER_WORD.sub("", text.strip())).replace("||", "|"))
    found = RANGE.match(text)
    if found is not None and ("," not in text or not text[0].islower() or text.startswith("range")):
        low, high = (one for one in found.groups() if one is not None)
        return f"{low}..{high}"
    if TRUTH.match(text):
        return "true/false"
    known = OTHER_TYPES.get(text.casefold())
    if known is None and WORD.fullmatch(text):
        known = nearest_word(text, ("text", "number"))
    if known is not None:
        return known
    if '"' in (quoted := ODD_QUOTES.sub(r'"\1"', text)) and (
        named := members(SET_START.sub("", quoted), story, SET_WORD.match(text) is not None)
    ):
        return f"set of {', '.join(named)}" if SET_WORD.match(text) else " | ".join(named)
    found = SET.match(text)
    if found is None:
        return text
    is_set = SET_WORD.match(text) is not None or found["open"] is not None or (no_value and "|" not in text)
    parts = [one.strip() for one in PART.split(found["names"]) if one.strip()]
    names = [one.strip("\"'“”‘’ \t") for one in parts]
    if not all(WORD.fullmatch(one) for one in names):
        names = [name for one in parts for name in ([one] if WAS.search(one) else shown_names(one, story, is_set))]
    if len(names) < 2 or not all(WORD.match(one) for one in names):
        return text
    return f"set of {', '.join(names)}" if is_set else " | ".join(names)


def _mended_name(text: str, story: str = "") -> str:
    name, was, old = text.strip().partition(" (was ")
    found = NAME_PART.fullmatch(name)
    return f"{one_name(name.lstrip('$@'), story)}{was}{old}" if found is not None else text.strip()


def _mended_value(text: str) -> str:
    text = QUOTES.sub(r'"\1"', text.strip())
    return text.casefold() if text in ("True", "False", "TRUE", "FALSE") else text


def _var(text: str, story: str) -> str:
    text = with_old_names(SIGN_BEFORE_WORDS.sub(r"\1 ", BRACED.sub(lambda found: found[1] or found[2], text)))
    bare_type = BARE_TYPE.match(text)
    if bare_type is not None:
        text = f"{bare_type['name']}: {bare_type['rest']}"
    bare, bracketed = BARE_VALUE.match(text), BRACKETED.match(text)
    if bare is not None:
        return f"{bare['name']} = {bare['value']}"
    if bracketed is not None:
        return f"{bracketed['name']}: {bracketed['type']}" + (f" = {bracketed['value']}" if bracketed["value"] else "")
    found = TYPED.match(text)
    if found is None:
        found = UNTYPED.match(text)
        if found is None:
            return text
        name, value = _mended_name(found["name"], story), _mended_value(found["value"])
        place = PLACE.fullmatch(value)
        if place is not None and len(others := dict.fromkeys((place[1], *values_of(name, [Source("", story)])))) > 1:
            return f"{name}: {' | '.join(others)} = {place[1]}"
        ranged = WITH_RANGE.match(value)
        if RANGE_ALONE.fullmatch(value):
            return f"{name}: {value}"
        value = THOUSANDS.sub("", value) if GROUPED.fullmatch(value) else value
        if SET_WORD.match(value) and (type := mended_type(value)).startswith("set of"):
            return f"{name}: {type}"
        if ENUMERATION.fullmatch(value):
            return f"{name}: {' | '.join(WORD.findall(value))}"
        return f"{name} = {value}" if ranged is None else f"{name}: {ranged['range']} = {ranged['value']}"
    name = _mended_name(found["name"], story)
    if found["value"] is None and (ranged := RANGE_AND_VALUE.match(found["type"])) is not None:
        return f"{name}: {ranged[1]} = {ranged[2]}"
    unsigned = WITHOUT_SIGN.match(found["type"]) if found["value"] is None else None
    if unsigned is not None:
        return f"{name}: {unsigned['type']} = {unsigned['value']}"
    if found["type"] in ("scene", "place", "location") and WORD.fullmatch(found["value"] or ""):
        scenes = dict.fromkeys((found["value"], *values_of(name, [Source("", story)])))
        return f"{name}: {' | '.join(scenes)} = {found['value']}"
    value = f" = {_mended_value(found['value'])}" if found["value"] else ""
    type = mended_type(found["type"], found["value"] is None and "," in found["type"], story)
    is_listed = "|" in type and "|" not in found["type"] and "," in found["type"] + (found["value"] or "")
    if is_listed and ("," in (found["value"] or "") or _is_used_as_set(name, story)):
        type = f"set of {type.replace(' |', ',')}"
    if type == "true/false":
        value = TRUTHS.get(value[3:].casefold(), value)
    if type == "text" and value and not value.startswith(' = "'):
        value = f' = "{value[3:]}"' if UNQUOTED.fullmatch(value) else value
    if "|" in type or type.startswith("set of"):
        value = value.replace('"', "")
    if type == "number" or RANGE_ALONE.fullmatch(type):
        value = NUMBER_IN_QUOTES.sub(r" = \1", value)
    if not value and re.fullmatch(r"-?\d+|true|false|\".*\"", type):
        return f"{name} = {type}"
    return f"{name}: {type}{value}"


def _is_used_as_set(name: str, story: str) -> bool:
    """Whether a story does with a name what is done with sets alone: `bag += rope`, `bag has rope`, `in bag`."""
    changed = rf"\b{name}[ \t]*[-+]=[ \t]*(?!\d)|\b{name}[ \t]+has\b"
    read = rf"\bfor[ \t]+\w+[ \t]+in[ \t]+{name}\b|\b(?:count|list)\({name}\)"
    return name.isidentifier() and name in story and compiled(f"{changed}|{read}").search(story) is not None


def _const(text: str, story: str) -> str:
    found = UNTYPED.match(text) or CONST.match(text)
    return text if found is None else f"{_mended_name(found['name'])} = {_mended_value(found['value'])}"


def _def(text: str, story: str) -> str:
    braces = DEF_IN_BRACES.match(text)
    if braces is not None:
        text = f"{braces['head']} = {braces['value']}"
    found = DEF.match(text) or DEF_WITHOUT.match(text)
    if found is None:
        return text
    value = _expression(found["value"], story)
    parameters = (found["parameters"] or found.groupdict().get("bare") or "").strip("() \t")
    if ":" not in parameters:
        parameters = ", ".join(WORD.findall(parameters))
    return f"{as_name(found['name'])}({parameters}) = {value}"


def _expression(text: str, story: str) -> str:
    """A value or condition as it was meant; one that can be read stays as it is."""
    if reads("expression", text):
        return text
    return words_meant("expression", text, story) or mended_expression("expression", text) or text


def condition_alone(text: str) -> str | None:
    """What to write for `claim coins >= 0`, which does not say whether that never holds or always; None for others."""
    text = text.strip()
    if COMPARED.search(text) is None or not reads("expression", text):
        return None
    return f"write `claim never {text}`; if it must always hold, `claim never not ({text})`"


def _claim(text: str, story: str) -> str:
    text = COLON_BEHIND.sub(r"\1 ", text)
    text = re.sub(r"^not[ \t]+", "never ", text)
    behind = BEHIND_CLAIM.match(text)
    text = text if behind is None else f"{behind['word']} {behind['condition']}"
    first, _, rest = text.partition(" ")
    # `every ending is reachable` is no `never`.
    is_other = "ending" in text or " only after " in text or not first.isalpha()
    word = None if is_other else nearest_word(first, ("never", "reach"))
    text = text if word is None else f"{word} {rest}"
    never = NEVER.match(text)
    if never is not None:
        condition = never["condition"]
        return f"never {_expression(condition, story)}"
    condition_behind = WITH.match(text)
    if condition_behind is not None:
        point, condition = _point(condition_behind["point"]), condition_behind["condition"]
        return f"reach {point} with {_expression(condition, story)}"
    text = re.sub(r"^(?:we[ \t]+)?(?:can|must|may)[ \t]+(?=reach\b)", "", text)
    words = [nearest_word(word, REACHABLE.split()) or "" for word in text.split()]
    if EVERY_ENDING.fullmatch(text) or (
        words and all(words) and words[0] in ("an", "ending") and words[-1] == "reachable"
    ):
        return "an ending is always reachable"
    found = ALWAYS.match(text)
    if found is not None:
        return f"never not ({found['condition']})"
    found = AFTER.match(text)
    if found is not None:
        return f"{_point(found['point'])} only after {_point(found['after'])}"
    found = REACH.match(text)
    if found is None:
        return text
    last = found["point"].split()[-1]
    if found["point"] == f"the {last}" and compiled(rf"(?m)^==[ \t]*{re.escape(last)}\b").search(story) is not None:
        return f"reach {last}{found['rest'] or ''}"
    written = _point(f'"{found["point"]}"' if f'"{found["point"]}"' in text else found["point"])
    return f"reach {written}{found['rest'] or ''}"


def _point(text: str) -> str:
    """A scene, or the name of an ending in quotes."""
    point = text.strip("\"'‘’“”„`* \t")
    return point if compiled(r"[\w.]+").fullmatch(point) and '"' not in text else f'"{point}"'


def _heading(text: str, story: str) -> str:
    if text.count("(") > text.count(")"):
        text = f"{text})"
    found = HEADING.match(text)
    if found is None:
        return text
    parameters = []
    for one in re.split(r"[,;][ \t]*", found["parameters"]):
        if (typed := TYPED_PARAMETER.match(one)) is not None:
            one = f"{typed[1]}: {typed[2]}"
        elif (typed := TYPE_FIRST.match(one)) is not None:
            one = f"{typed[2]}: {typed[1]}"
        name, colon, type = one.partition(":")
        parameters.append(f"{_mended_name(name)}: {mended_type(type)}" if colon else _mended_name(name))
    return f"{found['name']}({', '.join(parameters)})"


MENDERS: dict[str, Callable[[str, str], str]] = {
    "var": _var,
    "const": _const,
    "def": _def,
    "claim": _claim,
    "heading": _heading,
}
