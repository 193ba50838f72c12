"""Reading and checking scene by scene is the same as the whole, over thousands of random edits."""

import random
import re
from pathlib import Path
from typing import Any

import pytest

from engine.check.checker import check
from engine.check.incremental import Memory
from engine.diagnostics import Report
from engine.source import ReadProblem
from engine.symbols.index import index_of
from engine.syntax.formatter import _bare
from engine.syntax.incremental import ScenePieces
from engine.syntax.parser import parse_file
from engine.syntax.tree import StoryTree

NAMELESS = re.compile(r"\?\d+")
ROOT = Path(__file__).resolve().parents[2]
# What is typed: marks of the language, halves of them, and what was never meant to be one.
TYPED = (
    *(
        "\n",
        "== a\n",
        "== zoo: Zoo #x\n",
        "  == b\n",
        "=== c ===\n",
        ":: Twine\n",
        "label home:\n",
        "\t",
        "    ",
        "* ",
        "+ ",
    ),
    *(
        "-> ",
        "<- ",
        "~ ",
        "~ if x:\n",
        "~ else:\n",
        "~ cycle:\n",
        "- ",
        "{",
        "}",
        "|",
        "{if x: ",
        "**",
        "*",
        "#tag",
        "//",
    ),
    *(
        "\\",
        '"',
        "(was x)",
        "-> end",
        "-> end: End",
        "each #x",
        "Ada: ",
        "include x.story\n",
        "var z = 1\n",
        "é",
        "\x07",
    ),
    *(
        "<<if>>",
        "[[a->b]]",
        'define e = Character("E")\n',
        'e "Hello"\n',
        'k "Hello"\n',
        "is wet",
        "~ once\n",
        "~ when x\n",
        "x",
    ),
)


def edited(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    kind = rng.random()
    if kind < 0.6:
        return text[:at] + rng.choice(TYPED) + text[at:]
    if kind < 0.9:
        return text[:at] + text[at + rng.choice((1, 1, 2, 5, 30, 300)) :]
    to = rng.randrange(len(text) + 1)
    piece = text[at : at + rng.choice((10, 80, 600))]
    return text[:to] + piece + text[to:]


def everything(story: StoryTree, report: Report, memory: Memory | None) -> tuple[Any, ...]:
    """All that is known of a story: its tree without places, its names with them, and what is wrong in it."""
    index = index_of(story)
    names = {
        symbol: sorted((use.file, use.at, use.end, use.role, use.scene or "") for use in index.uses_of(symbol))
        for symbol in index
        if not symbol.owner.startswith("?")  # of a scene without a name, which is called by its place
    }
    tree = [_bare(part) for part in (story.entries, story.declarations, story.scenes, story.status)]
    check(story, report, memory)
    return tree, story.complete, names, sorted(report.found, key=repr) if len(report.found) < 900 else ()


def run(files: dict[str, str], edits: int, seed: int) -> None:
    rng = random.Random(seed)
    originals = dict(files)
    pieces, memory = ScenePieces(), Memory()
    for number in range(edits):
        name = rng.choice(list(files))
        files[name] = edited(files[name], rng)
        if number % 40 == 39:
            files.update(originals)

        def read(path: Path) -> bytes | ReadProblem:
            text = files.get(path.name)
            return ReadProblem("NC001", "none") if text is None else text.encode()

        results = []
        for scenes, kept in ((None, None), (pieces.read, memory)):
            report = Report()
            results.append(everything(parse_file(Path("main.story"), report, read, scenes), report, kept))
        pieces.turn()
        for one, other in zip(*results, strict=True):
            assert NAMELESS.sub("?", repr(one)) == NAMELESS.sub("?", repr(other)), (seed, number)


def small() -> dict[str, str]:
    text = (ROOT / "tests" / "cli" / "tide" / "tide.story").read_text(encoding="utf-8")
    light = (ROOT / "tests" / "cli" / "tide" / "chapters" / "light.story").read_text(encoding="utf-8")
    main = text.replace("chapters/light", "light") + "\n== pier\n\tTabs.\n\t* One. -> quay\n<- light\n-> back\n"
    return {"main.story": main, "light.story": light}


@pytest.mark.parametrize("seed", range(5))
def test_a_small_story(seed: int) -> None:
    run(small(), 120, seed)


def test_joes_bar() -> None:
    stories = ROOT / "stories"
    files = {path.name: path.read_text(encoding="utf-8") for path in (stories / "chapters").glob("*.story")}
    main = (stories / "joes_bar.story").read_text(encoding="utf-8").replace("include chapters/", "include ")
    run({"main.story": main, **files}, 8, 1)


def test_what_did_not_change_is_not_read_again() -> None:
    files = small()
    pieces = ScenePieces()

    def read(path: Path) -> bytes:
        return files[path.name].encode()

    first = parse_file(Path("main.story"), Report(), read, pieces.read)
    pieces.turn()
    files["main.story"] = "// one more line\n" + files["main.story"].replace("Walk along", "Run along")
    second = parse_file(Path("main.story"), Report(), read, pieces.read)
    assert [one is other for one, other in zip(first.scenes, second.scenes, strict=True)] == [False, True, True]
    assert [scene.source.place_of(scene.heading.at) for scene in second.scenes] == [(16, 4), (32, 4), (1, 4)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # A line behind the last one of a scene belongs to it.
        ("== a\nOne.\n-> b\n== b\nTwo.\n-> end\n", "== a\nOne.\n-> b\nMore.\n== b\nTwo.\n-> end\n"),
        # What is said of a move that cannot be read names a scene of the file.
        ("== a\n-> The bar\n== bar: The bar\n-> end\n", "== a\n-> The bar\n== bar: A bar\n-> end\n"),
        # A line is prose until the file has the scene, or the variable, that it names.
        ("== a\nvisit letter\n-> end\n", "== a\nvisit letter\n-> end\n== letter\nTwo.\n-> back\n"),
        ("title: T\n== a\nask name: Who?\n-> end\n", "title: T\nvar name: text\n== a\nask name: Who?\n-> end\n"),
        ("== a\n~ temp n = 1\n-> end\n", "var n = 2\n== a\n~ temp n = 1\n-> end\n"),
        # A line is prose until the head of the file says that it is a character's.
        (
            'title: T\n== a\nk "Hello."\n-> end\n',
            'title: T\ndefine k = Character("Eileen")\n== a\nk "Hello."\n-> end\n',
        ),
        # What a name means has changed, or it is gone, and the scene that says it has not.
        (
            "== a\nOne.\n-> b(1)\n== b(n)\n{n}\n-> end\n",
            "== a\nOne.\n-> b(1)\n== b(n, m)\n{n} {m}\n-> end\n",
        ),
        (
            "== a\nSeen {visits(b)}.\n-> c\n== b\n-> end\n== c\n-> end\n",
            "== a\nSeen {visits(b)}.\n-> c\n== d\n-> end\n== c\n-> end\n",
        ),
    ],
    ids=[
        *(
            "the end of a piece",
            "another scene",
            "a scene that came",
            "a variable to ask",
            "a variable to set",
            "a character",
        ),
        *("other parameters", "a scene that went"),
    ],
)
def test_one_edit(before: str, after: str) -> None:
    pieces, memory = ScenePieces(), Memory()
    for text in (before, after):

        def read(_: Path, data: bytes = text.encode()) -> bytes:
            return data

        report, whole = Report(), Report()
        one = everything(parse_file(Path("main.story"), report, read, pieces.read), report, memory)
        other = everything(parse_file(Path("main.story"), whole, read), whole, None)
        pieces.turn()
        assert repr(one) == repr(other)
