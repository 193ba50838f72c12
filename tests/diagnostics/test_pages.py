"""Every code of the engine has a page in docs/diagnostics, and the examples of the pages are what they say.

Under "Wrong", each story gives exactly one diagnostic: the page's code, on the line that ends with the comment
`// here`. Where no comment can stand on that line, the fence names it: `line=3`. Under "Right", each story gives none.
A story marked `part file=NAME` is a file that the next story includes. Pages of mistakes that show only while playing
have stories that check without errors and are played: by the inputs of the `play` block behind them, else by always
taking the first choice. A `python` block behind a story names the `functions` of its host.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.proof.prove import prove
from engine.runtime.error_places import play_error
from engine.source import SourceSpan

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "diagnostics"

HERE = re.compile(r" // here$")
TITLE = re.compile(r"# (NC\d{3}): (.+)")
KINDS = ("Error", "Warning", "Note", "Error or warning", "While playing", "Exploring")
MOST_TURNS = 100

STANDS_FOR = {
    "NC002": ("<0xE9>", b"\xe9"),
    "NC003": ("<U+202E>", "\u202e".encode()),
    "NC004": ("<20,000 characters>", b"x" * 20_000),
}
"""What a page cannot hold, with what it writes instead."""


@dataclass(kw_only=True)
class Example:
    """A story of a page, the files that it includes, and how it is played."""

    text: str
    line: int | None = None
    parts: dict[str, str] = field(default_factory=dict)
    inputs: list[str] | None = None
    functions: dict[str, Any] = field(default_factory=dict)

    @property
    def marked(self) -> int:
        """The line where the mistake is."""
        lines = [n for n, line in enumerate(self.text.splitlines(), start=1) if HERE.search(line)]
        lines += [] if self.line is None else [self.line]
        assert len(lines) == 1, "one line of a wrong story is marked"
        return lines[0]

    def write(self, folder: Path, code: str) -> Path:
        """Put the story and its parts into a folder."""
        placeholder, meant = STANDS_FOR.get(code, ("", b""))
        for name, text in {**self.parts, "example.story": self.text}.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            data = text.encode()
            target.write_bytes(data.replace(placeholder.encode(), meant) if placeholder else data)
        return folder / "example.story"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page, read."""

    code: str
    title: str
    kind: str
    text: str
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]

    @property
    def severities(self) -> set[str]:
        return set(self.kind.lower().split(" or "))


def read_page(path: Path) -> Page:
    """A page of the folder."""
    text = path.read_text(encoding="utf-8")
    first, _, kind, *_ = text.split("\n")
    title = TITLE.fullmatch(first)
    assert title is not None, f"{path.name} begins with its code and a title"
    _, _, below = text.partition("\n## Wrong\n")
    wrong, divider, right = below.partition("\n## Right\n")
    assert divider, f"{path.name} has a wrong and a right example"
    return Page(
        code=title.group(1),
        title=title.group(2),
        kind=kind.strip("*"),
        text=text,
        wrong=tuple(read_examples(wrong)),
        right=tuple(read_examples(right)),
    )


def read_examples(text: str) -> list[Example]:
    """The stories in a part of a page."""
    examples: list[Example] = []
    parts: dict[str, str] = {}
    for found in re.finditer(r"^```(.*)\n((?:.*\n)*?)```$", text, re.MULTILINE):
        kind, *words = found.group(1).split()
        options = dict(word.partition("=")[::2] for word in words)
        content = found.group(2)
        if kind == "story" and "part" in options:
            parts[options["file"]] = content
        elif kind == "story":
            line = int(options["line"]) if "line" in options else None
            examples.append(Example(text=content, line=line, parts=parts))
            parts = {}
        elif kind == "play":
            examples[-1].inputs = [line.removeprefix("> ") for line in content.splitlines()]
        elif kind == "python":
            names: dict[str, Any] = {}
            exec(content, names)
            examples[-1].functions = names["functions"]
        else:
            assert kind == "sh", f"what is `{kind}`?"
    return examples


ALL = [read_page(path) for path in sorted(PAGES.glob("NC*.md"))]
CHECKED = [page for page in ALL if page.wrong and page.kind not in ("While playing", "Exploring")]
EXPLORED = [page for page in ALL if page.wrong and page.kind == "Exploring"]
PLAYED = [page for page in ALL if page.wrong and page.kind == "While playing"]


def each(pages: list[Page]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=[page.code for page in pages])


def play(path: Path, example: Example) -> None:
    """Play a story by the inputs of its example, or by its first choices, to an ending or the last input."""
    session = engine.load(path, cache=False).start(seed=1, functions=example.functions)
    inputs = None if example.inputs is None else iter(example.inputs)
    for _ in range(MOST_TURNS):
        if session.over:
            return
        offered = [choice for choice in session.choices if choice.enabled]
        if inputs is None:
            session.choose(offered[0])
            continue
        wanted = next(inputs, None)
        if wanted is None:
            return
        session.choose(next(choice for choice in offered if choice.text.startswith(wanted)))


def listing(diagnostics: list[engine.Diagnostic]) -> list[tuple[str, int, str]]:
    return [(one.code, one.span.line, one.message) for one in diagnostics]


# ---------------------------------------------------------------- the folder


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "engine").rglob("*.py")))
    assert [page.code for page in ALL] == sorted(set(re.findall(r'"(NC\d{3})"', source)))


def test_pages_are_named_after_their_codes() -> None:
    assert [page.code for page in ALL] == [path.stem for path in sorted(PAGES.glob("*.md")) if path.stem != "README"]


def test_the_index_names_every_page() -> None:
    """The index has the pages in order, each with its title and its kind."""
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    rows = [tuple(cell.strip() for cell in row.split(" | ")) for row in re.findall(r"^\| (\[.*) \|$", index, re.M)]
    assert rows == [(f"[{page.code}]({page.code}.md)", page.title, page.kind.lower()) for page in ALL]


@each(ALL)
def test_a_page_has_its_parts(page: Page) -> None:
    assert page.kind in KINDS
    if "warning" in page.severities:
        assert "eave it" in page.text, "a warning's page says when it is fine to leave it"
    for name in re.findall(r"\]\((.*?)\)", page.text):
        assert (PAGES / name).is_file()


# ---------------------------------------------------------------- the examples


@each(CHECKED)
def test_wrong_gives_the_code_on_the_marked_line(page: Page, tmp_path: Path) -> None:
    severities = set()
    for number, example in enumerate(page.wrong):
        found = engine.diagnose(example.write(tmp_path / str(number), page.code))
        assert [(one.code, one.span.line) for one in found] == [(page.code, example.marked)], listing(found)
        severities.add(found[0].severity)
    assert severities == page.severities


@each(CHECKED)
def test_another_mistake_does_not_hide_it(page: Page, tmp_path: Path) -> None:
    """What has nothing to do with a finding is no cause of it: a misspelt line of the header, an unused variable."""
    for number, other in enumerate(("autor: Nobody", "var uncounted: 0..3 = 0")):
        for example in page.wrong:
            path = example.write(tmp_path / str(number), page.code)
            path.write_bytes(other.encode() + b"\n" + path.read_bytes())
            found = engine.diagnose(path)
            assert (page.code, example.marked + 1) in [(one.code, one.span.line) for one in found], listing(found)


@each([page for page in ALL if page.right])
def test_right_gives_none(page: Page, tmp_path: Path) -> None:
    for number, example in enumerate(page.right):
        found = engine.diagnose(example.write(tmp_path / str(number), ""))
        assert listing([one for one in found if one.severity != "note" or one.code == page.code]) == []


@each(PLAYED)
def test_wrong_stops_on_the_marked_line(page: Page, tmp_path: Path) -> None:
    for number, example in enumerate(page.wrong):
        path = example.write(tmp_path / str(number), page.code)
        with pytest.raises(engine.PlayError) as caught:
            play(path, example)
        diagnostic = caught.value.diagnostic
        assert (diagnostic.code, diagnostic.span.line) == (page.code, example.marked), diagnostic.message


@each(PLAYED)
def test_right_plays_on(page: Page, tmp_path: Path) -> None:
    for number, example in enumerate(page.right):
        play(example.write(tmp_path / str(number), ""), example)


@each(EXPLORED)
def test_exploring_finds_the_code_on_the_marked_line(page: Page, tmp_path: Path) -> None:
    for number, example in enumerate(page.wrong):
        found = [one.diagnostic for one in prove(engine.load(example.write(tmp_path / str(number), ""))).findings]
        assert (page.code, example.marked) in [(one.code, one.span.line) for one in found], listing(found)


@each(EXPLORED)
def test_exploring_finds_nothing_in_what_is_right(page: Page, tmp_path: Path) -> None:
    for number, example in enumerate(page.right):
        found = [one.diagnostic for one in prove(engine.load(example.write(tmp_path / str(number), ""))).findings]
        assert listing(found) == []


# ---------------------------------------------------------------- what no story on a page can show


def missing_file(folder: Path) -> engine.Diagnostic:
    (found,) = engine.diagnose(folder / "lots.story")
    return found


def damaged_program(folder: Path) -> engine.Diagnostic:
    path = folder / "lost.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(engine.StoryErrors) as caught:
        engine.load(path)
    (found,) = caught.value.diagnostics
    return found


def damaged_play(folder: Path) -> engine.Diagnostic:
    error = play_error(KeyError("x"), {}, SourceSpan("lost.story", 1, 1))
    assert isinstance(error, engine.PlayError)
    return error.diagnostic


MADE: dict[str, Callable[[Path], engine.Diagnostic]] = {
    "NC001": missing_file,
    "NC040": damaged_program,
    "NC910": damaged_play,
}


@pytest.mark.parametrize("code", MADE)
def test_what_no_story_shows(code: str, tmp_path: Path) -> None:
    found = MADE[code](tmp_path)
    assert (found.code, found.severity) == (code, "error")


def test_every_page_is_tried() -> None:
    """A page without a wrong story has a case of its own above."""
    assert [page.code for page in ALL if not page.wrong] == list(MADE)
