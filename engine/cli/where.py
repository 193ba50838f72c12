"""Show where a name of a story is defined, and every place that uses it, with its line.

A name may be that of a scene, a label (`truce`, or with its scene `bar.truce`), a variable, a constant, a function, a
name of an enumeration, a tag, a speaker, an ending or a title; an ending's name of several words stands in quotes.
"""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from engine.characters import in_one_line, json_text
from engine.cli.exit_codes import FINE, STORY_HAS_ERRORS
from engine.cli.stories import parsed, whole_story

if TYPE_CHECKING:
    from engine.symbols.index import Index, Symbol, Use
    from engine.syntax.tree import StoryTree

# So long the values of a variable are looked for.
SECONDS = 20.0
# How a place uses a name, in a writer's words.
ROLES = {
    "definition": "defined",
    "read": "used",
    "write": "set",
    "move": "moved to",
    "visit": "visited",
    "thread": "included",
    "start": "begun in",
    "asked": "asked about",
    "claimed": "claimed",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap where`."""
    parser.add_argument("name", metavar="NAME", help="a name of the story; a label may have its scene: bar.truce")
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    parser.add_argument(
        "--at", metavar="SCENE", help="say which values the variable can have when a play enters this scene"
    )
    parser.add_argument("--json", action="store_true", help="print the places as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the places; 1 if the story has no such name."""
    from engine.symbols.index import index_of

    if arguments.at is not None:
        return _values(arguments)
    story = parsed(arguments.story)
    index = index_of(story)
    name = arguments.name.removeprefix("#")
    symbols = index.named(name)
    if arguments.json:
        print(json_text([_as_data(index, symbol) for symbol in symbols], indent=2))
    elif not symbols:
        print(f"nightcap where: {_was(story, name) or _unknown(index, name)}", file=sys.stderr)
    else:
        print("\n\n".join("\n".join(_lines(index, symbol)) for symbol in symbols))
    return FINE if symbols else STORY_HAS_ERRORS


def _values(arguments: argparse.Namespace) -> int:
    """Print the values of a variable at a scene; 1 if they cannot be told."""
    from engine.proof.possible_values import values_at
    from engine.source import read_bytes

    found = values_at(whole_story(arguments.story), arguments.at, arguments.name, SECONDS, read_bytes)
    if found is None:
        name, scene = in_one_line(arguments.name), in_one_line(arguments.at)
        why = f"`{name}` is no variable with few values, `{scene}` is no scene, or the story has errors"
        print(f"nightcap where: {why}", file=sys.stderr)
        return STORY_HAS_ERRORS
    if arguments.json:
        print(json_text(found._asdict(), indent=2))
        return FINE
    for told, conditions in (("can be", found.possible), ("never", found.impossible), ("not decided", found.unknown)):
        for one in conditions:
            print(in_one_line(f"{told:<11}  {one}"))
    return FINE


def _was(story: StoryTree, name: str) -> str | None:
    """What a thing is called now whose name was another one: `(was …)` behind a name, `new was old` in a label."""
    before = rf"was[^()\n]*\b{re.escape(name)}\b"
    pattern = rf"([^\W\d]\w*)[ \t]*\({before}|\(([^\W\d]\w*)[ \t]+{before}"
    for source in story.sources:
        found = re.search(pattern, source.text)
        if found is not None:
            return f"`{in_one_line(name)}` is called `{found[1] or found[2]}` now"
    return None


def _unknown(index: Index, name: str) -> str:
    from engine.check.spelling import Speller

    known = [symbol.shown for symbol in index]
    near = Speller().nearest(name, known)
    hint = f"; did you mean `{in_one_line(near)}`?" if near else ""
    return f"nothing in this story is named `{in_one_line(name)}`{hint}"


def _lines(index: Index, symbol: Symbol) -> list[str]:
    from engine.symbols.index import WORDS

    uses = index.uses_of(symbol)
    counts = [f"{len(uses)} place{'' if len(uses) == 1 else 's'}"]
    writes = sum(use.role == "write" for use in uses)
    if symbol.kind in ("variable", "local"):
        counts.append(f"set in {writes}" if writes else "never set")
    if not index.definitions(symbol) and symbol.kind in ("scene", "label", "variable", "tag", "speaker"):
        counts.append("not defined anywhere")
    owner = f" of `{in_one_line(symbol.owner)}`" if symbol.kind in ("local", "title") else ""
    lines = [f"{in_one_line(symbol.shown)}: {WORDS[symbol.kind]}{owner}, {', '.join(counts)}"]
    shown = sorted(uses, key=lambda use: use.role != "definition")
    places = [_place(index, use) for use in shown]
    width = min(40, max(map(len, places)))
    for use, place in zip(shown, places, strict=True):
        source = index.sources[use.file]
        line = in_one_line(source.line(source.line_of(use.at)).strip())
        cut = line if len(line) <= 90 else line[:89] + "…"
        lines.append(f"  {place:<{width}}  {ROLES[use.role]:<11}  {cut}")
    return lines


def _place(index: Index, use: Use) -> str:
    span = index.span(use)
    return in_one_line(f"{span.file}:{span.line}:{span.column}")


def _as_data(index: Index, symbol: Symbol) -> dict[str, object]:
    uses = [{**index.span(use)._asdict(), "role": use.role, "scene": use.scene} for use in index.uses_of(symbol)]
    return {"kind": symbol.kind, "name": symbol.name, "owner": symbol.owner, "uses": uses}
