"""`nightcap check --fix`: what is corrected, what is shown first, and what stays as it is."""

import io
from pathlib import Path

import pytest
from findings import chunks_of, findings, unmarked

from engine.cli.fixing import _is_better
from engine.cli.main import main
from engine.diagnostics import Edit, Fix, Report
from engine.fixes import chosen, edited, edited_text
from engine.slips import UNTOLD, Slip
from engine.source import SourceSpan

STORY = """\
title: X
include more.story
include more.story
== hall
A tree\x07 here, \x07 there.
* Go -> cellr
* Up -> attik
"""
MORE = "== cellar\n-> attic\n== attic\n-> end\n"


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("more.story").write_text(MORE, encoding="utf-8")
    path = Path("x.story")
    path.write_bytes(b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode())
    return path


def test_safe_ones_alone(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--fix", "--no-explore", "x.story"]) == 1
    printed = capsys.readouterr().out
    assert "-include more.story" in printed and "3 corrections in 1 file, written" in printed
    wanted = STORY.replace("\x07", "").replace("include more.story\n", "", 1)
    assert story.read_bytes() == b"\xef\xbb\xbf" + wanted.replace("\n", "\r\n").encode()


def test_the_others_when_asked_for(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--fix", "--unsafe", "--no-explore", "x.story"]) == 0
    assert "+* Go -> cellar" in capsys.readouterr().out
    assert b"* Up -> attic\r\n" in story.read_bytes()


def test_only_shown(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = story.read_bytes()
    assert main(["check", "--fix", "--unsafe", "--diff", "x.story"]) == 0
    assert "5 corrections in 1 file, not written" in capsys.readouterr().out
    assert story.read_bytes() == before


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("\n", True), ("n\n", False), ("", False)])
def test_asked_on_a_terminal(
    answer: str, written: bool, story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = story.read_bytes()
    typed = io.StringIO(answer)
    typed.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stdin", typed)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    main(["check", "--fix", "--no-explore", "x.story"])
    assert (story.read_bytes() != before) is written


def test_nothing_to_correct(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--fix", "--no-explore", "more.story"]) == 1
    main(["check", "--fix", "--no-explore", "x.story"])
    capsys.readouterr()
    main(["check", "--fix", "--no-explore", "x.story"])
    assert "x.story: nothing is corrected; 2 could be, with --fix --unsafe" in capsys.readouterr().out


def test_a_read_only_file(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story.chmod(0o444)
    assert main(["check", "--fix", "x.story"]) == 2
    assert "`x.story` cannot be written" in capsys.readouterr().err.replace(str(story.resolve().parent) + "/", "")


def test_how_to_fix_without_fix(story: Path) -> None:
    assert main(["check", "--unsafe", "x.story"]) == 2
    assert main(["check", "--diff", "x.story"]) == 2


def test_a_correction_that_makes_it_worse_is_left_out(
    story: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = (Fix("spoil it", (Edit(SourceSpan("x.story", 4, 1, 2), "{{"),), safe=True),)
    plain = Report.error

    def spoiling(
        self: Report, code: str, span: SourceSpan, *rest: object, fixes: tuple[Fix, ...] = (), slip: Slip = UNTOLD
    ) -> None:
        plain(self, code, span, *rest, fixes=bad if code == "NC101" else fixes, slip=slip)  # type: ignore[arg-type]

    monkeypatch.setattr(Report, "error", spoiling)
    main(["check", "--fix", "--no-explore", "x.story"])
    assert "3 corrections" in capsys.readouterr().out
    assert b"{{" not in story.read_bytes()


@pytest.mark.parametrize(
    ("first", "second", "made"),
    [
        ((1, 1, 3), (1, 1, 3), ["b"]),
        # What touches the other changes its place: two insertions, or one where the other ends.
        ((1, 4, 0), (1, 4, 0), ["b"]),
        ((1, 1, 3), (1, 4, 0), ["b"]),
        ((1, 4, 2), (1, 1, 3), ["b"]),
        ((1, 1, 3), (1, 5, 1), ["b", "c"]),
        ((1, 1, 3), (2, 1, 3), ["b", "c"]),
    ],
)
def test_two_at_one_place(first: tuple[int, int, int], second: tuple[int, int, int], made: list[str]) -> None:
    report = Report()
    for code, text, place in (("NC001", "b", first), ("NC002", "c", second)):
        span = SourceSpan("a", *place)
        report.error(code, span, "m", fixes=(Fix(text, (Edit(span, text),)),))
    assert [fix.title for fix in chosen(report.found, unsafe=True)] == made
    assert chosen(report.found) == []


@pytest.mark.parametrize(
    ("before", "after", "better"),
    [
        (["NC101"], [], True),
        (["NC101"], ["NC201"], True),
        (["NC101"], ["NC201", "NC201"], False),
        (["NC020"], ["NC101", "NC201"], True),  # what an unreadable line had hidden
        (["NC020"], ["NC021"], False),
        (["NC020", "NC020"], ["NC020", "NC101", "NC101"], True),
    ],
)
def test_what_is_better(before: list[str], after: list[str], better: bool) -> None:
    found = []
    for codes in (before, after):
        report = Report()
        for line, code in enumerate(codes, 1):
            report.error(code, SourceSpan("a", line, 1, 1), "m")
        found.append(report.found)
    assert _is_better(*found) == better


@pytest.mark.parametrize(
    ("data", "edit", "expected"),
    [
        (b"a\nb\n", Edit(SourceSpan("", 2, 1, 0), "x\n"), b"a\nx\nb\n"),
        (b"a\r\nb\r\n", Edit(SourceSpan("", 2, 1, 0), "x\n"), b"a\r\nx\r\nb\r\n"),
        (b"a\r\nb\nc\rd", Edit(SourceSpan("", 2, 1, 2), ""), b"a\r\nc\rd"),
        (b"a\r\nbc\r\nd", Edit(SourceSpan("", 1, 2, 2), ""), b"ac\r\nd"),
        ("ä\nöü".encode(), Edit(SourceSpan("", 2, 2, 1), "u"), "ä\nöu".encode()),
        (b"a", Edit(SourceSpan("", 9, 9, 9), "z"), b"az"),
        (b"\xff\nb", Edit(SourceSpan("", 2, 1, 1), "c"), b"\xff\nc"),
    ],
)
def test_bytes(data: bytes, edit: Edit, expected: bytes) -> None:
    assert edited(data, [edit]) == expected


CASES = [one for path in sorted(Path(__file__).parent.glob("../check/cases/*.story")) for one in chunks_of(path)]


@pytest.mark.parametrize("text", [text for _, text in CASES], ids=[name for name, _ in CASES])
def test_each_fix_of_the_cases_takes_its_diagnostic_away(text: str) -> None:
    """Each is made alone: then its diagnostic is gone, and nothing that was well is wrong."""
    story, _ = unmarked(text)
    found = findings(story)
    for one in found:
        for fix in one.fixes:
            after = findings(edited_text(story, fix.edits))
            same = [[(each.code, each.message) for each in listed] for listed in (after, found)]
            key = one.code, one.message
            assert same[0].count(key) < same[1].count(key), fix
            assert _is_better(found, after), fix
