"""Reads the lines of logic, which begin with `~`."""

from __future__ import annotations

import re

from engine.diagnostics import Fix
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.syntax.assignments import read_ask, read_let, read_set
from engine.syntax.grammars import Problem, parse_expression, reads
from engine.syntax.messages import LONGEST, NO_COLON, shortened
from engine.syntax.reading import PieceReader
from engine.syntax.text_forms import FORM, FORM_WORDS
from engine.syntax.traps import indented_below
from engine.syntax.tree import Call, Do, Expression, ExpressionNode, For, Missing, Property, Return, Set, Vary

LOGIC_WORD = regex(r"~[ \t]*([^\W\d]\w*)?")
# The words of lines of logic: those at the end of which a colon stands, and those with something behind them.
BARE_LOGIC = ("else", *FORM_WORDS)
OPEN_LOGIC = ("if", "elif", "for", "let", "ask")
LOGIC = {*BARE_LOGIC, *OPEN_LOGIC, "when", "priority"}
# A heading with other signs, above what stands under headings only.
ITEM_BELOW = regex(r"[^\n]*\n[ \t]+-(?:[ \t]|$)", re.MULTILINE)
NEAR_HEADING = regex(
    r"(?:[^\w\s]{0,2}=[^\w\s]{0,2}|[^\w\s]{1,3}(?=[^\n]*[ \t]#\w))[ \t]*"
    r"(?P<rest>[^\W\d]\w*[ \t]*(?:[:#(][^\n]*)?)(?=\n)"
)
ODD_PROPERTY = regex(r"[ \t]*(?:[=:][ \t]*(?=.)|(?=.*:$))([^:=]+?)[ \t]*:?$")
HEADING, LOST_PROPERTY = Slip(SlipKind.HEADING), Slip(SlipKind.LOST_PROPERTY)
ELSE_IF = regex(r"[ \t]*(if|elif)\b")
INSTEAD_OF_COLON = regex(r"[ \t]*(?:(?:\bthen|\{|[;.,!：]+)$|\{.*\}[ \t]*;?$)")

# A line that sets a variable whose name is no word of any other line, or near one.
PLAIN_SET = regex(
    r"~[ \t]*+(?!(?:ask|if|elif|elsif|elseif|else|for|foreach|let|when|priority|"
    + FORM
    + r"|return)\b)(?=[^\W\d]\w*+[ \t]*+[-+]?=)",
    re.IGNORECASE,
)

Token = tuple[str, object]


class KnownLine(NamedTuple):
    """A line that was read without a mistake: its type, what it sets, and its value. Places count from its beginning.

    The name is empty for a branch, of which the value is the condition.
    """

    type: str
    name: str
    name_at: int
    operator: str
    value_at: int
    value_end: int
    root: ExpressionNode | None


class LogicReader:
    """Reads the lines of logic of one source."""

    def __init__(self, reader: PieceReader) -> None:
        self.reader = reader
        self.text = reader.source.text
        # Whether these are the lines of a function.
        self.in_function = False
        self.known: dict[str, KnownLine] = {}

    def read(self, at: int, end: int, under_heading: bool) -> Token:
        """A line that begins with `~`: the type of its token, and its node. What is known of equal lines is used."""
        if under_heading:
            return self._read(at, end, under_heading)
        line = self.text[at:end]
        known = self.known.get(line)
        if known is not None:
            type, name, name_at, operator, value_at, value_end, root = known
            if root is None:
                return type, None
            value = Expression(at + value_at, at + value_end, root)
            begin = at + name_at
            return type, Set(begin, begin + len(name), name, operator, value) if name else value
        reported = len(self.reader.report.found)
        type, node = self._read(at, end, under_heading)
        if len(self.reader.report.found) == reported:
            if isinstance(node, Set):
                value = node.value
                place = node.name, node.at - at, node.operator, value.at - at, value.end - at
                self.known[line] = KnownLine(type, *place, value.root)
            elif isinstance(node, Expression):
                self.known[line] = KnownLine(type, "", 0, "", node.at - at, node.end - at, node.root)
            elif type == "ELSE":
                self.known[line] = KnownLine(type, "", 0, "", 0, 0, None)
        return type, node

    def _read(self, at: int, end: int, under_heading: bool) -> Token:
        plain = PLAIN_SET.match(self.text, at, end)
        if plain is not None:
            return "LOGIC", read_set(self.reader, at, plain.end(), self.reader.end_of_line(at, end))
        found = LOGIC_WORD.match(self.text, at, end)
        word = found.group(1) if found else None
        begin = found.end() if found else at + 1
        if word == "ask":
            return "LOGIC", read_ask(self.reader, at, begin, end)
        end = self.reader.end_of_line(at, end)
        if word is None:
            return self._without_word(at, begin, end)
        word = self._near_word(word, at, begin, end, under_heading)
        if word == "ask":
            return "LOGIC", read_ask(self.reader, at, begin, end)
        if word in ("if", "elif", "else"):
            if word == "if" and under_heading and self._is_when(at, begin, end):
                return "PROPERTY", Property(at, end, "when", self.reader.expression(begin, end))
            return self._branch(word, at, begin, end)
        rest = self.text[begin:end].strip()
        if word.casefold() in ("for", "foreach") and not rest.startswith(("=", "+=", "-=")):
            return self._loop(at, found.start(1) if found else begin, end)
        if word in FORM_WORDS and rest == ":":
            return "VARY", Vary(at, end, word, ())
        if word in FORM_WORDS and word != "once" and rest[:1] in ("", ":"):
            return self._odd_variation(word, at, end, rest)
        if word in ("when", "priority") and under_heading and (odd := self._odd_property(word, begin, end)):
            hint = f"write `~ {word} {shortened(odd.group(1))}`"
            self.reader.error("NC012", at, end, f"nothing stands between `{word}` and its value, or behind it", hint)
            return "PROPERTY", Property(at, end, word, self.reader.expression(*odd.span(1)))
        if word in ("when", "once", "priority") and not rest.startswith(("=", "+=", "-=")):
            return self.property(word, at, begin, end, under_heading)
        if word == "return" and self.in_function and not rest.startswith(("+=", "-=")):
            if not rest.startswith("="):
                return "LOGIC", self._return(at, begin, end)
            if "var return" not in self.text:
                return "LOGIC", self._return_behind_sign(at, begin, end)
        if rest.startswith("(") and word not in LOGIC and (call := self._call(found.start(1) if found else begin, end)):
            return "LOGIC", call
        if word == "let" and not rest.startswith(("=", "+=", "-=")):
            return "LOGIC", read_let(self.reader, begin, end)
        return "LOGIC", read_set(self.reader, at, found.start(1) if found else begin, end)

    def _without_word(self, at: int, begin: int, end: int) -> Token:
        """Report a line on which no word stands behind the `~`."""
        what = "nothing stands behind this `~`" if begin >= end else "this line of logic cannot be read"
        hint = "the form is `~ name = value` or `~ if condition:`; for plain text write `\\~`"
        if self.text[begin : begin + 1] in ("$", "@"):
            hint = f"names are written without `{self.text[begin]}`: `~ {shortened(self.text[begin + 1 : end])}`"
        elif self.text.startswith("->", begin):
            hint = f"a move is written without `~`: `{shortened(self.text[begin:end])}`"
        fixes: tuple[Fix, ...] = ()
        meant = self.text[begin:end].lstrip("~ \t")
        if self.text.startswith("~", begin) and any(reads(rule, meant) for rule in ("assignment", "let")):
            hint = f"write `~ {shortened(meant, LONGEST)}`"
            fixes = self.reader.fix(at, end, f"~ {meant}", hint)
        self.reader.error("NC012", at, end, what, hint, fixes)
        return "LOGIC", None

    def _odd_variation(self, word: str, at: int, end: int, rest: str) -> Token:
        """Report `~ cycle` without its colon, or with more behind it."""
        if rest:
            hint = "each item stands on a line of its own, indented, with a `- ` before it"
            self.reader.error("NC012", at, end, f"nothing can follow the `:` of `~ {word}:`", hint)
            return "LOGIC", None
        fixes = self.reader.fix(end, end, ":", f"write `~ {word}:`", safe=True)
        self.reader.error("NC012", at, end, NO_COLON, f"write `~ {word}:`", fixes)
        return "VARY", Vary(at, end, word, ())

    def _odd_property(self, word: str, begin: int, end: int) -> re.Match[str] | None:
        """`~ priority = 2` and `~ when wet:`; where the story has a variable of that name, it may be set so."""
        found = ODD_PROPERTY.match(self.text, begin, end)
        if found is None or (self.text[begin:end].lstrip()[:1] == "=" and f"var {word}" in self.text):
            return None
        return found

    def _near_word(self, word: str, at: int, begin: int, end: int, under_heading: bool) -> str:
        """What the first word is meant to be: `If` is `if`; before a colon, `stopping` is `then`. It is reported."""
        if word in LOGIC or self.text[begin : begin + 1] == "(" or (word == "return" and self.in_function):
            return word
        from engine.syntax.logic_meant import near_word

        near = near_word(word, self.text[begin:end], under_heading, self.in_function)
        if near is None:
            return word
        rest = shortened(self.text[begin:end], LONGEST)
        hint = f"write `~ {near}{'' if not rest or rest.startswith(':') else ' '}{rest}`"
        fixes = self.reader.fix(begin - len(word), begin, near)
        self.reader.error("NC012", at, end, f"`{word}` is no word of this language", hint, fixes)
        return near

    def _is_when(self, at: int, begin: int, end: int) -> bool:
        """Report `~ if condition` right under a heading with nothing indented below: it says when to draw a scene."""
        if self.text[end - 1] == ":" or indented_below(self.text, end, 0):
            return False
        if self.reader.end_of_expression(begin, end, ":") < end:
            return False  # what is done stands behind its colon
        hint = f"write `~ when {shortened(self.text[begin:end])}`"
        self.reader.error("NC012", at, end, "when a scene may be drawn is said with `when`", hint)
        return True

    def _branch(self, word: str, at: int, begin: int, end: int) -> Token:
        further = ELSE_IF.match(self.text, begin, end) if word == "else" else None
        if further:
            written = shortened(self.text[further.end() : end].rstrip(": \t")) or "condition"
            hint = f"write `~ elif {written}:`"
            self.reader.error("NC012", at, end, f"`else {further.group(1)}` is one word here", hint)
            word, begin = "elif", further.end()
        stop = self.reader.end_of_expression(begin, end, ":")
        if stop >= end and self.text[end - 1] == ":" and self.reader.unclosed_text(begin, end) < 0:
            stop = end - 1  # behind a bracket that is not closed
        if stop >= end:
            return self._branch_without_colon(word, at, begin, end, bool(further))
        condition = None
        if word != "else":
            condition = self.reader.expression(begin, stop)
        elif self.text[begin:stop].strip():
            hint = "write `~ elif condition:`, or `~ else:` alone"
            self.reader.error("NC012", begin, stop, "`else` has no condition", hint)
        if self.text[stop + 1 : end].strip() and not (condition and isinstance(condition.root, Missing)):
            hint = "put it on the next line, indented by four spaces"
            fixes: tuple[Fix, ...] = ()
            if not self.text[stop + 1 : end].strip(" \t:"):
                hint = f"write `{self.text[at : stop + 1]}`"
                fixes = self.reader.fix(stop, end, ":", hint)
            else:
                line = self.text[stop + 1 : end].strip()
                line = f"~ {line}" if reads("assignment", line) else line
                inner = f"{self.text[self.text.rfind(chr(10), 0, at) + 1 : at]}    "
                fixes = self.reader.fix(stop, end, f":\n{inner}{line}", hint)
            self.reader.error("NC012", stop + 1, end, "nothing can follow the `:` on this line", hint, fixes)
        return word.upper(), condition

    def _branch_without_colon(self, word: str, at: int, begin: int, end: int, reported: bool) -> Token:
        """A branch whose `:` is missing. A word such as `then` that other languages put there is part of that."""
        quote = self.reader.unclosed_text(begin, end)
        instead = INSTEAD_OF_COLON.search(self.text, begin, end)
        stop = end if instead is None else instead.start()
        condition = self.text[begin:stop].strip()
        if quote >= 0:
            self.reader.unclosed(quote, end)
            return word.upper(), Expression(begin, end, Missing(0, 1))
        if not reported:
            hint = f"write `~ {word} {shortened(condition)}:`" if condition else f"write `~ {word}:`"
            is_read = word == "else" or reads("expression", condition)
            is_clear = is_read and (instead is None or "}" not in instead.group())
            fixes = self.reader.fix(stop, end, ":", hint, safe=instead is None) if is_clear else ()
            # With a `:` alone, `if wet or gold >` would be the next mistake.
            self.reader.error("NC012", at, end, NO_COLON, hint if is_read or not condition else None, fixes)
        return ("ELSE", None) if word == "else" else (word.upper(), self.reader.quiet_expression(begin, stop))

    def _return(self, at: int, begin: int, end: int) -> Return:
        if not self.text[begin:end].strip():
            hint = "a function gives back a value, `~ return value`, or ends with its last line"
            self.reader.error("NC012", at, end, "the value is missing behind `return`", hint)
            return Return(at, end, Expression(begin, end, Missing(0, 1)))
        return Return(at, end, self.reader.expression(begin, end))

    def _return_behind_sign(self, at: int, begin: int, end: int) -> Return:
        """`~ return = value`."""
        value = self.reader.skip(self.text.index("=", begin) + 1, end)
        hint = f"write `~ return {shortened(self.text[value:end])}`"
        self.reader.error("NC012", at, end, "no `=` stands behind `return`", hint)
        return Return(at, end, self.reader.quiet_expression(value, end))

    def _call(self, begin: int, end: int) -> Do | None:
        """A call for what it does; None where the line is none."""
        parsed = parse_expression("expression", self.text[begin:end])
        if isinstance(parsed, Problem) or not isinstance(parsed, Call):
            return None
        return Do(begin, end, Expression(begin, end, parsed))

    def _loop(self, at: int, begin: int, end: int) -> Token:
        from engine.syntax.loops import OTHER_LOOPS, loop_head

        head = loop_head(self.reader, begin, end, "~")
        if head is None:
            self.reader.error("NC012", at, end, "this loop cannot be read", OTHER_LOOPS)
            return "LOGIC", None
        return "BLOCK", For(head.at, head.end, head.name, head.value)

    def property(self, word: str, at: int, begin: int, end: int, under_heading: bool) -> Token:
        """`~ when …`, `~ once` or `~ priority …`, from behind that word on."""
        if not under_heading:
            line_at = self.text.rfind("\n", 0, at)
            above_at = self.text.rfind("\n", 0, max(line_at, 0)) + 1
            above = NEAR_HEADING.match(self.text, above_at) if line_at > 0 else None
            if above is not None:
                hint = f"write `== {shortened(above['rest'], 80)}`"
                self.reader.error(
                    "NC304", above_at, above.end(), "this heading would be read as prose", hint, slip=HEADING
                )
                return "LOGIC", None
            if word == "once" and not self.text[begin:end].strip() and ITEM_BELOW.match(self.text, end):
                fixes = self.reader.fix(end, end, ":", "write `~ once:`", safe=True)
                self.reader.error("NC012", at, end, NO_COLON, "write `~ once:`", fixes)
                return "VARY", Vary(at, end, word, ())
            hint = "it says when the scene may be drawn; put it directly under the heading"
            self.reader.error(
                "NC012", at, end, f"`~ {word}` does not stand under a heading here", hint, slip=LOST_PROPERTY
            )
            return "LOGIC", None
        value = None
        if word != "once":
            value = self.reader.expression(begin, end)
        elif self.text[begin:end].strip():
            self.reader.error("NC012", begin, end, "nothing can follow `~ once` under a heading", "write `~ once`")
        return "PROPERTY", Property(at, end, word, value)
