"""What is odd about a form in braces: one function for each habit of the table.

A finder is given the text of the file and a form of it. It returns what it has found, or None.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from engine.check.rules.misspelt_forms import BEGINNINGS, misspelt_form
from engine.check.rules.signs import holds_one_of
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.syntax.text_forms import COLON_FORM, FORM, FORM_OF, FORM_WORDS, OF_INK, SURE_FORM, SURE_WORDS
from engine.syntax.tree import Conditional, TextItems, Variation

# How a variation begins that has another sign in the place of its colon, if it begins with a letter.
FIRST_WORDS = ("print", *FORM_WORDS, *(word.title() for word in SURE_WORDS))
ELSE_WORDS = ("else", "otherwise")
# An ending of a word is shorter.
LEAST_WORD = 4
LONGEST_ELSE = 80
# Two words on each side of a sign, and the sign.
MOST_PAIRED = 5
OTHER_BARS = ("¦", "｜", " if", "\tif")

FORM_OR_IF = r"(?P<form>(?:if|needs)[ \t]+[^:|{}\n]{1,60}|" + FORM + r")"
SIGNED = regex(
    r"[ \t\n]*(?:(?P<sign>[=$@%:&~!?#\"'`^<>/-]{1,3}[ \t]*|print[ \t]+)" + FORM_OR_IF + r"[ \t]*[:;,.=?：|]"
    r"|[=$@%:&~!?#]{1,2}(?P<colon>" + FORM + r")(?=[ \t])"
    r"|(?P<bare>(?:" + SURE_FORM + r")(?=[ \t]*[?,.][ \t])|" + FORM + r")"
    r"(?:[ \t]*[;=：]|[ \t]*[?,.](?=[ \t]+[\"“«]?[^\W\d_a-z])|[ \t]+[-–][ \t]))"
)
INK_SIGN = regex(r"[ \t\n]*(?P<sign>[~&!])[ \t]+(?=[\"“«]?[^\W\d_])")
BEHIND_BAR = regex(r"[ \t\n]*" + FORM_OR_IF + r"[ \t]*:")
NO_COLON = regex(r"[ \t\n]*(?P<form>(?!shuffle)(?:" + FORM + "|" + SURE_FORM.title() + r"))[ \t]+(?P<next>[\"“«]?\S)")
# `random she …`: no words of a sentence, as a form for certain stands before who does something.
SUBJECT = regex(
    r"[ \t\n]*(?P<form>" + SURE_FORM + r")[ \t]+(?:he|she|they|we|I|there|(?:every|no|some)(?:body|one))[ \t]+[a-z]"
)
SHUFFLE = regex(r"[ \t]*(?P<form>shuffle)[ \t]+(?:\S|\Z)")
COLON = regex(r"[ \t\n]*:(?![)(\w/|-])")
OPEN_COLON = regex(r"[ \t\n]*:(?![)(/|-])")
OPEN_CALL = regex(r"[ \t]*(?:" + COLON_FORM + r"|either|one_of|choose|pick)\([^)|}]*\|")
NAMED = regex(r"(?:[a-z]\w*|\d+(?:st|nd|rd|th))(?:[ \t]+[a-z]\w*){0,2}:[ \t]")
CALL = regex(r"[^\W\d]\w*\([^()]*\)$")
THEN = regex(r"\{[ \t\n]*then[ \t]*:")
NUMBER = regex(r"[ \t]*(?P<number>\d+)[ \t]*(?:(?P<sign>:)|(?P<counted>\)|\.(?!\d)))[ \t]+(?!\d+[ \t]*\Z)\S")

OTHER_BAR = regex(r"[¦｜]|(?<=\s)[Il](?=[ \t]+if\b)")
BESIDE_BARS = regex(r"[.!?…][\"”»]?[ \t]+/[ \t]+[\"“«]?[^\W\d_a-z]")
CONDITION = regex(r"\bif[ \t]+[^:|{}\n]{1,60}(?:[<>=!]=?|\bhas\b)[^:|{}\n]{1,40}:")
ESCAPED_BLANK = regex(r"(?<=[\w.!?…,;\"”»'’])[ \t]+(?P<sign>\\)[ \t]+(?=[^\s|}])")
DOUBLE_BAR = regex(r"\s\|\||\|\|\s")

ASKED = regex(r"[ \t\n]*(?P<condition>(?:not[ \t]+)?[^\W\d]\w*)(?:[ \t]*(?P<sign>\?)[ \t]*\S|[ \t]*\Z)")
COMPARED = regex(r"[ \t\n]*(?P<condition>[^\W\d]\w*[ \t]*(?:[<>]=?|[=!]=)[ \t]*\w+)[ \t]*\Z")
BEHIND_IF = regex(r"[ \t\n]*(?:el)?if[ \t]+(?P<condition>[^:|{}\n]{1,60}):")
SENTENCE = regex(r"[\"“«]?[^\W\d_a-z][^ \t\n]*[ \t\n]")

CHOICE = regex(r"[ \t]*[*+][ \t]+[\"“«]?[^\W\d_a-z]")
IN_QUOTES = regex(r"\"(?P<inner>[a-z]{1,4})\"")
# What is written for the `|` before another text, in tools and in haste.
SLASH = regex(r"\S[ \t]+/[ \t]+\S|[.!?…][ \t]*[:,;/\\][ \t]+[\"“«A-Z]")
# `yes; no`, `yes : no`: a word or two on each side of a sign.
PAIR = regex(
    r"^[ \t]*[^\W\d_][\w'’-]*(?:[ \t]+[\w'’-]+)?(?:;[ \t]+|[ \t]+[:;][ \t]+)[\w'’-]+(?:[ \t]+[\w'’-]+)?[ \t]*$"
)
# `two else one` in a short text; `nothing else` and the like are words.
BARE_ELSE = regex(
    r"^[ \t]*(?!.*\b(?:\w*(?:thing|body|one|where|time)|who|what|how|why|or|little|much|none)(?:'s)?[ \t]+else\b)"
    r"[^\s.]+(?:[ \t]+[^\s.]+){0,3}[ \t]+else[ \t]+[^\s.]+(?:[ \t]+[^\s.]+){0,3}[ \t]*$"
)
FIRST_ELSE = regex(r"[ \t]*(?:(?:else|elif|otherwise:)[ \t]+\S|otherwise[ \t]+[\"“«A-Z])")
ELSE = regex(
    r"[,;.][ \t]+(?:else|otherwise)\b|[.!?…][”\"»]?[ \t]+else[ \t]+(?=[\"“«A-Z])|^[ \t]*(?:else|otherwise)[ \t]*:",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """What a finder has found: words for the message and the hint, and where, if not in the whole form.

    `filter` are the two words of `{coins|words}`, if they may be meant so. A `condition` is odd where it asks about
    names of the story.
    """

    words: Mapping[str, str] = {}
    at: int | None = None
    filter: tuple[str, str] | None = None
    condition: str = ""


# ---------------------------------------------------------------- of all forms


def glued(text: str, item: Variation | Conditional) -> Found | None:
    """`Leave{if late: by the door}`: words without a blank between; an ending of a word has none behind its colon."""
    if isinstance(item, Conditional):
        begins = [text.find(":", condition.end, item.end) + 1 for condition, _ in item.branches]
        parts = [part for _, part in item.branches]
    else:
        begins, parts = [item.at + 1], [item.items[0]]
    for begin, part in zip(begins, parts, strict=True):
        words = first_text(part).split()
        is_word = bool(words) and words[0].isalpha() and (len(words) > 1 or len(words[0]) >= LEAST_WORD)
        if is_word and text[begin] in " \t":
            return Found()
    return None


def sign_before(text: str, item: Variation | Conditional) -> Found | None:
    """`${random: softly | hard}`, of which the sign is shown; before numbers it may well be a price."""
    parts = item.items if isinstance(item, Variation) else tuple(part for _, part in item.branches)
    if text[item.at - 1] in "$#" and text[item.at - 2] != "\\" and first_text(parts[0]).lstrip()[:1].isalpha():
        return Found({"sign": text[item.at - 1]})
    return None


def empty(text: str, item: Variation | Conditional) -> Found | None:
    """`{if wet: }`."""
    return Found() if all(map(_is_blank, _parts(item))) else None


def other_bar(text: str, item: Variation | Conditional) -> Found | None:
    """`{one ¦ other}`, `{One. / Other. | Third.}`."""
    parts = _parts(item)
    for shown in map(_shown, parts):
        other = OTHER_BAR.search(shown) if holds_one_of(shown, OTHER_BARS) else None
        if other is not None:
            return Found({"sign": other.group()})
        if " / " in shown and len(parts) > 1 and BESIDE_BARS.search(shown):
            return Found({"sign": "/"})
    return None


def shown_condition(text: str, item: Variation | Conditional) -> Found | None:
    """`{The sea. if coins > 3: The crowd.}`."""
    return Found() if any(":" in shown and CONDITION.search(shown) for shown in map(_shown, _parts(item))) else None


def escaped_blank(text: str, item: Variation | Conditional) -> Found | None:
    r"""`{one \ other}`."""
    inside = text[item.at : item.end]
    blank = ESCAPED_BLANK.search(inside) if "\\" in inside else None
    return Found(at=item.at + blank.start("sign")) if blank is not None else None


def double_bar(text: str, item: Variation | Conditional) -> Found | None:
    """`{one || other}`."""
    inside = text[item.at : item.end]
    is_odd = "||" in inside and DOUBLE_BAR.search(inside) and "{" not in inside[1:] and not inside.count('"')
    return Found() if is_odd else None


# ---------------------------------------------------------------- of variations


def has_word(text: str, item: Variation) -> bool:
    """Whether a variation says its form: `{once: …}`, `{then: …}`."""
    return item.kind != "then" or THEN.match(text, item.at) is not None


def second_colon(text: str, item: Variation) -> Found | None:
    """`{once:: The sea.}`."""
    return Found() if COLON.match(first_text(item.items[0])) else None


def ink_sign(text: str, item: Variation) -> Found | None:
    """`{~ a | b}`, as ink has it, with a blank."""
    begin = text[item.at + 1 : item.end]
    is_sign = len(item.items) > 1 and begin.lstrip()[:1] in ("~", "&", "!")
    ink = INK_SIGN.match(begin) if is_sign else None
    return Found({"sign": ink["sign"], "form": OF_INK[ink["sign"]]}) if ink is not None else None


def misread_form(text: str, item: Variation) -> Found | None:
    """`{= once: a | b}`, `{$random: a | b}`, `{| once: a | b}`, `{cycle a | b | c}`, `{suffle a | b}`."""
    begin = text[item.at + 1 : item.end]
    form = None
    first = begin.lstrip(" \t\n")
    may_be = not first[:1].isalpha() or first.startswith(FIRST_WORDS)
    if may_be and (signed := SIGNED.match(begin)) is not None:
        form = signed["form"] or signed["colon"] or signed["bare"]
    elif len(item.items) > 1 and _is_blank(item.items[0]) and (behind := BEHIND_BAR.match(first_text(item.items[1]))):
        form = behind["form"]
    elif (
        may_be
        and (bare := NO_COLON.match(begin)) is not None
        and (bare["next"][-1].isupper() or (bare["form"].lower() in SURE_WORDS and len(item.items) > 2))
    ):
        form = bare["form"]
    elif may_be and len(item.items) > 1 and (subject := SUBJECT.match(begin)) is not None:
        form = subject["form"]
    if form is None and (begin[:1].isspace() or begin[:2] in BEGINNINGS):
        misspelt = misspelt_form(begin) if len(item.items) > 1 else None
        return None if misspelt is None else Found({"form": misspelt[1], "word": misspelt[0]})
    return Found({"form": form, "word": form.split()[0]}) if form is not None else None


def named_texts(text: str, item: Variation) -> Found | None:
    """`{first: a | second: b}`."""
    return Found() if len(item.items) > 1 and all(NAMED.match(_whole(one)) for one in item.items) else None


def open_call(text: str, item: Variation) -> Found | None:
    """`{random(a | b)}`."""
    return Found() if OPEN_CALL.match(text[item.at + 1 : item.end]) else None


def open_colon(text: str, item: Variation) -> Found | None:
    """`{: a | b}`."""
    return Found() if OPEN_COLON.match(text[item.at + 1 : item.end]) else None


def call_beside_nothing(text: str, item: Variation) -> Found | None:
    """`{purse(coins) | }`."""
    wholes = [_whole(one) for one in item.items]
    if any(map(CALL.match, wholes)) and any(map(_is_blank, item.items)):
        return Found(
            {"value": next(whole for whole, one in zip(wholes, item.items, strict=True) if not _is_blank(one))}
        )
    return None


def one_name(text: str, item: Variation) -> Found | None:
    """`{random: friends}`."""
    if item.kind != "random" or len(item.items) > 1:
        return None
    first = first_text(item.items[0]).strip()
    return Found({"name": first}) if first.isidentifier() else None


def one_text(text: str, item: Variation) -> Found | None:
    """`{cycle: The sea.}`."""
    return Found({"form": item.kind}) if len(item.items) < FORM_OF[item.kind].least else None


def form_as_text(text: str, item: Variation) -> Found | None:
    """`{once | The sea.}`."""
    if item.kind != "then":
        return None
    first = first_text(item.items[0]).strip()
    return Found({"form": first}) if first in FORM_WORDS and SENTENCE.match(_whole(item.items[1])) else None


def parted_quotation(text: str, item: Variation) -> Found | None:
    """`{"one|other"}`: a quotation begins in one text and ends in the next."""
    if '"' not in first_text(item.items[0]):
        return None
    is_parted = any(
        one.startswith('"') and one.count('"') == 1 and other.endswith('"') and other.count('"') == 1
        for one, other in itertools.pairwise(map(_whole, item.items))
    )
    return Found() if is_parted else None


def shuffle_without_colon(text: str, item: Variation) -> Found | None:
    """`{shuffle a | b}`, of which the first word is shown."""
    found = SHUFFLE.match(first_text(item.items[0])) if item.kind == "then" else None
    return Found({"form": found["form"]}) if found is not None else None


def numbered_texts(text: str, item: Variation) -> Found | None:
    """`{1: a | 2: b}`, `{1. a | 2. b}`: texts with their numbers before them."""
    is_odd = item.kind == "then" and len(item.items) > 1 and _are_counted(item.items) and not _are_moves(item.items)
    return Found() if is_odd else None


def filter_of_value(text: str, item: Variation) -> Found | None:
    """`{coins|words}`."""
    if item.kind != "then" or len(item.items) != 2:
        return None
    value, function = map(_word_of, item.items)
    return Found({"value": value, "function": function}, filter=(value, function)) if value and function else None


def condition_without_if(text: str, item: Variation) -> Found | None:
    """`{warned? loud | quiet}`, `{warned | The sea.}`, `{hour >= 2 | The sea.}`, if the story has these names."""
    if item.kind != "then" or not 2 <= len(item.items) <= 3:
        return None
    first, is_whole = first_text(item.items[0]), len(item.items[0]) == 1
    found = ASKED.match(first)
    if found is None and is_whole:
        found = COMPARED.match(first)
    elif found is not None and found["sign"] is None:
        # Words alone may be meant to be read: `{open | closed}`.
        is_lower = is_whole and first.strip()[:1].islower()
        found = found if is_lower and any(SENTENCE.match(_whole(one)) for one in item.items[1:]) else None
    return _asking(found)


def condition_behind_bar(text: str, item: Variation) -> Found | None:
    """`{The sea. | if warned: The crowd.}`."""
    if item.kind != "then" or not 2 <= len(item.items) <= 3:
        return None
    return _asking(next(filter(None, (BEHIND_IF.match(first_text(part)) for part in item.items[1:])), None))


def _asking(found: re.Match[str] | None) -> Found | None:
    if found is None:
        return None
    condition = found["condition"].strip()
    return Found({"condition": condition}, condition=condition)


def _are_counted(parts: Sequence[TextItems]) -> bool:
    first = 0
    for place, part in enumerate(parts):
        found = NUMBER.match(first_text(part))
        if place == 0 and found is not None and found["sign"]:
            return True
        # Two moves of chess, `{1. e4 | 1. d4}`, have one number.
        first = int(found["number"]) if place == 0 and found is not None else first
        if found is None or first > 1 or (found["counted"] and int(found["number"]) != first + place):
            return False
    return True


def _are_moves(texts: Sequence[TextItems]) -> bool:
    """Whether numbered texts are moves of chess, `1. e4`, or others of signs rather than words."""
    return all(any(char.isdigit() for char in first_text(one).strip().lstrip("0123456789")) for one in texts)


# ---------------------------------------------------------------- of texts on a condition


def choice_in_braces(text: str, item: Conditional) -> Found | None:
    """`{if wet: * Run.}`."""
    return Found() if any(CHOICE.match(first_text(part)) for part in _parts(item)) else None


def other_text_within(text: str, item: Conditional) -> Found | None:
    """`{if wet: It rains. else It is dry.}`, `{if wet: yes; no}`."""
    if len(item.branches) > 1 or item.otherwise:
        return None
    shown = "".join(one if isinstance(one, str) else "…" for one in item.branches[0][1])
    if SLASH.search(shown) or (
        (";" in shown or ":" in shown) and len(shown.split()) <= MOST_PAIRED and PAIR.search(shown)
    ):
        return Found()
    if holds_one_of(shown.casefold(), ELSE_WORDS):
        return Found() if ELSE.search(shown) or (len(shown) < LONGEST_ELSE and BARE_ELSE.search(shown)) else None
    return None


def else_behind_bar(text: str, item: Conditional) -> Found | None:
    """`{if wet: It rains. | else: It is dry.}`."""
    first = first_text(item.otherwise)
    may_be = holds_one_of(first.casefold(), (*ELSE_WORDS, "elif"))
    return Found() if may_be and (ELSE.match(first) or FIRST_ELSE.match(first)) else None


def quoted_ending(text: str, item: Conditional) -> Found | None:
    """`coin{if coins > 1: "s"}`."""
    quoted = IN_QUOTES.fullmatch(_whole(item.branches[0][1])) if text[item.at - 1].isalpha() else None
    return Found({"inner": quoted["inner"]}) if quoted is not None else None


def second_colon_of_condition(text: str, item: Conditional) -> Found | None:
    """`He nods {if wet:: slowly}.`; where no blank stands before the brace, the colon may be part of the sentence."""
    parts = [part for _, part in item.branches[1:]]
    if text[item.at - 1] in " \t\n":
        parts += [part for _, part in item.branches[:1]]
    return Found() if any(COLON.match(first_text(part)) for part in parts) else None


# ---------------------------------------------------------------- texts of a form


def first_text(items: TextItems) -> str:
    """What a text begins with, before anything in braces or with a style."""
    return items[0] if items and isinstance(items[0], str) else ""


def _parts(item: Variation | Conditional) -> Sequence[TextItems]:
    return item.items if isinstance(item, Variation) else (*(part for _, part in item.branches), item.otherwise)


def _shown(items: TextItems) -> str:
    return "".join(one for one in items if isinstance(one, str))


def _whole(items: TextItems) -> str:
    return _shown(items).strip()


def _is_blank(items: TextItems) -> bool:
    return all(isinstance(one, str) and not one.strip() for one in items)


def _word_of(items: TextItems) -> str:
    """The only word of a text, if it is a name."""
    text = items[0].strip() if len(items) == 1 and isinstance(items[0], str) else ""
    return text if text.isidentifier() else ""
