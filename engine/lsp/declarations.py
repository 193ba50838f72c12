"""What a line lacks elsewhere, as actions: a variable, a name of an enumeration, one of the cast, a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from engine.diagnostics import Diagnostic, replaced
from engine.lsp.actions import EditorAction
from engine.lsp.edited_story import ParsedStory
from engine.patterns import regex
from engine.slips import SlipKind
from engine.source import Source
from engine.symbols.index import Index
from engine.syntax.main_file import scenes_begin
from engine.syntax.tree import TypeNode, Var

NAME = regex(r"[^\W\d]\w*")
SPEAKER = regex(r"[ \t]*([^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*)?): \S")
INCLUDE = re.compile(r"include[ \t]+(\S+\.story)")
TEXT, NUMBER = re.compile(r'[ \t]*\+?=[ \t]*"'), re.compile(r"[ \t]*(?:[-+]=|[-+*/%<>]|==|=[ \t]*-?\d)")
# The words by which players know a name, and what it was called before.
REST_OF_NAME = re.compile(r'(?:[ \t]*"[^"\n]*")?(?:[ \t]*\(was[^)\n]*\))?')
ASKED_IF = regex(r"(?:\b(?:if|elif|needs|and|or|not|when)[ \t(]*)$")


def declared(
    found: list[Diagnostic], parsed: ParsedStory, index: Index, source: Source, line: int
) -> Iterator[EditorAction]:
    """Declare what the findings on a line of a file miss."""
    text = source.line(line)
    for one in found:
        if one.span.file != source.name or one.span.line != line:
            continue
        word = NAME.match(text, one.span.column - 1)
        if one.code == "NC103" and word is not None and one.slip.kind is SlipKind.UNKNOWN_VARIABLE:
            # The text from the name on: what stands behind it tells what it is.
            value = _value_of(text[: word.start()], text[word.end() :])
            yield from _variable(parsed, source, word.group(), value, one)
        elif one.code == "NC105" and word is not None:
            yield from _member(parsed, index, source, line, word.group(), one)


def _value_of(before: str, behind: str) -> str:
    """What a new variable is declared with, by how it is used."""
    if TEXT.match(behind) or before.rstrip().endswith("~ ask"):
        return ': text = ""'
    if re.match(r"[ \t]*=[ \t]*(?:true|false)\b", behind) or (ASKED_IF.search(before) and not NUMBER.match(behind)):
        return " = false"
    return " = 0"


def _variable(
    parsed: ParsedStory, source: Source, name: str, value: str, settles: Diagnostic
) -> Iterator[EditorAction]:
    """`var name = …` behind the last variable of this file, or of the story; else before its first scene."""
    variables = [one for one in parsed.story.declarations if isinstance(one, Var)]
    here = [one for one in variables if one.source.name == source.name] or variables
    line = f"var {name}{value}"
    if here:
        home, end = here[-1].source, here[-1].source.text.find("\n", here[-1].at)
        end = len(home.text) if end < 0 else end
        edit = replaced(home, end, end, f"\n{line}")
    else:
        home = parsed.story.sources[0]
        begin = scenes_begin(home)
        edit = replaced(home, begin, begin, f"{line}\n\n")
    yield EditorAction(f"Declare `{line}`", "quickfix", [edit], False, settles)


def _member(
    parsed: ParsedStory, index: Index, source: Source, line: int, name: str, settles: Diagnostic
) -> Iterator[EditorAction]:
    """The name as one more of the type of each variable on the line."""
    begin = source.starts()[line - 1]
    used = {use.symbol.name for use in index.between(source.name, begin, begin + len(source.line(line)))}
    for one in parsed.story.declarations:
        if isinstance(one, Var) and one.name in used and _has_names(one.type):
            assert one.type is not None
            found = REST_OF_NAME.match(one.source.text, one.base + one.type.names[-1].end)
            assert found is not None, "it matches nothing, too"
            behind = found.end()
            bar = ", " if one.type.kind == "set" else " | "
            edit = replaced(one.source, behind, behind, f"{bar}{name}")
            yield EditorAction(f"Add `{name}` to `{one.name}`", "quickfix", [edit], False, settles)


def _has_names(type: TypeNode | None) -> bool:
    return type is not None and type.kind in ("names", "set") and bool(type.names)


def speaker(parsed: ParsedStory, source: Source, line: int) -> Iterator[EditorAction]:
    """Have the one who seems to speak on a line in the cast."""
    main = parsed.story.sources[0]
    found = SPEAKER.match(source.line(line))
    cast = next((one for one in parsed.story.entries if one.key == "cast"), None)
    if found is None or source.line_of(scenes_begin(source)) > line:
        return
    name = found.group(1)
    if cast is None:
        begin = scenes_begin(main)
        yield EditorAction(
            f"`{name}` speaks here", "refactor.rewrite", [replaced(main, begin, begin, f"cast: {name}\n\n")]
        )
    elif name not in [one.strip() for one in cast.value.split(",")]:
        end = cast.value_at + len(cast.value.rstrip())
        yield EditorAction(
            f"Add `{name}` to the cast", "refactor.rewrite", [replaced(cast.source, end, end, f", {name}")]
        )


def missing_file(source: Source, line: int, folder: Path) -> Path | None:
    """The file in the story's folder that an `include` on a line names and that is not there."""
    found = INCLUDE.match(source.line(line))
    if found is None:
        return None
    path = (Path(source.name).parent / found.group(1)).resolve()
    return path if path.is_relative_to(folder) and not path.exists() else None
