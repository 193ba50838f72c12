"""Includes: what is read, and what is said about a file that cannot be."""

import os
from pathlib import Path

import pytest

from engine.check.checker import check
from engine.diagnostics import Diagnostic, Report
from engine.syntax.parser import parse_file

MAIN = "include %s\n== start\n-> hotel\n"
HOTEL = "== hotel\n-> end\n"


def found_in(path: Path) -> list[Diagnostic]:
    report = Report()
    check(parse_file(path, report), report)
    return report.sorted()


def story(folder: Path, included: str, **files: str) -> Path:
    for name, text in files.items():
        target = folder / name.replace("__", "/")
        target = target.with_suffix(".story")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    main = folder / "main.story"
    main.write_text(MAIN % included, encoding="utf-8")
    return main


def only(found: list[Diagnostic], words: str) -> Diagnostic:
    """The one finding, with these words in it: a missing file makes nothing that stands in it unknown as well."""
    assert [(one.code, one.span.line, one.span.column) for one in found] == [("NC030", 1, 9)], found
    assert words in found[0].message
    return found[0]


def test_an_included_file_is_read(tmp_path: Path) -> None:
    assert found_in(story(tmp_path, "chapters/hotel.story", chapters__hotel=HOTEL)) == []


def test_a_path_is_relative_to_the_file_that_names_it(tmp_path: Path) -> None:
    one = "include two.story\ninclude ../three.story\n" + HOTEL
    two = "== bar\n-> end\n"
    main = story(tmp_path, "chapters/one.story", chapters__one=one, chapters__two=two, three="== pub\n-> bar\n")
    # `bar` is reached through `pub` alone, to which nothing leads.
    assert [one.code for one in found_in(main)] == ["NC302"]


@pytest.mark.parametrize("form", ["{}", '"{}"', "{} // a comment"])
def test_forms(tmp_path: Path, form: str) -> None:
    assert found_in(story(tmp_path, form.format("hotel.story"), hotel=HOTEL)) == []


def test_missing(tmp_path: Path) -> None:
    found = only(found_in(story(tmp_path, "chapters/hotle.story", chapters__hotel=HOTEL)), "there is no file")
    assert found.hint == "did you mean `chapters/hotel.story`?"
    only(found_in(story(tmp_path, "nowhere/hotel.story")), "there is no file")


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "hotel.story").mkdir()
    only(found_in(story(tmp_path, "hotel.story")), "is not a file")


@pytest.mark.parametrize("path", ["../../../../etc/passwd.story", "../hotel.story", "chapters/../../hotel.story"])
def test_outside_the_folder(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    (tmp_path / "hotel.story").write_text(HOTEL, encoding="utf-8")
    only(found_in(story(folder, path)), "outside the story's folder")


@pytest.mark.parametrize(
    "path", ["/etc/passwd.story", "C:/hotel.story", "chapters\\hotel.story", "\\\\host\\hotel.story"]
)
def test_no_path_from_here(tmp_path: Path, path: str) -> None:
    only(found_in(story(tmp_path, path)), "is named by its path from here")


@pytest.mark.parametrize("path", ["../../etc/passwd", "hotel", "hotel.txt", ".", "..", "hotel.story/"])
def test_no_story(tmp_path: Path, path: str) -> None:
    assert [one.code for one in found_in(story(tmp_path, path))] == ["NC030"]


def test_itself_and_in_a_circle(tmp_path: Path) -> None:
    main = story(tmp_path, "main.story")
    found = found_in(main)
    assert [one.code for one in found] == ["NC030", "NC101"]
    assert "main.story -> main.story" in found[0].message
    main = story(tmp_path, "a.story", a="include b.story\n", b="include main.story\n" + HOTEL)
    (found_one,) = found_in(main)
    assert "main.story -> a.story -> b.story -> main.story" in found_one.message
    assert found_one.span.file.endswith("b.story")


def test_twice(tmp_path: Path) -> None:
    main = story(tmp_path, "hotel.story\ninclude hotel.story", hotel=HOTEL)
    (found,) = found_in(main)
    assert (found.code, found.span.line) == ("NC030", 2)
    assert "included already" in found.message


def test_a_link_that_leaves_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    (tmp_path / "hotel.story").write_text(HOTEL, encoding="utf-8")
    (folder / "hotel.story").symlink_to(tmp_path / "hotel.story")
    (folder / "chapters").symlink_to(tmp_path)
    only(found_in(story(folder, "hotel.story")), "outside the story's folder")
    only(found_in(story(folder, "chapters/hotel.story")), "outside the story's folder")


def test_a_link_within_the_folder(tmp_path: Path) -> None:
    main = story(tmp_path, "link.story", hotel=HOTEL)
    (tmp_path / "link.story").symlink_to("hotel.story")
    assert found_in(main) == []


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.story").symlink_to("b.story")
    (tmp_path / "b.story").symlink_to("a.story")
    assert [one.code for one in found_in(story(tmp_path, "a.story"))] == ["NC030"]
    assert [one.code for one in found_in(tmp_path / "a.story")] == ["NC001"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "hotel.story")
    only(found_in(story(tmp_path, "hotel.story")), "is not a file")
    assert [one.code for one in found_in(tmp_path / "hotel.story")] == ["NC001"]


def test_a_file_that_disappears(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = story(tmp_path, "hotel.story", hotel=HOTEL)
    really_open = Path.open

    def vanishing(self: Path, *rest: object, **named: object) -> object:
        if self.name == "hotel.story":
            self.unlink()
        return really_open(self, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", vanishing)
    only(found_in(main), "cannot be read")


def test_mistakes_are_placed_in_their_file(tmp_path: Path) -> None:
    found = found_in(story(tmp_path, "chapters/hotel.story", chapters__hotel="var x = \n== hotel\nText {.\n-> end\n"))
    places = [(Path(one.span.file).relative_to(tmp_path).as_posix(), one.span.line, one.code) for one in found]
    assert places == [("chapters/hotel.story", 1, "NC020"), ("chapters/hotel.story", 3, "NC021")]


def test_a_header_stands_in_the_main_file(tmp_path: Path) -> None:
    found = found_in(story(tmp_path, "hotel.story", hotel="title: Hotel\n" + HOTEL))
    assert [(one.code, one.span.line) for one in found] == [("NC010", 1)]


def test_a_long_chain_and_too_many_files(tmp_path: Path) -> None:
    for number in range(520):
        follower = f"include f{number + 1}.story\n" if number < 519 else ""
        (tmp_path / f"f{number}.story").write_text(f"{follower}== s{number}\n-> s{number + 1}\n", encoding="utf-8")
    main = story(tmp_path, "f0.story", hotel="")
    main.write_text("include f0.story\n== start\n-> s0\n", encoding="utf-8")
    found = found_in(main)
    assert [one.code for one in found] == ["NC030"]
    assert "500 files" in found[0].message


def test_files_that_are_none(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.story", tmp_path, tmp_path / ("x" * 5000), Path("a\0b.story")):
        found = found_in(path)
        assert [one.code for one in found] == ["NC001"], path


def test_a_name_is_near_only_within_reason(tmp_path: Path) -> None:
    """Where a file is missing, a name like a known one is still reported; one like none may stand in that file."""
    main = story(tmp_path, "hotel.story")
    main.write_text(
        "include hotel.story\nvar gold = 1\n== start\n~ golf += 1\n~ silver += 1\n-> hotel\n", encoding="utf-8"
    )
    assert [(one.code, one.span.line) for one in found_in(main)] == [("NC030", 1), ("NC103", 4)]
