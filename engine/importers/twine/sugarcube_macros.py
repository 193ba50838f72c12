"""What the macros of SugarCube mean."""

from __future__ import annotations

import re

from engine.importers.tables import words_of
from engine.importers.twine.dialects import SUGARCUBE
from engine.importers.twine.expressions import read_value
from engine.importers.twine.markup import MarkupReader, parted_link, without_breaks, without_words
from engine.importers.twine.printed import contains_move, printed
from engine.importers.twine.tokens import TwineToken, text_of, tokens_of
from engine.importers.twine.tree import (
    Body,
    Lost,
    Node,
    Pick,
    TwineAsk,
    TwineAssign,
    TwineGoto,
    TwineIf,
    TwineInclude,
    TwineLink,
    Unsaid,
    Words,
)
from engine.importers.values.tree import Literal, Operation, SourceVariable, Unsayable, Value

LINK = re.compile(
    r"\[\[((?:[^\[\]]|\[(?!\[)|\](?![\]\[])){1,4000}?)\]"
    r"(?:\[((?:[^\[\]\"']|\"[^\"]*\"|'[^']*'|\[[^\]]*\])*)\])?\]"
)
SETTING = re.compile(r"\s*([$_][A-Za-z][\w.]*(?:\[[^\]]+\])?)\s*(\+=|-=|\*=|/=|%=|=(?!=)|to\b|\+\+|--)\s*", re.DOTALL)
PAGE = words_of(
    "addclass removeclass toggleclass css audio masteraudio playlist cacheaudio createaudiogroup "
    "createplaylist track removeplaylist removeaudiogroup waitforaudio setplaylist stopallaudio click "
    "redo stop "
)


def link_text(text: str, line: int) -> Body:
    """The text of a link in brackets: an expression, or else what stands there, without any markup."""
    if text[:1] in ("$", "_", '"', "'", "`"):
        try:
            return printed(read_value(text, SUGARCUBE), line, text, lambda shown, _: (Words(shown),))
        except Unsayable:
            pass
    return (Words(text),)


def _read(reader: MarkupReader, text: str, at: int) -> Body:
    """What the content of a macro says; `at` is where it begins in this passage."""
    return reader.inside(text, reader.line(at))


def nodes_of_macro(
    reader: MarkupReader, name: str, arguments: str, content: str, at: int, line: int, source: str
) -> list[Node]:
    """What a macro and its content say; the content begins at `at` of the passage."""
    match name:
        case "set":
            return list(settings(arguments, line, source))
        case "print" | "=" | "-":
            return list(printed(read_value(arguments, SUGARCUBE), line, source, reader.inside))
        case "if":
            return [_if(reader, arguments, content, at, line, source)]
        case "switch":
            return [_switch(reader, arguments, content, at, line, source)]
        case "link" | "button":
            return [_link_macro(reader, arguments, content, at, line, source)]
        case "linkreplace" | "linkappend" | "linkprepend":
            words = _words(arguments)
            if not words:
                raise Unsayable("this link has no text")
            kind = "reveal" if name == "linkreplace" else "append"
            return [TwineLink(kind, _text(reader, words[0], line), None, _read(reader, content, at), line, source)]
        case "include" | "display":
            return [TwineInclude(_passage(arguments), line, source)]
        case "goto":
            return [TwineGoto(_passage(arguments), line, source, stops=False)]
        case "nobr":
            return list(without_breaks(_read(reader, content, at)))
        case "silently" | "silent":
            return list(without_words(_read(reader, content, at)))
        case "type" | "done":
            return [Lost("timing"), *_read(reader, content, at)]
        case "timed":
            body = _read(reader, content.replace("<<next>>", "\n"), at)
            if contains_move(body) or "<<next" in content.replace("<<next>>", ""):
                raise Unsayable("something that happens by itself, after some time")
            return [Lost("timing"), *body]
        case "textbox" | "textarea" | "numberbox":
            return [_field(name, arguments, line, source)]
        case "cycle" | "listbox":
            return [_pick(arguments, content, line, source)]
        case "actions":
            return [_once(reader, target, line, source) for target in _words(arguments)]
        case "choice":
            raise Unsayable("a link that closes all choices of its passage, for good")
        case "run":
            return _run(arguments, line, source)
        case "unset" | "remember" | "forget":
            raise Unsayable(f"`<<{name}>>` has no counterpart here")
        case _ if name in PAGE:
            return [Lost("effects of the page")]
        case _:
            raise Unsayable(f"`<<{name}>>` has no counterpart here")


def _if(reader: MarkupReader, condition: str, content: str, at: int, line: int, source: str) -> TwineIf:
    branches: list[tuple[Value | Unsaid, Body]] = []
    otherwise: Body = ()
    for name, words, arm, start in _arms(content, at, ("elseif", "else"), "if"):
        body = _read(reader, arm, start)
        words = condition if name == "" else words
        if name == "else" and not words.strip():
            otherwise = body
            break
        branches.append((_condition(words.removeprefix("if "), reader.line(start)), body))
    return TwineIf(tuple(branches), otherwise, line, source)


def _condition(source: str, line: int) -> Value | Unsaid:
    try:
        return read_value(source, SUGARCUBE)
    except Unsayable as problem:
        return Unsaid(str(problem), line, f"<<if {source}>>")


def _arms(content: str, at: int, words: tuple[str, ...], around: str) -> list[tuple[str, str, str, int]]:
    """A block's content, parted at its own `<<else>>` and the like: name, arguments, text, offset."""
    pattern = re.compile(rf"<<(/?{around}\b|end{around}\b|{'|'.join(rf'{word}(?![a-z])' for word in words)})")
    arms: list[tuple[str, str, str, int]] = []
    name, arguments, begin, depth, place = "", "", 0, 0, 0
    while True:
        found = pattern.search(content, place)
        if found is None:
            break
        place = found.end()
        word = found.group(1)
        if word == around:
            depth += 1
        elif word in (f"/{around}", f"end{around}"):
            depth -= 1
        elif depth == 0:
            end = content.find(">>", found.end())
            if end < 0:
                break
            arms.append((name, arguments, content[begin : found.start()], at + begin))
            name, arguments, begin = word, content[found.end() : end].strip(), end + 2
            place = begin
    arms.append((name, arguments, content[begin:], at + begin))
    return arms


def _switch(reader: MarkupReader, arguments: str, content: str, at: int, line: int, source: str) -> TwineIf:
    subject = read_value(arguments, SUGARCUBE)
    branches: list[tuple[Value | Unsaid, Body]] = []
    otherwise: Body = ()
    for name, words, arm, start in _arms(content, at, ("case", "default"), "switch"):
        if name == "default":
            otherwise = _read(reader, arm, start)
        elif name == "case":
            condition: Value | None = None
            for word in _words(words):
                same = Operation("==", (subject, read_value(word, SUGARCUBE)))
                condition = same if condition is None else Operation("or", (condition, same))
            if condition is not None:
                branches.append((condition, _read(reader, arm, start)))
    if not branches:
        raise Unsayable("a switch without cases")
    return TwineIf(tuple(branches), otherwise, line, source)


def _link_macro(reader: MarkupReader, arguments: str, content: str, at: int, line: int, source: str) -> Node:
    text, target = _text_and_target(reader, _words(arguments), line)
    body = without_words(_read(reader, content, at))
    if target is None:
        body, target = _parted_goto(body)
    kind = "go" if target is not None else "stay"
    return TwineLink(kind, text, target, body, line, source)


def _once(reader: MarkupReader, word: str, line: int, source: str) -> TwineLink:
    text, target = _text_and_target(reader, [word], line)
    return TwineLink("once", text, target or _passage(word), (), line, source)


def _text_and_target(reader: MarkupReader, words: list[str], line: int) -> tuple[Body, str | None]:
    if not words:
        raise Unsayable("this link has no text")
    if found := LINK.fullmatch(words[0]):
        text, target = parted_link(found.group(1))
        return link_text(text, line), target
    if words[0].startswith("[img["):
        raise Unsayable("a picture as a link")
    return _text(reader, words[0], line), _passage(words[1]) if len(words) > 1 else None


def _text(reader: MarkupReader, word: str, line: int) -> Body:
    if word[:1] in "\"'":
        return reader.inside(text_of(word), line)
    return printed(read_value(word, SUGARCUBE), line, word, reader.inside)


def _passage(word: str) -> str:
    words = _words(word)
    if len(words) != 1:
        raise Unsayable("the passage is known only while playing")
    word = words[0]
    if found := LINK.fullmatch(word):
        return parted_link(found.group(1))[1]
    if word[:1] in "\"'":
        return text_of(word)
    if word[:1] in "$_`" or "(" in word:
        raise Unsayable("the passage is known only while playing")
    return word


def _field(name: str, arguments: str, line: int, source: str) -> TwineAsk:
    words = _words(arguments)
    variable = _receiver(words[0] if words else "")
    default = read_value(words[1], SUGARCUBE) if len(words) > 1 and words[1] != "autofocus" else None
    return TwineAsk(variable, "", default, name == "numberbox", line, source)


def _pick(arguments: str, content: str, line: int, source: str) -> Pick:
    words = _words(arguments)
    variable = _receiver(words[0] if words else "")
    values: list[Literal] = []
    for found in re.finditer(r"<<option(?:sfrom)?\b((?:[^>]|>(?!>))*)>>", content):
        words = _words(found.group(1))
        if "optionsfrom" in found.group() or not words:
            raise Unsayable("values that are known only while playing")
        value = read_value(words[1] if len(words) > 1 and words[1] != "selected" else words[0], SUGARCUBE)
        if not isinstance(value, Literal):
            raise Unsayable("values that are known only while playing")
        values.append(value)
    if not values:
        raise Unsayable("a list without fixed values")
    return Pick(variable, tuple(values), line, source)


def settings(source: str, line: int, whole: str) -> Body:
    """`$a to 1, $b = 2; $c += 1`."""
    try:
        return tuple(_setting(part, line, whole) for part in _statements(source))
    except Unsayable as problem:
        return (Unsaid(str(problem), line, whole),)


def _run(source: str, line: int, whole: str) -> list[Node]:
    if re.match(r"\s*Engine\.play\(", source):
        raise Unsayable("script")
    try:
        return [_setting(part, line, whole) for part in _statements(source)]
    except Unsayable as problem:
        raise Unsayable("script") from problem


def _setting(source: str, line: int, whole: str) -> Node:
    pushed = re.fullmatch(r"\s*([$_][\w.]+)\.(push|pushUnique|add|delete|pluck)\((.*)\)\s*", source, re.DOTALL)
    if pushed:
        variable = read_value(pushed.group(1), SUGARCUBE)
        value = read_value(pushed.group(3), SUGARCUBE)
        if not isinstance(variable, SourceVariable) or pushed.group(2) == "pluck":
            raise Unsayable("arrays have no counterpart here")
        operator = "-=" if pushed.group(2) == "delete" else "+="
        return TwineAssign(variable, operator, value, line, whole)
    found = SETTING.match(source)
    if found is None:
        raise Unsayable("this assignment cannot be read")
    variable = read_value(found.group(1), SUGARCUBE)
    if not isinstance(variable, SourceVariable):
        raise Unsayable("only a variable can be set")
    sign, written = found.group(2), source[found.end() :]
    if sign in ("++", "--"):
        return TwineAssign(variable, "+=" if sign == "++" else "-=", Literal(1), line, whole)
    value = read_value(written, SUGARCUBE)
    if sign in ("*=", "/=", "%="):
        return TwineAssign(variable, "=", Operation(sign[0], (variable, value)), line, whole)
    return TwineAssign(variable, sign if sign in ("+=", "-=") else "=", value, line, whole)


def _parted_goto(body: Body) -> tuple[Body, str | None]:
    """A link's body without the move at its end, and where that goes."""
    gotos = [node for node in body if isinstance(node, TwineGoto)]
    if len(gotos) == 1 and not any(isinstance(node, TwineIf) and contains_move((node,)) for node in body):
        return tuple(node for node in body if not isinstance(node, TwineGoto)), gotos[0].target
    return body, None


def _receiver(word: str) -> SourceVariable:
    value = read_value(text_of(word) if word[:1] in "\"'" else word, SUGARCUBE)
    if not isinstance(value, SourceVariable):
        raise Unsayable("a field whose text goes nowhere")
    return value


WORD = re.compile(r"""\[\[.*?\]\]|\[img\[.*?\]\]|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[^\s"'`]+""", re.DOTALL)


def _words(arguments: str) -> list[str]:
    """A macro's arguments, with blanks between them; one in back quotes is an expression."""
    words = WORD.findall(arguments)
    return [f"({word[1:-1]})" if word[0] == "`" else word for word in words]


def _statements(source: str) -> list[str]:
    """Assignments, parted at `,` and `;` that stand outside brackets."""
    tokens: list[TwineToken] = tokens_of(source.replace(";", ","))
    parts, depth, begin = [], 0, 0
    for token in tokens:
        if token.text in ("(", "[", "{"):
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
        elif token.text == "," and depth == 0:
            parts.append(source[begin : token.at])
            begin = token.at + 1
    parts.append(source[begin:])
    return [part for part in parts if part.strip()]
