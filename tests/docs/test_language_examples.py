"""Run every example of docs/language.md.

The comment at the top of that file says how its fenced blocks are written. Here they are read,
put together with the hidden text around them, loaded, played and compared.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import engine

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "language.md"

HOLE = "…"
"""A line of its own in a prelude, where the fragment goes; at the end of a line, "anything"."""

WRAPPING = f"== start\n{HOLE}\n-> end"
"""What stands around a fragment that has no prelude."""

FUNCTIONS = {"roll_dice": lambda sides: sides}
"""The host functions that plays of examples get: these dice always fall on their highest side."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A fenced block: the words after the fence, its text, and where it stands in the document."""

    words: tuple[str, ...]
    text: str
    heading: str
    line: int
    comment: str | None

    @property
    def kind(self) -> str:
        return self.words[0] if self.words else ""

    def option(self, name: str, default: str) -> str:
        """The value of a word `name=value` after the fence."""
        return next((w.partition("=")[2] for w in self.words if w.startswith(name + "=")), default)


@dataclass(frozen=True, kw_only=True)
class Example:
    """A story of the document and the blocks directly after it that say what it does."""

    story: Block
    parts: tuple[Block, ...] = ()
    results: tuple[Block, ...] = ()

    @property
    def name(self) -> str:
        slug = re.sub(r"\W+", "-", self.story.heading.lower()).strip("-")
        return f"{slug}-line-{self.story.line}"

    @property
    def file(self) -> str:
        return self.story.option("file", "example.story")

    @property
    def whole(self) -> tuple[str, int]:
        """The complete source, and how many hidden lines stand before its shown ones."""
        if "fragment" not in self.story.words:
            return self.story.text, 0
        around = (self.story.comment or WRAPPING).split("\n")
        above = around.index(HOLE) if HOLE in around else len(around)
        return "\n".join([*around[:above], self.story.text, *around[above + 1 :]]) + "\n", above

    def write(self, folder: Path) -> Path:
        """Put the story and the files that it includes into a folder."""
        for name, text in [(part.option("file", ""), part.text) for part in self.parts] + [(self.file, self.whole[0])]:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return folder / self.file

    def of_kind(self, kind: str) -> Block | None:
        return next((block for block in self.results if block.kind == kind), None)


def read_blocks(document: str) -> list[Block]:
    """All fenced blocks of a Markdown text, each with the prelude comment directly above it."""
    blocks: list[Block] = []
    heading, comment, opened = "", None, None
    in_comment: list[str] | None = None
    lines: list[str] = []
    for number, line in enumerate(document.split("\n"), start=1):
        if opened is not None:
            if line == "```":
                blocks.append(replace(opened, text="\n".join(lines) + "\n"))
                opened, comment = None, None
            else:
                lines.append(line)
        elif in_comment is not None:
            if line == "-->":
                comment, in_comment = "\n".join(in_comment), None
            else:
                in_comment.append(line)
        elif line.startswith("```"):
            words = tuple(line[3:].split())
            opened = Block(words=words, text="", heading=heading, line=number, comment=comment)
            lines = []
        elif line == "<!-- prelude":
            in_comment = []
        elif line.strip():
            comment = None
            if line.startswith("#"):
                heading = line.lstrip("# ")
    assert opened is None and in_comment is None, "a block or comment is not closed"
    return blocks


def read_examples(blocks: list[Block]) -> list[Example]:
    """Group the blocks: parts and results belong to the story that they stand beside."""
    examples: list[Example] = []
    parts: list[Block] = []
    for block in blocks:
        if block.kind == "story" and "part" in block.words:
            parts.append(block)
        elif block.kind == "story":
            examples.append(Example(story=block, parts=tuple(parts)))
            parts = []
        elif block.kind in {"play", "errors", "python", "formatted"}:
            last = examples[-1]
            examples[-1] = replace(last, results=(*last.results, block))
        else:
            assert block.kind in {"sh", "text"}, f"line {block.line}: what is `{block.words}`?"
    return examples


BLOCKS = read_blocks(DOCUMENT.read_text(encoding="utf-8"))
EXAMPLES = read_examples(BLOCKS)


def having(*kinds: str) -> pytest.MarkDecorator:
    """Parametrise a test by the examples that have a result of one of these kinds (or all)."""
    chosen = [e for e in EXAMPLES if not kinds or any(e.of_kind(kind) for kind in kinds)]
    return pytest.mark.parametrize("example", chosen, ids=[e.name for e in chosen])


def transcript(story: engine.Story, inputs: list[str]) -> str:
    """What a play prints, with each input behind `> `."""
    session = story.start(seed=1, functions={name: FUNCTIONS[name] for name in story.externs})
    blocks = [frame(session)]
    for entered in inputs:
        try:
            if session.question is not None:
                session.answer(entered)
            else:
                session.choose(pick(session, entered))
        except engine.AnswerError as error:
            blocks.append(f"> {entered}\n! {error}")
            continue
        except engine.PlayError as error:
            line = error.diagnostic.span.line
            blocks.append(f"> {entered}\n\n(error in line {line}: {error.diagnostic.message})")
            break
        shown = frame(session)
        blocks.append(f"> {entered}\n\n{shown}" if shown else f"> {entered}")
    return "\n".join(block for block in blocks if block)


def frame(session: engine.Session) -> str:
    """What is to be seen after one turn: paragraphs, then a question, choices or the ending."""
    parts = [
        f"{paragraph.speaker}: {paragraph.text}" if paragraph.speaker else paragraph.text for paragraph in session.text
    ]
    if session.question is not None:
        parts.append(f"? {session.question.text}")
    elif session.ending is not None:
        name = session.ending.name
        parts.append("(end)" if name is None else f"(end: {name})")
    else:
        number, lines = 0, []
        for choice in session.choices:
            if choice.enabled:
                number += 1
                lines.append(f"{number}. {choice.text}")
            else:
                lines.append(f"-. {choice.text} ({choice.reason})")
        parts.append("\n".join(lines))
    return "\n\n".join(part for part in parts if part)


def pick(session: engine.Session, entered: str) -> engine.Choice:
    """The open choice that an input means: a number, a label or the beginning of a text."""
    open_choices = [choice for choice in session.choices if choice.enabled]
    if entered.isdigit():
        return open_choices[int(entered) - 1]
    for choice in open_choices:
        if choice.label == entered or choice.text.lower().startswith(entered.lower()):
            return choice
    raise AssertionError(f"no choice for {entered!r} among {[c.text for c in session.choices]}")


def same(expected: str, actual: str) -> bool:
    """Whether a line is as expected; one that the player words freely may be left open by `…`."""
    if expected.startswith(("! ", "(error")) and expected.rstrip(")").endswith(HOLE):
        return actual.startswith(expected.rstrip(")").removesuffix(HOLE).rstrip())
    return expected == actual


def diagnostics_of(path: Path) -> list[engine.Diagnostic]:
    """Every error and warning of a story."""
    try:
        return list(engine.load(path).warnings)
    except engine.StoryErrors as errors:
        return list(errors.diagnostics)


@having()
def test_stories_check(example: Example, tmp_path: Path) -> None:
    """A story checks without errors and warnings, or with exactly those that `errors` names."""
    found = [one for one in diagnostics_of(example.write(tmp_path)) if one.severity != "note"]
    above = example.whole[1]
    places = [(d.span.line - above, d.span.column) for d in found]
    listing = "\n".join(
        f"{line}:{column} {d.code} {d.message} [{d.hint}]" for d, (line, column) in zip(found, places, strict=True)
    )
    errors = example.of_kind("errors")
    expected = errors.text.splitlines() if errors else []
    assert len(found) == len(expected), listing
    for wanted, diagnostic, place in zip(expected, found, places, strict=True):
        where, _, part = wanted.partition(" ")
        assert [int(number) for number in where.split(":")] == list(place)[: where.count(":") + 1]
        assert part in f"{diagnostic.code} {diagnostic.message} {diagnostic.hint}", listing


@having("play")
def test_plays(example: Example, tmp_path: Path) -> None:
    """A play prints what the document says."""
    story = engine.load(example.write(tmp_path))
    for block in example.results:
        if block.kind != "play":
            continue
        expected = block.text.rstrip("\n").split("\n")
        inputs = [line[2:] for line in expected if line.startswith(">")]
        actual = [line.rstrip() for line in transcript(story, inputs).split("\n")]
        if len(actual) == len(expected):
            actual = [e if same(e, a) else a for e, a in zip(expected, actual, strict=True)]
        assert actual == expected


@having("python")
def test_python(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A piece of Python beside a story runs in the story's folder."""
    example.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    block = example.of_kind("python")
    assert block is not None
    exec(compile(block.text, f"language.md:{block.line}", "exec"), {})


def format_story(path: Path) -> str:
    """The file as `nightcap format` leaves it."""
    command = [sys.executable, "-m", "engine", "format", str(path)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return path.read_text(encoding="utf-8")


@having("formatted")
def test_formatting(example: Example, tmp_path: Path) -> None:
    """The formatter turns an example into the one shown after it."""
    block = example.of_kind("formatted")
    assert block is not None
    assert format_story(example.write(tmp_path)) == block.text


def test_summary_shows_nothing_new() -> None:
    """Each piece of code in the table of the summary stands in some example."""
    document = DOCUMENT.read_text(encoding="utf-8")
    table = document.partition("## Summary")[2].partition("\n## ")[0]
    stories = " ".join(b.text + (b.comment or "") for b in BLOCKS if b.kind == "story")
    rows = re.findall(r"^\| (`.*?) \|", table, flags=re.MULTILINE)
    cells = [code.replace("\\|", "|") for row in rows for code in re.findall(r"`([^`]+)`", row)]
    assert cells
    assert [code for code in cells if code not in stories] == []


def test_links_lead_somewhere() -> None:
    """Each link within the document has a heading with its name."""
    document = DOCUMENT.read_text(encoding="utf-8")
    outside = re.sub(r"^```.*?^```$", "", document, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.*)$", outside, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert [link for link in re.findall(r"\]\(#([^)]*)\)", outside) if link not in anchors] == []
