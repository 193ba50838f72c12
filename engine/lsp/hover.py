"""What is told of a name under the cursor: what it is, how it was declared, the comment above, where it is set."""

from __future__ import annotations

from engine.patterns import regex
from engine.program.functions import BUILT_INS
from engine.source import Source
from engine.symbols.index import WORDS, Index, Symbol, Use
from engine.symbols.passages import passages_of_scene
from engine.syntax.reading import before_comment
from engine.syntax.text_forms import FORM, FORM_OF

MOST_SET, MOST_COMMENT = 6, 12
# In braces, or on a line of logic.
WORD_OF_FORM = regex(rf"(?:(?<!\\)\{{|^[ \t]*~)[ \t]*(?P<word>{FORM})[ \t]*:")


def told(index: Index, use: Use) -> str:
    """Markdown about the name of a use."""
    symbol = use.symbol
    definitions = index.definitions(symbol)
    built_in = BUILT_INS.get(symbol.name)
    if not definitions and symbol.kind == "function" and built_in is not None:
        forms = "\n".join(built_in.forms)
        return f"```story\n{forms}\n```\n{built_in.meaning}"
    parts = [f"**{_escaped(symbol.shown)}**: {WORDS[symbol.kind]}"]
    if definitions:
        first = definitions[0]
        source = index.sources[first.file]
        if symbol.kind not in ("ending", "title", "speaker", "member"):
            parts.append(f"```story\n{_line(source, first.at)}\n```")
        elif symbol.kind == "member":
            parts += [f"```story\n{_line(index.sources[one.file], one.at)}\n```" for one in definitions[:3]]
        comment = _comment_above(source, first.at)
        if comment:
            parts.append(comment)
    elif symbol.kind in ("scene", "label", "variable", "tag"):
        parts.append("not defined anywhere yet")
    if symbol.kind == "scene":
        parts += _scene(index, symbol)
    parts.append(_counts(index, symbol))
    return "\n\n".join(parts)


def form_at(source: Source, offset: int) -> tuple[int, int, str] | None:
    """The word of a form of text at a place, `cycle` of `{cycle: a | b}`: where it stands, and Markdown about it."""
    begin = source.text.rfind("\n", 0, offset) + 1
    line = source.text[begin:].partition("\n")[0]
    for found in WORD_OF_FORM.finditer(line, 0, before_comment(line, 0, len(line))):
        if found.start("word") <= offset - begin <= found.end("word"):
            word = found["word"]
            told = f"```story\n{{{word}: a | b | c}}\n```\neach time: {FORM_OF[word].meaning}"
            return begin + found.start("word"), begin + found.end("word"), told
    return None


def _line(source: Source, at: int) -> str:
    begin, end = source.text.rfind("\n", 0, at) + 1, source.text.find("\n", at)
    end = len(source.text) if end < 0 else end
    line = source.text[begin : before_comment(source.text, begin, end)].strip()
    return line if len(line) <= 200 else line[:199] + "…"


def _comment_above(source: Source, at: int) -> str:
    """The comment on the lines directly above, or behind the declaration."""
    number = source.line_of(at)
    lines: list[str] = []
    while len(lines) < MOST_COMMENT and source.line(number - 1 - len(lines)).lstrip().startswith("//"):
        lines.append(source.line(number - 1 - len(lines)).strip().lstrip("/").strip())
    line = source.line(number)
    end = before_comment(line, 0, len(line))
    behind = line[end:].strip().lstrip("/").strip() if line[end:].strip().startswith("//") else ""
    return _escaped("\n".join([*reversed(lines), *([behind] if behind else [])])).replace("\n", "  \n")


def _scene(index: Index, symbol: Symbol) -> list[str]:
    scene = index.scene_named(symbol.name)
    if scene is None:
        return []
    words = sum(one.words for one in passages_of_scene(scene))
    title = f"{_escaped(scene.heading.title)}: " if scene.heading.title else ""
    return [f"{title}{words} words"]


def _counts(index: Index, symbol: Symbol) -> str:
    uses = index.uses_of(symbol)
    others = [one for one in uses if one.role != "definition"]
    counted = f"used in {len(others)} place{'' if len(others) == 1 else 's'}"
    writes = [one for one in uses if one.role == "write"]
    if symbol.kind not in ("variable", "local"):
        return counted
    if not writes:
        return f"{counted}, never set"
    places = [f"{one.scene or 'the head'} (line {index.sources[one.file].line_of(one.at)})" for one in writes]
    more = f" and {len(places) - MOST_SET} more" if len(places) > MOST_SET else ""
    return f"{counted}, set in {_escaped(', '.join(places[:MOST_SET]))}{more}"


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!" else char for char in text)
