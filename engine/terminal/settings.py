"""How a player likes the full-screen player: read from the user's configuration directory, changed by `set`.

The file is `settings.toml` with a line for each setting that is not as usual. The command line goes before it.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from engine.folders import user_folder
from engine.terminal.blocks import one_line
from engine.terminal.listings import Entry, Listing

THEMES = ("auto", "dark", "light", "contrast", "terminal")
FILE = "settings.toml"
MOST_FILE = 100_000


class Settings(NamedTuple):
    """The settings. `pace`: characters a second, 0 for text shown at once; `mouse`: false leaves it to the terminal."""

    theme: str = "auto"
    width: int = 72
    pace: int = 0
    animation: bool = True
    ascii: bool = False
    mouse: bool = True

    def listing(self) -> Listing:
        """The settings as a list; taking an entry moves on to its next value."""
        entries = [
            Entry(f"{name}: {_told(getattr(self, name))}", (ABOUT[name],), f"set {name} {_told(_next(self, name))}")
            for name in self._fields
        ]
        hint = "set NAME VALUE changes one, for example: set theme light"
        return Listing("Settings", tuple(entries), hint)


class SettingError(Exception):
    """A setting that is not there or cannot have the value; the text is for the player."""


ABOUT = {
    "theme": f"{', '.join(THEMES[:-1])} or {THEMES[-1]}: the colours; terminal keeps your own",
    "width": "the most columns of the reading column, 20 to 120",
    "pace": "characters a second for new text; 0 shows it at once",
    "animation": "on or off: whether new text scrolls in",
    "ascii": "on or off: no characters beyond ASCII but those of the story",
    "mouse": "on or off: click choices and turn the wheel; off lets you select text",
}
STEPS: dict[str, tuple[object, ...]] = {
    "theme": THEMES,
    "width": (72, 84, 60, 48),
    "pace": (0, 400, 200, 100),
    "animation": (True, False),
    "ascii": (False, True),
    "mouse": (True, False),
}
RANGES = {"width": (20, 120), "pace": (0, 10_000)}


def _told(value: object) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def _next(settings: Settings, name: str) -> object:
    steps, value = STEPS[name], getattr(settings, name)
    return steps[(steps.index(value) + 1) % len(steps)] if value in steps else steps[0]


def changed(settings: Settings, name: str, value: str) -> Settings:
    """The settings with one of them as typed. Raises `SettingError`."""
    name, value = name.casefold(), value.casefold().strip("\"'")
    if name not in Settings._fields:
        raise SettingError(f"There is no setting “{one_line(name, 40)}”; there are: {', '.join(Settings._fields)}.")
    if name == "theme" and value in THEMES:
        return settings._replace(theme=value)
    if name in RANGES:
        low, high = RANGES[name]
        if value.isdecimal() and value.isascii() and low <= int(value[:9]) <= high:
            return Settings(**{**settings._asdict(), name: int(value)})
    elif name != "theme" and value in ("on", "true", "yes", "off", "false", "no"):
        return Settings(**{**settings._asdict(), name: value in ("on", "true", "yes")})
    raise SettingError(f"{name} cannot be “{one_line(value, 40)}”. {name}: {ABOUT[name]}.")


def read_settings() -> tuple[Settings, list[str]]:
    """The settings of the user, and what is wrong with their file."""
    try:
        with (user_folder("config") / FILE).open(encoding="utf-8") as file:
            text = file.read(MOST_FILE)
    except FileNotFoundError:
        return Settings(), []
    except (OSError, RuntimeError, UnicodeDecodeError) as error:
        return Settings(), [f"The settings cannot be read: {one_line(str(error))}"]
    settings, wrong = Settings(), []
    for number, line in enumerate(text.splitlines(), 1):
        name, equals, value = line.partition("#")[0].partition("=")
        if not name.strip():
            continue
        try:
            if not equals:
                raise SettingError("a line is NAME = VALUE.")
            settings = changed(settings, name.strip(), value.strip())
        except SettingError as error:
            wrong.append(f"settings.toml, line {number}: {error}")
    return settings, wrong[:3]


def write_settings(settings: Settings) -> None:
    """Keep the settings. Raises `SettingError` if that cannot be done."""
    lines = []
    for name, value in settings._asdict().items():
        if value != getattr(Settings(), name):
            shown = f'"{value}"' if isinstance(value, str) else str(value).lower()
            lines.append(f"{name} = {shown}\n")
    try:
        path = user_folder("config") / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text("".join(lines), encoding="utf-8")
        temporary.replace(path)
    except (OSError, RuntimeError) as error:
        raise SettingError(f"The setting holds for now, but cannot be kept: {one_line(str(error))}") from error
