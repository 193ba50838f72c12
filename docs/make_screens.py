"""Makes the pictures in docs/screens: plays Joe's Bar in a terminal that pyte draws, and writes what it shows as SVG.

    .venv/bin/python docs/make_screens.py

Needs what `make test` installs; nothing leaves this machine.
"""

from __future__ import annotations

import html
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screens"
WIDTH, HEIGHT, SIZE = 8.4, 19, 14
ESCAPE, ENTER, DOWN = "\x1b", "\r", "\x1b[B"
GROUNDS = {"dark": ("#d0d0d0", "#1c1c1c"), "light": ("#303030", "#eeeeee"), "contrast": ("#ffffff", "#000000")}
NAMED = {"brightbrown": "#ffff55", "black": "#000000", "white": "#ffffff", "brown": "#aa8800", "cyan": "#00aaaa"}

# Name of the picture, size, theme, further arguments, and what is pressed.
SCREENS: list[tuple[str, tuple[int, int], str, list[str], list[str]]] = [
    ("first", (92, 28), "dark", [], [DOWN]),
    ("choice", (92, 28), "dark", [], ["1", DOWN, DOWN]),
    ("timeline", (92, 28), "dark", [], ["1", "2", "u", "1", " ", "3", "t"]),
    ("saves", (92, 20), "dark", [], ["1", "s", "first glass" + ENTER, "2", "l"]),
    ("help", (92, 40), "dark", [], ["?"]),
    ("search", (92, 22), "light", [], ["1", "2", "/list" + ENTER]),
    ("light", (92, 28), "light", [], ["3", DOWN]),
    ("contrast", (60, 20), "contrast", [], ["1"]),
    ("small", (40, 12), "dark", [], ["1"]),
]


def shown(size: tuple[int, int], arguments: list[str], keys: list[str]) -> pyte.Screen:
    """The screen after some keys, for a user who has played nothing before."""
    columns, rows = size
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    with tempfile.TemporaryDirectory() as home:
        folders = dict.fromkeys(("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), home)
        child = pexpect.spawn(
            sys.executable,
            ["-m", "engine", "play", str(ROOT / "stories" / "joes_bar.story"), "--seed", "1", *arguments],
            dimensions=(rows, columns),
            env={**os.environ, **folders, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "NO_COLOR": ""},
        )
        read(child, stream, 4.0)
        for key in keys:
            child.send(key)
            read(child, stream, 0.7)
        child.close(force=True)
    return screen


def read(child: pexpect.spawn, stream: pyte.ByteStream, seconds: float) -> None:
    """Feed the screen with what comes for some time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            stream.feed(child.read_nonblocking(65536, timeout=0.05))
        except pexpect.TIMEOUT:
            continue


def svg(screen: pyte.Screen, theme: str) -> str:
    """A screen as SVG: one text element for each stretch of one look."""
    fore, ground = GROUNDS[theme]
    width, height = screen.columns * WIDTH + 24, screen.lines * HEIGHT + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{SIZE}">',
        f'<rect width="100%" height="100%" rx="8" fill="{ground}"/>',
    ]
    for y in range(screen.lines):
        for x, text, char in stretches(screen, y):
            ink, back = color(char.fg, fore), color(char.bg, ground)
            if char.reverse:
                ink, back = back, ink
            left, base = 12 + x * WIDTH, 12 + y * HEIGHT
            if back != ground:
                parts.append(
                    f'<rect x="{left:.1f}" y="{base}" width="{len(text) * WIDTH:.1f}" height="{HEIGHT}" fill="{back}"/>'
                )
            look = (' font-weight="bold"' if char.bold else "") + (' font-style="italic"' if char.italics else "")
            parts.append(
                f'<text x="{left:.1f}" y="{base + 14}" fill="{ink}"{look} textLength="{len(text) * WIDTH:.1f}" '
                f'xml:space="preserve">{html.escape(text)}</text>'
            )
    return "\n".join([*parts, "</svg>", ""])


def stretches(screen: pyte.Screen, y: int) -> list[tuple[int, str, pyte.screens.Char]]:
    """The stretches of a row: column, text, and the look of its first character. Times of day are always the same."""
    found: list[tuple[int, str, pyte.screens.Char]] = []
    row = [screen.buffer[y][x] for x in range(screen.columns)]
    line = re.sub(r"today \d\d:\d\d", "today 21:20", "".join(char.data for char in row))
    start = 0
    for x in range(1, len(row) + 1):
        if x == len(row) or row[x]._replace(data="") != row[start]._replace(data=""):
            text = line[start:x]
            if text.strip() or row[start].reverse:
                lead = 0 if row[start].reverse else len(text) - len(text.lstrip())
                found.append((start + lead, text[lead:].rstrip() if not row[start].reverse else text, row[start]))
            start = x
    return found


def color(name: str, default: str) -> str:
    """A colour of pyte as SVG has it."""
    if name == "default":
        return default
    return NAMED.get(name) or (f"#{name}" if re.fullmatch("[0-9a-f]{6}", name) else default)


def main() -> None:
    """Make all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, size, theme, arguments, keys in SCREENS:
        screen = shown(size, ["--theme", theme, *arguments], keys)
        (FOLDER / f"{name}.svg").write_text(svg(screen, theme), encoding="utf-8")
        print(f"{name}: {sum(bool(line.strip()) for line in screen.display)} rows")


if __name__ == "__main__":
    main()
