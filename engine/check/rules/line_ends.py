"""NC315 and NC304: code behind the end of a sentence, where a paragraph or a choice ends.

`She waves. lantern = false`, `"Go?" harbour`, `He nods. if warm`: a sentence is over, and what follows begins with a
small letter or a sign, and has no end of its own. Prose does not go on like that. Each such fragment is held against
what code can be: a move, a condition, a change, a tag, a note of the writer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.names import SceneNames
from engine.check.rules.brackets import is_condition
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import holds_one_of, is_named_in_logic, uncommented, warn_once
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_of
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.syntax.messages import as_name, shortened
from engine.syntax.reading import tags_begin
from engine.syntax.tree import ChoiceStatement, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

# What ends a line of prose; a text that ends in one of these has no fragment at its end.
ENDS = frozenset(".!?…”»“\"*_,;:>\\—–'’")
CLOSED = ENDS - frozenset(':"')
# Code at the end of a line is short, and a line of prose is no longer than this.
LONGEST, LONGEST_LINE = 80, 8_000
SHORTEST_NAME = 3
SENTENCE_ENDS, SIGNS = frozenset('.!?…”»"'), frozenset("([{#@$+-")
FRAGMENT = regex(
    r"(?:(?<=[.!?…”\"»’)])[,:;]?[ \t]+|(?<=\w),[ \t]+(?=(?:if|when|unless)[ \t]))"
    r"(?P<line>(?:(?![.!?…”\"»’)][ \t])[^\n])+)\Z"
)
MOVE = regex(
    r"(?:(?P<word>go[ \t]to|go|goto|jump(?:[ \t]to)?|divert(?:[ \t]to)?|move[ \t]to|continue(?:[ \t]to)?|next"
    r"|visit|call|gosub):?[ \t]+)?(?:[-=~–—−]*>+|[→⇒➔➜⟶]|[@:|/—–-]{1,2}|\.{3}|…)?[ \t]*(?P<quote>[\"'`]?)"
    r"(?P<name>[^\W\d]\w*)(?:\(\w*\))?(?P=quote)"
)
# `The W. pier`, `St. hall`.
ABBREVIATED = regex(r"(?<!\w)(?:[^\W\d_]|\d+|St|Nr|No|Dr|Mr|Mrs|Ms|sz|bzw|ul|al|os|pl|vs|cf|ca|Str)\.[ \t]+$")
CONDITION = regex(r"[(\[<{]?(?P<word>if|when|unless|needs)[ \t]+(?P<condition>[^:|\n]+?)[)\]>}]?")
CHANGE = regex(
    r"[(\[<]{0,2}[ \t]*(?:(?P<word>set|let|put|do|make)[ \t]+)?[$@]?(?P<name>[^\W\d]\w*)"
    r"(?:[ \t]*+(?P<sign>[-+*/:]?=|==|=[-+]|\+\+|--|<-|->|[-+*]|has\b|is\b|to(?=[ \t])"
    r"|:(?=[ \t]))[ \t]*|[ \t]++(?=(?:on|off|true|false)\Z))(?P<value>[\w \t\"'+*/-]*)[)\]>]{0,2}"
)
# Changes of whatever name, and of a set in words.
ANY_CHANGE = regex(
    r"(?:(?:var|let|const|temp|local)[ \t]+[^\W\d]\w*[ \t]*=[^=\n]+|[^\W\d]\w+[ \t]*(?:[-+*]=|:=)[ \t]*[\w\"'].*"
    r"|[^\W\d]\w+(?:\+\+|--))"
)
MOVED = regex(
    r"(?:(?P<in>add|put|give)|(?P<out>remove|take|drop))[ \t]+(?P<name>\w+)[ \t]+(?:to|from|in|into)[ \t]+(?P<set>\w+)"
)
CALLED_MOVE = regex(r"(?:goto|jump|divert|gosub|go_to|visit)\([\"']?(?P<name>\w+)[\"']?\)")
WORDED_MOVE = regex(r"(?:goto|jump|divert|gosub)[ \t]+(?:to[ \t]+)?(?P<name>\w+(?:[ \t]+\w+){1,3})")
ADDED = regex(r"(?P<sign>[-+])[ \t]?(?P<number>\d+[ \t]+)?(?P<name>[^\W\d]\w*)")
WISHES = ("picture", "image", "sound", "music", "audio", "background", "video", "portrait", "speaker", "mood")
TAG = regex(
    r"[@(\[{#]*(?P<key>[^\W\d][\w-]*)(?:(?P<sign>[ \t]*=[ \t]*|:[ \t]*)(?P<value>[\w./-]+)"
    r"|\([\"']?(?P<call>\w+)[\"']?\))[)\]}]?"
)
TAGS = regex(r"#[^\W\d][\w=-]*(?:[ \t]+#[^\W\d][\w=-]*)+[ \t]+(?P<rest>[^\W\d][\w-]*)")
# Lines of other languages of programs and stories, all by themselves.
KEYWORD = regex(
    r"(?:endif|end[ \t]if|endwhile|fi|done|return|pass|break|continue|finish|END|DONE|begin|menu:|then:?|else:?)"
    r"|label[ \t]+\w+:?|(?:print|echo|println|display|output|narrate|say)[ \t]+(?P<shown>\"[^\"]*\"|[^\W\d]\w*)"
)
IN_BRACKETS = regex(r"\((?P<name>[^\W\d]\w{2,})\)")
FILE = regex(r"[!(\[{<]*(?P<name>[\w/-]+)\.(?:png|jpe?g|gif|webp|svg|mp3|ogg|wav|mp4|webm)[)\]}>]*")
# With these, nothing of all that but a move begins; with the others, no move ends.
NO_CODE, SENTENCE_CLOSED = frozenset('|>"“«'), frozenset(".!?…}")
SPOKEN_SIGNS = ("+", "-", "*")
# Without a sign, a name of the story or one of these, a fragment is none of all that.
CODE_WORDS = frozenset(
    (
        *("if", "when", "unless", "needs", "go", "goto", "jump", "divert", "gosub", "add", "put", "give", "remove"),
        *("take", "drop", "endif", "end", "endwhile", "fi", "done", "return", "pass", "break", "continue", "finish"),
        *("END", "DONE", "begin", "then", "else", "label", "print", "echo", "println", "display", "output", "narrate"),
        "say",
    )
)


# The code of a finding, its message and its hint.
Said = tuple[str, str, str]


class Fragment(NamedTuple):
    """What stands behind the end of the last sentence of a text, without comments."""

    statement: Prose | ChoiceStatement
    at: int
    end: int
    text: str


def fragments_in(scene: SceneNames) -> list[Fragment]:
    """The fragments at the ends of a scene's texts, and of lines within them; to be asked for by `of_scene`.

    A line that begins small below the end of a sentence is one as a whole.
    """
    text = scene.node.source.text
    found: list[Fragment] = []
    for statement in of_scene(scene, texts_of):
        line = statement.line
        if not line.items:
            continue
        end = line.end if line.move is None else line.move.at
        last = text[end - 1]
        if last == " " and line.move is not None:
            # Before a move stands a blank. A sentence that ends before it has no fragment.
            last = text[statement.at : end].rstrip()[-1:]
            last = last if last in SENTENCE_ENDS else " "
        if last not in ENDS:
            _add_fragment(text, statement, end, found)
        # Where a sentence runs over a line break, the next line hardly ever begins with a capital.
        inner = text.find("\n", statement.at, end)
        while inner >= 0:
            if text[inner - 1] not in ENDS and not _first_of(text, inner + 1).islower():
                _add_fragment(text, statement, inner, found)
            below = text.find("\n", inner + 1, end)
            if text[inner - 1] in SENTENCE_ENDS and text[(end if below < 0 else below) - 1] not in CLOSED:
                _add_line(text, statement, inner + 1, end if below < 0 else below, found)
            inner = below
    return found


def _lone_words(scene: SceneNames) -> list[Prose]:
    """Paragraphs of one word in small letters, as names of scenes are; to be asked for by `of_scene`."""
    found: list[Prose] = []
    for one in scene.texts:
        if one.__class__ is Prose and one.line.move is None:
            first, *others = one.line.items or ("",)
            # Asked in the order of how soon each is told: nearly all lines have blanks.
            if first.__class__ is str and " " not in first and not others and first.isidentifier() and first.islower():
                found.append(one)
    return found


def _add_line(text: str, statement: Prose | ChoiceStatement, begin: int, end: int, found: list[Fragment]) -> None:
    line = uncommented(text[begin:end]).strip() if end - begin < LONGEST_LINE else ""
    if line and len(line) < LONGEST and (line[0].islower() or line.isupper() or line[0] in SIGNS):
        begin += text[begin:end].index(line[0])
        found.append(Fragment(statement, begin, begin + len(line), line))


def _first_of(text: str, at: int) -> str:
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return text[at : at + 1]


def _add_fragment(text: str, statement: Prose | ChoiceStatement, end: int, found: list[Fragment]) -> None:
    begin = max(statement.at, text.rfind("\n", 0, end) + 1)
    if statement.line.tags:
        end = tags_begin(text, begin, end)
    if end - begin > LONGEST_LINE:
        return
    fragment = FRAGMENT.search(uncommented(text[begin:end]).rstrip())
    if (
        fragment is not None
        and len(fragment["line"]) < LONGEST
        and not fragment["line"][0].isupper()
        and "{" not in fragment["line"]
    ):
        at = begin + fragment.start("line")
        found.append(Fragment(statement, at, begin + fragment.end("line"), fragment["line"]))


def check_line_ends(checked: Checked) -> None:
    """Warn about a fragment that is code."""
    for scene in with_signs(checked):
        for line in of_scene(scene, _lone_words):
            name = str(line.line.items[0])
            if len(name) >= SHORTEST_NAME and (name in checked.reach.flows or name in scene.points):
                message, hint = (
                    "this move would be read as prose",
                    f"write `-> {name}`; for plain text put a `\\` before it",
                )
                warn_once(checked, scene.node.source, line.at, line.line.end, message, hint, "NC304")
        for fragment in of_scene(scene, fragments_in):
            said = None if _is_prose(checked, scene, fragment.text) else _said_of(checked, scene, fragment)
            if said is not None:
                code, message, hint = said
                warn_once(checked, scene.node.source, fragment.at, fragment.end, message, hint, code)


def _is_prose(checked: Checked, scene: SceneNames, text: str) -> bool:
    """Whether a fragment is words alone, and none of them a name of the story or a word of code."""
    if not text.replace(" ", "").replace(",", "").replace("’", "").isalpha():
        return False
    names, flows, points = checked.names.variables, checked.reach.flows, scene.points
    for word in text.replace(",", " ").split():
        if word in CODE_WORDS or word in names or word in flows or word in points:
            return False
    return True


def _said_of(checked: Checked, scene: SceneNames, fragment: Fragment) -> Said | None:
    """The code, the message and the hint for a fragment; None if it may be prose."""
    said = _move_meant(checked, scene, fragment)
    if said is not None or fragment.text[0] in NO_CODE or _is_sentence(fragment.text):
        return said
    for judge in (_condition_meant, _change_meant, _tag_meant, _command_meant):
        said = judge(checked, scene, fragment)
        if said is not None:
            return said
    return None


def _move_meant(checked: Checked, scene: SceneNames, fragment: Fragment) -> Said | None:
    text, message = fragment.text, "this move would be read as text"
    move = MOVE.fullmatch(text) if text[-1] not in SENTENCE_CLOSED else None
    source = scene.node.source.text
    is_title = source.startswith("==", source.rfind("\n", 0, fragment.at) + 1)
    before = source[max(0, fragment.at - 12) : fragment.at]
    # A title may well end in the name of its scene.
    may_move = fragment.statement.line.move is None
    if move is not None and may_move and not (is_title and text.strip("\"'`") == move["name"]):
        name = move["name"]
        if (name in checked.reach.flows or name in scene.points) and ABBREVIATED.search(before) is None:
            return "NC304", message, f"write `-> {name}`; for plain text put a `\\` before it"
    other = CALLED_MOVE.fullmatch(text) or WORDED_MOVE.fullmatch(text)
    if other is not None and as_name(other["name"]) in checked.reach.flows:
        return "NC304", message, f"write `-> {as_name(other['name'])}`"
    return None


def _condition_meant(checked: Checked, scene: SceneNames, fragment: Fragment) -> Said | None:
    condition, message = CONDITION.fullmatch(fragment.text), "this condition is shown as it stands"
    if condition is None or not is_condition(checked, condition["condition"]):
        return None
    written = shortened(condition["condition"].strip())
    if isinstance(fragment.statement, ChoiceStatement):
        mark = "*" if fragment.statement.once else "+"
        guard = f"needs {written}: reason" if condition["word"] == "needs" else f"if {written}"
        return "NC315", message, f"a condition stands before the text: `{mark} {{{guard}}} …`"
    return "NC315", message, f"text on a condition is written `{{if {written}: …}}`"


def _change_meant(checked: Checked, scene: SceneNames, fragment: Fragment) -> Said | None:
    text, names = fragment.text, checked.names
    message = f"`{shortened(text)}` is shown as it stands"
    change = CHANGE.fullmatch(text)
    if change is not None and change["name"] in names.variables and _is_change(checked, scene, change):
        if change["sign"] in ("has", "=="):
            return "NC315", message, f"text on a condition is written `{{if {shortened(text)}: …}}`"
        where = "a line of its own" if isinstance(fragment.statement, Prose) else "a line below it, indented"
        return "NC315", message, f"to set a variable, write it on {where}: `{_written(change)}`"
    moved = MOVED.fullmatch(text)
    if moved is not None and _set_of(checked, moved["name"]) == moved["set"]:
        sign = "+=" if moved["in"] else "-="
        return "NC315", message, f"write it on a line of its own: `~ {moved['set']} {sign} {moved['name']}`"
    if ANY_CHANGE.fullmatch(text):
        return "NC315", message, "to set a variable, write it on a line of its own: `~ name = value`"
    added = ADDED.fullmatch(text)
    if added is not None and _is_added(checked, scene, fragment.at, added["name"], added["number"]):
        name = _set_of(checked, added["name"])
        value = (added["number"] or added["name"]).strip()
        hint = f"to set a variable, write it on a line of its own: `~ {name} {added['sign']}= {value}`"
        return "NC315", message, hint
    return None


def _tag_meant(checked: Checked, scene: SceneNames, fragment: Fragment) -> Said | None:
    text = fragment.text
    message = f"`{shortened(text)}` is shown as it stands"
    tag = TAG.fullmatch(text)
    if tag is not None and (tag["sign"] == "=" or text[0] == "#" or is_key(checked, scene, tag["key"])):
        written = f"{tag['key']}={tag['value'] or tag['call']}"
        return "NC315", message, f"a tag stands behind a blank at the end of the line: `#{shortened(written)}`"
    if TAGS.fullmatch(text):
        return "NC315", message, "tags stand behind the text, at the end of its line; for plain text write `\\#`"
    return None


def _command_meant(checked: Checked, scene: SceneNames, fragment: Fragment) -> Said | None:
    """A command of another tool, a name in brackets, a file."""
    text, names = fragment.text, checked.names
    message = f"`{shortened(text)}` is shown as it stands"
    keyword = KEYWORD.fullmatch(text)
    if keyword is not None and _is_keyword(checked, keyword):
        hint = "what is done is a line with `~`, what is shown stands alone; for plain text put a `\\` before it"
        return "NC315", message, hint
    bracket = IN_BRACKETS.fullmatch(text)
    variable = names.variables.get(bracket["name"]) if bracket is not None else None
    if bracket is not None and (variable is not None or bracket["name"] in names.scenes):
        is_truth = variable is not None and variable.type.kind == "truth"
        meant = f"`{{if {bracket['name']}: …}}`" if is_truth else f"`{{{bracket['name']}}}`"
        meant = f"`-> {bracket['name']}`" if variable is None else meant
        return "NC315", message, f"write {meant}; for plain text put a `\\` before the `(`"
    if FILE.fullmatch(text):
        return "NC315", message, "a wish to the program is a tag at the end of a line: `#picture=…`"
    return None


def _is_sentence(text: str) -> bool:
    """Whether a fragment ends as sentences do, `says Jo, and goes.}`, without a sign of code or a condition."""
    is_closed = text.rstrip("}")[-1:] in SENTENCE_CLOSED and not holds_one_of(text, "=:")
    return is_closed and not text.lstrip("([<{").startswith(("if", "when", "unless", "needs"))


def _is_keyword(checked: Checked, keyword: re.Match[str]) -> bool:
    """Whether a line is a command: `print` wants a value or a text behind it."""
    shown = keyword["shown"]
    return shown is None or shown[0] == '"' or shown in checked.names.variables


def _is_change(checked: Checked, scene: SceneNames, change: re.Match[str]) -> bool:
    name, sign, value = change["name"], change["sign"], change["value"].strip().strip("\"'")
    variable = checked.names.variables[name]
    if sign in (":", "to", "has", None, "is", *SPOKEN_SIGNS):
        is_word = sign == "to" and change["word"] is None
        known = value in variable.type.names or value in ("true", "false", "on", "off") or value.isdigit()
        return known and not is_word
    return True


def _written(change: re.Match[str]) -> str:
    """The line of logic for a change that is written otherwise."""
    name, sign, value = change["name"], change["sign"], change["value"].strip()
    if sign in ("++", "--"):
        return f"~ {name} {sign[0]}= 1"
    value = {"on": "true", "off": "false"}.get(value, value) or "…"
    return f"~ {name} {sign if sign in ('+=', '-=') else '+=' if sign == '+' else '-=' if sign == '-' else '='} {value}"


def _is_added(checked: Checked, scene: SceneNames, at: int, name: str, number: str | None) -> bool:
    """Whether `+3 gold` or `+rope` is a change; where a line of logic makes it, the player is told of it."""
    variable = checked.names.variables.get(name)
    if number is None:
        return variable is None and _set_of(checked, name) != name and not is_named_in_logic(scene, at, name)
    return variable is not None and not is_named_in_logic(scene, at, name)


def _set_of(checked: Checked, name: str) -> str:
    """The set that has a name as one of its own, or the name."""
    variables = checked.names.variables.items()
    return next(
        (one for one, variable in variables if variable.type.kind == "set" and name in variable.type.names), name
    )


def is_key(checked: Checked, scene: SceneNames, key: str) -> bool:
    """Whether a word is that of a tag: of this scene, of a heading, or of those that programs know."""
    return key in WISHES or key in of_scene(scene, _keys_in) or key in checked.names.tags


def _keys_in(scene: SceneNames) -> set[str]:
    return {tag.partition("=")[0] for statement in scene.texts for tag in statement.line.tags}
