"""The transcript of a play as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from engine.characters import visible
from engine.terminal.blocks import Block

if TYPE_CHECKING:
    from engine.terminal.play import PlayController

# What Markdown would take for its own marks.
MARKS = re.compile(r"([\\`*_\[\]<>#|~])|^(\s*\d+)([.)])|^(\s*)([-+=])", re.MULTILINE)
AROUND = {"emphasis": "*", "strong": "**", "emphasis strong": "***", "speaker": "**"}


def write_transcript(play: PlayController, path: Path | None) -> Path:
    """Write the transcript into a file that is not there yet; without a name, into one named after the story."""
    text = markdown(play.transcript)
    if path is not None:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        return path
    stem = re.sub(r"\W+", "_", play.story.title.casefold().replace("'", "")).strip("_")[:60] or "story"
    for number in count(1):
        path = Path(f"{stem}_transcript{'' if number == 1 else f'_{number}'}.md")
        if not path.exists():
            break
    return write_transcript(play, path)


def markdown(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown: what was chosen as a quotation, the story as paragraphs."""
    return "\n\n".join(map(_block, blocks)) + "\n"


def _block(block: Block) -> str:
    text = "".join(_piece(text, style) for text, style in block.pieces)
    if block.kind == "title":
        return f"# {text}"
    if block.kind == "taken":
        return f"> {text}"
    return f"*{text}*" if block.kind in ("byline", "ending", "aside") else text


def _piece(text: str, style: str) -> str:
    mark = AROUND.get(style, "")
    text = MARKS.sub(_escaped, visible(text)).replace("\n", "  \n")
    core = text.strip()
    if not mark or not core:
        return text
    head, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{head}{mark}{core}{mark}{tail}"


def _escaped(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\{match[1]}"
    if match[2]:
        return f"{match[2]}\\{match[3]}"
    return f"{match[4]}\\{match[5]}"
