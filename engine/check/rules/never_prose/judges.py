"""What each kind of shape takes for code, and what is to be written instead: one function each.

A judge is given the story, a text, and what the pattern of its kind has found. It returns a hint, or None if that is
prose all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.check.names import SceneNames
from engine.check.rules.brackets import is_condition
from engine.check.rules.dialogue import speaks_with_dashes
from engine.check.rules.line_ends import is_key
from engine.check.scene_facts import of_scene
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.program.functions import BUILT_INS
from engine.syntax.grammars import Problem, parse_expression
from engine.syntax.messages import shortened
from engine.syntax.stars import last_note
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
SOUNDS = regex(r"[\u0250-\u02ffæøœðθŋβχ]")
# Languages in which `TODO` is a word.
TODO_WORDS = ("es", "pt", "gl", "it")
WORD = regex(r"[^\W\d_]+")
NAME = regex(r"[^\W\d]\w*")
# What can hardly be one of two words with a stroke between, if the other is none of these.
SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "his", "her", "in", "into", "its", "my", "of"),
        *("on", "our", "that", "the", "their", "to", "under", "who", "which", "with", "your"),
    )
)
HASHTAG = regex(r"[ \t]#[^\W\d]")
OPEN_STAR = regex(r"(?<![\w*\\])\*{1,2}(?=[^\s*])[^*\n]*\Z")
# A row of a table: `Pie* ..... 3.–`, `Tigers* 1 0 2`.
IN_TABLE = regex(r"[ \t]+(?:[.…·_]{2,}|[\d–—-]+(?:[ \t]|\Z|\n))")
MARK = regex(r"\w\*(?=[,;.\s])")
MOST_MARKS = 2
VERSION = regex(r"\d\.\Z")
BOXES = regex(r"\[[ xX]\]")
ABOUT_TAGS = regex(r"(?:tag|hashtag|channel|post|tweet|type|typing|use|search|join|follow|with)[ \t]+\Z", re.IGNORECASE)


class WrittenText(NamedTuple):
    """One text: its scene, the statement, and what is written, without comments and without what stands in braces."""

    scene: SceneNames
    statement: Prose | ChoiceStatement
    whole: str
    plain: str


# Of what a pattern has found: what to write instead, or None if it is prose all the same.
Judge = Callable[["Checked", WrittenText, re.Match[str]], "str | None"]


def foreign_style(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`~sea~`: a style of another tool, of which one text uses one sign."""
    inner = found["inner"]
    if (found["sign"] == "/" and inner in FOLDERS) or inner.isupper() or SOUNDS.search(inner):
        return None
    if _has_several_signs(found.re, text.plain):
        return None  # it shows the signs themselves
    return f"styles are `*soft*` and `**loud**`: write `*{shortened(inner)}*`; {PLAIN}"


@lru_cache(maxsize=4)
def _has_several_signs(pattern: re.Pattern[str], plain: str) -> bool:
    """Whether a pattern with a `sign` finds more than one in a text; asked once, not for each that it finds."""
    return len({one["sign"] for one in pattern.finditer(plain)}) > 1


def name_of_story(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`old_coins`: a variable, a scene or a function of the story."""
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


def signed_variable(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`%coins`: a variable, with the sign that other tools put before it."""
    name = found["name"]
    return f"for the value, write `{{{name}}}`; {PLAIN}" if name in checked.names.variables else None


def call_of_numbers(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`random(1, 6)`: a function that takes these values, or a scene."""
    name, values, names = found["name"], found["values"].strip(), checked.names
    if name in checked.reach.flows and not values:
        return f"to go to the scene, write `-> {name}` on a line of its own; for plain text `\\(`"
    if name not in BUILT_INS and name not in names.functions:
        return None
    if isinstance(parse_expression("expression", f"{name}({values})"), Problem):
        return None
    return f"for the value, write `{{{name}({values})}}`; for plain text `\\(`"


def call_of_variable(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`(purse(coins))`: a function of the story, and a variable in its brackets."""
    name, value = found["name"], found["value"]
    if name not in checked.names.functions or value not in checked.names.variables:
        return None
    return f"for the value, write `{{{name}({value})}}`; for plain text `\\(`"


def colon_tag(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`#music:waltz`, where the story has tags with this key."""
    if not is_key(checked, text.scene, found["key"]):
        return None
    return (
        f"a tag has its value behind a `=`: `#{found['key']}={shortened(found['value'])}`; for plain text write `\\#`"
    )


def glued_call(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`shillingplural(shillings)`: the end of a word is a function, and in the brackets stands a variable."""
    word, value = found["line"].partition("(")[0], found["value"]
    names = checked.names
    name = next((one for one in names.functions if word.endswith(one) and word != one), None)
    if name is None or value not in names.variables:
        return None
    return f"for the value, write `{word.removesuffix(name)}{{{name}({value})}}`; for plain text `\\(`"


def call_in_braces(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`upper{name}`: a function before a name or a call in brackets."""
    name = found["name"]
    inner = found["line"][len(name) + 1 : -1].strip()
    if name not in BUILT_INS and name not in checked.names.functions:
        return None
    if inner.startswith("(") and inner.endswith(")"):
        inner = inner[1:-1].strip()
    elif not inner.isidentifier():
        return None
    return f"for the value, write `{{{name}({inner})}}`; {PLAIN}"


def form_before_brace(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`cycle{one | other}`."""
    return f"the word stands in the braces: `{{{found['name'] or found['parted']}: one | other}}`; {PLAIN}"


def note(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`TODO: the harbour`, in languages in which that is no word."""
    if checked.names.language.casefold()[:2] in TODO_WORDS and "TODO" in found["line"]:
        return None
    return f"what players do not see is a comment, behind `// `; {PLAIN}"


def inner_condition(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`if warned:`, where that asks about names of the story."""
    if not is_condition(checked, found["condition"]):
        return None
    return f"text on a condition is written `{{if {shortened(found['condition'])}: …}}`; {PLAIN}"


def line_end(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """A sign at the end of a line of prose that is no part of a path, a table, an address or quoted verse."""
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


def star(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """A star behind a word, and no other: a footnote has another one where it stands."""
    plain, at, end = text.plain, found.start(), found.end("line")
    before = plain[max(at - 2, 0) : at]
    if before[-1:].isdigit() or VERSION.search(before) or IN_TABLE.match(plain, end):
        return None  # `5*`, `==1.*`, `Pie* … 3`
    open_at = plain.rfind("*", 0, at)
    if len(found["line"]) == 1 and open_at >= 0 and OPEN_STAR.search(plain, max(open_at - 2, 0), at):
        return None  # the end of what is emphasised
    stars, marks, has_strong = _stars_of(plain)
    has_plain, note_at = of_scene(text.scene, _notes_of)
    if marks > MOST_MARKS or has_plain or note_at > text.statement.at:
        return None  # marks: `A*, C* and B*.`; and one with a note, which begins with a plain star
    if stars != len(found["line"]) and (stars % 2 == 0 or plain.find("*", end) >= 0 or has_strong):
        return None
    choice = text.statement
    if isinstance(choice, ChoiceStatement) and choice.once and len(found["line"]) == 1 and stars == 1:
        # The star of the choice may be the one that begins the emphasis.
        written = shortened(plain[:end].strip())
        return f"for emphasis no blank stands behind its first star: `*{written}`; else delete this one; {PLAIN}"
    return f"it closes no emphasis: write `*` before the first word, too, or delete it; {PLAIN}"


def _notes_of(scene: SceneNames) -> tuple[bool, int]:
    """Whether a scene has an escaped star, and where its last line stands that begins as a note to a star does."""
    source, at, end = scene.node.source.text, scene.node.heading.at, scene.node.end
    return source.find("\\*", at, end) >= 0, last_note(source, at, end)


@lru_cache(maxsize=4)
def _stars_of(plain: str) -> tuple[int, int, bool]:
    """How many stars a text has, how many of them mark a word, and whether two stand together."""
    return plain.count("*"), len(MARK.findall(plain)), "**" in plain


def variable_in_brackets(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`(coins)`: a number of the story."""
    variable = checked.names.variables.get(found["name"])
    if variable is None or variable.type.kind != "number":
        return None
    return f"for the value, write `{{{found['name']}}}`; for plain text write `\\(`"


def method(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`coins.add(3)`: a variable of the story."""
    if found["name"] not in checked.names.variables:
        return None
    return f"a variable is changed on a line of its own, `~ {found['name']} = …`; {PLAIN}"


def joined(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`" + name + "`, `[name!c]`: a variable."""
    frame = checked.resolved.frames.get(text.scene.node.name, ())
    if found["name"] not in checked.names.variables and found["name"] not in frame:
        return None
    return f"for the value, write `{{{found['name']}}}`; {PLAIN}"


def calculated(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`[3 - steps]`: values of the story are calculated with, and nothing else stands in the brackets."""
    value, names = found["value"].strip(), checked.names
    known = {*names.variables, *names.constants, *checked.resolved.frames.get(text.scene.node.name, ())}
    words = NAME.findall(value)
    if (
        not words
        or value.isidentifier()
        or not known.issuperset(words)
        or isinstance(parse_expression("expression", value), Problem)
    ):
        return None
    return f"for the value, write `{{{shortened(value)}}}`; for plain text write `\\[`"


def digit_tag(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`#1picture=quay`, where letters stand before the value."""
    if not any(map(str.isalpha, found["key"])):
        return None
    tag = found["line"].lstrip("#0123456789-_")
    return f"a tag begins with a letter: `#{shortened(tag)}`; for plain text write `\\#`"


def tag_in_brackets(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`[place=engine]`."""
    return f"a tag stands behind a blank at the end of the line: `#{shortened(found['tag'])}`; {PLAIN}"


# Who speaks in a subtitle.
SUBTITLE = regex(r"[A-Z][A-Z .'-]{1,30}:")


def inner_sign(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """A sign that is told elsewhere where a line begins with it."""
    begin, source = text.statement.at, text.scene.node.source.text
    if isinstance(text.statement, Prose) and not source[source.rfind("\n", 0, begin) + 1 : begin].strip():
        return None
    if found["line"][0] == "-" and isinstance(text.statement, ChoiceStatement):
        return None  # told with what else stands before the text of a choice, if nobody speaks so
    if found["line"][0] == "-" and speaks_with_dashes(checked, text.scene):
        return None  # speech, as in `{if wet: - It'll hold. | - It won't.}`
    if found["line"].rstrip() == ">>" and SUBTITLE.match(text.plain, found.end("line")):
        return None  # `>> NARRATOR: It was late.`
    return f"a text has no mark before it: delete it; {PLAIN}"


def first_sign(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`| The sea.`, but no table, whose rows all begin with the sign and end in a `\\`."""
    lines = text.whole.strip().split("\n")
    if len(lines) == 1 and lines[0].endswith(f" {found['line'][0]}"):
        return None  # `# H E #`
    is_drawn = len(lines) > 1 and all(line.rstrip().endswith("\\") for line in lines[:-1])
    if is_drawn and all(line.lstrip().startswith(found["line"][0]) for line in lines):
        return None
    return f"prose has no mark before it: delete it; {PLAIN}"


def box(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`[x] Rope`, an item of a list; a form has several boxes in a line, and what can be chosen may have one."""
    line = text.plain[found.start("line") :].partition("\n")[0]
    if isinstance(text.statement, ChoiceStatement) or len(BOXES.findall(line)) > 1:
        return None
    return f"a list is a line of its own for each, with a `\\` at its end; {PLAIN}"


def percent(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`% a comment`, not behind a value."""
    if text.whole[found.start("line") - 1 : found.start("line")] == "}":
        return None  # so many per cent
    return f"what players do not see is a comment, behind `// `; {PLAIN}"


def first_tag(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`#rain The sea.`; where a sentence may go on with it, a tag that the story has elsewhere."""
    if found["last"] is not None and not is_key(checked, text.scene, found["key"]):
        return None
    tag = found["line"] or found["last"]
    return f"a tag stands behind the text: `… {shortened(tag)}`; for plain text write `\\#`"


def loose_tag(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`She waves. #steps, #rain`, but not what somebody in the story writes."""
    if text.plain.count('"', 0, found.start()) % 2:
        return None  # somebody writes it
    if len(HASHTAG.findall(text.plain)) > 2:
        return None  # a list of them
    return "tags stand behind the text, at the end of its line, with blanks between them; for plain text write `\\#`"


def stopped_tag(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """A tag before the full stop; in prose one that the scene has elsewhere, as others speak with such signs."""
    before = text.plain[: found.start("line")]
    is_known = is_key(checked, text.scene, found["key"])
    if text.plain.count("#") > 1 or before.count('"') % 2 or ABOUT_TAGS.search(before):
        return None
    if not is_known and not isinstance(text.statement, ChoiceStatement):
        return None
    stop = "" if before.rstrip()[-1:] in '.!?…”"' else f"{found['stop']} "
    return f"a tag stands behind the text and its stop: `{stop}#{found['key']}`; for plain text write `\\#`"


def comment(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`/* why? */`, but neither verse nor a drawing."""
    if found["line"] is not None and found["line"].endswith("/*"):
        return f"for plain stars write `\\*`; {PLAIN}"
    if found["last"] is not None and (text.plain.count(found["last"].strip()) > 1 or "\\\n" in text.whole):
        return None  # verse that is quoted, or drawn
    mark = found["line"]
    if mark == "//" and _is_of_path(text.plain, found):
        return None
    if mark == "\\\\" and (text.plain.count("\\") > len(mark) or not _ends_sentence(text, found)):
        return None  # a path, verse, or a sign between two names
    return f"a comment begins with `//` behind a blank; {PLAIN}"


def _is_of_path(plain: str, found: re.Match[str]) -> bool:
    """Whether the two strokes stand in a path or an address, or in a line with other strokes."""
    begin, end = plain.rfind("\n", 0, found.start()) + 1, plain.find("\n", found.end())
    line = plain[begin : end if end >= 0 else len(plain)]
    word = plain[begin : found.start()].split()[-1]
    return line.count("/") > len("//") or "\\" in line or ":" in word or "." in word[:-1]


def _ends_sentence(text: WrittenText, found: re.Match[str]) -> bool:
    """Whether a sentence has ended before a sign, or the text of a choice, which needs no full stop."""
    before = text.plain[: found.start("line")].rstrip()[-1]
    return not before.isalnum() or (isinstance(text.statement, ChoiceStatement) and before.islower())


def tags_in_brackets(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`(#music=waltz #wait)`, but not `(#ff0000)`, which may be a colour."""
    tags = found["line"][1:-1].split()
    if not (len(tags) > 1 or "=" in tags[0] or tags[0][1:] in checked.names.tags):
        return None  # it may be a colour
    return f"tags stand behind the text without brackets: `{shortened(' '.join(tags))}`; for plain text write `\\#`"


def empty_brackets(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`* Leave[]`."""
    if not isinstance(text.statement, ChoiceStatement):
        return None
    return f"a choice's text is never printed when it is taken: delete them; {PLAIN}"


def lone_dash(checked: Checked, text: WrittenText, found: re.Match[str]) -> str | None:
    """`-` alone, which in a choice is a text."""
    source, at = text.scene.node.source.text, text.statement.at
    if isinstance(text.statement, ChoiceStatement) or source[source.rfind("\n", 0, at) + 1 : at].strip():
        return None
    return "for two menus, one after the other, write `--`; for a dash put a `\\` before it"
