"""Show a story's files, scenes, choices and endings with the words of each, scenes not written yet, `// TODO` lines."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.characters import harmless, in_one_line, json_text
from engine.cli.exit_codes import FINE
from engine.cli.stories import parsed

if TYPE_CHECKING:
    from engine.symbols.outline import SceneOutline, StoryOutline

MOST_PLACES = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap outline`."""
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print the outline as JSON")
    how.add_argument("--dot", action="store_true", help="print a graph of the scenes, for Graphviz")


def run(arguments: argparse.Namespace) -> int:
    """Print the outline."""
    from engine.symbols.outline import as_data, as_dot, outline_of

    outline = outline_of(parsed(arguments.story))
    if arguments.json:
        print(json_text(as_data(outline), indent=2))
    elif arguments.dot:
        print(harmless(as_dot(outline)))
    else:
        for line in _told(outline):
            print(in_one_line(line))
    return FINE


def _told(outline: StoryOutline) -> Iterator[str]:
    story = outline.story
    title = next((entry.value.strip() for entry in story.entries if entry.key == "title"), "")
    endings = {name for one in outline.scenes for name in one.endings}
    counts = [(outline.words, "word"), (len(outline.scenes), "scene"), (len(endings), "named ending")]
    yield f"{title}{': ' if title else ''}{', '.join(_counted(*one) for one in counts)}"
    for source in story.sources:
        scenes = [one for one in outline.scenes if one.scene.source.name == source.name]
        yield ""
        yield f"{source.name}: {_counted(outline.words_by_file[source.name], 'word')}"
        for one in scenes:
            yield from _scene(one)
    if outline.unwritten:
        yield ""
        yield "not written yet"
        for name, places in outline.unwritten.items():
            shown = [f"{source.name}:{source.line_of(at)}" for source, at in places[:MOST_PLACES]]
            more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
            yield f"  {name}  (from {', '.join(shown)}{more})"
    if outline.notes:
        yield ""
        yield "to do"
        for note in outline.notes:
            yield f"  {note.source.name}:{note.source.line_of(note.at)}  {note.text}"


def _scene(one: SceneOutline) -> Iterator[str]:
    heading = one.scene.heading
    title = f": {heading.title}" if heading.title else ""
    tags = "".join(f" #{tag}" for tag in heading.tags)
    counts = [_counted(one.words, "word")]
    if one.choices:
        counts.append(_counted(one.choices, "choice"))
    line = one.scene.source.line_of(heading.at)
    yield f"  {line:>5}  {heading.name}{title}{tags}  ({', '.join(counts)})"
    arrows = {"move": "-> {}", "visit": "-> {} ->", "thread": "<- {}"}
    links = [arrows[kind].format(name) for kind, name in one.links if name != heading.name]
    links += [f"-> any #{tag}" for tag in one.drawn] + [f"-> end: {name}" for name in one.endings]
    if links:
        yield f"         {', '.join(links)}"


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"
