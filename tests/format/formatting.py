"""What the tests of the formatter ask: how a text is formatted, and what program it makes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from unittest import mock

from engine.check.checker import check
from engine.compile.compiler import compile_story
from engine.compile.text import TextCompiler
from engine.diagnostics import Report
from engine.program.codec import data_of
from engine.program.places import place
from engine.source import Source
from engine.syntax.formatter import format_text
from engine.syntax.parser import parse_file, parse_text
from engine.syntax.tree import StoryTree


def formatted(text: str) -> str:
    report = Report()
    result = format_text(text, "test.story", report)
    assert result is not None, [one.message for one in report.found]
    return result


def program_of(text: str) -> Any:
    """The program of a story without places, or the errors of a story that makes none."""
    report = Report()
    return _compiled(parse_text(text, "test.story", report), report)


def program_of_file(path: Path) -> Any:
    report = Report()
    return _compiled(parse_file(path, report), report)


def _compiled(tree: StoryTree, report: Report) -> Any:
    checked = check(tree, report)
    if report.has_errors:
        # Not their excerpts: messages may quote an expression.
        return sorted(one.code for one in report.found if one.severity == "error")
    with (
        mock.patch.object(Source, "place_of", lambda source, offset: (1, 1)),
        mock.patch.object(TextCompiler, "at", lambda text, offset: place(1, 1)),
    ):
        program = data_of(compile_story(checked, "test"))
    for key in ("checksums", "fingerprint"):
        del program[key]
    program["metadata"].pop("status", None)  # as it is written; what it means is in `status`
    for claim in program["claims"]:
        del claim["text"]
    return program


def check_formatting(text: str) -> str:
    """The formatted text, after everything that holds for every text."""
    result = formatted(text)
    assert formatted(result) == result
    assert program_of(result) == program_of(text)
    assert words_of(result) == words_of(text)
    assert not re.search(r"\t|\r|\n\n\n|^\n|[^\n]\Z", result)
    return result


def words_of(text: str) -> list[str]:
    """The words and the marks of a story, without brackets and signs, which may be needless: `-(-5)` is `5`."""
    return re.findall(r"\w+|[^\w\s()-]", text)
