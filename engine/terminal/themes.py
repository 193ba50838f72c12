"""Colours. A theme gives each style of a block a look; looks become escape sequences or prompt_toolkit's style.

Colours are numbers of the 256 that terminals have in common; the first 16 are those that the user has chosen.
`terminal` uses nothing but these and the default colours, so it reads well on dark and on light alike.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from engine.named_tuples import NamedTuple
from engine.terminal.capabilities import has_colors


class ThemeLook(NamedTuple):
    """How text looks: colours by number (None: the terminal's), and attributes."""

    fore: int | None = None
    back: int | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False
    faint: bool = False


Theme = Mapping[str, ThemeLook]

# "" is the look of everything that has no other.
TERMINAL: Theme = {
    "": ThemeLook(),
    "title": ThemeLook(bold=True),
    "dim": ThemeLook(faint=True),
    "emphasis": ThemeLook(italic=True),
    "strong": ThemeLook(bold=True),
    "speaker": ThemeLook(6, bold=True),
    "taken": ThemeLook(6, italic=True),
    "number": ThemeLook(6, bold=True),
    "choice": ThemeLook(),
    "selected": ThemeLook(6, bold=True),
    "closed": ThemeLook(faint=True),
    "reason": ThemeLook(faint=True, italic=True),
    "question": ThemeLook(bold=True),
    "ending": ThemeLook(6, bold=True),
    "note": ThemeLook(5),
    "rule": ThemeLook(faint=True),
    "status": ThemeLook(),
    "key": ThemeLook(6),
    "found": ThemeLook(reverse=True),
}


def _coloured(text: int, back: int, faint: int, accent: int, second: int) -> Theme:
    """A theme with colours of its own: text, ground, what stands back, what leads, what is said to the player."""
    return {
        name: look._replace(
            fore=faint if look.faint else {6: accent, 5: second}.get(look.fore or 0, text), back=back, faint=False
        )
        for name, look in TERMINAL.items()
    }


DARK = _coloured(text=252, back=234, faint=247, accent=180, second=110)
LIGHT = _coloured(text=236, back=255, faint=241, accent=94, second=25)
CONTRAST: Theme = {
    name: look._replace(fore=11 if look.fore is not None else 15, back=0, faint=False, italic=False)
    for name, look in TERMINAL.items()
}
THEMES: Mapping[str, Theme] = {"terminal": TERMINAL, "dark": DARK, "light": LIGHT, "contrast": CONTRAST}


def theme_of(name: str, environ: Mapping[str, str] = os.environ) -> Theme:
    """The theme of that name. `auto` keeps the terminal's colours; without colours, only attributes are left."""
    theme = THEMES.get(name, TERMINAL)
    if not has_colors(environ):
        theme = {name: look._replace(fore=None, back=None, faint=False) for name, look in TERMINAL.items()}
    elif environ.get("TERM", "") in ("linux", "ansi", "eterm-color") and name in ("dark", "light"):
        theme = TERMINAL
    return theme


def look_of(theme: Theme, style: str) -> ThemeLook:
    """The look of a style: names with blanks between, later ones over earlier ones."""
    look = theme[""]
    for name in style.split():
        over = theme.get(name)
        if over is not None:
            merged = [two if two not in (None, False) else one for one, two in zip(look, over, strict=True)]
            look = ThemeLook(*merged)  # type: ignore[arg-type]  # the same fields
    return look


def sgr(look: ThemeLook) -> str:
    """The escape sequence for a look."""
    codes = ["0"]
    marks = ((look.bold, "1"), (look.faint, "2"), (look.italic, "3"), (look.underline, "4"), (look.reverse, "7"))
    codes += [code for on, code in marks if on]
    for color, base in ((look.fore, 30), (look.back, 40)):
        if color is not None:
            codes.append(
                f"{base + 8};5;{color}" if color > 15 else str(base + color if color < 8 else base + 52 + color)
            )
    return f"\x1b[{';'.join(codes)}m"


ANSI = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "gray")
BRIGHT = tuple(f"bright{name}" for name in ANSI[1:-1])
NAMES = (*ANSI, "brightblack", *BRIGHT, "white")
STEPS = (0, 95, 135, 175, 215, 255)


def color_name(color: int | None) -> str:
    """A colour as prompt_toolkit writes it."""
    if color is None:
        return "default"
    if color < 16:
        return f"ansi{NAMES[color]}"
    if color >= 232:
        return f"#{f'{8 + 10 * (color - 232):02x}' * 3}"
    rest = color - 16
    return f"#{STEPS[rest // 36]:02x}{STEPS[rest // 6 % 6]:02x}{STEPS[rest % 6]:02x}"


def prompt_style(look: ThemeLook) -> str:
    """A look as prompt_toolkit writes it."""
    words = [f"fg:{color_name(look.fore)}", f"bg:{color_name(look.back)}"]
    marks = {"bold": look.bold, "dim": look.faint, "italic": look.italic, "underline": look.underline}
    words += [name if on else f"no{name}" for name, on in marks.items()]
    return " ".join([*words, "reverse" if look.reverse else "noreverse"])
