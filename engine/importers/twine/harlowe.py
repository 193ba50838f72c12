"""Reads the passages of Harlowe 2 and 3: macros with hooks, links, variables in prose.

Macros and markup: https://twine2.neocities.org/
"""

from __future__ import annotations

import re
from typing import ClassVar

from engine.importers.tables import words_of
from engine.importers.twine.dialects import HARLOWE, macro_name
from engine.importers.twine.expressions import read_value, read_values
from engine.importers.twine.harlowe_fields import assignments, input_field, passage_of, pick_list
from engine.importers.twine.markup import MarkupReader, without_breaks
from engine.importers.twine.printed import contains_move, printed
from engine.importers.twine.tree import (
    Body,
    Lost,
    Node,
    Shown,
    TwineGoto,
    TwineIf,
    TwineInclude,
    TwineLink,
    Unsaid,
    Words,
)
from engine.importers.values.tree import Literal, Operation, Unsayable, Value

MACRO = re.compile(r"\(([A-Za-z$_][\w-]*):")
NAKED = re.compile(r"[$_](?=_*[A-Za-z\u0080-\uffff])\w+")
HOOK_NAME_BEFORE = re.compile(r"\|([\w-]*)(>|\))\[")
HOOK_NAME_BEHIND = re.compile(r"<([\w-]*)\|")
LINE_MARK = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?:(\*+|(?:0\.)+)[ ]+|(#{1,6})[ ]*(?=\S)|-{3,}(?=\n|$)"
    r"|[=<]*=+[>=]+(?=\n|$)|<=+(?=\n|$))"
)
LAYOUT = re.compile(r"[ \t]*(?:(?=[=|]*=)=*\|[=|]*|=*>?<=+>?)[ \t]*(?=\n|$)")

STYLES = words_of(
    "textstyle textcolour textcolor colour color font textsize align css background bg bgcolour "
    "transition t8n transitionarrive t8narrive transitiondepart t8ndepart transitiontime t8ntime "
    "transitiondelay transitionskip t8nskip textrotate textrotatex textrotatey textrotatez textindent "
    "hoverstyle box floatbox charstyle linestyle linkstyle collapse nobr verbatim hook border bordersize "
    "bordercolour cornerradius opacity textopacity button buttons columns column matrix animate enchant "
    "change shadow "
)
EFFECTS = words_of(
    "track masteraudio newtrack newplaylist newgroup track playlist group dialog scroll lockscroll "
    "savegame loadgame savedgames fullscreen linkfullscreen iconundo iconredo iconrestart iconfullscreen "
    "metadata ignore forget erasepast mock debug verbose loadgame logged "
)
TIMED = frozenset(["after", "live", "event", "more"])
CONDITIONS = frozenset(["if", "unless", "elseif", "else"])
LINKS = {
    "link": "reveal",
    "linkreplace": "reveal",
    "linkreveal": "append",
    "linkappend": "append",
    "linkrepeat": "stay",
    "linkrerun": "stay",
}
VALUES = words_of(
    "either random abs min max floor round uppercase lowercase upperfirst str string text num number cond clamp "
)


class HarloweReader(MarkupReader):
    """Reads a passage of Harlowe."""

    SPECIAL = re.compile(r"<|&|\[|\]|\\\n|\n\\|\(|\$|_|''|//|~~|\^\^|\*|\{|\}|`|\|")
    MARKS: ClassVar[dict[str, str]] = {"''": "**", "//": "*", "**": "**", "*": "*", "~~": "", "^^": ""}

    def ends(self, closing: str) -> bool:
        """A `]` ends a hook, also where emphasis in it was left open."""
        return self.text[self.at] in "]}" and closing not in ("", "]", "}") and not self.text.startswith("]]", self.at)

    def special(self, out: list[Node], sign: str) -> bool:
        if sign == "(":
            return self._macros(out)
        if sign in "$_":
            return self._naked(out)
        if sign == "\n\\":
            self.at += 2
            return True
        if sign in ("[", "[["):
            return self._bare_hook(out)
        if sign == "|":
            return self._layout(out) or self._named_hook(out)
        if sign == "{":
            self.at += 1
            body = self.attempt("}")
            if body is None:
                self.at -= 1
                return False
            out.extend(without_breaks(body))
            return True
        if sign == "`":
            return self._verbatim(out)
        if sign == "*":
            return self._stars(out)
        if sign == "//" and self.text[max(0, self.at - 1) : self.at] == ":":
            self.words(out, "//")
            self.at += 2
            return True
        return sign in self.MARKS and self.emphasis(out, sign)

    def words(self, out: list[Node], text: str) -> None:
        """Plain text; the marks of lists, headings and aligned lines at the beginning of lines are left out."""
        begins = self.text[self.at - 1 : self.at] in ("", "\n")
        whole = text if begins else f"x{text}"
        whole = LINE_MARK.sub("", whole)
        super().words(out, whole if begins else whole[1:])

    def html(self, out: list[Node]) -> bool:
        """A tag, or a line such as `=><=` that begins with one of its signs."""
        return self._layout(out) or super().html(out)

    def _layout(self, out: list[Node]) -> bool:
        """A line that aligns those below it or sets them in columns, such as `=><=` or `|==`."""
        found = LAYOUT.match(self.text, self.text.rfind("\n", 0, self.at) + 1)
        if found is None:
            return False
        before = out[-1] if out else None
        if isinstance(before, Words):
            out[-1] = Words(before.text.rstrip("=> \t"))
        out.append(Lost("styles"))
        self.at = found.end()
        return True

    def _stars(self, out: list[Node]) -> bool:
        before = self.text[: self.at].rpartition("\n")[2] if self.at else ""
        mark = "**" if self.text.startswith("**", self.at) else "*"
        behind = self.text[self.at + len(mark) : self.at + len(mark) + 1]
        if not before.strip() and behind in (" ", "*"):
            found = re.compile(r"\*+ +").match(self.text, self.at)
            if found:
                self.at = found.end()
                return True
        if not behind.strip():
            return False
        return self.emphasis(out, mark)

    def _verbatim(self, out: list[Node]) -> bool:
        ticks = re.compile(r"`+").match(self.text, self.at)
        assert ticks is not None
        end = self.text.find(ticks.group(), ticks.end())
        if end < 0:
            return False
        MarkupReader.words(self, out, self.text[ticks.end() : end])
        self.at = end + len(ticks.group())
        return True

    def _naked(self, out: list[Node]) -> bool:
        found = NAKED.match(self.text, self.at)
        if found is None or (found.group()[0] == "_" and self.at and self.text[self.at - 1].isalnum()):
            return False
        begin, line = self.at, self.line()
        self.at = found.end()
        value = read_value(found.group(), HARLOWE)
        if self.text.startswith("[", self.at) and not self.text.startswith("[[", self.at):
            # A variable before a hook is its changer: a truth value says whether the hook is shown.
            body = self._hook()
            if body is not None:
                out.append(TwineIf(((value, body),), (), line, self.text[begin : self.at]))
                return True
        out.append(Shown(value, line, found.group()))
        return True

    # ------------------------------------------------------------ hooks

    def _bare_hook(self, out: list[Node]) -> bool:
        body = self._hook()
        if body is None:
            return False
        named = HOOK_NAME_BEHIND.match(self.text, self.at)
        if named:
            self.at = named.end()
        out.extend(body)
        return True

    def _named_hook(self, out: list[Node]) -> bool:
        found = HOOK_NAME_BEFORE.match(self.text, self.at)
        if found is None:
            return False
        begin, line = self.at, self.line()
        self.at = found.end() - 1
        body = self._hook()
        if body is None:
            self.at = begin
            return False
        if found.group(2) == ")":
            out.append(Unsaid("a hook that is hidden until something shows it", line, self.text[begin : self.at]))
        else:
            out.extend(body)
        return True

    def _hook(self) -> Body | None:
        """The hook that begins where we are, if one does and is closed."""
        if not self.text.startswith("[", self.at):
            return None
        opened = re.compile(r"\[=+").match(self.text, self.at)
        if opened:
            self.at = opened.end()
            body, _ = self.body("")
            return body
        self.at += 1
        body, closed = self.body("]")
        if not closed:
            self.spend(LONGEST_OPEN)
        return body

    # ------------------------------------------------------------ macros

    def _macros(self, out: list[Node]) -> bool:
        found = MACRO.match(self.text, self.at)
        if found is None:
            return False
        begin, line = self.at, self.line()
        changers: list[tuple[str, str]] = []
        while True:
            end = self.closing_bracket(self.at, "(", ")")
            if end < 0:
                if not changers:
                    return False
                break
            changers.append((macro_name(found.group(1)), self.text[found.end() : end]))
            self.at = end + 1
            joined = re.compile(r"\s*\+\s*(?=\([A-Za-z][\w-]*:)").match(self.text, self.at)
            adjacent = self.text.startswith("(", self.at) and changers[-1][0] in STYLES
            if joined:
                self.at = joined.end()
            elif not adjacent:
                break
            found = MACRO.match(self.text, self.at)
            if found is None:
                break
        self._chain(out, changers, begin, line)
        return True

    def _chain(self, out: list[Node], changers: list[tuple[str, str]], begin: int, line: int) -> None:
        """Macros joined by `+`, and the hook behind them; the last one says what the whole is."""
        styles = [name for name, _ in changers[:-1] if name in STYLES]
        rest = [changer for changer in changers if changer[0] not in STYLES]
        if not rest:
            body = self._following_hook(spaced=True)
            out.extend([Lost("styles")] * len(changers))
            out.extend(body or ())
            return
        out.extend([Lost("styles")] * len(styles))
        if len(rest) > 1:
            if all(name in TIMED for name, _ in rest[:-1]) or all(name in TIMED for name, _ in rest[1:]):
                out.append(Lost("timing"))
                rest = [changer for changer in rest if changer[0] not in TIMED] or rest[-1:]
            if len(rest) > 1:
                self._following_hook(spaced=True)
                out.append(Unsaid("macros joined by `+`", line, self.text[begin : self.at]))
                return
        name, arguments = rest[0]
        try:
            out.extend(self._macro(name, arguments, begin, line))
        except Unsayable as problem:
            if name in LINKS or name in TIMED:
                self._following_hook(spaced=True)
            out.append(Unsaid(str(problem), line, self.text[begin : self.at]))

    def _following_hook(self, spaced: bool) -> Body | None:
        """The hook behind a changer, if there is one; blanks may stand between."""
        gap = re.compile(r"\s*(?=\[)" if spaced else r"(?=\[)").match(self.text, self.at)
        if gap is None:
            named = re.compile(r"\s*\|[\w-]*>(?=\[)").match(self.text, self.at)
            if named is None:
                return None
            gap = named
        self.at = gap.end()
        if self.text.startswith("[[", self.at) and not self.text.startswith("[[[", self.at):
            out: list[Node] = []
            if self.link(out):
                return tuple(out)
        body = self._hook()
        behind = HOOK_NAME_BEHIND.match(self.text, self.at)
        if behind:
            self.at = behind.end()
        return body

    def _macro(self, name: str, arguments: str, begin: int, line: int) -> list[Node]:
        source = self.text[begin : self.at]
        if name in CONDITIONS:
            return self._if(name, arguments, begin, line)
        if name in TIMED:
            body = self._following_hook(spaced=True)
            if name in ("event", "more") or contains_move(body or ()):
                raise Unsayable("something that happens by itself, after some time")
            return [Lost("timing"), *(body or ())]
        if name in EFFECTS:
            body = self._following_hook(spaced=False)
            return [Lost("effects of the page"), *(body or ())]
        if name in ("set", "put", "move"):
            return assignments(name, arguments, line, source)
        if name in ("goto", "display"):
            target = passage_of(arguments)
            return [TwineGoto(target, line, source) if name == "goto" else TwineInclude(target, line, source)]
        if name == "print":
            return list(self._printed(read_value(arguments, HARLOWE), line, source))
        if name in VALUES:
            return list(self._printed(read_value(f"({name}:{arguments})", HARLOWE), line, source))
        if name in LINKS or name.startswith("link"):
            return self._link_macro(name, arguments, begin, line)
        if name in ("cyclinglink", "seqlink", "dropdown"):
            return [pick_list(name, arguments, line, source)]
        if name in ("inputbox", "forceinputbox", "input"):
            return [input_field(arguments, line, source)]
        if self._following_hook(spaced=False) is not None:
            source = self.text[begin : self.at]
        raise Unsayable(f"`({name}:)` has no counterpart here")

    def _if(self, name: str, arguments: str, begin: int, line: int) -> list[Node]:
        condition = self._condition(name, arguments, line)
        body = self._following_hook(spaced=True)
        if body is None:
            raise Unsayable("this condition has no hook")
        if name in ("else", "elseif"):
            raise Unsayable("no `(if:)` stands directly before this")
        branches: list[tuple[Value | Unsaid, Body]] = [(condition, body)]
        otherwise: Body = ()
        while True:
            more = re.compile(r"\s*\((else|else-?if|Else|Else-?[Ii]f):").match(self.text, self.at)
            if more is None:
                break
            start = self.text.index("(", self.at)
            end = self.closing_bracket(start, "(", ")")
            if end < 0:
                break
            at = self.at
            self.at = end + 1
            next_name = macro_name(more.group(1))
            next_condition = None if next_name == "else" else self._condition("if", self.text[more.end() : end], line)
            arm = self._following_hook(spaced=True)
            if arm is None:
                self.at = at
                break
            if next_condition is None:
                otherwise = arm
                break
            branches.append((next_condition, arm))
        return [TwineIf(tuple(branches), otherwise, line, self.text[begin : self.at])]

    def _condition(self, name: str, arguments: str, line: int) -> Value | Unsaid:
        try:
            if name == "else":
                return Literal(True)
            value = read_value(arguments, HARLOWE)
            return Operation("not", (value,)) if name == "unless" else value
        except Unsayable as problem:
            return Unsaid(str(problem), line, f"({name}:{arguments})")

    # ------------------------------------------------------------ values

    def _printed(self, value: Value, line: int, source: str) -> Body:
        return printed(value, line, source, self.inside)

    def _link_macro(self, name: str, arguments: str, begin: int, line: int) -> list[Node]:
        values = read_values(arguments, HARLOWE)
        if not values:
            raise Unsayable("this link has no text")
        text = self._printed(values[0], line, arguments)
        if name in ("linkgoto", "linkrevealgoto"):
            target = values[1] if len(values) > 1 else values[0]
            if not (isinstance(target, Literal) and isinstance(target.value, str)):
                raise Unsayable("the passage is known only while playing")
            hook = self._following_hook(spaced=True) if name == "linkrevealgoto" else None
            return [TwineLink("go", text, target.value, hook or (), line, self.text[begin : self.at])]
        if name not in LINKS:
            self._following_hook(spaced=False)
            raise Unsayable(f"`({name}:)` has no counterpart here")
        if len(values) > 1:
            raise Unsayable("this link has more values than a text")
        body = self._following_hook(spaced=True)
        if body is None:
            raise Unsayable("this link has no hook")
        return [TwineLink(LINKS[name], text, None, body, line, self.text[begin : self.at])]


LONGEST_OPEN = 1000
