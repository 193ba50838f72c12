"""Which file beside the story is named for an unknown name: one that declares it as what is missing."""

from pathlib import Path

import pytest

import engine

OTHER = "title: Other\n\ndef pay(n):\n    Paid {n}.\n\n== cellar\n-> end\n"


def unknown(folder: Path, scene: str) -> list[tuple[str, str]]:
    (folder / "other.story").write_text(OTHER)
    (folder / "a.story").write_text(f"title: A\n\n== hall\n+ Go. -> {scene}\n+ Up. -> attic\n")
    return [(one.message, one.hint or "") for one in engine.diagnose(folder / "a.story")]


def test_a_scene_of_another_file(tmp_path: Path) -> None:
    message, hint = unknown(tmp_path, "cellar")[0]
    assert (message, "write `include other.story`" in hint) == ("there is no scene `cellar`", True)


def test_a_function_of_another_file_is_no_scene(tmp_path: Path) -> None:
    found = unknown(tmp_path, "pay")
    assert [message for message, _ in found] == ["there is no scene `pay`", "there is no scene `attic`"]
    assert not any("include" in hint for _, hint in found)


SCENES = "== hall\n+ Go. -> {name}\n+ Once more. -> {name}\n\n== arrive\n-> end\n"
VARIABLES = "var quay = 1\n\n== hall\nYou see {{{name}}}, and again {{{name}}}.\n-> end\n"
HEADING = "== hall\n+ Go. -> {name}\n\n-> hall\n\nNobody comes here.\n-> end\n"


def misspelt(folder: Path, included: str, body: str, name: str) -> list[tuple[str, str, list[str]]]:
    (folder / "nights.story").write_text("== river\n-> end\n")
    (folder / "a.story").write_text(f"title: A\ninclude {included}\n{body.format(name=name)}")
    found = engine.diagnose(folder / "a.story")
    return [(one.code, one.message, [fix.title for fix in one.fixes]) for one in found]


def test_a_misspelt_include_is_told_alone_and_no_scene_is_renamed(tmp_path: Path) -> None:
    found = misspelt(tmp_path, "night.story", SCENES, "river")
    assert [(code, fixes) for code, _, fixes in found] == [("NC030", ["write `include nights.story`"])]


@pytest.mark.parametrize(
    ("body", "name"), [(SCENES, "arrived"), (SCENES, "harbour"), (VARIABLES, "port"), (HEADING, "attic")]
)
def test_where_a_file_is_missing_nothing_idle_gets_an_unknown_name(tmp_path: Path, body: str, name: str) -> None:
    found = misspelt(tmp_path, "quite_another.story", body, name)
    assert found[0][0] == "NC030"
    assert not [title for _, _, titles in found for title in titles if title == f"write `{name}`"]
    assert not [message for _, message, _ in found if "its heading is missing" in message]
