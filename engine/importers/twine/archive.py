"""Reads the files that Twine and its compilers write: Twee 3 and published HTML.

Formats: https://github.com/iftechfoundation/twine-specs (Twee 3, Twine 2 HTML output, Twine 1 HTML output).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from engine.importers.twine.tree import Archive, Passage


class BrokenSource(Exception):
    """A source that cannot be read, with the line (from 1) where that shows, and the file if there are several."""

    def __init__(self, line: int, message: str, file: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.file = file


LARGEST_TAG = 65_536
MOST_PASSAGES = 20_000
HEADING = re.compile(r"::[ \t]*+((?:\\.|[^\\\[{\n])*+)(?:\[((?:\\.|[^\\\]\n])*+)\])?[ \t]*+(\{[^\n]*\})?[ \t]*+")
ESCAPED = re.compile(r"\\(.)")
HEADING_LINE = re.compile(r"^::(?!:)", re.MULTILINE)


def read_archive(text: str, name: str) -> Archive:
    """The story in a Twee file or a published page; `name` is the file's, without its end.

    Raises BrokenSource with a line where it is neither.
    """
    if "<tw-storydata" in text:
        return _twine_two(text)
    if re.search(r"""<div\b[^>]{0,300}\bid=["']?store-?area""", text, re.IGNORECASE):
        return _twine_one(text, name)
    if HEADING_LINE.search(text):
        return archive_of_twee({"": text}, name)
    if re.search(r"<html|<!doctype", text[:2000], re.IGNORECASE):
        raise BrokenSource(1, "this page holds no Twine story: there is no `<tw-storydata>` in it")
    raise BrokenSource(1, "this is no Twee file: no line begins with `::`")


# ---------------------------------------------------------------- Twee


def archive_of_twee(texts: dict[str, str], name: str) -> Archive:
    """The story in the texts of one or more Twee files, by their names; lines are those of a passage's own file."""
    passages: list[Passage] = []
    for file, text in texts.items():
        try:
            passages += [replace(passage, file=file) for passage in twee_passages(text)]
        except BrokenSource as problem:
            raise BrokenSource(problem.line, problem.message, file) from problem
        if len(passages) > MOST_PASSAGES:
            raise BrokenSource(1, f"more than {MOST_PASSAGES} passages", file)
    return _archive(passages, name, {})


def twee_passages(text: str) -> list[Passage]:
    """The passages of a Twee file, in order."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [found.start() for found in HEADING_LINE.finditer(text)]
    if len(starts) > MOST_PASSAGES:
        raise BrokenSource(1, f"more than {MOST_PASSAGES} passages")
    passages = []
    line, at = 1, 0
    for number, start in enumerate(starts):
        line += text.count("\n", at, start)
        at = start
        stop = starts[number + 1] if number + 1 < len(starts) else len(text)
        head, _, body = text[start:stop].partition("\n")
        found = HEADING.fullmatch(head)
        if found is None:
            raise BrokenSource(line, "the heading of this passage cannot be read: `:: Name [tags] {metadata}`")
        title = ESCAPED.sub(r"\1", _without_blanks(found.group(1)))
        if not title.strip():
            raise BrokenSource(line, "this passage has no name")
        tags = ESCAPED.sub(r"\1", found.group(2) or "").split()
        passages.append(Passage(title, tuple(tags), body.rstrip("\n"), line + 1))
    return passages


def _without_blanks(name: str) -> str:
    """A name without the blanks at its ends; one behind a `\\` is a part of it."""
    kept = name.rstrip(" \t")
    return (kept + name[len(kept) : len(kept) + 1] if kept.endswith("\\") else kept).lstrip(" \t")


def _archive(passages: list[Passage], name: str, given: dict[str, str]) -> Archive:
    """Put the passages that describe the story to their use."""
    title = given.get("name", "")
    data: dict[str, object] = {}
    kept: list[Passage] = []
    for passage in passages:
        if passage.name == "StoryTitle":
            title = title or " ".join(passage.text.split())
        elif passage.name == "StoryData":
            data = _story_data(passage)
        else:
            kept.append(passage)
    described = {key: value for key, value in data.items() if isinstance(value, str)}
    start = given.get("start") or described.get("start") or "Start"
    return Archive(
        title or name,
        given.get("ifid") or described.get("ifid", ""),
        given.get("format") or described.get("format", ""),
        start,
        tuple(kept),
    )


def _story_data(passage: Passage) -> dict[str, object]:
    try:
        data = json.loads(passage.text)
    except (ValueError, RecursionError) as error:
        at = getattr(error, "lineno", 1)
        raise BrokenSource(passage.line + at - 1, "the passage StoryData holds no JSON object", passage.file) from error
    if not isinstance(data, dict):
        raise BrokenSource(passage.line, "the passage StoryData holds no JSON object", passage.file)
    return data


# ---------------------------------------------------------------- published HTML


class _Attributes(HTMLParser):
    """Reads the attributes of one start tag."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            self.found.setdefault(key, value or "")


def _twine_two(text: str) -> Archive:
    """A page of Twine 2. What stands in passages is escaped there, so tags are found without reading all markup."""
    begin = text.find("<tw-storydata")
    given, at = _tag(text, begin)
    end = text.find("</tw-storydata", at)
    if end < 0:
        raise BrokenSource(_line(text, begin), "the story in this page is cut off: `</tw-storydata>` is missing")
    passages: list[Passage] = []
    line, counted = 1, 0
    numbers: dict[str, str] = {}
    while True:
        start = text.find("<tw-passagedata", at, end)
        if start < 0:
            break
        line += text.count("\n", counted, start)
        counted = start
        fields, at = _tag(text, start)
        stop = text.find("</tw-passagedata", at, end)
        if stop < 0:
            raise BrokenSource(line, "this passage is cut off: `</tw-passagedata>` is missing")
        if len(passages) >= MOST_PASSAGES:
            raise BrokenSource(line, f"more than {MOST_PASSAGES} passages")
        body = unescape(text[at:stop]).replace("\r\n", "\n").replace("\r", "\n")
        name = fields.get("name", "")
        if not name.strip():
            raise BrokenSource(line, "this passage has no name")
        passages.append(Passage(name, tuple(fields.get("tags", "").split()), body.rstrip("\n"), line))
        numbers[fields.get("pid", "")] = name
        at = stop
    passages += _scripts(text, begin, end)
    given["start"] = numbers.get(given.get("startnode", ""), "")
    return _archive(passages, "Untitled", given)


def _scripts(text: str, begin: int, end: int) -> list[Passage]:
    """The story's own script and style sheet, as passages with these tags, as Twee has them."""
    found: list[Passage] = []
    for tag, kind in (("script", "script"), ("style", "stylesheet")):
        start = text.find(f"<{tag}", begin, end)
        if start < 0:
            continue
        _, at = _tag(text, start)
        stop = text.find(f"</{tag}", at, end)
        if stop > at and text[at:stop].strip():
            found.append(Passage(f"Story {kind}", (kind,), text[at:stop], _line(text, start)))
    return found


def _twine_one(text: str, name: str) -> Archive:
    """A page of Twine 1: each passage is a `<div tiddler="…">`, in which `\\n` stands for a line break."""
    passages: list[Passage] = []
    line, counted, at = 1, 0, 0
    while True:
        start = text.find("<div tiddler=", at)
        if start < 0:
            break
        line += text.count("\n", counted, start)
        counted = start
        fields, at = _tag(text, start)
        stop = text.find("</div", at)
        if stop < 0:
            raise BrokenSource(line, "this passage is cut off: `</div>` is missing")
        if len(passages) >= MOST_PASSAGES:
            raise BrokenSource(line, f"more than {MOST_PASSAGES} passages")
        body = unescape(text[at:stop]).replace("\\n", "\n").replace("\\t", "\t").replace("\\s", "\\")
        passages.append(Passage(fields.get("tiddler", ""), tuple(fields.get("tags", "").split()), body, line))
        at = stop
    if not passages:
        raise BrokenSource(1, "this page holds no passages")
    return _archive(passages, name, {"format": "SugarCube"})


def _tag(text: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of the start tag at an offset, and the offset behind it; `>` may stand in quoted values."""
    quote = ""
    for stop in range(at, min(at + LARGEST_TAG, len(text))):
        letter = text[stop]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == ">":
            reader = _Attributes()
            reader.feed(text[at : stop + 1])
            return reader.found, stop + 1
    raise BrokenSource(_line(text, at), "this tag is never closed")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
