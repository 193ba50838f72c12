"""`nightcap map`: the scenes of a story as one SVG."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from engine.cli.main import main

SVG = "{http://www.w3.org/2000/svg}"
STORY = """\
title: Map
include parts/more.story

== hall: The hall #open
* Down. -> cellar
* Up. -> attic ->
* Out. -> garden
* Luck. -> any #open

"""
MORE = """\
== cellar #open
<- hall
* {otherwise} -> end: A "<b>" & dark place

== attic #open
-> back
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "more.story").write_text(MORE, encoding="utf-8")
    path = tmp_path / "map.story"
    path.write_text(STORY, encoding="utf-8")
    return path


def drawn(story: Path, *options: str) -> ElementTree.Element:
    assert main(["map", str(story), *options]) == 0
    return ElementTree.fromstring(story.with_suffix(".svg").read_text(encoding="utf-8"))


def boxes(picture: ElementTree.Element) -> dict[str, str]:
    return {str(group[2].text): str(group.get("class")) for group in picture.iter(f"{SVG}g")}


def arrows(picture: ElementTree.Element) -> list[str]:
    return sorted(str(path.get("class")) for path in picture.iter(f"{SVG}path") if path.get("class"))


def test_each_scene_is_a_box_and_each_way_an_arrow(story: Path) -> None:
    picture = drawn(story)
    assert boxes(picture) == {"hall": "start", "cellar": "scene", "attic": "scene", "garden": "unwritten"}
    assert arrows(picture) == ["drawn", "drawn", "move", "move", "thread", "visit"]
    told = "".join(picture.itertext())
    assert '-> end: A "<b>" & dark place' in told
    assert "parts/more.story:1" in told


def test_files_can_be_folded(story: Path) -> None:
    assert boxes(drawn(story, "--fold")) == {"map": "file", "more": "file", "garden": "unwritten"}
    one = boxes(drawn(story, "--chapter", "more.story"))
    assert one == {"map": "file", "cellar": "scene", "attic": "scene", "garden": "unwritten"}


def test_no_two_boxes_stand_on_each_other(story: Path) -> None:
    lines = [f"* To {to}. -> s{to}\n" for to in range(1, 40)]
    scenes = "".join(f"== s{number}\n{lines[number % 39]}{lines[number * 7 % 39]}\n" for number in range(40))
    story.write_text(scenes, encoding="utf-8")
    places = [(float(one.get("x", 0)), float(one.get("y", 0))) for one in drawn(story).iter(f"{SVG}rect")]
    assert len(places) == 40
    for number, (x, y) in enumerate(places):
        assert all(y != other_y or abs(x - other_x) >= 180 for other_x, other_y in places[:number])


def test_a_large_story_is_folded_by_itself(story: Path) -> None:
    story.write_text(
        "include parts/more.story\n\n== s0\n-> s1\n\n"
        + "".join(f"== s{number}\n-> s{number + 1}\n\n" for number in range(1, 200)),
        encoding="utf-8",
    )
    (story.parent / "parts" / "more.story").write_text("== s200\n-> end\n", encoding="utf-8")
    assert boxes(drawn(story)) == {"map": "file", "more": "file"}
    assert len(boxes(drawn(story, "--all"))) == 201


def test_what_is_no_map_is_refused(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", str(story), "-o", "x.png"]) == 2
    assert main(["map", str(story), "--chapter", "none.story"]) == 2
    assert re.search("no file of this story", capsys.readouterr().err)
