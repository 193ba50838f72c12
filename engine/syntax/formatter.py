"""Puts a story file into the one usual form, without changing a word, a comment or what the story means.

- Four spaces for each level, one space behind a mark and before tags, moves and `->`, no blanks at line ends, `\\n` as
  line end. Blank lines stay, several become one, one stands before a heading (above the comments that touch it).
- Expressions, declarations and inline forms in one spacing, with the fewest brackets: see printing/expressions.py.
- What draws by chance (`random(…)`, `chance(…)`, shuffles) stays as it is written, because its wording decides what it
  draws, and saved plays rely on that.
- Prose keeps its words, its line breaks and the spaces between its words; only `{a|b}` becomes `{a | b}`. The space
  behind a speaker's colon is settled in the file that has the `cast:` line; others do not know who speaks.
- A comment on a line of its own is indented like the line below it, or stays in the block above it if it is indented
  that far. A comment behind something has two spaces before it; before the first scene the comments of neighbouring
  lines form a column.

Lines are told apart by lines.py and header.py, and printed from their nodes; the result is read again and compared
with what was there, so that a mistake in the formatter can cost a writer nothing.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from engine.diagnostics import Report
from engine.patterns import regex
from engine.source import Source, source_from_bytes
from engine.syntax.header import FileHead, HeadReader
from engine.syntax.parser import parse_text
from engine.syntax.printing.lines import print_lines
from engine.syntax.reading import PieceReader
from engine.syntax.tree import ChoiceStatement, HeaderEntry

# What parsing a file alone finds wrong although it is not: it includes others, or is included and has no scene.
OF_THE_WHOLE = ("NC030", "NC016")
PLACES = {"at", "end", "base", "source", "sources", "label_at", "tag_at", "target_at", "value_at"}
PLACES |= {"body_at", "body_end"}
WORD = regex(r"[^\W_]+")


class FormatError(Exception):
    """The formatter would have changed what a story means: a mistake of the formatter, not of the story."""


def format_text(text: str, name: str, report: Report) -> str | None:
    """The text of a story file in its usual form, or None if it has errors, which go to the report."""
    return format_bytes(text.encode("utf-8", errors="replace"), name, report)


def format_bytes(data: bytes, name: str, report: Report) -> str | None:
    """Like `format_text`, for what a file holds."""
    source, problems = source_from_bytes(name, data)
    for problem in problems:
        report.problem(source, problem)
    meaning = None if problems else _meaning_of(source, report)
    if meaning is None:
        return None
    head = _head(source)
    casts = [entry.value.split(",") for entry in head.entries if entry.key == "cast"]
    cast = tuple(name.strip() for names in casts for name in names if name.strip())
    formatted = print_lines(source, head, cast)
    if formatted != source.text and _meaning_of(Source(name, formatted), Report()) != meaning:
        raise FormatError(f"`{name}` is left as it is: formatting would change its meaning. Please report this story.")
    return formatted


def _head(source: Source) -> FileHead:
    return HeadReader(PieceReader(source, Report())).read()


def _meaning_of(source: Source, report: Report) -> object:
    """What a file says, as plain data without places; None if it has errors, which go to the report."""
    own = Report()
    story = parse_text(source.text, source.name, own)
    head = _head(source)
    apart = OF_THE_WHOLE if head.first_stray is None else OF_THE_WHOLE[:1]
    wrong = [one for one in own.found if one.severity == "error" and one.code not in apart]
    report.found += wrong
    return None if wrong else (_bare(story), [include.path for include in head.includes])


def _bare(node: object) -> object:
    """A node without its places. Spacing is left out too where the tree keeps source text."""
    if isinstance(node, tuple):
        return [_bare(one) for one in node]
    if not is_dataclass(node):
        return node
    bare: list[object] = [type(node).__name__]
    bare += [_bare(getattr(node, field.name)) for field in fields(node) if field.name not in PLACES]
    if isinstance(node, ChoiceStatement):
        bare.append(WORD.findall(node.source))
    if isinstance(node, HeaderEntry) and node.key == "status":
        bare.remove(node.value)
    return bare
