"""The outline of a story: its files, their scenes, the choices and endings of each, words, and what is still to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.check.blocks import move_of, statements_of
from engine.named_tuples import NamedTuple
from engine.source import Source
from engine.symbols.mention_collector import mentions_of_scene
from engine.symbols.mentions import Mention
from engine.symbols.passages import TextPassage, passages_of_functions, passages_of_scene
from engine.syntax.tree import ChoiceStatement, Each, Move, Scene, StoryTree

# A note of the author to herself; it stands in a comment.
TODO = re.compile(r"(?:(?<=[ \t\n])|^)//[ \t]*(TODO|FIXME|XXX)\b[: \t]*([^\n]*)", re.MULTILINE)
# How the moves of a scene are drawn: moved to, visited, its choices included.
LINKS = ("move", "visit", "thread")


class Note(NamedTuple):
    """A `// TODO` line: its place, and what it says."""

    source: Source
    at: int
    text: str


class SceneOutline(NamedTuple):
    """What one scene holds. `links` are where it goes, as (kind, scene), each once; `drawn` the tags it draws from."""

    scene: Scene
    words: int
    speakers: dict[str, int]
    choices: int
    endings: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    drawn: tuple[str, ...]
    notes: tuple[Note, ...]


class StoryOutline(NamedTuple):
    """A whole story. `unwritten` are scenes that are used but not there, with the mentions of each by file."""

    story: StoryTree
    scenes: tuple[SceneOutline, ...]
    unwritten: dict[str, list[tuple[Source, int]]]
    notes: tuple[Note, ...]
    words_by_file: dict[str, int]

    @property
    def words(self) -> int:
        """The words of all scenes and functions."""
        return sum(self.words_by_file.values())


def outline_of(story: StoryTree) -> StoryOutline:
    """The outline of a story, which may have errors."""
    notes = {source.name: list(notes_in(source)) for source in story.sources}
    known = {scene.name for scene in story.scenes}
    unwritten: dict[str, list[tuple[Source, int]]] = {}
    scenes: list[SceneOutline] = []
    places = _places_of(story)
    for scene in story.scenes:
        mentions = mentions_of_scene(scene)
        for mention in mentions:
            if mention.kind == "scene" and mention.role in LINKS and mention.name not in known:
                unwritten.setdefault(mention.name, []).append((scene.source, mention.at))
        base = scene.source.base_at
        own = [note for note in notes[scene.source.name] if base + scene.heading.at <= note.at < base + scene.end]
        scenes.append(_scene_outline(scene, mentions, places, tuple(own)))
    every = tuple(note for source in story.sources for note in notes[source.name])
    return StoryOutline(story, tuple(scenes), unwritten, every, _words_by_file(story, scenes))


def _words_by_file(story: StoryTree, scenes: list[SceneOutline]) -> dict[str, int]:
    words = {source.name: 0 for source in story.sources}
    for one in scenes:
        words[one.scene.source.name] += one.words
    for passage in passages_of_functions(story):
        words[passage.source.name] += passage.words
    return words


def notes_in(source: Source) -> Iterator[Note]:
    """The notes of an author to herself in a file."""
    for found in TODO.finditer(source.text):
        yield Note(source, found.start(), found.group(2).strip() or found.group(1))


def _places_of(story: StoryTree) -> dict[int, tuple[str, ...]]:
    """The scenes that the value of each `-> {place}` can name, by the `id` of the move. That takes types."""
    moves = [move for scene in story.scenes for move in _value_moves_in(scene)]
    if not moves:
        return {}
    from engine.check.checker import check
    from engine.diagnostics import Report

    reach = check(story, Report()).reach
    return {id(move): reach.places(move) for move in moves}


def _value_moves_in(scene: Scene) -> Iterator[Move]:
    moves = map(move_of, statements_of(scene.body))
    return (move for move in moves if move is not None and move.value is not None)


def _scene_outline(
    scene: Scene, mentions: list[Mention], places: dict[int, tuple[str, ...]], notes: tuple[Note, ...]
) -> SceneOutline:
    passages = list(passages_of_scene(scene))
    in_order = sorted(mentions, key=lambda one: one.at)
    found = [(one.at, one.role, one.name) for one in in_order if one.kind == "scene" and one.role in LINKS]
    for move in _value_moves_in(scene) if places else ():
        found += [(move.at, "visit" if move.returns else "move", name) for name in places[id(move)]]
    links = {(role, name): None for _, role, name in sorted(found, key=lambda one: one[0])}
    endings = {one.name: None for one in in_order if one.kind == "ending"}
    drawn = {one.name: None for one in in_order if one.kind == "tag" and one.role == "read"}
    choices = sum(isinstance(one, (ChoiceStatement, Each)) for one in statements_of(scene.body))
    words = sum(one.words for one in passages)
    return SceneOutline(scene, words, speakers_in(passages), choices, tuple(endings), tuple(links), tuple(drawn), notes)


def speakers_in(passages: list[TextPassage]) -> dict[str, int]:
    """The words of each speaker."""
    counts: dict[str, int] = {}
    for one in passages:
        if one.speaker is not None:
            counts[one.speaker] = counts.get(one.speaker, 0) + one.words
    return counts


# ------------------------------------------------------------ as data, as a graph


def as_data(outline: StoryOutline) -> dict[str, object]:
    """The outline as plain data."""
    story = outline.story

    def place(source: Source, at: int) -> dict[str, object]:
        return {"file": source.name, "line": source.line_of(at)}

    return {
        "title": next((entry.value.strip() for entry in story.entries if entry.key == "title"), ""),
        "words": outline.words,
        "files": [
            {
                "file": source.name,
                "words": outline.words_by_file[source.name],
                "scenes": [
                    {
                        "name": one.scene.name,
                        "title": one.scene.heading.title,
                        "tags": list(one.scene.heading.tags),
                        "line": source.line_of(one.scene.heading.at),
                        "words": one.words,
                        "speakers": one.speakers,
                        "choices": one.choices,
                        "endings": list(one.endings),
                        "links": [{"kind": kind, "scene": name} for kind, name in one.links],
                        "draws": list(one.drawn),
                        "notes": [{"line": source.line_of(note.at), "text": note.text} for note in one.notes],
                    }
                    for one in outline.scenes
                    if one.scene.source.name == source.name
                ],
            }
            for source in story.sources
        ],
        "unwritten": [
            {"name": name, "uses": [place(*one) for one in places]} for name, places in outline.unwritten.items()
        ],
        "notes": [{**place(note.source, note.at), "text": note.text} for note in outline.notes],
    }


def as_dot(outline: StoryOutline) -> str:
    """The outline as a graph in the language of Graphviz: scenes, moves, visits (dashed), included choices (dotted)."""
    styles = {"move": "", "visit": ' [style="dashed"]', "thread": ' [style="dotted"]'}
    lines = ["digraph story {", "  node [shape=box];"]
    tagged: dict[str, list[str]] = {}
    for one in outline.scenes:
        heading = one.scene.heading
        for tag in heading.tags:
            tagged.setdefault(tag.partition("=")[0], []).append(heading.name)
    for source in outline.story.sources:
        lines += [f"  subgraph {_quoted('cluster ' + source.name)} {{", f"    label={_quoted(source.name)};"]
        for one in outline.scenes:
            if one.scene.source.name == source.name:
                heading = one.scene.heading
                label = heading.title or heading.name
                lines.append(f"    {_quoted(heading.name)} [label={_quoted(f'{label} ({one.words})')}];")
        lines.append("  }")
    lines += [f'  {_quoted(name)} [style="dashed", color="red"];' for name in outline.unwritten]
    for one in outline.scenes:
        name = one.scene.name
        lines += [f"  {_quoted(name)} -> {_quoted(target)}{styles[kind]};" for kind, target in one.links]
        lines += [
            f'  {_quoted(name)} -> {_quoted(target)} [style="dashed", label={_quoted("#" + tag)}];'
            for tag in one.drawn
            for target in tagged.get(tag, ())
        ]
        for ending in one.endings:
            lines.append(f"  {_quoted('end: ' + ending)} [shape=oval, label={_quoted(ending)}];")
            lines.append(f"  {_quoted(name)} -> {_quoted('end: ' + ending)};")
    return "\n".join([*lines, "}"])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
