"""What text.py is made of: forms that are open, the ends of texts, and forms as other tools write them."""

from __future__ import annotations

import re

from engine.diagnostics import Fix
from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.syntax.grammars import Problem, parse_expression
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.reading import PieceReader
from engine.syntax.text_forms import COLON_WORDS, FORM, OF_INK
from engine.syntax.tree import Expression, TextItem, TextItems

# `{rain:` above lines such as `- 1: It drips.`
SWITCH = regex(
    r"\{[ \t]*+(?P<value>[^\W\d][\w.]*+(?:\([^()\n]*\))?)?[ \t]*+:?[ \t]*+(?P<arms>(?:\n[ \t]*-(?!>)[^\n]*+)+)"
)
# `{The door is shut.} | {It is open.}`
PARTED_BRACES = regex(r"\{(?P<first>[^{}|\n]+)\}(?P<others>(?:[ \t]*\|[ \t]*\{[^{}|\n]+\})+)")
NEAR_GUARD = regex(r"[ \t]*(?:needs?|requires?|req|unless|when)\b[ \t]+[^\W\d]")
DOUBLE = regex(r"\{\{([^{}|\n]*)\}\}")
DOUBLE_FORM = regex(r"\{\{([ \t]*(?:if\b|(?:" + FORM + r")[ \t]*:)[^{}\n]*)\}\}")
# `Room #A` is no tag.
BRACED_TAG = regex(r"(?!(?<=\w )#[A-Z]\d*+[ \t\n]*[}|])(#[^\W\d][\w-]*(?:=[^\s#{}|]+)?)[ \t\n]*(?=[#}|])")
ELSE = regex(r"[ \t\n]*(?P<word>(?P<elif>else[ \t]+if|elif|elsif|elseif)\b|else(?=[ \t]*:))[ \t]*:?")
ELSE_INSIDE = regex(
    r"(?<=\s)(?P<word>(?P<elif>else[ \t]+if|elif|elsif|elseif)(?=[ \t]+[^:|{}\n]{1,60}:)|[Ee]lse(?=[ \t]*:))"
)
# Styles in braces, as Ren'Py has them.
STYLE = regex(r"/?(?:i|b|u|s|a|k|rb|rt|color|size|cps|font|alpha|plain)(?:=[^{}\n]*)?")
LONGEST_STYLE = 400
END_WORDS = ("endif", "end if", "end", "fi", "/if", "/endif")
# Words and the marks between them, without anything that calculates or compares.
WORDS = regex(r"(?!.*\b(?:and|or|not|has|in|is|if|mod|contains)\b)[^\W\d][\w’' ,;.!?-]*", re.DOTALL)
PROSE = regex(r"[^\W\d][\w’' ,;.!?\"-]*")
# `{heat of {most}`: the brace of the first value is not closed.
OPEN_VALUE = regex(r"(?P<value>[^\W\d]\w*(?:\([^(){}\n]*\))?)(?:[.,;)\]]{1,2}+[ \t]|[ \t])[^{}|:\n]*\{")
END_OF_TEXT = regex(r"[{|}\n]")
ELLIPSIS = "…"
LONGEST_FORM = 120
TEXT = regex(r"\w+[ \t]+[^\W\d][^\W\d]*[ \t,][^\d={}<>()]*")
FOREIGN_KIND = regex(r"[&~!](?=[^\s|])")

# Stand for an escaped blank and a forced line break until the blanks around them are settled.
KEPT_BLANK, LINE_BREAK = "\x05", "\x07"
# Stands for `<>` until it is known on which side of the text it joins.
JOIN = "\x06"
# At the beginning of a line only these stay: other blanks are taken away there, by players and browsers alike.
NO_BREAK_SPACE = "\xa0"


class Form:
    """A form that is open: kind "style", "if" or "vary"; `value` is its mark or the kind of variation.

    `outer` are the items around it; `parts` its finished alternatives, `conditions` those of an `if` form, which has
    its `last` alternative when one without a condition has begun. `part_at` is where the text of the alternative
    begins that is being read.
    """

    __slots__ = ("at", "conditions", "end", "kind", "last", "outer", "part_at", "parts", "value")

    def __init__(self, kind: str, at: int, end: int, value: str, outer: list[TextItem]) -> None:
        self.kind = kind
        self.at = at
        self.end = end
        self.value = value
        self.outer = outer
        self.parts: list[TextItems] = []
        self.conditions: list[Expression] = []
        self.last = False
        self.part_at = end


def trimmed(items: list[TextItem]) -> TextItems:
    """Items without the blanks at both ends, escaped ones excepted."""
    if items and isinstance(items[0], str):
        items[0] = items[0].lstrip(" ")
    if items and isinstance(items[-1], str):
        items[-1] = items[-1].rstrip(" ")
    return unkept(items)


def indented(items: list[TextItem]) -> TextItems:
    """The items of a whole text, trimmed; the escaped blanks at its beginning stay."""
    if items and isinstance(items[0], str):
        items[0] = items[0].lstrip(" ")
        if items[0].startswith(KEPT_BLANK):
            begin = len(items[0]) - len(items[0].lstrip(KEPT_BLANK))
            items[0] = NO_BREAK_SPACE * begin + items[0][begin:]
    return trimmed(items)


def unjoined(items: TextItems) -> tuple[TextItems, str]:
    """The items of a whole text without its `<>`, and on which sides there was one ("<", ">" or "<>")."""
    first, last = items[0] if items else "", items[-1] if items else ""
    above = isinstance(first, str) and first.startswith(JOIN)
    below = isinstance(last, str) and last.endswith(JOIN)
    joins = ("<" if above else "") + (">" if below else "")
    if not joins:
        return items, ""
    left = [item.replace(JOIN, "") if isinstance(item, str) else item for item in items]
    return tuple(item for item in left if item != ""), joins


def unkept(items: list[TextItem]) -> TextItems:
    """Items with their escaped blanks put in, and without empty ones."""
    return tuple(
        [
            item.replace(KEPT_BLANK, " ") if isinstance(item, str) else item
            for item in items
            if item.__class__ is not str or item
        ]
    )


def check_habits(reader: PieceReader, at: int, end: int) -> None:
    """`{&a|b}`, as ink writes variations."""
    text = reader.source.text
    habit = FOREIGN_KIND.match(text, at + 1, end)
    if habit is not None:
        kind = OF_INK[habit.group()]
        hint = f"write `{{{kind}: … | …}}`, or `\\{habit.group()}` for the plain character"
        reader.error("NC024", at, habit.end(), f"`{habit.group()}` means nothing here", hint)


def bars_are_quoted(reader: PieceReader, at: int, end: int) -> bool:
    """Whether what the brace before `at` holds is one expression, so that each bar in it belongs to a text."""
    text = reader.source.text
    stop = reader.end_of_expression(at, end, "|}")
    if stop >= end or text[stop] != "}" or text.find('"', at, stop) < 0:
        return False
    return not isinstance(parse_expression("expression", text[at:stop].strip()), Problem)


def check_else(reader: PieceReader, at: int, end: int) -> None:
    """`{if c: a else: b}`: an `else:` or `elif d:` that stands in the text of an alternative, without a bar."""
    if reader.source.text.find(":", at, end) >= 0:
        found = ELSE_INSIDE.search(reader.source.text, at, end)
        if found is not None:
            report_else(reader, found)


def report_else(reader: PieceReader, found: re.Match[str]) -> None:
    """Report `else:` and `elif d:` in braces, where a `|` says as much."""
    at = found.start("word")
    span = reader.source.span(at)
    here = reader.report.on_line(span.file, span.line)
    if any(one.code == "NC024" and one.span.column == span.column for one in here):
        return  # the braces around it have been looked through
    text = reader.source.text
    stop = at
    while text[stop - 1 : stop] in (" ", "\t", "\n"):
        stop -= 1
    before = "" if text[stop - 1 : stop] == "|" else "| "
    hint = "what stands behind the last `|` is shown when no condition holds: `{if condition: this | that}`"
    fixes: tuple[Fix, ...] = ()
    if found["elif"]:
        colon = text.find(":", found.end(), found.end() + 80)
        condition = text[found.end() : colon].strip() if colon >= 0 else "condition"
        rest = text[colon + 1 : _end_of_alternative(text, colon + 1)].strip() if colon >= 0 else ""
        hint = f"write `| if {shortened(f'{condition}: {rest or ELLIPSIS}', LONGEST)}`"
        if colon >= 0:
            fixes = reader.fix(at, found.end("word"), f"{before}if", f"write `{before}if {shortened(condition)}:`")
    else:
        colon = text.find(":", found.end("word"), found.end("word") + 4)
        title = "write `|` in its place" if before else f"delete `{found['word']}:`"
        fixes = reader.fix(at, reader.skip(colon + 1, len(text)), before, title) if colon >= 0 else ()
    reader.error("NC024", at, found.end(), f"`{found['word']}` is not written in braces", hint, fixes)


def _end_of_alternative(text: str, at: int) -> int:
    """Where the text of an alternative ends that begins at an offset: braces within it have bars of their own."""
    depth = 0
    for found in END_OF_TEXT.finditer(text, at):
        if found.group() == "\n" or (depth == 0 and found.group() in "|}"):
            return found.start()
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
    return len(text)


def check_tag(reader: PieceReader, at: int, end: int) -> None:
    """`{if c: #rain}`: a tag at the end of an alternative, where it would be shown."""
    text = reader.source.text
    found = BRACED_TAG.match(text, at, end)
    if found is not None and text[at - 1] in "{|: \t\n":
        hint = f"put the line with its tag below `~ if condition:`; for plain text write `\\{found.group(1)}`"
        slip = Slip(SlipKind.TAG_IN_BRACES)
        reader.error("NC024", at, found.end(1), "a tag cannot stand in braces", hint, slip=slip)


def check_once(reader: PieceReader, at: int, end: int) -> bool:
    """`{!text}`, as ink writes a text that is shown once; whether it is that. `end` is where the brace closes."""
    text = reader.source.text[at + 1 : end]
    if not text.startswith("!") or not isinstance(parse_expression("expression", text[1:].strip()), Problem):
        return False
    reader.error("NC024", at, at + 2, "`!` means nothing here", f"write `{{once: {shortened(text[1:])}}}`")
    return True


def _form_meant(text: str, words: list[str]) -> tuple[str, str] | None:
    """What is wrong with a form of texts that has another sign, or none: `{once It rains.}`, `{a / b}`, `{~ n = 1}`."""
    if text.startswith("~"):
        return "a line of logic cannot stand in braces", f"give it a line of its own: `{shortened(text, LONGEST_FORM)}`"
    if len(words) > 2 and words[0] in COLON_WORDS and TEXT.fullmatch(text):
        hint = f"write `{{{words[0]}: {shortened(' '.join(words[1:]), LONGEST_FORM)}}}`"
        return f"a `:` is missing behind `{words[0]}`", hint
    first, slash, rest = text.partition(" / ")
    if (
        slash
        and len(words) > 4
        and PROSE.fullmatch(first)
        and PROSE.fullmatch(rest)
        and len(first.split()) > 1
        and " " in rest
    ):
        hint = f"write `{{{shortened(first, LONGEST_FORM)} | {shortened(rest, LONGEST_FORM)}}}`"
        return "texts that take turns are parted by `|`", hint
    return None


def parted_braces(reader: PieceReader, at: int) -> int:
    """Report texts that stand in braces of their own each, with bars between; where they end, or -1 for others."""
    found = PARTED_BRACES.match(reader.source.text, at)
    if found is None or not isinstance(parse_expression("expression", found["first"].strip()), Problem):
        return -1
    texts = [one.strip(" \t{}") for one in found.group().split("|")]
    hint = f"write `{{{shortened(' | '.join(texts), LONGEST)}}}`"
    reader.error("NC024", at, found.end(), "texts that change stand in one pair of braces", hint)
    return found.end()


def switch_meant(text: str, at: int) -> str | None:
    """How a brace is written whose texts stand on lines of their own, as ink has them; None for another brace."""
    found = SWITCH.match(text, at)
    if found is None:
        return None
    parts, last = [], ""
    for line in found["arms"].strip().splitlines():
        asked, colon, shown = line.strip()[1:].partition(":")
        asked, shown = asked.strip(), shown.partition("}")[0].strip()
        if not colon:
            last = asked.partition("}")[0].strip()
        elif asked in ("else", "default", "otherwise"):
            last = shown
        else:
            asked = f"{found['value']} == {asked}" if found["value"] else asked
            parts.append(f"if {asked}: {shown}")
    return "{" + " | ".join([*parts, *([last] if last else [])]) + "}" if parts else None


def check_no_value(reader: PieceReader, at: int, end: int) -> bool:
    """Words in braces that are no value: `{endif}`, `{print gold}`, `{very curly}`; whether it is that."""
    text = reader.source.text[at + 1 : end].strip()
    words = text.split()
    if text.endswith("\\"):
        hint = f"the brace that begins has its `\\`, too: `\\{{{text}}}`"
        reader.error("NC021", at, at + 1, "this `{` is not closed", hint)
        return True
    if (open_value := OPEN_VALUE.match(text)) is not None:
        hint = f"close it with `}}`: `{{{open_value['value']}}}`; for a plain brace write `\\{{`"
        reader.error("NC021", at, at + 1, "this `{` is not closed", hint)
        return True
    meant = _form_meant(text, words)
    if meant is not None:
        reader.error("NC020", reader.skip(at + 1, end), end, *meant)
        return True
    if text.casefold() in END_WORDS:
        if reader.has_reported(at):
            return True  # the condition that it ends has been reported
        message, hint = (
            f"`{text}` is not written here",
            "the brace that begins with `if` ends the text with `}`: delete it",
        )
    elif STYLE.fullmatch(text) and _is_style(reader, text, end):
        if reader.has_reported(at):
            return True  # the one that it closes
        message = f"`{{{text}}}` is no style here"
        hint = "styles are `*soft*` and `**loud**`; other wishes to the program are tags, such as `#slow`"
    elif text == "else" and reader.has_reported(at):
        return True
    elif text == "else":
        message = "`else` is not written here"
        hint = "`{if condition: this | that}` has both texts in one brace"
    elif len(words) == 2 and words[0] in ("print", "get", "show"):
        message, hint = f"`{words[0]}` is not written here", f"write `{{{words[1]}}}`"
    else:
        problem = parse_expression("expression", text) if len(words) > 1 and WORDS.fullmatch(text) else None
        if not isinstance(problem, Problem):
            return False
        hint = (
            f"for plain braces write `\\{{{shortened(text)}\\}}`; a value has an operator such as `+` between its parts"
        )
        from engine.syntax.mended_expressions import CALL_OF_ONE

        called = CALL_OF_ONE.fullmatch(text)
        if called is not None:
            hint = f"write `{{{called['function']}({called['value']})}}`; {hint.partition(';')[0]}"
        begin = reader.skip(at + 1, end)
        reader.error(problem.code, begin + problem.at, begin + problem.end, problem.message, hint)
        return True
    reader.error("NC024", at, end + 1, message, hint)
    return True


def _is_style(reader: PieceReader, text: str, end: int) -> bool:
    """Whether `{i}` is closed by `{/i}` in the same text, or is that itself."""
    return text.startswith("/") or f"{{/{text.partition('=')[0]}}}" in reader.source.text[end : end + LONGEST_STYLE]


def doubled(reader: PieceReader, at: int, end: int) -> int:
    """Where `{{name}}` ends, as templates have it; it is reported. -1 for anything else."""
    found = DOUBLE.match(reader.source.text, at, end) or DOUBLE_FORM.match(reader.source.text, at, end)
    if found is None:
        return -1
    hint = f"one pair is enough: `{{{found.group(1)}}}`"
    reader.error("NC024", at, found.end(), "these braces are doubled", hint, slip=Slip(SlipKind.DOUBLED_BRACES))
    return found.end()
