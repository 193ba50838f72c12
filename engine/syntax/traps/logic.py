"""Lines that were meant as logic: conditions, variations and changes without their `~`, and blocks of ink and Yarn."""

from __future__ import annotations

import re

from engine.patterns import compiled, regex
from engine.source import Source
from engine.syntax.file_lines import LOCAL_LINES, lines_with
from engine.syntax.grammars import Problem, parse_expression
from engine.syntax.messages import LOGIC_WORDS, shortened
from engine.syntax.text_forms import FORM, SURE_FORM
from engine.syntax.traps.trap import Trap, indented_below, is_within_sentence
from engine.syntax.tree import Name

BRANCH = regex(r"(if|elif|else[ \t]+if|elseif|else|while|for)\b[ \t]*")
BRACE_BLOCK = regex(r"\{(?:[ \t]*(stopping|cycle|shuffle|once)(?:[ \t]+once)?[ \t]*:|[^{}|]*:)?[ \t]*$")
DASH_BRANCH = regex(r"-[ \t]*+(?:(else)|(?:(?:if|elif)[ \t]+)?([^\n]*[^\s:]))[ \t]*:[ \t]*$")
LINE_GROUP = regex(r"=>[ \t]*\S[^\n]*\n[ \t]*=>")
PROPERTY = regex(r"(?P<word>when)(?:[ \t]+|:[ \t]*)\S|(?P<rank>priority)[ \t]*[:=]?[ \t]*-?\d+$|once:?$")
# A condition has signs; a sentence has commas and an end.
OPERATOR = regex(r"[<>=()&|+*/_]|\b(?:has|not|and|or|true|false)\b")
SENTENCE = regex(r"[^\W\d],[ \t]|[.!?…,;:—–][\"”»’']?$")
BELOW_HEADING = regex(r"(?:==|[ \t]*~[ \t]*(?:when|once|priority)\b)")
ASK = regex(r"ask[ \t]+([^\W\d]\w*)[ \t]*:[ \t]")
# `once: He nods.`, which is a form in braces; `once: never again.` is a sentence.
VARIED = regex(rf"(?:(?:{SURE_FORM})[ \t]*:[ \t]+|(?:{FORM})[ \t]*:[ \t]+(?![a-z\d]))\S")
VARIED_BLOCK = regex(rf"({FORM})[ \t]*:$")
SIGN_COMMAND = regex(r"[@#](?:if|else|elif|elseif|endif|end|set|goto|choice|include)\b(?![=-])")


def branch(text: str, at: int, end: int, width: int) -> Trap | None:
    """`if wet:`, `else:` and loops of other languages, without a `~`."""
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


def logic_in_words(source: Source, at: int, end: int) -> Trap | None:
    """`priority 2` below a heading, `ask name: …`, `once: …`: words of the language without their mark."""
    text = source.text
    property = PROPERTY.match(text, at, end)
    if property is not None:
        above_at = text.rfind("\n", 0, max(text.rfind("\n", 0, at), 0)) + 1
        if BELOW_HEADING.match(text, above_at) and not _is_sentence(text, property, end):
            word = property["word"] or property["rank"] or "once"
            value = text[at + len(word) : end].lstrip(" \t:=")
            return Trap("PROPERTY", end - len(value), f"write `~ {shortened(f'{word} {value}'.rstrip())}`")
    ask = ASK.match(text, at, end)
    if ask is not None and _is_declared(source, ask.group(1)):
        return Trap("", end, f"to ask the player, write `~ {shortened(text[at:end])}`")
    block = VARIED_BLOCK.match(text, at, end)
    if block is not None and indented_below(text, end, at - text.rfind("\n", 0, at) - 1):
        return Trap("VARY", end, f"write `~ {block.group(1)}:`")
    varied = VARIED.match(text, at, end)
    if varied is not None and not is_within_sentence(text, at, end):
        hint = f"text that changes stands in braces: `{{{shortened(text[at:end])}}}`"
        return Trap("", end, hint, is_doubt=True)
    return None


def _is_declared(source: Source, name: str) -> bool:
    """Whether the story has a variable of this name."""
    lines = lines_with(LOCAL_LINES, source.whole)
    declared = rf"^(?:var|[ \t]*~[ \t]*let)[ \t]+{name}\b"
    return name in lines and compiled(declared, re.MULTILINE).search(lines) is not None


def _is_sentence(text: str, property: re.Match[str], end: int) -> bool:
    """Whether `when it rains, it pours.` and a `once` that begins a sentence are prose."""
    if property["word"]:
        rest = text[property.end() - 1 : end]
        return OPERATOR.search(rest) is None and SENTENCE.search(rest) is not None
    begin = text.find("\n", end) + 1
    return bool(begin) and not property["rank"] and text[begin : begin + 1].islower()


def dash_branch(text: str, at: int, end: int, width: int) -> Trap | None:
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


def brace_block(text: str, at: int, end: int, width: int) -> Trap | None:
    """A `{` over several lines, as ink has it."""
    found = BRACE_BLOCK.match(text, at, end)
    if found is None or not indented_below(text, end, width):
        return None
    if found.group(1):
        kind = {"stopping": "then"}.get(found.group(1), found.group(1))
        return Trap("VARY", end, f"a variation over several lines is written `~ {kind}:`, with its items indented")
    hint = "a condition over several lines is written `~ if condition:`, with its block indented"
    return Trap("IF", end, hint)


def sign_command(text: str, at: int, end: int) -> Trap | None:
    """`@if gold > 3` and `#endif`."""
    if SIGN_COMMAND.match(text, at, end) is None:
        return None
    hint = "what is done stands behind a `~`: `~ if condition:`, `~ name = value`"
    return Trap("", end, hint, is_doubt=True)
