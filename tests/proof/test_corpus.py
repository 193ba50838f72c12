"""No false alarm: every correct story of this repository is explored, and what is found in it is really so.

Stories are those of the folders `stories` and `tests` that check without errors, and the examples of the documents.
What is found is nothing, or what stands in corpus.findings: there each finding is true of its story, and meant so.
"""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine
from engine.proof.prove import prove
from engine.runtime.errors import StoryErrors

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = Path(__file__).parent / "corpus.findings"
# Of each story all is known within a second, on a machine that has the time; of a large one not all need be.
SECONDS, LARGE, LARGE_SECONDS = 20.0, "stories/joes_bar.story", 4.0
BATCHES = 4
FENCE = re.compile(r"^```story(?P<words>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def stories() -> Iterator[tuple[str, Path | str]]:
    """Files and texts of stories, each with its name: in a document the heading above it, and which it is there."""
    for path in sorted([*(ROOT / "stories").rglob("*.story"), *(ROOT / "tests").rglob("*.story")]):
        yield path.relative_to(ROOT).as_posix(), path
    for path in sorted((ROOT / "docs").rglob("*.md")):
        document = path.read_text(encoding="utf-8")
        for found in FENCE.finditer(document):
            if path.parent.name == "diagnostics" and "## Right" not in document[: found.start()]:
                continue
            text = found["text"]
            if "fragment" in found["words"]:
                text = f"== start\n{text}\n-> end\n"
            above = document[: found.start()]
            heading = HEADING.findall(above)[-1]
            number = len(FENCE.findall(above[above.rindex(f"# {heading}\n") :])) + 1
            name = re.sub(r"\W+", "-", heading.lower()).strip("-")
            yield f"{path.relative_to(ROOT).as_posix()}#{name}-{number}", text


def expected() -> dict[str, set[str]]:
    """What is to be found, by story."""
    found: dict[str, set[str]] = {}
    for line in EXPECTED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, finding = line.partition(" ")
            found.setdefault(name, set()).add(finding.partition("  //")[0])
    return found


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_is_found_in_a_correct_story(batch: int) -> None:
    right, wrong, count = expected(), {}, 0
    for name, source in itertools.islice(stories(), batch, None, BATCHES):
        try:
            story = engine.load(source) if isinstance(source, Path) else engine.loads(source)
        except StoryErrors:
            continue
        proof = prove(story, LARGE_SECONDS if name == LARGE else SECONDS)
        told = {f"{one.diagnostic.code}@{one.diagnostic.span.line}" for one in proof.findings}
        if told != right.get(name, set()):
            wrong[name] = sorted(told)
        count += 1
    assert not wrong
    assert count > 20
