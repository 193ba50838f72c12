"""Hints that show code, applied: the mistake is gone and no new one comes. `make hints` applies them all."""

from __future__ import annotations

import random
import re
from pathlib import Path

from applying import BY_HAND, shows_code, works, worse_fixes
from slips import all_slips, said_of

from engine.cli.fixing import corrected
from engine.fixes import edited_text
from engine.loading import check_file
from engine.lsp.actions import corrections
from engine.slips import shown_in

SAMPLE = 12
PAGES = Path(__file__).resolve().parents[2] / "docs" / "diagnostics"
WRONG = re.compile(r"^## Wrong$(.*?)^## Right$", re.MULTILINE | re.DOTALL)
STORY = re.compile(r"^```story[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Pages whose hints show a form, or say what to do where only the writer knows it.
FORMS = frozenset(
    [
        "NC007",
        "NC010",
        "NC013",
        "NC015",
        "NC016",
        "NC020",
        "NC023",
        "NC107",
        "NC116",
        "NC206",
        "NC208",
        "NC209",
        "NC210",
        "NC211",
        "NC302",
        "NC307",
        "NC308",
        "NC310",
        "NC311",
        "NC312",
        "NC321",
        "NC324",
        "NC329",
        "NC330",
    ]
)


def test_a_sample_of_hints_works_when_applied() -> None:
    slips = [slip for slip in all_slips() if not slip.mended and slip.name not in BY_HAND]
    failed = []
    for slip in random.Random(len(slips)).sample(slips, SAMPLE):
        shown = shows_code(slip)
        if shown is not None and not works(*shown, said_of):
            failed.append(f"{slip.where}: {shown[1].message} | {shown[1].hint}")
    assert not failed


def test_what_is_written_by_hand_is_a_slip() -> None:
    assert {slip.name for slip in all_slips()} >= BY_HAND


def test_no_fix_of_a_sample_makes_the_story_worse() -> None:
    slips = all_slips()
    sample = random.Random(len(slips)).sample(slips, 3 * SAMPLE)
    assert [worse for slip in sample for worse in worse_fixes(slip)] == []


def test_editors_and_the_command_write_the_same(tmp_path: Path) -> None:
    slips = all_slips()
    tried = 0
    for slip in random.Random(len(slips)).sample(slips, 4 * SAMPLE):
        text = slip.story(slip.new)[0]
        path = tmp_path / "x.story"
        path.write_text(text, encoding="utf-8", newline="")
        found = [one for one in check_file(path)[0] if one.severity != "note"]
        if len(found) != 1 or not found[0].fixes or tried == SAMPLE:
            continue
        tried += 1
        (one,) = found
        action = next(iter(corrections(found, one.span.file, one.span.line, one.span.line)))
        written = edited_text(text, action.edits)
        if not said_of(written):
            assert corrected(path, unsafe=True)[0] == {path.resolve(): written.encode()}, slip.where
    assert tried


def test_hints_of_the_pages_work_when_applied() -> None:
    """A story under "Wrong" that stands alone, mended as its hint says, has none of what its page is about."""
    failed = []
    for page in sorted(PAGES.glob("NC*.md")):
        wrong = WRONG.search(page.read_text(encoding="utf-8"))
        for story in STORY.findall(wrong[1]) if wrong is not None and "part file=" not in wrong[1] else ():
            found = [one for one in said_of(story) if one.code == page.stem]
            if len(found) != 1 or page.stem in FORMS or not (found[0].fixes or shown_in(found[0].hint)):
                continue
            if not works(story, found[0], said_of):
                failed.append(f"{page.stem}: {found[0].message} | {found[0].hint}")
    assert not failed
