"""Lines on which something is wrong: what they may have been meant to name, to declare and to lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.check.causes.kinds import LAYOUT, UNREAD, kind_of
from engine.diagnostics import Diagnostic
from engine.patterns import regex
from engine.slips import SlipKind, shown_in
from engine.source import Source

WORD = regex(r"[^\W\d]\w*")
# What declares a name, as it is written here, elsewhere and in haste; then the name, and the rest of the line.
DECLARATION = regex(
    r"(?P<word>(?:var|const|def|extern|let|VAR|CONST|LIST|default|define|int|enum)\b[ \t:]*)?[$@]?"
    r"(?P<name>[^\W\d]\w*)(?P<rest>.*)"
)
LOCAL = regex(r"[ \t]*+(?:~[ \t]*+(?:let|for)|[*+][ \t]*+(?:\{[ \t]*+)?for)[ \t]++([^\W\d]\w*)")
LOOP = regex(r"[ \t]*+(?:[^\w\s]{1,2}[ \t]*+)?(?:for|foreach|while|each|loop|repeat|until)\b", re.IGNORECASE)
TO_END = regex(r"->[ \t]*end\b")
TO_VALUE = regex(r"->[ \t]*\{")
FUNCTION = regex(r"(?:~[ \t]*)?(?:={2,}[ \t]*)?(?:def|deff|define|func(?:tion)?|fun|fn|sub|macro)\b[ \t]*([^\W\d]\w*)?")
MEANT = regex(r"(?:var|const|def|extern) ([^\W\d]\w*)")
OPENS_VALUE = regex(r"[ \t]*(?:[=:({]|\d|\bas\b)")
INCLUDES = regex(r"[^\w\n]{0,4}(?:includes?|INCLUDE|import)\b")
HEADING = regex(r"==[ \t]*(\w+)")
OF_FLOW = LAYOUT | {"NC011", "NC013", "NC014", "NC008", "NC005"}
# Code that a hint shows where a choice, a move or a scene was meant.
FLOW = ("->", "<-", "* ", "+ ", "== ")
BRANCHES = ("~ if ", "~ elif ", "~ else:")

# Between which signs of a line its names stand, and where a value begins.
LINE_MARKS = regex(r"^[^\w\"$@]+")
LEADING = regex(r"->|<-|→|=>|\b(?:each|any|goto|jump|visit|call)\b")
BEFORE_VALUE = regex(r"[={|]")
# What gives a name to a value for some lines, wherever it stands in a line that cannot be read.
GIVES = regex(r"\b(?:let|for|temp|local)[ \t]+([^\W\d]\w*)")
LOCALS = regex(r"\bfor[ \t]+([^\W\d]\w*)[ \t]+in\b([^:\n]*)")
COMMON = frozenset(("if", "elif", "let", "for", "in", "of", "set", "and", "or", "not", "has", "true", "false", "var"))
LONGEST_BLOCK = 20
# A range that ends at a constant, which is the sum of another one, and so on.
LONGEST_CHAIN = 4


class LostLine:
    """A line with an error, its words, and the lines of the scene that it stands in."""

    def __init__(self, cause: Diagnostic, source: Source) -> None:
        self.cause = cause
        self.file, self.line = cause.span.file, cause.span.line
        text = source.line(self.line)
        self.first, self.last, self.scene = scene_around(source, self.line)
        # The head of a function, and the lines below it, stand by themselves as a scene does.
        # A heading is taken with the scene before it; its own goes on below.
        is_last = self.line >= len(source.starts())
        self.below = self.last if is_last or text[:2] != "==" else scene_around(source, self.line + 1)[1]
        # A line of logic right below a function was meant to be one of it.
        above = self.line - 1 if self.line > 1 and text.startswith("~") else self.line
        block = function_around(source, above) if self.scene == "" else None
        self.function, self.is_function = "", block is not None
        if block is not None:
            self.first, self.last, self.function = block
        self.is_header = self.scene == "" and (block is None or self.line == self.first)
        self.is_heading = text.startswith("=") or cause.slip.kind in (SlipKind.HEADING, SlipKind.LOST_PROPERTY)
        self.meant = set(cause.shown)
        words = WORD.findall(text)
        self.written = set(words) - COMMON
        # What stands before a value may be what the line declares: the name of a variable, a scene, a label.
        before = WORD.findall(BEFORE_VALUE.split(LINE_MARKS.sub("", text), maxsplit=1)[0])
        if self.is_header and cause.code == "NC010":
            before += WORD.findall(text.partition("=")[0])
            before += [word for line in _below(source, self.line) for word in WORD.findall(line)]
        before += GIVES.findall(text)
        if cause.code in LAYOUT:
            words, before = [], []
        self.words = set(words if cause.code == "NC014" else before) - COMMON
        self.letters = "".join(before).casefold().replace("_", "")
        self.leads_on = self.is_heading or cause.code in ("NC011", "NC014") or LEADING.search(text) is not None
        self.is_choice = text.lstrip()[:2] in ("* ", "+ ", "*{", "+{")
        # Whether a choice, a move or a block may be what was meant.
        self.is_of_flow = cause.code in OF_FLOW or cause.code == "NC315" or self.leads_on or self.is_choice
        self.is_of_flow = self.is_of_flow or cause.slip.kind is SlipKind.OF_FLOW
        if cause.code in ("NC012", "NC304", "NC010"):
            signs = (*FLOW, *BRANCHES) if cause.code == "NC304" else FLOW
            self.is_of_flow = self.is_of_flow or any(code.startswith(signs) for code in cause.shown)
        self.includes = cause.code != "NC030" and INCLUDES.match(text) is not None
        self.includes = self.includes or any(code.startswith("include ") for code in shown_in(cause.hint))
        self.declared = _declared(text, cause) if self.is_header and cause.code != "NC109" else ""
        if cause.code == "NC304" and (found := DECLARATION.match(text)) is not None and found["word"]:
            self.declared = found["name"]  # one that stands in a scene
        local = LOCAL.match(text)
        self.names_local = "" if local is None else local[1]
        self.leads_to_value = TO_VALUE.search(text) is not None
        self.is_code = text.lstrip().startswith(("->", "<-", "~", "* ", "+ "))
        self.borrows = text.lstrip().startswith("<-")
        # It may have been meant to end the story, under a name.
        self.ends = cause.code != "NC109" and any(code.startswith("-> end") for code in shown_in(cause.hint))
        self.ends = self.ends or (kind_of(cause) == UNREAD and TO_END.search(text) is not None)
        self.is_loop = LOOP.match(text) is not None
        self.is_point = text.lstrip().startswith("-- ")
        if self.is_heading and (heading := HEADING.match(text)) is not None:
            self.declared = heading[1]

    def is_in_scene(self, one: Diagnostic) -> bool:
        """Whether a finding is in the scene of this line."""
        return one.span.file == self.file and self.first <= one.span.line <= self.last


def _declared(text: str, cause: Diagnostic) -> str:
    found = DECLARATION.match(text)
    if found is not None and (
        found["word"] or (cause.code in ("NC010", "NC108") and OPENS_VALUE.match(found["rest"]) is not None)
    ):
        return found["name"]
    meant = [found[1] for code in shown_in(cause.hint) if (found := MEANT.match(code)) is not None]
    return meant[0] if meant and cause.code == "NC010" else ""


def function_around(source: Source, line: int) -> tuple[int, int, str] | None:
    """The lines of the function of the header whose head or body holds a line, and its name; None outside of one.

    Of a head that cannot be read, the name may be empty.
    """
    first = line
    while first > 0 and source.line(first)[:1] in (" ", "\t", ""):
        first -= 1
    head = FUNCTION.match(source.line(first)) if first > 0 else None
    if head is None:
        return None
    last, count = first, len(source.starts())
    while last < count and source.line(last + 1)[:1] in (" ", "\t", ""):
        last += 1
    return first, last + 1, head[1] or ""


def _below(source: Source, line: int) -> Iterable[str]:
    """The lines below one, up to a blank one."""
    for number in range(line + 1, line + LONGEST_BLOCK):
        text = source.line(number)
        if not text.strip():
            return
        yield text


def scene_around(source: Source, line: int) -> tuple[int, int, str]:
    """The lines between which the scene stands that holds a line, and its name.

    A heading is taken with the scene before it: where it cannot be read, that one goes on.
    """
    starts = source.starts()
    at = starts[min(line, len(starts)) - 1]
    before, behind = source.text.rfind("\n==", 0, at), source.text.find("\n==", at)
    first = source.line_of(before + 1) if before >= 0 else int(line > 1 and source.text.startswith("=="))
    last = source.line_of(behind + 1) if behind >= 0 else len(starts) + 1
    heading = HEADING.match(source.text, before + 1 if first else 0)
    return first, last, heading[1] if heading is not None and first else ""


def broken_names(lost: Iterable[LostLine], sources: dict[str, Source], others: Iterable[str] = ()) -> set[str]:
    """The names of which nothing is known: those that lost lines declare, and those declared with them."""
    broken = {one.declared for one in lost} | {*others}
    if not broken:
        return broken
    declarations = [
        (found["name"], set(WORD.findall(found["rest"])))
        for source in sources.values()
        for line in _header_lines(source)
        if (found := DECLARATION.match(line)) is not None and found["word"] is not None
    ]
    for _ in range(LONGEST_CHAIN):
        broken |= {name for name, used in declarations if not broken.isdisjoint(used)}
    for source in sources.values():
        for found in LOCALS.finditer(source.text):
            if not broken.isdisjoint(WORD.findall(found[2])):
                broken.add(found[1])
    return broken


def _header_lines(source: Source) -> list[str]:
    end = 0 if source.text.startswith("==") else source.text.find("\n==")
    return (source.text if end < 0 else source.text[:end]).split("\n")
