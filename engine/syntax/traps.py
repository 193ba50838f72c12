"""Finds lines that would be read as prose although a mark was meant: habits of other tools, a space left out.

Each is reported once and then read as what was meant, so that it leads to no further messages.
"""

from __future__ import annotations

import re

from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.source import Source
from engine.syntax.foreign_lines import HASH_OPTION, OPTION, PLAIN_MOVE, QUOTED_MOVE, QUOTED_OPTION
from engine.syntax.grammars import Problem, parse_expression, reads
from engine.syntax.messages import COMMANDS, LOGIC_WORDS, shortened
from engine.syntax.tree import Name

# The characters with which such a line can begin; every other line of prose is taken at once.
SUSPECTS = frozenset('*+-=→⇒➔➜⟶−<[(${#@;"/aievcltsdwmjprogh•·‣◦–—0123456789')
ARROWS, BULLETS = frozenset("-=–—−→⇒➔➜⟶"), frozenset("•·‣◦0123456789")
# The words of ink are written in capitals: a sentence has a small letter behind its first one.
CAPITALS = frozenset("VCLEIT")

# How a text can begin that is the beginning of no line, and would be one of these as a line.
MAY_BE_TRAP = regex(
    r"[*+=→<\[($#@]|-[->]|/\*|(?:TODO|FIXME|VAR|CONST|LIST|EXTERNAL|INCLUDE)\b"
    r"|(?:visit|gosub|divert|any|when|priority|ask|include|once|then|cycle|shuffle|random|wait|pause|delay|play|stop|queue"
    r"|with|window|scene|show|hide|var|const|let|temp|set|def|extern|claim|jump|call|while|for|if|elif)[ \t:]+\S"
)

CHOICE = regex(r"\+(?=[^\W\d_]|[\"“«(\[{])|\*(?=[^\s*])")
ROW_OF_STARS = regex(r"\*(?:[ \t]+\*)+[ \t]*$")
STOPPED = regex(r"[*+](?:[.:)>\]]|[ \t]+[.:>](?=[ \t]))[ \t]*(?=[\"“«]?[^\W\d_a-z])")
NESTED = regex(r"([*+])(?:[ \t]*[*+])+[ \t]+(?=\S)")
STARS = regex(r"(?<!\\)\*+")
NEXT_MARK = regex(r"[ \t]*(?:\n|$|[*+~=]|->|<-)")
TO_ENDING = regex(r"end(?:[ \t]*:.*)?$")
ARROW = regex(r"(?:-[ \t]+-?>|-{2,}>|=+>|-+[ \t]*<|[–—−~]+[ \t]*>|[→⇒➔➜⟶])[ \t]*(?=[^\W\d])")
TARGET = regex(r"[^\W\d]\w*[ \t]*+(?:\(.*\)[ \t]*+)?(?:->|→)?$")
BRANCH = regex(r"(if|elif|else[ \t]+if|elseif|else|while|for)\b[ \t]*")
MOVE_BEHIND = regex(r"[.!?…”\"»\w][ \t]++->[ \t]*[^\W\d]\w*[ \t]*\Z")
NEXT_LINE = regex(r"\n(?:[ \t]*+(?://[^\n]*+)?\n)*+([ \t]*+)(?!//)\S")
DECLARATION = regex(
    r"(?:(var|const|let|temp|set)[ \t]+([^\W\d]\w*)[ \t]*(?::.*)?="
    r"|(def)[ \t]+([^\W\d]\w*)[ \t]*\(.*\)[ \t]*="
    r"|(extern)[ \t]+([^\W\d]\w*)[ \t]*\(.*\)[ \t]*->"
    r"|(include)[ \t]+\S+\.story[ \t]*$"
    r"|(claim)[ \t]+(?:never|reach|an ending)\b)"
)
INK_DECLARATION = regex(
    r"(?:(?P<word>VAR|CONST|LIST|EXTERNAL)[ \t]+(?P<name>[^\W\d]\w*+)[ \t]*+[=(]"
    r"|(?P<include>INCLUDE)[ \t]+\S++[ \t]*+$)"
)
INK_NOTE = regex(r"(?:TODO|FIXME)(?:[ \t]*:|[ \t]+(?=[A-Z]))")
COMMAND = regex(r"(?:(?:\*|<<[ \t]*/?)[ \t]*({0})\b|\([ \t]*({0}):)(?:[ \t]*([^\W\d]\w*))?".format("|".join(COMMANDS)))
DOLLAR = regex(r"\$[ \t]*([^\W\d]\w*)[ \t]*([-+*/]?=|\+\+|--)")
BRACE_BLOCK = regex(r"\{(?:[ \t]*(stopping|cycle|shuffle|once)(?:[ \t]+once)?[ \t]*:|[^{}|]*:)?[ \t]*$")
DASH_BRANCH = regex(r"-[ \t]*+(?:(else)|([^\n]*[^\s:]))[ \t]*:[ \t]*$")
BULLET = regex(r"(?:(?:[-•·‣–—]|\d{1,3}[.)]|[o◦](?=[ \t]+[\"“A-Z]))[ \t]+(?=\S)|[-•·‣](?=[^\W\d_]))")
ENGLISH = regex(r"\A(?![\s\S]*^language:[ \t]*+(?!en))", re.MULTILINE)
SENTENCE_ENDS = frozenset('.!?…”"»')
ADDED = regex(r"<[ \t]+-+[ \t]*([^\W\d]\w*)[ \t]*$")
LINE_GROUP = regex(r"=>[ \t]*\S[^\n]*\n[ \t]*=>")
LINE_COMMAND = regex(r"<<.*>>$")
MARKED = regex(r"==|[*+~][ \t]|->|<-|//|label[ \t].*:$|menu\b.*:$|\"[^\"]*\":?$|\w+[ \t]+\"|[^\n]*:$|[$]")
END_OF_SCENE = regex(r"[ \t]*(?://[^\n]*)?(?:\n[ \t]*(?://[^\n]*)?)*(?:\Z|\n==|\nlabel\b)")
RENPY_SCRIPT = regex(r"^(?:label[ \t]+\w[^\n]*:|[ \t]*menu(?:[ \t]+\w+)?:|define[ \t])", re.MULTILINE)
RENPY = regex(r"(?:(jump|call)[ \t]+([^\W\d]\w*)|(menu)(?:[ \t]+\w+)?:|(?:init[ \t]+)?(python):|(pass|return))$")


# A move in words: `visit bar`; a draw without its arrow: `any #gossip`; what stands below a heading without its `~`.
WORD_MOVE = regex(r"(?:visit|gosub|divert|enter)[ \t]+(?:to[ \t]+)?([^\W\d]\w*)[ \t]*(?:->)?$")
DRAW = regex(r"any[ \t]*\(?[ \t]*#([^\W\d]\w*)[ \t]*\)?[ \t]*(->)?$")
PROPERTY = regex(r"(?P<word>when)(?:[ \t]+|:[ \t]*)\S|(?P<rank>priority)[ \t]*[:=]?[ \t]*-?\d+$|once:?$")
BELOW_HEADING = regex(r"(?:==|[ \t]*~[ \t]*(?:when|once|priority)\b)")
# `end: Found`, whose arrow is missing.
ENDING = regex(r"(?:the[ \t]+)?end(?:ing)?[ \t]*:[ \t]*+(?P<name>[^\n]*[^\s])", re.IGNORECASE)
ASK = regex(r"ask[ \t]+([^\W\d]\w*)[ \t]*:[ \t]")
INCLUDED = regex(r"include[ \t]+([^\W\d]\w*)$")
# `once: He nods.`, which is a form in braces.
VARIED = regex(r"(once|then|cycle|shuffle|random)[ \t]*:[ \t]+\S")
VARIED_BLOCK = regex(r"(once|then|cycle|shuffle|random)[ \t]*:$")
# Wishes to the program that shows the story, as lines of other tools: `wait 2`, `play sound "bell"`, `with fade`.
STAGE = regex(
    r"(?P<word>wait|pause|delay|sleep|clear|cls)(?:[ \t]*\(?[ \t]*(?P<number>\d[\d.]*)[ \t]*s?\)?)?;?$"
    r"|(?P<sound>(?:play|stop|queue)[ \t]+(?:sound|music|voice|ambience))[ \t]+[^\s.!?…][^!?…]*$"
    r"|with[ \t]+(?P<effect>fade|dissolve|pixellate)$|(?P<stop>stop[ \t]+(?:music|sound))$"
    r"|(?P<window>window)[ \t]+(?:hide|show|auto)$|(?P<scene>scene)[ \t]+bg(?:[ \t]+[a-z_]\w*){1,2}$"
)
CAST = regex(r"^cast:.*", re.MULTILINE)
SHOWN = regex(r"(?P<word>show|hide)(?:[ \t]+[a-z_]\w*){1,3}$")
# Within a paragraph, `show him` may be a verse.
SHOWN_BELOW = regex(
    r"(?P<word>show)[ \t]+(?!(?:me|him|her|us|them|you|it|the|an?|my|your|his|our|their|no|all|some)\b)[a-z_]\w*"
    r"(?:[ \t]+[a-z_]\w*){1,2}$"
)
SIGN_COMMAND = regex(r"[@#](?:if|else|elif|elseif|endif|end|set|goto|choice|include)\b(?![=-])")


class Trap(NamedTuple):
    """What a line was probably meant to be: the type of its token, and where to begin reading it as that.

    The type is empty for a line of which nothing more is known. `name` is that of a declaration; `end` is where the
    target of a move or the text of a choice ends, if that is not the end of the line. What `is_doubt` is prose all the
    same, and only a warning.
    """

    type: str
    begin: int
    hint: str
    message: str = "this line would be read as prose"
    code: str = "NC304"
    name: str | None = None
    end: int | None = None
    is_doubt: bool = False


def trap_at(source: Source, at: int, end: int, width: int) -> Trap | None:
    """What the line from `at` to `end`, indented by `width`, is meant to be; None for prose."""
    text = source.text
    first = text[at]
    if first in "*+":
        return _choice(text, at, end)
    if first in ARROWS:
        return _move(text, at, end) or _dash(text, at, end, width) or _bullet(source, at, end, width)
    if first in BULLETS or text.startswith("o ", at):
        return _bullet(source, at, end, width)
    if first in "<[($":
        return _foreign(text, at, end)
    if first == "{":
        return _brace_block(text, at, end, width)
    if first == "/" or first in CAPITALS:
        return _ink(text, at, end)
    if first in '#"@':
        return _option(text, at, end, width) or _sign_command(text, at, end)
    if first == ";":
        found = text.startswith("; ", at)
        return Trap("", end, "a comment begins with `//`", is_doubt=True) if found else None
    return (
        _words(source, at, end)
        or _branch(text, at, end, width)
        or _declaration(text, at, end)
        or _renpy(source, at, end, width)
    )


def indented_below(text: str, end: int, width: int) -> bool:
    """Whether the next line behind `end` that is neither blank nor a comment is indented further."""
    found = NEXT_LINE.match(text, text.find("\n", end))
    return found is not None and len(found.group(1).expandtabs(4)) > width


def _move(text: str, at: int, end: int) -> Trap | None:
    arrow = ARROW.match(text, at, end)
    if arrow is None or not (TARGET.match(text, arrow.end(), end) or TO_ENDING.match(text, arrow.end(), end)):
        return None
    hint = f"write `-> {shortened(text[arrow.end() : end]).replace('→', '->')}`"
    type = "" if text[end - 1] == "→" else "JUMP"
    return Trap(type, arrow.end(), hint, "this move would be read as prose")


def _words(source: Source, at: int, end: int) -> Trap | None:
    """A line of words that say what a mark says here, or what other tools have words for."""
    text = source.text
    move = WORD_MOVE.match(text, at, end)
    if move is not None and _is_heading(source, move.group(1)):
        hint = f"to go to a scene and come back, write `-> {move.group(1)} ->`"
        return Trap("", end, hint, "this move would be read as prose")
    draw = DRAW.match(text, at, end)
    if draw is not None:
        hint = f"write `-> any #{draw.group(1)}{' ->' if draw.group(2) else ''}`"
        return Trap("", end, hint, "this move would be read as prose")
    property = PROPERTY.match(text, at, end)
    if property is not None:
        above_at = text.rfind("\n", 0, max(text.rfind("\n", 0, at), 0)) + 1
        if BELOW_HEADING.match(text, above_at):
            word = property["word"] or property["rank"] or "once"
            value = text[at + len(word) : end].lstrip(" \t:=")
            return Trap("PROPERTY", end - len(value), f"write `~ {shortened(f'{word} {value}'.rstrip())}`")
    ending = ENDING.match(text, at, end) if END_OF_SCENE.match(text, end) else None
    if ending is not None:
        hint = f"to end the story, write `-> end: {shortened(ending['name'])}`; for plain text put a `\\` before it"
        return Trap("", end, hint, "this move would be read as prose")
    ask = ASK.match(text, at, end)
    if ask is not None and re.search(rf"^var[ \t]+{ask.group(1)}\b", source.whole, re.MULTILINE):
        return Trap("", end, f"to ask the player, write `~ {shortened(text[at:end])}`")
    included = INCLUDED.match(text, at, end)
    if included is not None and _is_heading(source, included.group(1)):
        hint = f"the choices of another scene are added with `<- {included.group(1)}`"
        return Trap("", end, hint)
    block = VARIED_BLOCK.match(text, at, end)
    if block is not None and indented_below(text, end, at - text.rfind("\n", 0, at) - 1):
        return Trap("VARY", end, f"write `~ {block.group(1)}:`; for plain text put a `\\` before it")
    varied = VARIED.match(text, at, end)
    if varied is not None:
        hint = f"text that changes stands in braces: `{{{shortened(text[at:end])}}}`"
        return Trap("", end, hint, is_doubt=True)
    stage = STAGE.match(text, at, end)
    if stage is None and (not _is_wrapped(text, at, end) or _is_behind_sentence(text, at)):
        stage = (SHOWN_BELOW if _is_wrapped(text, at, end) else SHOWN).match(text, at, end)
    if stage is None:
        stage = _shown_name(source, at, end)
    if stage is not None and RENPY_SCRIPT.search(source.whole) is None:
        word = next(one for one in stage.groups() if one).split()[-1]
        number = f"={stage['number']}" if "number" in stage.groupdict() and stage["number"] else ""
        hint = f"a wish to the program that shows the story is a tag at the end of a line: `#{word}{number}`"
        return Trap("", end, hint, is_doubt=True)
    return None


def _shown_name(source: Source, at: int, end: int) -> re.Match[str] | None:
    """`hide bram`, where the name is one of the cast, and `show goat` above a line that begins anew."""
    found = SHOWN.match(source.text, at, end)
    if found is None:
        return None
    first = source.text[at:end].split()[1]
    cast = CAST.search(source.whole)
    is_cast = cast is not None and re.search(rf"\b{re.escape(first)}\b", cast.group(), re.IGNORECASE) is not None
    above, below = source.text[: max(source.text.rfind("\n", 0, at), 0)], source.text[end + 1 : end + 40].lstrip()
    line = above[above.rfind("\n") + 1 :].strip()
    is_first = not line or MARKED.match(line) is not None
    return found if is_cast or (is_first and below[:1].isupper()) else None


def _is_behind_sentence(text: str, at: int) -> bool:
    """Whether the line above ends a sentence."""
    begin = text.rfind("\n", 0, at)
    return begin > 0 and text[text.rfind("\n", 0, begin) + 1 : begin].rstrip()[-1:] in SENTENCE_ENDS


def _is_heading(source: Source, name: str) -> bool:
    return re.search(rf"^==[ \t]*{name}\b", source.whole, re.MULTILINE) is not None


def _sign_command(text: str, at: int, end: int) -> Trap | None:
    """`@if gold > 3` and `#endif`."""
    if SIGN_COMMAND.match(text, at, end) is None:
        return None
    hint = "what is done stands behind a `~`: `~ if condition:`, `~ name = value`"
    return Trap("", end, hint, is_doubt=True)


def _dash(text: str, at: int, end: int, width: int) -> Trap | None:
    """`- condition:` in a block of ink, and `=> text` in a line group of Yarn."""
    if LINE_GROUP.match(text, at):
        hint = "texts of which one is drawn are items below `~ shuffle:`, each with a `- ` before it"
        return Trap("", end, hint)
    found = DASH_BRANCH.match(text, at, end)
    if found is None or not indented_below(text, end, width):
        return None
    if found.group(1):
        return Trap("ELSE", end, "for a condition, write `~ else:`")
    hint = f"for a condition, write `~ if {shortened(found.group(2))}:`, and `~ elif` for those behind it"
    return Trap("IF", found.start(2), hint)


def _brace_block(text: str, at: int, end: int, width: int) -> Trap | None:
    """A `{` over several lines, as ink has it."""
    found = BRACE_BLOCK.match(text, at, end)
    if found is None or not indented_below(text, end, width):
        return None
    if found.group(1):
        kind = {"stopping": "then"}.get(found.group(1), found.group(1))
        return Trap("VARY", end, f"a variation over several lines is written `~ {kind}:`, with its items indented")
    hint = "a condition over several lines is written `~ if condition:`, with its block indented"
    return Trap("IF", end, hint)


def _bullet(source: Source, at: int, end: int, width: int) -> Trap | None:
    """`- Go.` or `1. Go.` with a block below, or with a move beside choices: a choice as lists have it."""
    text = source.text
    found = BULLET.match(text, at, end)
    if found is None or not (indented_below(text, end, width) or _is_beside_choice(source, at, end)):
        return None
    hint = f"a choice is written `* {shortened(text[found.end() : end])}`"
    return Trap("CHOICE", found.end() - 1, hint)


def _is_beside_choice(source: Source, at: int, end: int) -> bool:
    """Whether `• Go. -> street` stands in a menu: above or below it, as far to the right and close, is a choice.

    With a dash begins what somebody says, in many languages.
    """
    text = source.text
    if MOVE_BEHIND.search(text[at:end]) is None or (text[at] in "-–—" and not ENGLISH.search(source.whole)):
        return False
    begin = text.rfind("\n", 0, at) + 1
    indent = text[begin:at]
    below = text[text.find("\n", end) + 1 :][: len(indent) + 2] if text.find("\n", end) >= 0 else ""
    choices = (indent + "* ", indent + "+ ")
    while begin > 0:
        above = text[text.rfind("\n", 0, begin - 1) + 1 : begin]
        begin -= len(above)
        if not above.startswith((indent + " ", indent + "\t")):
            return above.startswith(choices) or below.startswith(choices)
    return False


def _option(text: str, at: int, end: int, width: int) -> Trap | None:
    """`#Text` of ChoiceScript and `"Text":` of Ren'Py, with a block below."""
    pattern = HASH_OPTION if text[at] == "#" else QUOTED_OPTION
    found = pattern.match(text, at, end)
    if found is None and (moved := QUOTED_MOVE.match(text, at, end)) is not None:
        hint = f"a choice is written `* {shortened(moved['text'])} {shortened(moved['move'])}`"
        return Trap("CHOICE", moved.start("text") - 1, hint, end=moved.end("text"))
    if found is None or not indented_below(text, end, width):
        return None
    condition = found["condition"]
    guard = f"{{if {shortened(condition)}}} " if condition else ""
    hint = f"a choice is written `* {guard}{shortened(found['text'])}`"
    return Trap("CHOICE", found.start("text") - 1, hint, end=found.end("text"))


def arrow_option(text: str, at: int, end: int, width: int) -> Trap | None:
    """`-> Text` with a block below, an option of Yarn."""
    found = OPTION.match(text, at, end)
    if found is None or PLAIN_MOVE.fullmatch(found["text"]) or not indented_below(text, end, width):
        return None
    condition = text.find("<<", at, end)
    stop = end if condition < 0 else condition
    hint = f"a choice is written `* {shortened(text[found.start('text') : stop])}`, with its conditions in `{{if …}}`"
    message = "a move has nothing indented below it; this looks like a choice"
    return Trap("CHOICE", found.start("text") - 1, hint, message, "NC014", end=stop)


def _renpy(source: Source, at: int, end: int, width: int) -> Trap | None:
    text = source.text
    found = RENPY.match(text, at, end)
    if found is None:
        return None
    move, name, _, python, word = found.groups()
    if move or word:
        is_scene = bool(move) and _is_heading(source, name)
        is_script = RENPY_SCRIPT.search(source.whole) is not None
        is_wrapped = not is_script and _is_wrapped(text, at, end)
        if is_wrapped and not is_scene:
            return None
        # At the end of a scene something must stand that goes on; elsewhere it may well be prose.
        is_doubt = is_wrapped or not (is_script or is_scene or END_OF_SCENE.match(text, end))
        hint = COMMANDS["return"] if word == "return" else "what does nothing is not written"
        if move == "jump":
            return Trap("JUMP", found.start(2), f"to go to a scene, write `-> {name}`", end=end, is_doubt=is_doubt)
        if move:
            hint = f"to go to a scene and come back, write `-> {name} ->`"
        return Trap("", end, hint, is_doubt=is_doubt)
    if not indented_below(text, end, width):
        return None
    hint = "code of a program stands in the program: the story asks it with an `extern`" if python else ""
    return Trap("", end, hint or COMMANDS["choice"])


def _is_wrapped(text: str, at: int, end: int) -> bool:
    """Whether a line belongs to a paragraph of prose: the line above or below is prose, too."""
    above_at = text.rfind("\n", 0, max(text.rfind("\n", 0, at), 0)) + 1
    above = text[above_at : max(text.rfind("\n", 0, at), 0)].strip()
    below_at = text.find("\n", end) + 1
    below = text[below_at : text.find("\n", below_at) if text.find("\n", below_at) >= 0 else len(text)].strip()
    return any(line and not MARKED.match(line) for line in (above, below if below_at else ""))


def _choice(text: str, at: int, end: int) -> Trap | None:
    if ROW_OF_STARS.match(text, at, end):
        hint = f"a blank line parts two paragraphs; to show the stars, write `\\{shortened(text[at:end].rstrip())}`"
        return Trap("", end, hint)
    nested = NESTED.match(text, at, end)
    if nested is not None:
        mark = nested.group(1)
        shown = shortened(text[nested.end() : end])
        hint = f"choices nest by indentation: write `{mark} {shown}` indented below the choice that it belongs to"
        return Trap("CHOICE", at + len(nested.group().rstrip()) - 1, hint)
    stopped = STOPPED.match(text, at, end)
    if stopped is not None:
        hint = f"for a choice, put a space after the mark: `{text[at]} {shortened(text[stopped.end() : end])}`"
        return Trap("CHOICE", stopped.end() - 1, hint)
    found = CHOICE.match(text, at, end)
    if found is None or (text[at] == "*" and _is_emphasis(text, at, end)):
        return None
    command = _command(text, at, end)
    if command is not None:
        return command
    shown = f"`{text[at]} {shortened(text[at + 1 : end])}`"
    if text[at] == "+":
        return Trap("CHOICE", at, f"for a choice, put a space after the mark: {shown}; for plain text write `\\+`")
    hint = f"for a choice, put a space after it: {shown}; for emphasis, close it with `*`"
    return Trap("CHOICE", at, hint, "this `*` is not closed", "NC022")


def _is_emphasis(text: str, at: int, end: int) -> bool:
    """Whether the stars of the paragraph that begins here come in pairs."""
    open_styles = 0
    while True:
        for found in STARS.finditer(text, at, end):
            before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
            if before.strip() and found.start() > at:
                open_styles -= 1
            elif after.strip():
                open_styles += 1
        if open_styles <= 0:
            return True
        at = end + 1
        if at >= len(text) or NEXT_MARK.match(text, at):
            return False
        end = text.find("\n", at)
        end = len(text) if end < 0 else end


def _foreign(text: str, at: int, end: int) -> Trap | None:
    found = DOLLAR.match(text, at, end)
    if found is not None:
        return Trap("", end, f"to set a variable, write `~ {found.group(1)} {found.group(2)} …`")
    added = ADDED.match(text, at, end)
    if added is not None:
        return Trap("", end, f"the choices of another scene are added with `<- {added.group(1)}`")
    if text.startswith("<!--", at):
        return Trap("", end, "a comment begins with `//`")
    return _command(text, at, end)


def _command(text: str, at: int, end: int) -> Trap | None:
    """A command of ChoiceScript, Twine, Yarn or Ren'Py: `*set gold 5`, `(set: …)`, `<<set …>>`."""
    option = HASH_OPTION.match(text, at, end) if text[at] == "*" else None
    if option is not None and option["word"]:
        word, condition = option["word"], option["condition"].strip() or "condition"
        guard = {"selectable_if": f"{{needs {condition}: reason}} ", "if": f"{{if {condition}}} "}.get(word, "")
        hint = f"a choice is written `{'+' if word == 'allow_reuse' else '*'} {guard}{shortened(option['text'])}`"
        return Trap("CHOICE", option.start("text") - 1, hint)
    found = COMMAND.match(text, at, end)
    if found is None:
        if LINE_COMMAND.match(text, at, end):
            return Trap("", end, "commands are not written here; a wish to the program is a tag, such as `#wait=2`")
        return None
    word, name = found.group(1) or found.group(2), found.group(3)
    hint = COMMANDS[word].replace("NAME", name or "scene")
    if word in ("goto", "jump", "gosub") and name:
        return Trap("JUMP", found.start(3), hint, end=found.end(3))
    return Trap("", end, hint, name=name if word == "label" else None)


def _branch(text: str, at: int, end: int, width: int) -> Trap | None:
    found = BRANCH.match(text, at, end)
    if found is None:
        return None
    word, begin = found.group(1), found.end()
    colon = text[end - 1] == ":"
    condition = text[begin:end].rstrip(": \t")
    opens = indented_below(text, end, width)
    if word in ("while", "for"):
        return Trap("", end, LOGIC_WORDS[word]) if opens else None
    if word == "else" and not condition:
        return Trap("ELSE", end, "for a condition, write `~ else:`") if colon or opens else None
    if not opens:
        # Without a block below it may well be prose: only what reads as a comparison and the like is none.
        parsed = parse_expression("expression", condition) if colon else None
        if parsed is None or isinstance(parsed, (Problem, Name)):
            return None
    word = "if" if word == "if" else "elif"
    return Trap(word.upper(), begin, f"for a condition, write `~ {word} {shortened(condition)}:`")


def _ink(text: str, at: int, end: int) -> Trap | None:
    """A declaration, a comment or a note of ink, which can stand anywhere there."""
    if text.startswith("/*", at) or INK_NOTE.match(text, at, end):
        return Trap("", end, "a comment begins with `//`, on each of its lines")
    found = INK_DECLARATION.match(text, at, end)
    if found is None:
        return None
    forms = {"VAR": "var NAME = …", "CONST": "const NAME = …", "EXTERNAL": "extern NAME(…) -> …"}
    written = forms.get(found["word"] or "", "var NAME: set of …").replace("NAME", found["name"] or "")
    written = "include chapters/hotel.story" if found["include"] else written
    hint = f"at the top of a file, before its first scene, write `{written}`"
    return Trap("", end, hint, name=found["name"])


def _declaration(text: str, at: int, end: int) -> Trap | None:
    found = DECLARATION.match(text, at, end)
    if found is None:
        return None
    word, *name = [group for group in found.groups() if group]
    hint = "to set a variable, write `~ name = value`; for a moment only, `~ let name = value`"
    message = "this line would be read as prose"
    if word in ("var", "const", "def", "extern", "claim", "include"):
        message = f"`{word}` does not stand in a scene; this line would be read as prose"
        hint = "declarations and includes stand at the top of a file, before its first scene"
        if word == "var":
            hint += "; for a moment only, write `~ let name = value`"
    rest = text[found.end(1) : end].strip()
    if word in ("let", "set") and reads("let" if word == "let" else "assignment", rest):
        hint = f"write `~ {'let ' if word == 'let' else ''}{shortened(rest)}`"
    return Trap("", end, hint, message, name=name[0] if name else None)
