"""Lines of logic that cannot be read: which word was misspelt in front, or what the line is meant to be."""

from __future__ import annotations

import re

from engine.patterns import compiled, regex
from engine.syntax.file_lines import VARIABLE_LINES, lines_with
from engine.syntax.grammars import reads
from engine.syntax.messages import LOGIC_WORDS, LONGEST, shortened
from engine.syntax.near_words import nearest_word
from engine.syntax.text_forms import ELSEWHERE, FORM_WORDS

HEAD_WORDS = {
    **dict.fromkeys(("If", "IF"), "if"),
    **dict.fromkeys(("Elif", "ELIF", "elsif", "elseif"), "elif"),
    **dict.fromkeys(("Else", "ELSE"), "else"),
}
# Behind a word that sets a variable or is called, whatever the word is.
OF_A_NAME = regex(r"[ \t]*(?:[-+*/%:]?=|\+\+|--|\()")
QUESTION = regex(r"[ \t]+[^\W\d]\w*[ \t]*:[ \t]*\S")
LOOP = regex(r"[ \t]+[^\W\d]\w*[ \t]+in[ \t]+\S")
CAPITAL_CALL = regex(r"\b[A-Z]{3,}(?=\()")
CHANGES = (
    (regex(r"(?:set|put|let)[ \t]+([^\W\d]\w*)[ \t]*([-+]=)[ \t]*(.+)$"), r"\1 \2 \3"),
    (regex(r"(?:set|put|let|temp|var|const|local)[ \t]+([^\W\d]\w*)[ \t]*(?:=|\bto\b)[ \t]*(.+)$"), r"\1 = \2"),
    (regex(r"(?:add|put|give|take)[ \t]+(\w+)[ \t]+(?:to|in|into)[ \t]+([^\W\d]\w*)$"), r"\2 += \1"),
    (regex(r"(?:remove|drop|take|delete)[ \t]+(\w+)[ \t]+from[ \t]+([^\W\d]\w*)$"), r"\2 -= \1"),
    (regex(r"([^\W\d]\w*)\.(?:push|append|add|insert)\((\w+)\)$"), r"\1 += \2"),
    (regex(r"([^\W\d]\w*)\.(?:remove|delete|discard|pop)\((\w+)\)$"), r"\1 -= \2"),
    (regex(r"(?:inc|increase|increment)[ \t]+([^\W\d]\w*)$"), r"\1 += 1"),
    (regex(r"([^\W\d]\w*)[ \t]+(?:to|is|becomes)[ \t]+(\S+)$"), r"\1 = \2"),
    (regex(r"(?:not|toggle|flip|invert)[ \t]+([^\W\d]\w*)$"), r"\1 = not \1"),
    # `bag + = rope`, `bag = + rope`, `coins -+ 1`, `coins −= 1`, and the words of other tools for them.
    (regex(r"([^\W\d]\w*)[ \t]*([-+])[ \t]+=[ \t]*(.+)$"), r"\1 \2= \3"),
    (regex(r"([^\W\d]\w*)[ \t]*=[ \t]*([-+])[ \t]+(.+)$"), r"\1 \2= \3"),
    (regex(r"([^\W\d]\w*)[ \t]*([-+])[-+][ \t]*([^-+\s].*)$"), r"\1 \2= \3"),
    (regex(r"([^\W\d]\w*)[ \t]*[–—−][ \t]*=[ \t]*(.+)$"), r"\1 -= \2"),
    (regex(r"([^\W\d]\w*)[ \t]+(?:append|add|push|insert|gains?|gets?)[ \t]+(\w+)$"), r"\1 += \2"),
    (regex(r"([^\W\d]\w*)[ \t]+(?:remove|discard|drop|loses?)[ \t]+(\w+)$"), r"\1 -= \2"),
    # `gold + 2` and `wet: true`, whose sign is missing or another.
    (regex(r"([^\W\d]\w*)[ \t]*([-+])[ \t]*([\w\"(\[].*)$"), r"\1 \2= \3"),
    (regex(r"([^\W\d]\w*)[ \t]*[:;,][ \t]*(-?\d+|true|false|\"[^\"\n]*\"|[^\W\d]\w*(?:\(.*\))?)$"), r"\1 = \2"),
)


def change_meant(text: str) -> str | None:
    """How a change of a variable in the words of other tools is written here: `set gold to 5`, `bag.push(lamp)`."""
    for pattern, written in CHANGES:
        found = pattern.match(text)
        if found is not None:
            change = CAPITAL_CALL.sub(lambda call: call.group().lower(), found.expand(written))
            if reads("assignment", change):
                return change
    return None


def question_meant(text: str, word: str, source: str) -> str | None:
    """How the player is asked in a line that cannot be read: `input name: …`, `ask {name}: …`, `name = ask: …`."""
    found = ODD_QUESTION.match(text)
    if found is not None:
        return f"~ ask {found['first'] or found['name']}: {shortened(found['words'], LONGEST)}"
    # `ask What is your name?`, without the variable: the one that holds a text, if there is one.
    if word == "ask" and text[:1].isupper() and text.endswith("?"):
        texts = TEXT_VARIABLE.findall(lines_with(VARIABLE_LINES, source))
        return f"~ ask {texts[0] if len(texts) == 1 else 'name'}: {shortened(text, LONGEST)}"
    return None


ODD_QUESTION = regex(
    r"(?:(?P<first>[^\W\d]\w*)[ \t]*=[ \t]*(?:ask|input|prompt)[ \t]*:?"
    r"|(?:(?:ask|input|prompt|question|read)[ \t]+)?\{?(?P<name>[^\W\d]\w*)\}?[ \t]*:)"
    r"[ \t]*(?P<words>[\"“]?[^\W\d_a-z].*)$"
)
TEXT_VARIABLE = regex(r"^var[ \t]+([^\W\d]\w*)[ \t]*(?::[ \t]*text\b|=[ \t]*\")", re.MULTILINE)


def near_word(word: str, rest: str, under_heading: bool, in_function: bool) -> str | None:
    """Which word of the language was meant in front of a line of logic, when what is behind it fits; None for others.

    `rest` is what stands behind the word. Under a heading a scene may say when it is drawn; a function can `return`.
    """
    behind = rest.strip()
    if OF_A_NAME.match(rest) and not behind.endswith(":"):
        return None
    known = HEAD_WORDS.get(word)
    if known is None and behind == ":":
        known = ELSEWHERE.get(word.casefold()) or nearest_word(word, (*FORM_WORDS, "else"))
    if known is not None or (word.casefold() in LOGIC_WORDS and word.islower()):
        return known
    fitting = []
    if behind.endswith(":") and reads("expression", behind[:-1].strip()):
        fitting += ["if", "elif"]
    if LOOP.match(rest):
        fitting.append("for")
    if QUESTION.match(rest):
        fitting.append("ask")
    if behind and reads("let", behind):
        fitting.append("let")
    if under_heading:
        fitting += ["when", "priority"] if reads("expression", behind) else [] if behind else ["once"]
    if in_function and behind and reads("expression", behind):
        fitting.append("return")
    return nearest_word(word, fitting) if fitting else None


def is_declared(name: str, source: str) -> bool:
    """Whether a file declares a variable."""
    lines = lines_with(VARIABLE_LINES, source)
    return name in lines and compiled(rf"^var[ \t]+{re.escape(name)}\b", re.MULTILINE).search(lines) is not None


def shown_change(text: str, word: str, source: str) -> str | None:
    """The line for a change that is meant, with `let` where it names something new; None where no change is meant."""
    change = change_meant(text)
    if change is None:
        return None
    is_new = word in ("temp", "local", "let", "var", "const") and not is_declared(change.split()[0], source)
    return f"~ {'let ' if is_new else ''}{shortened(change)}"
