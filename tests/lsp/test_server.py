"""The language server, driven by a real client over its pipes."""

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from editor import Editor, editor
from lsprotocol import types

ROOT = Path(__file__).resolve().parents[2]
MAIN, LIGHT = "tide.story", "chapters/light.story"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "cli" / "tide", tmp_path / "tide")
    folder = tmp_path / "tide"
    # Nothing is wrong with it as it is here.
    for name in (MAIN, LIGHT):
        text = (folder / name).read_text(encoding="utf-8")
        text = (
            text.replace("-> pier", "-> quay")
            .replace("-> back", "-> end")
            .replace("+ {otherwise} -> light ->", "* Stay.")
        )
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def drive(folder: Path, steps: Callable[[Editor], Awaitable[None]]) -> None:
    async def run() -> None:
        async with editor(folder) as one:
            await steps(one)

    asyncio.run(asyncio.wait_for(run(), 60))


def place(path: Path, words: str, text: str | None = None) -> tuple[int, int]:
    """Line and column where some words stand."""
    text = path.read_text(encoding="utf-8") if text is None else text
    before = text[: text.index(words)]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def test_diagnostics_as_you_type(folder: Path) -> None:
    main, light = folder / MAIN, folder / LIGHT

    async def steps(one: Editor) -> None:
        await one.open(main)
        await one.codes(main, [])
        await one.codes(light, [])
        line, column = place(main, "The clock stops")
        one.type(main, line, column, "{coin}")
        (found,) = await one.codes(main, ["NC103"])
        assert (found.range.start.line, found.range.start.character) == (line, 1)
        assert found.severity == types.DiagnosticSeverity.Error and found.source == "nightcap"
        assert "did you mean `coins`?" in found.message
        one.type(main, line, 0, "", erased=6)
        await one.codes(main, [])
        # What an edit breaks in a file that is not open is named as well.
        line, column = place(main, "== quay")
        one.type(main, line, column + 3, "x")
        await one.some(main, "NC101")
        lost = next(each for each in one.diagnostics[main.as_uri()] if each.code == "NC101")
        assert light.as_uri() in [each.location.uri for each in lost.related_information or ()]
        one.type(main, line, column + 3, "", erased=1)
        await one.codes(main, [])
        # An open chapter is checked through its story, also when it alone is changed.
        await one.open(light)
        one.type(light, 2, 0, "-> quay\n")
        await one.some(light, "NC310")
        faded = [each for each in one.diagnostics[light.as_uri()] if each.tags]
        assert [list(each.tags or ()) for each in faded] == [[types.DiagnosticTag.Unnecessary]]

    drive(folder, steps)


def test_names(folder: Path) -> None:
    main, light = folder / MAIN, folder / LIGHT

    async def steps(one: Editor) -> None:
        await one.open(main)
        await one.codes(main, [])
        client = one.client
        line, column = place(main, "-> light")
        (found,) = await client.text_document_definition_async(types.DefinitionParams(**one.at(main, line, column + 4)))  # type: ignore[misc]
        assert (found.uri, found.range.start.line, found.range.start.character) == (light.as_uri(), 0, 3)
        context = types.ReferenceContext(include_declaration=False)
        uses = await client.text_document_references_async(types.ReferenceParams(context, **one.at(light, 0, 5)))
        assert not uses  # it is not open
        await one.open(light)
        uses = await client.text_document_references_async(types.ReferenceParams(context, **one.at(light, 0, 5)))
        assert [use.range.start.line for use in uses or ()] == [22, 23]
        line, column = place(main, "coins: 0..9")
        lit = await client.text_document_document_highlight_async(
            types.DocumentHighlightParams(**one.at(main, line, column))
        )
        assert [(each.range.start.line, each.kind) for each in lit or ()] == [(4, 2), (9, 3), (11, 2), (15, 2), (20, 3)]
        hover = await client.text_document_hover_async(types.HoverParams(**one.at(main, line, column)))
        assert hover is not None and isinstance(hover.contents, types.MarkupContent)
        for words in ("**coins**: variable", "var coins: 0..9 = 3", "used in 4 places, set in quay (line 21)"):
            assert words in hover.contents.value
        nothing = await client.text_document_hover_async(types.HoverParams(**one.at(main, 0, 4)))
        assert nothing is None
        symbols = await client.workspace_symbol_async(types.WorkspaceSymbolParams("qu"))
        assert [(each.name, each.container_name) for each in symbols or ()] == [
            ("quay", None),
            ("The quay", "quay"),
            ("quay.pay", "quay"),
        ]

    drive(folder, steps)


def test_files(folder: Path) -> None:
    main = folder / MAIN

    async def steps(one: Editor) -> None:
        await one.open(main)
        document, client = one.document(main), one.client
        *_, scene = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))  # type: ignore[misc]
        assert isinstance(scene, types.DocumentSymbol)
        assert (scene.name, scene.detail) == ("quay", "The quay")
        assert [each.name for each in scene.children or ()] == ["pay", "High water", "Low water"]
        folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
        assert [(each.start_line, each.end_line) for each in folds or ()] == [(14, 28), (19, 22), (23, 24), (25, 26)]
        given = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))
        prose = words_of(main.read_text(encoding="utf-8"), given.data if given else (), 8)
        assert (
            "The clock stops. {It is early. | It is late.} You hold" in prose
            and "It has never stopped *before*." in prose
        )
        assert not any("coins}" in each or "->" in each or "//" in each or "rich" in each for each in prose)
        line, column = place(main, "* (pay)")
        one.type(main, line, column + 1, "  ")
        formatted = await client.text_document_formatting_async(
            types.DocumentFormattingParams(document, types.FormattingOptions(4, True))
        )
        assert formatted is not None and formatted[0].new_text == main.read_text(encoding="utf-8")

    drive(folder, steps)


def words_of(text: str, data: Any, wanted: int) -> list[str]:
    """The stretches of a text that tokens of a kind cover."""
    lines, found = text.split("\n"), []
    line = column = 0
    for place in range(0, len(data), 5):
        down, right, length, kind, _ = data[place : place + 5]
        column = right if down else column + right
        line += down
        if kind == wanted:
            found.append(lines[line][column : column + length])
    return found


@pytest.mark.parametrize("number", range(1))
def test_completion_only_where_names_go(folder: Path, number: int) -> None:
    main = folder / MAIN
    text = main.read_text(encoding="utf-8")
    expected = {
        "-> ": {"light", "quay", "end", "back", "any"},
        "* Go. -> li": {"light"},
        "<- ": {"light"},
        "-> any #": {"indoors"},
        "* each #": {"indoors"},
        "You {": {"coins", "lamp", "rich", "FARE", "lit", "seen"},
        "You {if coins > 1 and ": {"coins", "rich"},
        "* {if seen(": {"quay", "light", "pay"},
        "You {if seen(quay.": {"pay"},
        "~ ": {"coins", "if", "let"},
        "~ coins = ": {"FARE", "coins"},
        "~ if ": {"coins"},
        "": set(),
        "You go ": set(),
        "You {if coins > 1: all ": set(),
        "{One | ": set(),
        "Say \\-> ": set(),
        "// -> ": set(),
        "* Take ": set(),
        'Say {if lamp == lit: "': set(),
        "Mind the gap. ": set(),
        "Half past 10:": set(),
    }

    async def steps(one: Editor) -> None:
        await one.open(main)
        for line, wanted in expected.items():
            one.replace(main, f"{text}\n{line}")
            at = one.at(main, text.count("\n") + 1, len(line))
            offered = await one.client.text_document_completion_async(types.CompletionParams(**at))
            names = {each.label for each in offered or ()}
            assert wanted <= names if wanted else not names, (line, names)
        one.replace(main, "st\n" + text)
        offered = await one.client.text_document_completion_async(types.CompletionParams(**one.at(main, 0, 2)))
        assert {"start: ", "status: ", "var "} <= {each.label for each in offered or ()}

    drive(folder, steps)


def test_corrections_and_stubs(folder: Path) -> None:
    main = folder / MAIN
    text = main.read_text(encoding="utf-8")

    async def actions(one: Editor, line: int, column: int) -> dict[str, types.CodeAction]:
        place = types.Position(line, column)
        params = types.CodeActionParams(one.document(main), types.Range(place, place), types.CodeActionContext([]))
        listed = await one.client.text_document_code_action_async(params)
        return {each.title: each for each in listed or () if isinstance(each, types.CodeAction)}

    def after(action: types.CodeAction, before: str) -> str:
        from engine.diagnostics import Edit
        from engine.fixes import edited_text
        from engine.source import SourceSpan

        assert action.edit is not None and action.edit.document_changes is not None
        (change,) = action.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        edits = []
        for each in change.edits:
            begin, end = each.range.start, each.range.end
            assert begin.line == end.line
            span = SourceSpan("", begin.line + 1, begin.character + 1, end.character - begin.character)
            edits.append(Edit(span, each.new_text))  # type: ignore[union-attr]
        return edited_text(before, edits)

    async def steps(one: Editor) -> None:
        await one.open(main)
        wrong = text.replace("You hold {coins}", "You hold {coin}")
        one.replace(main, wrong)
        await one.codes(main, ["NC103"])
        line, column = place(main, "{coin}", wrong)
        found = await actions(one, line, column)
        assert after(found["write `coins`"], wrong) == text
        assert (found["write `coins`"].diagnostics or [])[0].code == "NC103"
        lost = text.replace("    -> light\n+", "    -> pier\n+")
        one.replace(main, lost)
        await one.codes(main, ["NC101"])
        line, column = place(main, "-> pier", lost)
        found = await actions(one, line, 0)  # anywhere on the line
        assert after(found["Write the scene `pier`"], lost).endswith("\n\n== pier\n// TODO: write this scene\n-> end\n")
        for typed, title, written in (
            ("~ wet = true", "Declare `var wet = false`", "\nvar wet = false\n"),
            ("{if dry: It is.}", "Declare `var dry = false`", "var dry = false\n"),
            ("~ wares += 2", "Declare `var wares = 0`", "var wares = 0\n"),
            ('~ song = "a"', 'Declare `var song: text = ""`', 'var song: text = ""\n'),
            ("~ mood = glad", "Add `glad` to `mood`", "var mood: low | high | glad = low\n"),
            ("Old Tom: Tide's in.", "Add `Old Tom` to the cast", "cast: Ada, Bram, Old Tom\n"),
            ("~ if coins > 2", "write `~ if coins > 2:`", "~ if coins > 2:\n"),
        ):
            base = text.replace("var coins", "var mood: low | high = low\nvar coins") if "mood" in typed else text
            new = base.replace("-> end: Low water", f"{typed}\n-> end: Low water")
            one.replace(main, new)
            await one.settled(main, one.texts[main][1])
            found = await actions(one, place(main, typed, new)[0], 0)
            assert written in after(found[title], new), typed
        reworded = text.replace("Walk along the pier.", "Stroll along the pier.")
        one.replace(main, reworded)
        await one.codes(main, [])
        line, column = place(main, "Stroll", reworded)
        found = await actions(one, line, column)
        title = "Keep saved plays: this choice was `walk-along-the-pier`"
        assert "* (stroll_along was walk-along-the-pier) Stroll along" in after(found[title], reworded)

    drive(folder, steps)


def test_renaming(folder: Path) -> None:
    main, light = folder / MAIN, folder / LIGHT

    async def steps(one: Editor) -> None:
        await one.open(main)
        line, column = place(main, "-> light")
        prepared = await one.client.text_document_prepare_rename_async(
            types.PrepareRenameParams(**one.at(main, line, column + 4))
        )
        assert isinstance(prepared, types.PrepareRenamePlaceholder) and prepared.placeholder == "light"
        edit = await one.client.text_document_rename_async(
            types.RenameParams(new_name="lantern", **one.at(main, line, column + 4))
        )
        assert edit is not None and edit.document_changes is not None
        changed = {change.text_document.uri: change.edits for change in edit.document_changes}  # type: ignore[union-attr]
        assert len(changed[main.as_uri()]) == 2 and len(changed[light.as_uri()]) == 2
        assert {each.new_text for each in changed[light.as_uri()]} == {"lantern", " (was light)"}
        assert one.messages == ["no saved path lies beside the story"]
        with pytest.raises(Exception, match="there is a scene `quay` already"):
            await one.client.text_document_rename_async(
                types.RenameParams(new_name="quay", **one.at(main, line, column + 4))
            )

    drive(folder, steps)


def test_files_come_and_go(folder: Path) -> None:
    main, light = folder / MAIN, folder / LIGHT
    text = light.read_text(encoding="utf-8")

    async def steps(one: Editor) -> None:
        await one.open(light)
        await one.codes(light, [])
        changes = types.DidChangeWatchedFilesParams([types.FileEvent(main.as_uri(), types.FileChangeType.Changed)])
        second = folder / "neap.story"
        second.write_text(f"title: Neap\ninclude {LIGHT}\n== a\n-> light\n", encoding="utf-8")
        one.client.workspace_did_change_watched_files(changes)
        # In the second story there is neither a scene `quay` nor a variable `lamp`.
        await one.some(light, "NC103")
        second.unlink()
        one.client.workspace_did_change_watched_files(changes)
        await one.codes(light, [])
        main.unlink()
        one.client.workspace_did_change_watched_files(changes)
        await asyncio.sleep(0.3)
        assert len(one.diagnostics[light.as_uri()]) > 1
        light.unlink()
        one.client.workspace_did_change_watched_files(changes)
        one.replace(light, "== a\n-> end\n")
        await one.codes(light, [])
        one.replace(light, text)
        one.client.text_document_did_close(types.DidCloseTextDocumentParams(one.document(light)))
        await one.codes(light, [])

    drive(folder, steps)


def test_without_what_editors_need(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; sys.modules['pygls'] = None; from engine.cli.main import main; sys.exit(main(['lsp']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 2
    assert "pip install 'nightcap[lsp]'" in done.stderr


LOCKED = """\
title: Lock
var key = false
== hall
+ {if not key} Take the key.
    ~ key = true
    -> hall
+ (down) {if key} Down. -> cellar
== cellar
{if not key: Strange. | Dark.}
+ Up. -> hall
+ Out. -> end: Out
"""


def test_what_an_exploration_tells(folder: Path) -> None:
    story = folder / "lock.story"
    story.write_text(LOCKED, encoding="utf-8")

    async def steps(one: Editor) -> None:
        await one.open(story)
        await one.codes(story, ["NC503"])
        params = types.CodeLensParams(one.document(story))
        lenses: dict[int, str] = {}
        for _ in range(200):
            listed = await one.client.text_document_code_lens_async(params)
            lenses = {each.range.start.line: each.command.title for each in listed or () if each.command}
            if any("random" in each for each in lenses.values()):
                break
            await asyncio.sleep(0.1)
        assert lenses[2] == "at the beginning · 0 saved paths · 100% of random plays"
        assert lenses[6] == "shortest way: 1 choice · 0 saved paths"
        assert lenses[7].startswith("shortest way: 2 choices · 0 saved paths · ")
        arguments = [story.as_uri(), "cellar"]
        command = await one.client.workspace_execute_command_async(
            types.ExecuteCommandParams("nightcap.playFrom", arguments)
        )
        played = subprocess.run(
            [*command, "--transcript", "out.txt"], input="", capture_output=True, text=True, cwd=folder, check=False
        )
        assert played.returncode == 0, played.stderr
        assert "Dark." in (folder / "out.txt").read_text(encoding="utf-8")
        inside = await one.client.workspace_execute_command_async(
            types.ExecuteCommandParams("nightcap.playAt", [story.as_uri(), 7, 0])
        )
        assert inside is not None and inside[-1] == str(story)
        assert len(json.loads(Path(inside[-3]).read_text(encoding="utf-8"))["steps"]) == 2
        told = await one.client.workspace_execute_command_async(
            types.ExecuteCommandParams("nightcap.values", [story.as_uri(), "key", "cellar"])
        )
        assert told == "In `cellar`: can be key; never not key"
        place_ = types.Range(types.Position(8, 9), types.Position(8, 9))
        offered = await one.client.text_document_code_action_async(
            types.CodeActionParams(one.document(story), place_, types.CodeActionContext([]))
        )
        assert "Which values can `key` have when a play enters `cellar`?" in [each.title for each in offered or ()]
        # An edit ends it, and what it found is gone until the new text is explored.
        one.type(story, 0, 0, "// x\n")
        await one.codes(story, [])
        await one.codes(story, ["NC503"])

    drive(folder, steps)


def test_a_fault_is_played(folder: Path) -> None:
    story = folder / "lock.story"
    story.write_text(
        LOCKED.replace("+ Out. -> end: Out\n", "+ Out. -> end: Out\n+ Deeper. -> well\n== well\n+ Swim. -> well\n"),
        encoding="utf-8",
    )

    async def steps(one: Editor) -> None:
        await one.open(story)
        await one.some(story, "NC506")
        found = next(each for each in one.diagnostics[story.as_uri()] if each.code == "NC506")
        params = types.CodeActionParams(one.document(story), found.range, types.CodeActionContext([]))
        offered = await one.client.text_document_code_action_async(params)
        play = next(each for each in offered or () if each.title.startswith("Play this"))
        assert isinstance(play, types.Command) and play.command == "nightcap.playThis"
        command = await one.client.workspace_execute_command_async(
            types.ExecuteCommandParams("nightcap.playSteps", list(play.arguments or ()))
        )
        played = subprocess.run(command, input="", capture_output=True, text=True, cwd=folder, check=False)
        assert played.returncode == 0, played.stderr
        none = await one.client.workspace_execute_command_async(
            types.ExecuteCommandParams("nightcap.playSteps", [story.as_uri(), {"seed": "x"}])
        )
        assert none is None

    drive(folder, steps)
