"""Takes comments out of ink, and keeps them for the story: line numbers stay."""

from __future__ import annotations

import re
from typing import NamedTuple

COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
RULE = re.compile(r"[-=*_~#/ ]*")


class CommentText(NamedTuple):
    """What a comment says, and the line on which it begins."""

    text: str
    line: int


def without_comments(text: str) -> tuple[str, list[CommentText]]:
    """The text without its comments, and these. Ink sees comments wherever `//` or `/*` stands, in texts too."""
    if "/" not in text:
        return text, []
    comments: list[CommentText] = []
    pieces: list[str] = []
    at, line = 0, 1
    for found in COMMENT.finditer(text):
        pieces.append(text[at : found.start()])
        line += text.count("\n", at, found.start())
        written = found.group()
        said = _said(written)
        if said:
            comments.append(CommentText(said, line))
        pieces.append("\n" * written.count("\n"))
        line += written.count("\n")
        at = found.end()
    pieces.append(text[at:])
    return "".join(pieces), comments


def _said(written: str) -> str:
    """The words of a comment, line by line; nothing for a line drawn across."""
    inner = written[2:].removesuffix("*/") if written.startswith("/*") else written[2:]
    lines = [line.strip() for line in inner.split("\n")]
    lines = [
        "" if RULE.fullmatch(line) else line.strip("*").strip() if line.startswith("*") else line for line in lines
    ]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)
