"""NC330: a text in braces that never shows anything, never varies, or holds its own mark of another tool."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engine.check.causes import lines_of
from engine.check.incremental import of_scene
from engine.check.names import SceneNames
from engine.check.rules.brackets import is_condition
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import holds_one_of, traits_of
from engine.check.texts import plain_forms
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.program.functions import BUILT_INS
from engine.syntax.tree import Conditional, Show, Styled, TextItem, TextItems, Variation

if TYPE_CHECKING:
    from engine.check.checker import Checked

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
LONGEST_ELSE = 80
# An ending of a word is shorter.
LEAST_WORD = 4
SAID_AGAIN = ("then", "cycle")
SAME = "give each text words of its own, or take the braces away"
FORMS = ("cycle", "once", "shuffle", "random", "then")
FIRST_ELSE = regex(r"[ \t]*(?:(?:else|elif|otherwise:)[ \t]+\S|otherwise[ \t]+[\"“«A-Z])")
ELSE = regex(
    r"[,;.][ \t]+(?:else|otherwise)\b|[.!?…][”\"»]?[ \t]+else[ \t]+(?=[\"“«A-Z])|^[ \t]*(?:else|otherwise)[ \t]*:",
    re.IGNORECASE,
)
# `{shuffle a | b}` and `{1: a | 2: b}`, of which the first word is shown; `{if wet: * Run.}`.
KIND = regex(r"[ \t]*(?P<kind>shuffle)[ \t]+(?:\S|\Z)")
NUMBER = regex(r"[ \t]*(?P<number>\d+)[ \t]*(?:(?P<sign>:)|(?P<counted>\)|\.(?!\d)))[ \t]+(?!\d+[ \t]*\Z)\S")
CHOICE = regex(r"[ \t]*[*+][ \t]+[\"“«]?[^\W\d_a-z]")
KINDS = ("cycle", "shuffle", "random", "then")
# `{= once: a | b}`, `{$random: a | b}`, `{random; a | b}`: a form of the language with another sign at it.
FORM = r"(?P<form>(?:if|needs)[ \t]+[^:|{}\n]{1,60}|cycle|once|shuffle|random|then)"
SIGNED = regex(
    r"[ \t\n]*(?:(?P<sign>[=$@%:&~!?#\"'`^<>/-]{1,3}[ \t]*|print[ \t]+)" + FORM + r"[ \t]*[:;,.=?：|]"
    r"|[=$@%:&~!?#]{1,2}(?P<colon>cycle|once|shuffle|random|then)(?=[ \t])"
    r"|(?P<bare>(?:cycle|shuffle|random)(?=[ \t]*[?,.][ \t])|cycle|once|shuffle|random|then)"
    r"(?:[ \t]*[;=：]|[ \t]*[?,.](?=[ \t]+[\"“«]?[^\W\d_a-z])|[ \t]+[-–][ \t]))"
)
# `{~ a | b}`, as ink has it, with a blank.
INK_SIGN = regex(r"[ \t\n]*(?P<sign>[~&!])[ \t]+(?=[\"“«]?[^\W\d_])")
INK_FORMS = {"~": "shuffle", "&": "cycle", "!": "once"}
BEHIND_BAR = regex(r"[ \t\n]*" + FORM + r"[ \t]*:")
NO_COLON = regex(r"[ \t\n]*(?P<form>cycle|random|once|then|Cycle|Shuffle|Random)[ \t]+(?P<next>[\"“«]?\S)")
COLON = regex(r"[ \t\n]*:(?![)(\w/|-])")
DOUBLE_BAR = regex(r"\s\|\||\|\|\s")
NAMED = regex(r"(?:[a-z]\w*|\d+(?:st|nd|rd|th))(?:[ \t]+[a-z]\w*){0,2}:[ \t]")
OPEN_CALL = regex(r"[ \t]*(?:random|shuffle|cycle|once|either|one_of|choose|pick)\([^)|}]*\|")
OPEN_COLON = regex(r"[ \t\n]*:(?![)(/|-])")
OTHER_BARS = ("¦", "｜", " if", "\tif")
OTHER_BAR = regex(r"[¦｜]|(?<=\s)[Il](?=[ \t]+if\b)")
ESCAPED_BLANK = regex(r"(?<=[\w.!?…,;\"”»'’])[ \t]+(?P<sign>\\)[ \t]+(?=[^\s|}])")
BESIDE_BARS = regex(r"[.!?…][\"”»]?[ \t]+/[ \t]+[\"“«]?[^\W\d_a-z]")
CONDITION = regex(r"\bif[ \t]+[^:|{}\n]{1,60}(?:[<>=!]=?|\bhas\b)[^:|{}\n]{1,40}:")
THEN = regex(r"\{[ \t\n]*then[ \t]*:")
CALL = regex(r"[^\W\d]\w*\([^()]*\)$")
# `{warned? loud | quiet}`, `{warned | The sea.}`, `{hour >= 2 | The sea.}`, `{The sea. | if warned: The crowd.}`: a
# condition, if the story has these names.
ASKED = regex(r"[ \t\n]*(?P<condition>(?:not[ \t]+)?[^\W\d]\w*)(?:[ \t]*(?P<sign>\?)[ \t]*\S|[ \t]*\Z)")
COMPARED = regex(r"[ \t\n]*(?P<condition>[^\W\d]\w*[ \t]*(?:[<>]=?|[=!]=)[ \t]*\w+)[ \t]*\Z")
BEHIND_IF = regex(r"[ \t\n]*(?:el)?if[ \t]+(?P<condition>[^:|{}\n]{1,60}):")
SENTENCE = regex(r"[\"“«]?[^\W\d_a-z][^ \t\n]*[ \t\n]")
MAY_BE_ASKED = regex(r"[ \t\n]*+(?:not[ \t]+)?[^\W\d]\w*+[ \t]*+(?:\Z|[?<>=!])")
NEGATION = regex(r"\Anot[ \t]+")
IN_QUOTES = regex(r"\"(?P<inner>[a-z]{1,4})\"")
# Nearly all texts in braces are words and nothing of the above: they begin with a letter, not with the word of a form,
# and hold none of these signs.
PLAIN = regex(
    r"[ \t\n]*+(?!(?:cycle|once|shuffle|random|then|print|if|needs|else|otherwise)\b)[^\W\d_]"
    r"(?:[^:;(/¦｜.!?]++|[.!?](?![ \t]*[,;]))*+"
)
NO_PLAIN_WORDS = (" if", "else", "otherwise")


class OddVariation(NamedTuple):
    """What is odd about a text in braces.

    `filter` are the two words of `{coins|words}`, if they may be meant so. A `condition` is odd where it asks about
    names of the story.
    """

    at: int
    end: int
    message: str
    hint: str
    filter: tuple[str, str] | None = None
    condition: str = ""


def check_odd_variations(checked: Checked) -> None:
    """Warn about conditions and variations in a text that do not do what their form says."""
    wrong = lines_of(checked.report)
    for scene in with_signs(checked):
        for odd in of_scene(scene, _odd_in):
            if odd.filter is not None:
                value, function = odd.filter
                known = function in checked.names.functions or function in BUILT_INS
                if not _is_value(checked, scene, value) or not known:
                    continue
            span = scene.node.source.span(odd.at, odd.end)
            if odd.condition and (checked.report.covers("NC330", span) or not _is_asked(checked, scene, odd.condition)):
                continue
            if span[:2] not in wrong:
                checked.report.warning("NC330", span, odd.message, odd.hint)


def _is_value(checked: Checked, scene: SceneNames, name: str) -> bool:
    """Whether a name is a variable of the story, or one of the scene."""
    return name in checked.names.variables or name in checked.resolved.frames.get(scene.node.name, ())


def _is_asked(checked: Checked, scene: SceneNames, condition: str) -> bool:
    """Whether a condition asks about names of the story; a name alone has to be true or false."""
    name = NEGATION.sub("", condition)
    variable = checked.names.variables.get(name)
    if variable is not None:
        return variable.type.kind == "truth"
    return _is_value(checked, scene, name) or is_condition(checked, condition)


def _odd_in(scene: SceneNames) -> list[OddVariation]:
    found: list[OddVariation] = []
    traits = of_scene(scene, traits_of)
    if not (traits.varies or traits.shows):
        return found
    text, plain = scene.node.source.text, of_scene(scene, plain_forms)
    for statement in scene.texts:
        items = statement.line.items
        for item in items:
            if item.__class__ is str:
                continue
            if _is_same(item):
                found.append(OddVariation(item.at, item.end, "this is always the same", SAME))  # type: ignore[union-attr]
            elif not (id(item) in plain and _is_surely_plain(text, item)) and not _is_plain(text, item):
                found += odd_items(text, (item,))
        for value in statement.line.values:
            found += odd_items(text, value.items)
    return found


def _is_same(item: TextItem) -> bool:
    """Whether all texts of a form are one: `{slowly | slowly}`, `{if wet: it rains | it rains}`."""
    if item.__class__ is Variation:
        assert isinstance(item, Variation)
        first, *others = item.items
        return bool(first) and bool(others) and item.kind in SAID_AGAIN and all(one == first for one in others)
    if item.__class__ is Conditional:
        assert isinstance(item, Conditional)
        return bool(item.otherwise) and all(part == item.otherwise for _, part in item.branches)
    return False


def odd_items(text: str, items: TextItems) -> Iterator[OddVariation]:
    """What is odd about the forms of a text."""
    for item in items:
        if isinstance(item, str):
            continue
        if isinstance(item, Styled):
            yield from odd_items(text, item.items)
        elif text[item.at - 1].isalpha() and (glued := _glued(text, item)) is not None:
            yield glued
        elif _is_plain(text, item):  # one in emphasis, or within another
            continue
        elif isinstance(item, Variation):
            yield from _first(
                _odd_sign(text, item), _odd_form(text, item), _odd_variation(item), _odd_bars(text, item), _asked(item)
            )
            for part in item.items:
                yield from odd_items(text, part)
        elif isinstance(item, Conditional):
            yield from _first(
                _odd_sign(text, item), _odd_condition(item), _odd_bars(text, item), _odd_texts(text, item)
            )
            for _, part in item.branches:
                yield from odd_items(text, part)
            yield from odd_items(text, item.otherwise)


def _glued(text: str, item: TextItem) -> OddVariation | None:
    """`Leave{if late: by the door}`: words without a blank between; an ending of a word has none behind its colon."""
    if isinstance(item, Conditional):
        begins = [text.find(":", condition.end, item.end) + 1 for condition, _ in item.branches]
        parts = [part for _, part in item.branches]
    elif isinstance(item, Variation):
        begins, parts = [item.at + 1], [item.items[0]]
    else:
        return None
    for begin, part in zip(begins, parts, strict=True):
        words = _first_text(part).split()
        is_word = bool(words) and words[0].isalpha() and (len(words) > 1 or len(words[0]) >= LEAST_WORD)
        if is_word and text[begin] in " \t":
            hint = "put a blank before the brace; blanks within it do not count"
            return OddVariation(item.at, item.end, "no blank stands before this: two words run together", hint)
    return None


def _is_surely_plain(text: str, item: TextItem) -> bool:
    """Whether nothing can be odd about a form of words alone: it has two texts, of which the first is no name."""
    if isinstance(item, Variation) and (len(item.items) == 1 or " " not in _first_text(item.items[0]).strip()):
        return False
    return isinstance(item, (Variation, Conditional)) and _stands_apart(text, item)


def _is_plain(text: str, item: TextItem) -> bool:
    """Whether nothing can be odd about a form or in it, which is told sooner than all of it is looked at."""
    if item.__class__ is str:
        return True
    parts: list[TextItems]
    if isinstance(item, Variation):
        parts = [*item.items]
        if len(parts) == 1 or MAY_BE_ASKED.match(_first_text(parts[0])):
            return False
    elif isinstance(item, Conditional):
        parts = [part for _, part in item.branches]
        if item.otherwise:
            parts.append(item.otherwise)
    else:
        return isinstance(item, Show)
    words: list[str] = []
    for part in parts:
        if len(part) != 1 or part[0].__class__ is not str:
            return False
        words.append(part[0])
    if isinstance(item, Variation) and len(words) == 2 and " " not in words[0].strip() and " " not in words[1].strip():
        return False
    if not all(map(PLAIN.fullmatch, words)) or holds_one_of("|".join(words).casefold(), NO_PLAIN_WORDS):
        return False
    return _stands_apart(text, item) and text.find("||", item.at, item.end) < 0


def _stands_apart(text: str, item: Variation | Conditional) -> bool:
    """Whether neither a sign of code nor a letter stands right before a form, and nothing in it is escaped."""
    before = text[item.at - 1]
    return (before in " \n" or (before not in "$#" and not before.isalpha())) and text.find("\\", item.at, item.end) < 0


def _first(*several: Iterator[OddVariation]) -> Iterator[OddVariation]:
    """The first thing that is odd about one form: the others follow from it."""
    for found in several:
        odd = next(found, None)
        if odd is not None:
            yield odd
            return


def _odd_form(text: str, item: Variation) -> Iterator[OddVariation]:
    """A variation without a word, whose first text begins like one that has one."""
    if item.kind != "then" or THEN.match(text, item.at):
        if COLON.match(_first_text(item.items[0])):
            yield OddVariation(
                item.at, item.end, "the second colon is shown as it stands", "one colon is enough; for text `\\:`"
            )
        return
    begin = text[item.at + 1 : item.end]
    is_sign = len(item.items) > 1 and begin.lstrip()[:1] in ("~", "&", "!")
    ink = INK_SIGN.match(begin) if is_sign else None
    if ink is not None:
        form = INK_FORMS[ink["sign"]]
        hint = f"write `{{{form}: … | …}}`; for plain text put a `\\` before it"
        yield OddVariation(item.at, item.end, f"the `{ink['sign']}` is shown: it says nothing here", hint)
        return
    signed = SIGNED.match(begin)
    behind = BEHIND_BAR.match(_first_text(item.items[1])) if len(item.items) > 1 and _is_blank(item.items[0]) else None
    bare = NO_COLON.match(begin)
    if bare is not None and bare["form"] in ("once", "then") and not bare["next"][-1].isupper():
        bare = None
    if (
        bare is not None
        and bare["form"].casefold() in ("cycle", "random", "shuffle")
        and len(item.items) < 3
        and not bare["next"][-1].isupper()
    ):
        bare = None
    if signed is not None or behind is not None or bare is not None:
        found = next(one for one in (signed, behind, bare) if one is not None)
        form = found["form"] or found["colon"] or found["bare"] if found is signed else found["form"]
        message = f"the word `{form.split()[0]}` is shown: this form cannot be read"
        hint = f"write `{{{form}: … | …}}`; for plain text put a `\\` before the word"
        yield OddVariation(item.at, item.end, message, hint)
    elif len(item.items) > 1 and all(NAMED.match(_whole(one)) for one in item.items):
        hint = "each time the next text is shown: `{one | other}`; by a value, write `{if n == 1: one | other}`"
        yield OddVariation(item.at, item.end, "the words before these colons are shown as they stand", hint)
    elif OPEN_CALL.match(begin):
        hint = "the form is `{random: one | other}`; for plain text put a `\\` before the `(`"
        yield OddVariation(item.at, item.end, "these brackets are shown as they stand", hint)
    elif OPEN_COLON.match(begin):
        hint = "the forms are `cycle:`, `once:`, `shuffle:`, `random:`, `then:` and `if condition:`; for text `\\:`"
        yield OddVariation(item.at, item.end, "a word is missing before this colon, which is shown", hint)
    elif any(CALL.match(_whole(one)) for one in item.items) and any(map(_is_blank, item.items)):
        value = next(_whole(one) for one in item.items if not _is_blank(one))
        yield OddVariation(item.at, item.end, f"this shows the words `{value}`", f"for the value, write `{{{value}}}`")


def _asked(item: Variation) -> Iterator[OddVariation]:
    """A condition without its `if`, or behind a bar, where it would be shown."""
    if item.kind != "then" or not 2 <= len(item.items) <= 3:
        return
    first = _first_text(item.items[0])
    found = ASKED.match(first)
    if found is not None and found["sign"] is None:
        # Words alone may be meant to be read: `{open | closed}`.
        is_whole = len(item.items[0]) == 1 and first.strip()[:1].islower()
        found = found if is_whole and any(SENTENCE.match(_whole(one)) for one in item.items[1:]) else None
    elif found is None and len(item.items[0]) == 1:
        found = COMPARED.match(first)
    if found is None:
        found = next((one for one in (BEHIND_IF.match(_first_text(part)) for part in item.items[1:]) if one), None)
        hint = "the first text needs a condition, too: `{if condition: text | if other: text}`"
    else:
        hint = f"text on a condition is written `{{if {found['condition'].strip()}: … | …}}`"
    if found is not None:
        message = f"the condition `{found['condition'].strip()}` is shown as it stands"
        yield OddVariation(item.at, item.end, message, hint, condition=found["condition"].strip())


def _odd_sign(text: str, item: Variation | Conditional) -> Iterator[OddVariation]:
    """`${random: softly | hard}`, of which the sign is shown; before numbers it may well be a price."""
    parts = item.items if isinstance(item, Variation) else tuple(part for _, part in item.branches)
    if text[item.at - 1] in "$#" and text[item.at - 2] != "\\" and _first_text(parts[0]).lstrip()[:1].isalpha():
        message = f"the `{text[item.at - 1]}` before this brace is shown"
        yield OddVariation(item.at, item.end, message, f"delete it; for plain text write `\\{text[item.at - 1]}`")


def _odd_bars(text: str, item: Variation | Conditional) -> Iterator[OddVariation]:
    """Something else where a bar was meant, and two bars for one."""
    parts = item.items if isinstance(item, Variation) else (*(part for _, part in item.branches), item.otherwise)
    for part in parts:
        shown = "".join(one for one in part if isinstance(one, str))
        other = OTHER_BAR.search(shown) if holds_one_of(shown, OTHER_BARS) else None
        if other is not None:
            message = f"the `{other.group()}` is shown: it parts nothing"
            yield OddVariation(
                item.at, item.end, message, "the texts are parted by `|`; for plain text put a `\\` before it"
            )
        elif " / " in shown and len(parts) > 1 and BESIDE_BARS.search(shown):
            message = "the `/` is shown: it parts nothing"
            yield OddVariation(
                item.at, item.end, message, "the texts are parted by `|`; for plain text put a `\\` before it"
            )
        elif ":" in shown and CONDITION.search(shown):
            hint = "a condition stands behind the `{` or a `|`: `{if condition: text | if other: text}`"
            yield OddVariation(item.at, item.end, "this condition is shown as it stands", hint)
    inside = text[item.at : item.end]
    if "\\" in inside and (blank := ESCAPED_BLANK.search(inside)) is not None:
        at = item.at + blank.start("sign")
        hint = "the texts are parted by `|`; delete it if a blank is meant"
        yield OddVariation(at, at + 1, "this `\\` makes a blank, and parts nothing", hint)
    if "||" in inside and DOUBLE_BAR.search(inside) and "{" not in inside[1:] and not inside.count('"'):
        yield OddVariation(
            item.at, item.end, "between two bars nothing is shown", "write one `|`; for nothing, write `| |`"
        )


def _odd_texts(text: str, item: Conditional) -> Iterator[OddVariation]:
    """`He nods {if wet:: slowly}.`; where no blank stands before the brace, the colon may be part of the sentence."""
    quoted = IN_QUOTES.fullmatch(_whole(item.branches[0][1])) if text[item.at - 1].isalpha() else None
    if quoted is not None:
        hint = f"a text in braces has none: `{{if …: {quoted['inner']}}}`"
        yield OddVariation(item.at, item.end, "these quotation marks are shown within the word", hint)
    behind = [part for _, part in item.branches[1:]]
    if text[item.at - 1] in " \t\n":
        behind += [part for _, part in item.branches[:1]]
    if any(COLON.match(_first_text(part)) for part in behind):
        yield OddVariation(
            item.at, item.end, "the second colon is shown as it stands", "one colon is enough; for text `\\:`"
        )


def _whole(items: TextItems) -> str:
    return "".join(one for one in items if isinstance(one, str)).strip()


def _odd_variation(item: Variation) -> Iterator[OddVariation]:
    first = _first_text(item.items[0]).strip()
    if all(map(_is_blank, item.items)):
        yield OddVariation(item.at, item.end, "this never shows anything", "write a text into it, or delete it")
    elif len(item.items) == 1 and item.kind in KINDS:
        message = f"this is always the same: `{item.kind}` has one text only"
        hint = f"part the texts by `|`: `{{{item.kind}: one | other}}`"
        if item.kind == "random" and first.isidentifier():
            hint = f"one of the names of a set is `{{random({first})}}`; else {hint}"
        yield OddVariation(item.at, item.end, message, hint)
    elif item.kind == "then" and first in FORMS and SENTENCE.match(_whole(item.items[1])):
        hint = f"write `{{{first}: … | …}}`; for plain text put a `\\` before it"
        yield OddVariation(item.at, item.end, f"the word `{first}` is shown: a `:` is missing behind it", hint)
    elif '"' in first and _parts_quotes([_whole(one) for one in item.items]):
        message = "a bar within quotation marks parts the text, marks and all"
        yield OddVariation(item.at, item.end, message, "for a bar that is shown, write `\\|`")
    elif item.kind == "then" and (kind := KIND.match(_first_text(item.items[0]))):
        message = f"the word `{kind['kind']}` is shown: a `:` is missing behind it"
        yield OddVariation(
            item.at, item.end, message, f"write `{{{kind['kind']}: … | …}}`; for plain text put a `\\` before it"
        )
    elif item.kind == "then" and len(item.items) > 1 and _are_counted(item.items) and not _are_moves(item.items):
        hint = "each time the next text is shown: `{one | other}`; by a value, write `{if n == 1: one | other}`"
        yield OddVariation(item.at, item.end, "these numbers are shown as they stand", hint)
    elif item.kind == "then" and len(item.items) == 2:
        value, function = map(_word_of, item.items)
        if value and function:
            message = f"this shows the words `{value}` and `{function}`, one after the other"
            hint = f"for the value, write `{{{function}({value})}}`"
            yield OddVariation(item.at, item.end, message, hint, (value, function))


def _parts_quotes(parts: list[str]) -> bool:
    """Whether a quotation begins in one text and ends in the next."""
    return any(
        one.startswith('"') and one.count('"') == 1 and other.endswith('"') and other.count('"') == 1
        for one, other in itertools.pairwise(parts)
    )


def _are_counted(parts: tuple[TextItems, ...]) -> bool:
    """`{1: a | 2: b}`, `{1. a | 2. b}`: texts with their numbers before them."""
    first = 0
    for place, part in enumerate(parts):
        found = NUMBER.match(_first_text(part))
        if place == 0 and found is not None and found["sign"]:
            return True
        # Two moves of chess, `{1. e4 | 1. d4}`, have one number.
        first = int(found["number"]) if place == 0 and found is not None else first
        if found is None or first > 1 or (found["counted"] and int(found["number"]) != first + place):
            return False
    return True


def _odd_condition(item: Conditional) -> Iterator[OddVariation]:
    parts = [*(part for _, part in item.branches), item.otherwise]
    if all(map(_is_blank, parts)):
        hint = "write the text behind the `:`; a condition of a choice has none: `{if condition}`"
        yield OddVariation(item.at, item.end, "this never shows anything", hint)
        return
    if any(CHOICE.match(_first_text(part)) for part in parts):
        hint = "a choice with a condition is a line of its own: `* {if condition} Text`"
        yield OddVariation(item.at, item.end, "a choice cannot stand in braces: its mark is shown", hint)
        return
    if len(item.branches) == 1 and not item.otherwise:
        text = "".join(one if isinstance(one, str) else "…" for one in parts[0])
        for pattern in (SLASH, PAIR, ELSE, BARE_ELSE):
            if (pattern is not BARE_ELSE or len(text) < LONGEST_ELSE) and pattern.search(text):
                message = "when this condition fails nothing is shown; when it holds, all of this"
                yield OddVariation(
                    item.at, item.end, message, "the other text stands behind a `|`: `{if condition: text | other}`"
                )
                return
    elif any(isinstance(one, str) and (ELSE.match(one) or FIRST_ELSE.match(one)) for one in item.otherwise[:1]):
        message = "the word before this colon is shown"
        yield OddVariation(item.at, item.end, message, "the last text needs no word: `{if condition: text | other}`")


def _first_text(items: TextItems) -> str:
    return items[0] if items and isinstance(items[0], str) else ""


def _is_blank(items: TextItems) -> bool:
    return all(isinstance(one, str) and not one.strip() for one in items)


def _word_of(items: TextItems) -> str:
    """The only word of a text, if it is a name."""
    text = items[0].strip() if len(items) == 1 and isinstance(items[0], str) else ""
    return text if text.isidentifier() else ""


def _are_moves(texts: Sequence[TextItems]) -> bool:
    """Whether numbered texts are moves of chess, `1. e4`, or others of signs rather than words."""
    return all(any(char.isdigit() for char in _first_text(one).strip().lstrip("0123456789")) for one in texts)
