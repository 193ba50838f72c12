"""Which file beside the story is named for an unknown name: one that declares it as what is missing."""

from pathlib import Path

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
