"""Reads the passages of Harlowe 2 and 3: macros with hooks, links, variables in prose.

Macros and markup: https://twine2.neocities.org/
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from engine.importers.tables import words_of
from engine.importers.twine.expressions import (
    HARLOWE,
    Token,
    plain,
    read_value,
    read_values,
    tokens_of,
)
from engine.importers.twine.markup import MarkupReader, without_breaks
from engine.importers.twine.tree import (
    Ask,
    Assign,
    Body,
    Goto,
    If,
    Include,
    Link,
    Lost,
    Node,
    Pick,
    Shown,
    Unsaid,
    Vary,
    Words,
)
from engine.importers.values.tree import Call, Collection, Literal, Operation, Unsayable, Value, Variable

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
                out.append(If(((value, body),), (), line, self.text[begin : self.at]))
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
            changers.append((plain(found.group(1)), self.text[found.end() : end]))
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
            return self._set(name, arguments, line, source)
        if name in ("goto", "display"):
            target = self._passage(arguments)
            return [Goto(target, line, source) if name == "goto" else Include(target, line, source)]
        if name == "print":
            return list(self._printed(read_value(arguments, HARLOWE), line, source))
        if name in VALUES:
            return list(self._printed(read_value(f"({name}:{arguments})", HARLOWE), line, source))
        if name in LINKS or name.startswith("link"):
            return self._link_macro(name, arguments, begin, line)
        if name in ("cyclinglink", "seqlink", "dropdown"):
            return [self._pick(name, arguments, line, source)]
        if name in ("inputbox", "forceinputbox", "input"):
            return [self._input(arguments, line, source)]
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
            next_name = plain(more.group(1))
            next_condition = None if next_name == "else" else self._condition("if", self.text[more.end() : end], line)
            arm = self._following_hook(spaced=True)
            if arm is None:
                self.at = at
                break
            if next_condition is None:
                otherwise = arm
                break
            branches.append((next_condition, arm))
        return [If(tuple(branches), otherwise, line, self.text[begin : self.at])]

    def _condition(self, name: str, arguments: str, line: int) -> Value | Unsaid:
        try:
            if name == "else":
                return Literal(True)
            value = read_value(arguments, HARLOWE)
            return Operation("not", (value,)) if name == "unless" else value
        except Unsayable as problem:
            return Unsaid(str(problem), line, f"({name}:{arguments})")

    # ------------------------------------------------------------ values

    def _passage(self, arguments: str) -> str:
        value = read_value(arguments, HARLOWE)
        if isinstance(value, Literal) and isinstance(value.value, str):
            return value.value
        raise Unsayable("the passage is known only while playing")

    def _printed(self, value: Value, line: int, source: str) -> Body:
        return printed(value, line, source, self.inside)

    def _set(self, name: str, arguments: str, line: int, source: str) -> list[Node]:
        """Assignments, with commas between them."""
        out: list[Node] = []
        for tokens in _split(tokens_of(arguments), (",",)):
            word = "to" if name == "set" else "into"
            sides = _split(tokens, (word, "=", "+=", "-="))
            if len(sides) != 2:
                raise Unsayable("this assignment cannot be read")
            sign = next(token.text for token in tokens if token.text in (word, "=", "+=", "-="))
            left, right = sides if name == "set" else (sides[1], sides[0])
            variable = read_value(_source(arguments, left), HARLOWE)
            if not isinstance(variable, Variable):
                raise Unsayable("only a variable can be set")
            written = _source(arguments, right)
            if asked := re.fullmatch(r"(\(num(?:ber)?:\s*)?\(prompt:(.*?)\)(?(1)\s*\))", written, re.DOTALL):
                out.append(self._prompt(variable, asked.group(2), bool(asked.group(1)), line, source))
                continue
            if name == "move":
                raise Unsayable("`(move:)` takes a value away from its place")
            operator = sign if sign in ("+=", "-=") else "="
            out.append(Assign(variable, operator, read_value(written, HARLOWE, variable), line, source))
        return out

    def _prompt(self, variable: Variable, arguments: str, numeric: bool, line: int, source: str) -> Ask:
        values = read_values(arguments, HARLOWE)
        if not values or not isinstance(values[0], Literal):
            raise Unsayable("this question is made while playing")
        default = values[1] if len(values) > 1 else None
        if default in (variable, Call("text", (variable,))) or numeric:
            default = None
        return Ask(variable, str(values[0].value), default, numeric, line, source)

    def _input(self, arguments: str, line: int, source: str) -> Ask:
        variable, values = _bound(arguments)
        texts = [value for value in values if isinstance(value, Literal) and isinstance(value.value, str)]
        default = next((text for text in texts if "=" not in str(text.value) and "X" not in str(text.value)), None)
        if variable is None:
            raise Unsayable("a field whose text goes nowhere")
        return Ask(variable, "", default, False, line, source)

    def _pick(self, name: str, arguments: str, line: int, source: str) -> Node:
        variable, values = _bound(arguments)
        if name == "seqlink" or not values or not all(isinstance(value, Literal) for value in values):
            raise Unsayable(f"`({name}:)` with values that are not fixed")
        return Pick(variable, tuple(value for value in values if isinstance(value, Literal)), line, source)

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
            return [Link("go", text, target.value, hook or (), line, self.text[begin : self.at])]
        if name not in LINKS:
            self._following_hook(spaced=False)
            raise Unsayable(f"`({name}:)` has no counterpart here")
        if len(values) > 1:
            raise Unsayable("this link has more values than a text")
        body = self._following_hook(spaced=True)
        if body is None:
            raise Unsayable("this link has no hook")
        return [Link(LINKS[name], text, None, body, line, self.text[begin : self.at])]


LONGEST_OPEN = 1000
# A tag of which a part stands in another text.
OPEN_TAG = re.compile(r"<[A-Za-z/][^>]*$")


def printed(value: Value, line: int, source: str, inside: Callable[[str, int], Body]) -> Body:
    """What a value shows: a text is read as markup, joined texts one after the other, one of several as a variation."""
    match value:
        case Literal(str() as text):
            return inside(text, line)
        case Operation("+", (left, right)) if _has_text(left) or _has_text(right):
            if any(
                OPEN_TAG.search(part.value)
                for part in (left, right)
                if isinstance(part, Literal) and isinstance(part.value, str)
            ):
                raise Unsayable("HTML that is put together while playing")
            return (*printed(left, line, source, inside), *printed(right, line, source, inside))
        case Call("text", (inner,)):
            return printed(inner, line, source, inside)
        case Call("either", items) if items and not isinstance(items[0], Variable | Collection):
            return (Vary("random", tuple(printed(item, line, source, inside) for item in items), line, source),)
        case _:
            return (Shown(value, line, source),)


def _has_text(value: Value) -> bool:
    match value:
        case Literal(str()) | Call("text", _):
            return True
        case Operation("+", (left, right)):
            return _has_text(left) or _has_text(right)
        case _:
            return False


def contains_move(body: Body) -> bool:
    """Whether a body goes to another passage by itself."""
    for node in body:
        match node:
            case Goto():
                return True
            case If(branches, otherwise):
                if any(contains_move(arm) for _, arm in branches) or contains_move(otherwise):
                    return True
            case _:
                pass
    return False


def _split(tokens: list[Token], words: tuple[str, ...]) -> list[list[Token]]:
    """Tokens, parted at words that stand outside brackets."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        if token.kind == "macro" or token.text in ("(", "[", "{"):
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
        if depth == 0 and token.text in words and token.kind in ("word", "sign"):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _source(text: str, tokens: list[Token]) -> str:
    return text[tokens[0].at : tokens[-1].at + len(tokens[-1].text)]


def _bound(arguments: str) -> tuple[Variable | None, tuple[Value, ...]]:
    """`bind $name` or `2bind $name`, and the values behind it."""
    found = re.match(r"\s*2?bind\s+([$_]\w+)\s*,?", arguments)
    if found is None:
        return None, read_values(arguments, HARLOWE)
    name = found.group(1)
    return Variable(name[1:], name[0] == "_"), read_values(arguments[found.end() :], HARLOWE)
