"""How a player likes the full-screen player: read from the user's configuration directory, changed by `set`.

The file is `settings.toml` with a line for each setting that is not as usual. The command line goes before it.
"""

from __future__ import annotations

import os

from engine.folders import user_folder
from engine.named_tuples import NamedTuple
from engine.terminal.blocks import one_line
from engine.terminal.listings import ListEntry, Listing
from engine.terminal.messages import mark, tr

THEMES = ("auto", "dark", "light", "contrast", "terminal")
FILE = "settings.toml"
MOST_FILE = 100_000


class Settings(NamedTuple):
    """The settings. `pace`: characters a second, 0 for text shown at once; `reading`: characters a second that somebody
    reads, for turning pages by itself; `mouse`: false leaves it to the terminal; `seen`: mark choices taken before.
    """

    theme: str = "auto"
    width: int = 72
    pace: int = 0
    animation: bool = True
    ascii: bool = False
    mouse: bool = True
    reading: int = 25
    seen: bool = True

    def listing(self) -> Listing:
        """The settings as a list; taking an entry moves on to its next value."""
        entries = [
            ListEntry(
                f"{name}: {_told(getattr(self, name))}",
                (about(name),),
                f"set {name} {_told(_next(self, name))}",
                number=number,
            )
            for number, name in enumerate(self._fields, 1)
        ]
        hint = tr(":set NAME VALUE changes one, for example: :set theme light")
        return Listing(tr("Settings"), tuple(entries), hint)


class SettingError(Exception):
    """A setting that is not there or cannot have the value; the text is for the player."""


ABOUT = {
    "theme": mark("auto, dark, light, contrast or terminal: the colours; terminal keeps your own"),
    "width": mark("the most columns of the reading column, 20 to 120; the keys + and - as well"),
    "pace": mark("characters a second for new text; 0 shows it at once"),
    "animation": mark("on or off: whether new text scrolls in, where the line is fast enough"),
    "ascii": mark("on or off: no characters beyond ASCII but those of the story"),
    "mouse": mark("on or off: click choices and turn the wheel; off lets you select text"),
    "reading": mark("characters a second that you read, 5 to 100: how fast pages turn by themselves"),
    "seen": mark("on or off: whether choices that you took before are marked"),
}
STEPS: dict[str, tuple[object, ...]] = {
    "theme": THEMES,
    "width": (72, 84, 60, 48),
    "pace": (0, 400, 200, 100),
    "animation": (True, False),
    "ascii": (False, True),
    "mouse": (True, False),
    "reading": (25, 35, 15),
    "seen": (True, False),
}
RANGES = {"width": (20, 120), "pace": (0, 10_000), "reading": (5, 100)}


def about(name: str) -> str:
    """What a setting is for."""
    return tr(ABOUT[name])


def _told(value: object) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def _next(settings: Settings, name: str) -> object:
    steps, value = STEPS[name], getattr(settings, name)
    return steps[(steps.index(value) + 1) % len(steps)] if value in steps else steps[0]


def changed(settings: Settings, name: str, value: str) -> Settings:
    """The settings with one of them as typed. Raises `SettingError`."""
    name, value = name.casefold(), value.casefold().strip("\"'")
    if name not in Settings._fields:
        names = ", ".join(Settings._fields)
        raise SettingError(
            tr("There is no setting “{name}”; there are: {names}.", name=one_line(name, 40), names=names)
        )
    if name == "theme" and value in THEMES:
        return settings._replace(theme=value)
    if name in RANGES:
        low, high = RANGES[name]
        if value.isdecimal() and value.isascii() and low <= int(value[:9]) <= high:
            return Settings(**{**settings._asdict(), name: int(value)})
    elif name != "theme" and value in ("on", "true", "yes", "off", "false", "no"):
        return Settings(**{**settings._asdict(), name: value in ("on", "true", "yes")})
    told = tr("{name} cannot be “{value}”.", name=name, value=one_line(value, 40))
    raise SettingError(f"{told} {name}: {about(name)}.")


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
        told = tr("The setting holds for now, but cannot be kept: {reason}", reason=one_line(str(error)))
        raise SettingError(told) from error
