"""NC315: shapes that no sentence has, wherever in a text they stand.

Each kind says which plain signs it cannot do without, so that a scene that has none of them is done with at once, and
what it takes for code: signs around a word, a bar outside of braces, a name that only the program knows, a call.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.check.flow import end_of
from engine.check.incremental import of_scene
from engine.check.names import SceneNames
from engine.check.rules.brackets import is_condition
from engine.check.rules.line_ends import is_key
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import (
    Wanted,
    holds_one_of,
    rare_shown,
    rare_written,
    shown_in,
    uncommented,
    warn_once,
    without_braces,
    written_in,
)
from engine.check.texts import texts_of
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.program.functions import BUILT_INS
from engine.syntax.grammars import Problem, parse_expression
from engine.syntax.messages import shortened
from engine.syntax.tree import ChoiceStatement, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

PLAIN = "for plain text put a `\\` before it"
# Folders that every computer has: `/etc/` is no emphasis.
FOLDERS = (
    *("bin", "boot", "dev", "etc", "home", "lib", "media", "mnt"),
    *("opt", "proc", "root", "srv", "sys", "tmp", "usr", "var"),
)
# Letters and signs of the phonetic alphabet: `/ˈdræɡ.ən/`.
SOUNDS = regex(r"[ˈˌːəɐɑɒæʌɔɛɜɪʊʉøœðθʃʒŋɲɡɣɾʁʔχβɸ]")
PAIRED = regex(
    r"(?<![\w\\~/^|+=:.])(?P<line>(?P<sign>~|/|==|\^|\|)(?=[^\W\d_]{2})(?P<inner>[^\n~/^|+={}]{2,60})(?<=[\w.,!?…’'])"
    r"(?P=sign))(?![\w~/^|=])"
)
BAR = regex(
    r"(?P<line>(?<![\\|\w])[^\W\d]++\|[^\W\d]++(?!\|)"
    r"|(?<=[.!?…”\"])[ \t]*\|[ \t]*(?=[\"“«]?[^\W\d_a-z])|\|[ \t]*else[ \t][^\n|]*"
    r"|(?<![^\n])\|[ \t]+(?=[^\W\d_][^\n|]*(?:\n|\Z)))"
)
SNAKE = regex(r"(?<![\w\\.#/@-])(?P<line>[^\W\d_](?=\w*_)\w++)(?![(/=-]|\.\w)")
SIGNED = regex(r"(?<!\S)(?P<line>[%&^](?P<name>[^\W\d]\w*))(?![\w%=;])")
CALL = regex(r"(?<![\w\\.])(?P<line>(?P<name>[^\W\d]\w*)\((?P<values>[\d \t,-]*)\))")
CALL_OF = regex(r"(?<![\w\\.(])(?P<line>\(?(?P<name>[^\W\d]\w*)\((?P<value>[^\W\d]\w*)\)\)?)")
COLON_TAG = regex(r"(?<![^\s])(?P<line>#(?P<key>[a-z][\w-]*+):(?P<value>\w[\w./-]*+))[ \t]*(?=\n|\Z)")
GLUED_CALL = regex(r"(?<!\w)(?P<line>[^\W\d]++\((?P<value>[^\W\d]\w{2,})\))")
BRACE_CALL = regex(r"(?<![\w\\.])(?P<line>(?P<name>[^\W\d]\w*)\{[^{}\n]*\})")
FORM = regex(
    r"(?<![\w\\])(?P<line>(?P<name>cycle|shuffle|random|once|then)\{[^{}|\n]*+\|[^{}\n]*+\}"
    r"|(?P<parted>cycle|shuffle|random):[ \t]*\{[^{}|\n]*+\|[^{}\n]*+\})"
)
MACRO = regex(
    r"(?<!\\)(?P<line>\((?:set|put|print|either|if|unless|else-if|elseif|display|goto|go-to|link|link-goto|cond|live"
    r"|enchant|click|random):[ \t]*[^()\n]*\)|\([\w-]{2,20}:[^()\n]*\)(?=\[))"
)
NOTE = regex(
    r"(?<!\w)(?P<line>[(\[]?(?:TODO|FIXME)(?:[)\]]|:|[ \t]+(?=[^\W\d_A-Z][^.!?\n]*+(?:\n|\Z)))"
    r"|(?:\A|(?<=\n))[ \t]*[(\[]?(?:(?:NOTE|XXX|TBD):[ \t]+(?=[a-z])|XXX[ \t]+(?=[a-z])|%%[ \t]+(?=\S))"
    r"|\[(?:TODO|FIXME|XXX|TBD|TK|TKTK|DESCRIBE|DESCRIPTION|INSERT|EXPAND|REWRITE|REWORD|FILL[ \t]IN"
    r"|PLACEHOLDER|NOTE)\b[^\[\]\n]*\])"
)
# Languages in which `TODO` is a word.
TODO_WORDS = ("es", "pt", "gl", "it")
INNER_CONDITION = regex(
    r"(?<=[.!?…”\"»])[ \t]+(?P<line>(?:if|when|unless)[ \t]+(?P<condition>[^.!?:,;{}\n]{1,60}?)[ \t]*"
    r"(?::(?=[ \t])|then\b))"
)
ELSE = regex(r"[ \t]+(?:else|otherwise)\b")
# What a form has that stands before its brace: its word and a colon.
PARTED_WORDS = Wanted(("cycle:", "shuffle:", "random:"))
PARTED = regex(r"(?:cycle|shuffle|random):[ \t]*\{")
# `{if wet: It rains.} else It is dry.`
BEHIND = regex(r"(?<=[.!?…”\"])\}[ \t]+(?P<line>(?:else|otherwise)\b[ \t:]*)(?=[\"“«]?[A-Z]|\{)")
BREAK_SIGN = regex(r"(?<!\S)(?P<line>/n|<n>|\[n\])(?!\S)")


# `Roses are red,/` where a line of verse ends; and a `\\` that ends a paragraph.
LINE_END = regex(
    r"(?<![A-Z]:)(?P<line>(?<=[\w,.;:!?…—’'”\"])[ \t]?(?:/{1,2}|\||¶|↵|\\\\))[ \t]*(?=\n[ \t]*[^\s*+~<=-])"
    r"|(?P<last>(?<=[.!?…”\"])[ \t]?\\\\)[ \t]*\Z"
)
WORD = regex(r"[^\W\d_]+")
# What can hardly be one of two words with a stroke between, if the other is none of these.
SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "his", "her", "in", "into", "its", "my", "of"),
        *("on", "our", "that", "the", "their", "to", "under", "who", "which", "with", "your"),
    )
)
# `You have (coins) left.`
ROUND = regex(r"(?<=[\w,][ \t])(?P<line>\((?P<name>[^\W\d]\w{2,})\))(?=[ \t]+[a-z])")
BOX = regex(r"(?<![^\n])[ \t]*(?P<line>(?:-[ \t]+)?\[[ xX]\])[ \t]+(?=\S)")
PERCENT = regex(r"(?:(?<![^\n])|(?<=[.!?…”\"»])[ \t])[ \t]*(?P<line>%[ \t]+(?=[a-z]))")
FIRST_TAG = regex(r"(?:\A|(?<=:[ \t])|(?<=[.!?…”\"]\n)[ \t]*)(?P<line>#[a-z][\w-]*(?:=\S+)?)[ \t]+(?=[\"“«]?[A-Z])")
# Tags behind a sentence, and something behind them that is none: `She waves. #steps, #rain`.
LOOSE_TAG = regex(r"(?<=[.!?…”\"»][ \t])(?P<line>#[^\W\d][\w-]*+(?:[ \t]+#[^\W\d][\w-]*+)*)(?=[,;]|[ \t]+[^\s#/-])")
# Comments of other tools within a line, `/* why? */`, and one with a sign for two.
COMMENT = regex(
    r"(?P<line>/\*(?=[ \t\w])[^*\n]*(?:\*/|/\*)|(?<=[.!?…”\"»][ \t])/[ \t]/[ \t])"
    r"|(?:\A|(?<=[.!?…”\"]\n)[ \t]*)(?P<last>(?:/|\\\\)[ \t]+)(?=[\"“«]?[A-Z])"
)
# `/(He says this every night.)`
OTHER_ESCAPE = regex(r"(?:\A|(?<=[.!?…”\"»:][ \t]))(?P<line>/\()(?=[\"“«]?[^\W\d_])")
# `(#music=waltz #wait)`, tags in brackets; `[name!c]`, a value of Ren'Py.
TAGS_IN_BRACKETS = regex(r"(?P<line>[(\[](?:#[^\W\d][\w-]*+(?:=[^\s()\[\]#]+)?[ \t]*)+[)\]])(?=[ \t]*(?:\n|\Z))")
RENPY_VALUE = regex(r"(?P<line>\[(?P<name>[^\W\d]\w*)![a-z]+\])")
# `* Say nothing #quiet.`: the full stop was meant before the tag.
STOPPED_TAG = regex(r"(?P<line>(?<=[\w,][ \t])#(?P<key>[a-z][\w-]*+)(?P<stop>[.!?…]))[ \t]*\Z")
ABOUT_TAGS = regex(r"(?:tag|hashtag|channel|post|tweet|type|typing|use|search|join|follow|with)[ \t]+\Z", re.IGNORECASE)
# A line that is nothing but a dash: a gather of ink, or a `--` with a sign missing.
LONE_DASH = regex(r"\A[ \t]*(?P<line>-)[ \t]*(?=\n|\Z)")
EMPTY_BRACKETS = regex(r"(?<=\w)(?P<line>\[\])")
METHOD = regex(r"(?<![\w\\.])(?P<line>(?P<name>[^\W\d]\w*)\.[a-z]\w*\([^()\n]*\))")
DOUBLED = regex(r"(?<![\w\"])(?P<line>\"{2,3})(?=[^\W_][^\"\n]*\"\")")
# A sign and a blank where a paragraph begins, which are marks elsewhere; and a command before a quotation.
INNER_SIGN = regex(r"\A(?P<line>(?:>{1,2}|[*+•-])[ \t]+)(?=[\"“«]?[^\W\d_a-z])")
FIRST_SIGN = regex(r"(?:\A|(?<=[.!?…”\"]\n)[ \t]*)(?P<line>[|#%!=@][ \t]+)(?=[\"“«]?[A-Z])")
COMMAND = regex(
    r"\A(?P<line>(?:print|say|echo|write|display|narrate)(?:\(|[ \t]+)|narrator[ \t]+"
    r"|(?:text|narration|narrator|dialogue|description):[ \t]+)(?=[\"“])"
)
# `" + name + "`, a text put together; `[place=engine]`, a tag in brackets; `@sea` alone.
JOINED = regex(r"(?P<line>[\"'][ \t]*\+[ \t]*(?P<name>[^\W\d]\w*)[ \t]*\+[ \t]*[\"'])")
TAG_IN_BRACKETS = regex(r"(?<!\\)(?P<line>\[(?P<tag>[^\W\d][\w-]*=[\w./-]+)\])")
AT_NAME = regex(r"(?:\A|(?<=\n))[ \t]*(?P<line>@[a-z]\w*)[ \t]*(?=\n|\Z)")
STAR = regex(r"(?<=[\w.,!?…”\"])(?<!\b[A-Z])(?P<line>\*{1,2})(?=[\s,.;:!?)”\"]|\Z)(?<!\.\*(?=\?))")


class WrittenText(NamedTuple):
    """One text: its scene, the statement, and what is written, without comments and without what stands in braces."""

    scene: SceneNames
    statement: Prose | ChoiceStatement
    whole: str
    plain: str


# Of what a pattern has found: what to write instead, or None if it is prose all the same.
Judge = Callable[["Checked", WrittenText, re.Match[str]], "str | None"]


class ShapeKind(NamedTuple):
    """A kind of shape: signs of which a text with it has one, what it looks like, and what is said of it.

    The judge is a hint, or gives one where it is no prose. A kind without signs is looked for where a brace stands
    right behind a word, and within the braces, too.
    """

    signs: tuple[str, ...]
    pattern: re.Pattern[str]
    judge: Judge | str


def check_never_prose(checked: Checked) -> None:
    """Warn about shapes that are no prose, one for each text."""
    for scene in with_signs(checked):
        kinds = of_scene(scene, _kinds_in)
        if not kinds:
            continue
        source = scene.node.source
        for statement in of_scene(scene, texts_of):
            at, end = statement.at, end_of(statement)
            if statement.line.move is not None:
                end = min(end, statement.line.move.at)
            whole = source.text[at:end]
            here = [kind for kind in kinds if holds_one_of(whole, kind.signs or "{")]
            if here and "\\{" in whole:
                # With braces that are shown, it is code that is meant to be read.
                here = [kind for kind in here if kind.pattern is COMMENT]
            if not here:
                continue
            whole = uncommented(whole)
            text = WrittenText(scene, statement, whole, without_braces(whole))
            found = _found(checked, text, here)
            if found is not None:
                begin, stop, hint = found
                message = f"`{shortened(whole[begin:stop].strip())}` is shown as it stands"
                warn_once(checked, source, at + begin, at + stop, message, hint)


def _kinds_in(scene: SceneNames) -> list[ShapeKind]:
    """The kinds of which the texts of a scene have signs."""
    signs = set(SIGNS.found_in(of_scene(scene, shown_in), of_scene(scene, rare_shown)))
    kinds = [kind for kind in KINDS if not signs.isdisjoint(kind.signs)] if signs else []
    return kinds + IN_BRACES if _has_odd_brace(scene) else kinds


def _has_odd_brace(scene: SceneNames) -> bool:
    """Whether a form or a call stands right before a brace, or the word of another case right behind one."""
    written, rare = of_scene(scene, written_in), of_scene(scene, rare_written)
    if "{" not in rare:
        return False
    at = written.find("{")
    while at >= 0:
        if written[at - 1].isalnum() and not written[at - 1].isdecimal():
            return True
        at = written.find("{", at + 1)
    at = written.find("}")
    while at >= 0:
        if written[at + 1 : at + 2] in (" ", "\t") and ELSE.match(written, at + 1):
            return True
        at = written.find("}", at + 1)
    return bool(PARTED_WORDS.found_in(written, rare) and PARTED.search(written))


def _found(checked: Checked, text: WrittenText, kinds: list[ShapeKind]) -> tuple[int, int, str] | None:
    for kind in kinds:
        for found in kind.pattern.finditer(text.plain if kind.signs else text.whole):
            hint = kind.judge if isinstance(kind.judge, str) else kind.judge(checked, text, found)
            if hint is not None:
                return *found.span("line" if found["line"] is not None else "last"), hint
    return None


# ---------------------------------------------------------------- what each kind takes for code


def _paired(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    inner = found["inner"]
    if (found["sign"] == "/" and inner in FOLDERS) or inner.isupper() or SOUNDS.search(inner):
        return None
    if len({one["sign"] for one in PAIRED.finditer(text.plain)}) > 1:
        return None  # it shows the signs themselves
    return f"styles are `*soft*` and `**loud**`: write `*{shortened(inner)}*`; {PLAIN}"


def _snake(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    name, names = found["line"], checked.names
    frame = checked.resolved.frames.get(text.scene.node.name, ())
    if name in names.variables or name in names.constants or name in frame:
        return f"for the value, write `{{{name}}}`; {PLAIN}"
    if name in checked.reach.flows:
        return f"to go to the scene, write `-> {name}`; {PLAIN}"
    if name in names.functions:
        values = "…" if names.functions[name].parameters else ""
        return f"for the value, write `{{{name}({values})}}`; {PLAIN}"
    return None


def _signed(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    name = found["name"]
    return f"for the value, write `{{{name}}}`; {PLAIN}" if name in checked.names.variables else None


def _call(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    name, values, names = found["name"], found["values"].strip(), checked.names
    if name in checked.reach.flows and not values:
        return f"to go to the scene, write `-> {name}` on a line of its own; for plain text `\\(`"
    if name not in BUILT_INS and name not in names.functions:
        return None
    if isinstance(parse_expression("expression", f"{name}({values})"), Problem):
        return None
    return f"for the value, write `{{{name}({values})}}`; for plain text `\\(`"


def _call_of(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`(purse(coins))`: a function of the story, and a variable in its brackets."""
    name, value = found["name"], found["value"]
    if name not in checked.names.functions or value not in checked.names.variables:
        return None
    return f"for the value, write `{{{name}({value})}}`; for plain text `\\(`"


def _colon_tag(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    if not is_key(checked, text.scene, found["key"]):
        return None
    return (
        f"a tag has its value behind a `=`: `#{found['key']}={shortened(found['value'])}`; for plain text write `\\#`"
    )


def _glued_call(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`shillingplural(shillings)`: the end of a word is a function, and in the brackets stands a variable."""
    word, value = found["line"].partition("(")[0], found["value"]
    names = checked.names
    name = next((one for one in names.functions if word.endswith(one) and word != one), None)
    if name is None or value not in names.variables:
        return None
    return f"for the value, write `{word.removesuffix(name)}{{{name}({value})}}`; for plain text `\\(`"


def _brace_call(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    name = found["name"]
    inner = found["line"][len(name) + 1 : -1].strip()
    if name not in BUILT_INS and name not in checked.names.functions:
        return None
    if inner.startswith("(") and inner.endswith(")"):
        inner = inner[1:-1].strip()
    elif not inner.isidentifier():
        return None
    return f"for the value, write `{{{name}({inner})}}`; {PLAIN}"


def _form(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    return f"the word stands in the braces: `{{{found['name'] or found['parted']}: one | other}}`; {PLAIN}"


def _else_behind(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    return f"the other text stands behind a `|`: `{{if condition: text | other text}}`; {PLAIN}"


def _note(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    if checked.names.language.casefold()[:2] in TODO_WORDS and "TODO" in found["line"]:
        return None
    return f"what players do not see is a comment, behind `// `; {PLAIN}"


def _inner_condition(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    if not is_condition(checked, found["condition"]):
        return None
    return f"text on a condition is written `{{if {shortened(found['condition'])}: …}}`; {PLAIN}"


def _line_end(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    if not isinstance(text.statement, Prose):
        return None
    if found["line"] is None:
        return "a line breaks at one `\\`, and a paragraph ends by itself: delete it"
    sign, before = found["line"].strip(), text.plain[found.start() - 1 : found.start()]
    if sign == "\\\\" and "\\\\" in text.plain.replace(found["line"], "", 1):
        return None  # a path, `C:\Temp\`
    if sign == "|" and "|" in text.plain[text.plain.rfind("\n", 0, found.start()) + 1 : found.start()]:
        return None  # the row of a table
    if sign == "/" and "/" in "".join(text.plain[: found.start()].split()[-1:]):
        return None  # an address
    is_quoted = sign == "/" and text.plain.count(" /") + text.plain.count("/ ") > 1
    is_wrapped = sign == "/" and (before.isalnum() or (found["line"][0] in " \t" and is_quoted))
    if is_wrapped and "\\\n" not in text.whole and not _goes_on(text.plain, found):
        return None  # verse that is quoted in prose, or `either/or` at the end of a line
    return f"to break the line, write `\\` at its end; {PLAIN}"


def _goes_on(plain: str, found: re.Match[str]) -> bool:
    """Whether the sentence goes on below, `with his lantern/` and `and his dog`: two words to choose from are alike."""
    word = WORD.findall(plain[: found.start("line")])
    below = WORD.search(plain, found.end())
    return bool(word) and word[-1] not in SMALL_WORDS and below is not None and below.group() in SMALL_WORDS


def _star(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """A star behind a word, and no other: a footnote has another one where it stands."""
    scene = text.scene.node
    if scene.source.text.find("\\*", scene.heading.at, scene.end) >= 0:
        return None
    if len(re.findall(r"\w\*(?=[,;.\s])", text.plain)) > 2:
        return None  # marks: `A*, C* and B*.`
    stars, behind = text.plain.count("*"), text.plain[found.end("line") :]
    if stars != len(found["line"]) and (stars % 2 == 0 or "*" in behind or "**" in text.plain):
        return None
    return f"it closes no emphasis: write `*` before the first word, too, or delete it; {PLAIN}"


def _round(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    variable = checked.names.variables.get(found["name"])
    if variable is None or variable.type.kind != "number":
        return None
    return f"for the value, write `{{{found['name']}}}`; for plain text write `\\(`"


def _method(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    if found["name"] not in checked.names.variables:
        return None
    return f"a variable is changed on a line of its own, `~ {found['name']} = …`; {PLAIN}"


def _joined(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    frame = checked.resolved.frames.get(text.scene.node.name, ())
    if found["name"] not in checked.names.variables and found["name"] not in frame:
        return None
    return f"for the value, write `{{{found['name']}}}`; {PLAIN}"


def _tag_in_brackets(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    return f"a tag stands behind a blank at the end of the line: `#{shortened(found['tag'])}`; {PLAIN}"


def _within(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """A sign that is told elsewhere where a line begins with it."""
    begin, source = text.statement.at, text.scene.node.source.text
    if isinstance(text.statement, Prose) and not source[source.rfind("\n", 0, begin) + 1 : begin].strip():
        return None
    return f"a text has no mark before it: delete it; {PLAIN}"


def _percent(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    if text.whole[found.start("line") - 1 : found.start("line")] == "}":
        return None  # so many per cent
    return f"what players do not see is a comment, behind `// `; {PLAIN}"


def _first_tag(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    return f"a tag stands behind the text: `… {shortened(found['line'])}`; for plain text write `\\#`"


def _loose_tag(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    if text.plain.count('"', 0, found.start()) % 2:
        return None  # somebody writes it
    return "tags stand behind the text, at the end of its line, with blanks between them; for plain text write `\\#`"


def _stopped_tag(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """A tag before the full stop; in prose one that the scene has elsewhere, as others speak with such signs."""
    before = text.plain[: found.start("line")]
    is_known = is_key(checked, text.scene, found["key"])
    if text.plain.count("#") > 1 or before.count('"') % 2 or ABOUT_TAGS.search(before):
        return None
    if not is_known and not isinstance(text.statement, ChoiceStatement):
        return None
    return f"a tag stands behind the text and its stop: `{found['stop']} #{found['key']}`; for plain text write `\\#`"


def _comment(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    if found["line"] is not None and found["line"].endswith("/*"):
        return f"for plain stars write `\\*`; {PLAIN}"
    if found["last"] is not None and (text.plain.count(found["last"].strip()) > 1 or "\\\n" in text.whole):
        return None  # verse that is quoted, or drawn
    return f"a comment begins with `//` behind a blank; {PLAIN}"


def _tags_in_brackets(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    tags = found["line"][1:-1].split()
    if not (len(tags) > 1 or "=" in tags[0] or tags[0][1:] in checked.names.tags):
        return None  # it may be a colour
    return f"tags stand behind the text without brackets: `{shortened(' '.join(tags))}`; for plain text write `\\#`"


def _empty_brackets(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    if not isinstance(text.statement, ChoiceStatement):
        return None
    return f"a choice's text is never printed when it is taken: delete them; {PLAIN}"


def _lone_dash(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    if isinstance(text.statement, ChoiceStatement):
        return None
    return "for two menus, one after the other, write `--`; for a dash put a `\\` before it"


KINDS = (
    ShapeKind(("~", "/", "==", "^", "|"), PAIRED, _paired),
    ShapeKind(("|",), BAR, f"text that changes stands in braces: `{{one | other}}`; {PLAIN}"),
    ShapeKind(("_",), SNAKE, _snake),
    ShapeKind(("%", "&", "^"), SIGNED, _signed),
    ShapeKind(("(",), CALL, _call),
    ShapeKind(("(",), CALL_OF, _call_of),
    ShapeKind(("#",), COLON_TAG, _colon_tag),
    ShapeKind(("(",), GLUED_CALL, _glued_call),
    ShapeKind(("(",), MACRO, f"a value is shown with `{{name}}`, what is done is a line with `~`; {PLAIN}"),
    ShapeKind(
        ("TODO", "FIXME", "NOTE", "XXX", "TBD", "%%", "[TK", "[DESC", "[INS", "[EXP", "[REW", "[FILL", "[PLACE"),
        NOTE,
        _note,
    ),
    ShapeKind((" if ", " when ", " unless "), INNER_CONDITION, _inner_condition),
    ShapeKind(("/n", "<n>", "[n]"), BREAK_SIGN, f"a line is broken by a `\\` at its end; {PLAIN}"),
    ShapeKind(("/", "|", "¶", "↵", "\\"), LINE_END, _line_end),
    ShapeKind(("*",), STAR, _star),
    ShapeKind(("(",), ROUND, _round),
    ShapeKind(("[ ]", "[x]", "[X]"), BOX, f"a list is a line of its own for each, with a `\\` at its end; {PLAIN}"),
    ShapeKind(("%",), PERCENT, _percent),
    ShapeKind(("/", "\\"), COMMENT, _comment),
    ShapeKind(
        ("/(",), OTHER_ESCAPE, "an escape is written with the other stroke: `\\(`; for plain text put it before the `/`"
    ),
    ShapeKind(("(#", "[#"), TAGS_IN_BRACKETS, _tags_in_brackets),
    ShapeKind(("[",), RENPY_VALUE, _joined),
    ShapeKind(("[]",), EMPTY_BRACKETS, _empty_brackets),
    ShapeKind(("-",), LONE_DASH, _lone_dash),
    ShapeKind(("#",), FIRST_TAG, _first_tag),
    ShapeKind(("#",), LOOSE_TAG, _loose_tag),
    ShapeKind(("#",), STOPPED_TAG, _stopped_tag),
    ShapeKind(("+",), JOINED, _joined),
    ShapeKind(("[",), TAG_IN_BRACKETS, _tag_in_brackets),
    ShapeKind(("@",), AT_NAME, f"a tag stands behind a text: `#name`; a value is shown with `{{name}}`; {PLAIN}"),
    ShapeKind(("> ", "* ", "+ ", "- ", "• "), INNER_SIGN, _within),
    ShapeKind(("(",), METHOD, _method),
    ShapeKind(('""',), DOUBLED, f"one quotation mark is enough; {PLAIN}"),
    ShapeKind(("| ", "# ", "% ", "! ", "= ", "@ "), FIRST_SIGN, f"prose has no mark before it: delete it; {PLAIN}"),
    ShapeKind(
        ('print("', 'print "', 'say("', 'say "', 'echo "', 'write "', 'display "', 'narrator "', ': "'),
        COMMAND,
        f"what is shown stands alone, without a word before it; {PLAIN}",
    ),
)
SIGNS = Wanted(tuple(dict.fromkeys(sign for kind in KINDS for sign in kind.signs)))
IN_BRACES = [ShapeKind((), BRACE_CALL, _brace_call), ShapeKind((), FORM, _form), ShapeKind((), BEHIND, _else_behind)]
