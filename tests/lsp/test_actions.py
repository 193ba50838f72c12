"""What an editor can do at a place: fixes of some lines, stubs for scenes, labels that keep saved plays."""

from pathlib import Path

import pytest

from engine.check.checker import check
from engine.diagnostics import Edit, Report
from engine.lsp import actions
from engine.lsp.edited_story import EditedStory
from engine.source import read_bytes

Story = tuple[EditedStory, Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def opened(folder: Path, text: str, **others: str) -> Story:
    for name, other in others.items():
        (folder / f"{name}.story").write_text(other, encoding="utf-8")
    main = folder / "a.story"
    main.write_text(text, encoding="utf-8")
    return EditedStory(main, read_bytes), main


def applied(text: str, edits: list[Edit]) -> str:
    """A text of plain lines with edits in it."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda one: (one.span.line, one.span.column), reverse=True):
        line, at = lines[edit.span.line - 1], edit.span.column - 1
        lines[edit.span.line - 1] = line[:at] + edit.text + line[at + edit.span.length :]
    return "\n".join(lines)


# ---------------------------------------------------------------- fixes

TWO_MISTAKES = "== a\n~ if true\n    Text.\n~ if true\n    More.\n-> end\n"


def corrections(folder: Path, first: int, last: int, **others: str) -> list[actions.EditorAction]:
    include = "".join(f"include {name}.story\n" for name in others)
    desk, main = opened(folder, include + TWO_MISTAKES, **others)
    report = Report()
    parsed = desk.parsed()
    for one in parsed.report.found:
        report.add(one)
    check(parsed.story, report)
    moved = len(others)
    return list(actions.corrections(report.sorted(), main.as_posix(), first + moved, last + moved))


@pytest.mark.parametrize(
    ("first", "last", "lines"), [(1, 1, []), (2, 2, [2]), (2, 4, [2, 4]), (3, 4, [4]), (1, 2, [2])]
)
def test_fixes_are_those_of_the_lines(folder: Path, first: int, last: int, lines: list[int]) -> None:
    quick = [one for one in corrections(folder, first, last) if one.kind == "quickfix"]
    assert [one.settles.span.line for one in quick if one.settles is not None] == lines
    assert all(one.preferred for one in quick)


def test_all_safe_ones_are_those_of_this_file(folder: Path) -> None:
    [whole] = [
        one for one in corrections(folder, 1, 1, more="== b\n~ if true\n    Text.\n-> end\n") if one.kind != "quickfix"
    ]
    assert whole.title == "Make all 2 safe corrections"
    assert {edit.span.file for edit in whole.edits} == {(folder / "a.story").as_posix()}


# ---------------------------------------------------------------- scenes that are not there


@pytest.mark.parametrize(("end", "blank"), [("", "\n\n"), ("\n", "\n"), ("\n\n", "")])
def test_a_stub_stands_behind_a_blank_line(folder: Path, end: str, blank: str) -> None:
    text = f"== a\nText.\n* Up. -> attic\n* Stay. -> a\n* Out. -> end{end}"
    desk, main = opened(folder, text)
    source = desk.parsed().source_of(main)
    assert source is not None
    [stub] = actions.stubs(desk.index(), source, text.index("-> attic"))
    assert [one.text for one in stub.edits] == [f"{blank}== attic\n// TODO: write this scene\n-> end\n"]
    assert list(actions.stubs(desk.index(), source, text.index("-> a\n"))) == []
    assert list(actions.stubs(desk.index(), source, text.index("Text"))) == []


# ---------------------------------------------------------------- labels


def labelled(folder: Path, text: str, line: int, saved: str | None = None) -> list[tuple[str, bool]]:
    """What the line becomes by each action."""
    desk, main = opened(folder, text)
    parsed = desk.parsed()
    source = parsed.source_of(main)
    assert source is not None
    if saved is not None:
        main.write_text(saved, encoding="utf-8")
    made = actions.labels(parsed, source, source.starts()[line - 1], read_bytes)
    return [(applied(text, one.edits).split("\n")[line - 1], one.preferred) for one in made]


CHOICES = "== a\nText.\n* Go to the harbour. -> end\n* {if true} 2 more songs! -> end\n* (quiet) Stay. -> end\n"


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        (3, [("* (go_to was go-to-the-harbour) Go to the harbour. -> end", False)]),
        (4, [("* (more_songs was 2-more-songs) {if true} 2 more songs! -> end", False)]),
        (5, []),
        (2, []),
    ],
)
def test_a_label_keeps_the_name_of_a_choice(folder: Path, line: int, becomes: list[tuple[str, bool]]) -> None:
    assert labelled(folder, CHOICES, line) == becomes


def test_a_label_is_one_that_is_free(folder: Path) -> None:
    text = "== a\nText.\n* Go to bed. -> end\n* (go_to) Up. -> end\n* (go_to_2) Down. -> end\n"
    assert labelled(folder, text, 3) == [("* (go_to_3 was go-to-bed) Go to bed. -> end", False)]


def test_a_reworded_choice_keeps_its_name_of_the_saved_file(folder: Path) -> None:
    now = CHOICES.replace("harbour", "pier")
    assert labelled(folder, now, 3, CHOICES) == [("* (go_to was go-to-the-harbour) Go to the pier. -> end", True)]


@pytest.mark.parametrize(
    "saved",
    [
        CHOICES + "* One more. -> end\n",  # nobody knows which one it was
        CHOICES.replace("== a", "== b"),
        CHOICES.replace("* Go", "* (gone) Go"),
    ],
)
def test_where_nobody_knows_the_old_name_it_is_the_new_one(folder: Path, saved: str) -> None:
    now = CHOICES.replace("harbour", "pier")
    assert labelled(folder, now, 3, saved) == [("* (go_to was go-to-the-pier) Go to the pier. -> end", False)]
