"""What exploring tells: how far it is to a place, and playing from there."""

from __future__ import annotations

import asyncio

from lsprotocol import types

from engine.check.blocks import statements_of
from engine.diagnostics import Report
from engine.lsp import answers
from engine.lsp.explored import id_of, lenses_of
from engine.lsp.playing import path_of, path_to, values_told
from engine.lsp.server import Server
from engine.syntax.tree import ChoiceStatement, Scene, StoryTree


def register(server: Server) -> None:
    """What exploring tells: how far it is to a place, and playing from there."""
    server.feature(types.TEXT_DOCUMENT_CODE_LENS)(lenses)
    server.command("nightcap.playFrom")(play_from)
    server.command("nightcap.playSteps")(play_steps)
    server.command("nightcap.values")(values)
    server.command("nightcap.playAt")(play_at)


async def lenses(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
    """Above each scene and choice, how far it is from the start, with a command that plays from there."""
    where = await ls.where_read(params.text_document.uri)
    explored = None if where is None else ls.explored.get(where.desk.main)
    if where is None or explored is None:
        return []
    found = []
    for scene in where.parsed.story.scenes:
        if scene.source.name == where.source.name:
            ids = _ids_of(scene)
            for at, told, name in lenses_of(scene, ids, explored):
                place = answers.editor_range(where.source, scene.source.base_at + at, scene.source.base_at + at)
                command = types.Command(told, "nightcap.play", arguments=[params.text_document.uri, name])
                found.append(types.CodeLens(place, command))
    return found


async def play_from(ls: Server, uri: str, name: str) -> list[str] | None:
    """The command that plays from a scene or a choice on, by the shortest way there; for a terminal."""
    where = await ls.where(uri)
    if where is None:
        return None
    return await asyncio.to_thread(path_to, where.desk.main, name, ls.texts.read())


async def play_steps(ls: Server, uri: str, play: types.LSPAny) -> list[str] | None:
    """The command that plays on behind a play that shows a fault."""
    where = await ls.where(uri)
    if where is None:
        return None
    return await asyncio.to_thread(path_of, where.desk.main, _as_json_data(play), ls.texts.read())


async def values(ls: Server, uri: str, variable: str, scene: str) -> str | None:
    """Which values a variable can have when a scene is entered; told in a message, too."""
    where = await ls.where(uri)
    if where is None:
        return None
    told = await asyncio.to_thread(values_told, where.desk.main, variable, scene, ls.texts.read())
    ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, told))
    return told


async def play_at(ls: Server, uri: str, line: int, character: int) -> list[str] | None:
    """The same for a place in a file."""
    where = await ls.where_read(uri)
    if where is None:
        return None
    offset = where.offset(types.Position(line, character))
    name = None
    for scene in where.parsed.story.scenes:
        base = scene.source.base_at
        begin = where.source.text.rfind("\n", 0, base + scene.heading.at) + 1
        if scene.source.name == where.source.name and begin <= offset:
            name, ids = scene.name, _ids_of(scene)
            for statement in statements_of(scene.body):
                if not isinstance(statement, ChoiceStatement) or base + statement.at > offset:
                    continue
                if id_of(statement) in ids and _holds(statement, offset - base):
                    name = ids[id_of(statement)]
    return None if name is None else await asyncio.to_thread(path_to, where.desk.main, name, ls.texts.read())


def _as_json_data(value: object) -> object:
    """Data of the protocol as plain lists and dictionaries."""
    if isinstance(value, (list, tuple)):
        return [_as_json_data(one) for one in value]
    if hasattr(value, "_asdict"):
        return {key: _as_json_data(one) for key, one in value._asdict().items()}
    return {key: _as_json_data(one) for key, one in value.items()} if isinstance(value, dict) else value


def _holds(statement: ChoiceStatement, offset: int) -> bool:
    """Whether an offset stands in the block of a choice, below its line."""
    ends = [inner.at for inner in statements_of(statement.body)]
    return bool(ends) and statement.end < offset <= max(ends) + 1


def _ids_of(scene: Scene) -> dict[int, str]:
    """The ids of the choices of a scene."""
    from engine.check.names import Names

    return Names(StoryTree((scene.source,), (), (), (scene,)), Report()).ids_of_choices()
