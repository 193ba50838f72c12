"""What the keys do where no line is being typed: on the story, and on a page over it."""

from __future__ import annotations

from collections.abc import Callable

from engine.terminal.blocks import one_line
from engine.terminal.commands.table import KEYS
from engine.terminal.listings import CHANGED
from engine.terminal.pages import WELCOME
from engine.terminal.screen import ANSWER, CHOOSE, COMMAND, WHEEL, Screen


def press(screen: Screen, key: str) -> str | None:
    """A key was pressed, by its name or its character; the result is what a field that it opens begins with."""
    moving, screen.notes = screen.moving, ()
    screen.asked_to_leave = False
    screen.settle()
    if screen.page is not None:
        return _on_page(screen, key)
    if moving and key in (" ", "enter"):
        return None
    if key in MOVES:
        MOVES[key](screen)
    elif key == "q":
        _leave(screen)
    elif key in KEYS:
        return _command_key(screen, key)
    elif key in ("n", "N") and screen.found:
        screen.search(screen.found, -1 if key == "n" else 1)
    elif key == ":":
        screen.field = COMMAND
        return ""
    elif key.isdecimal() and key.isascii():
        return _number(screen, int(key))
    elif len(key) == 1 and key.isprintable():
        screen.field = ANSWER if screen.play.session.question is not None else CHOOSE
        return key.strip("'\"")
    return None


def _command_key(screen: Screen, key: str) -> str | None:
    """Run the command of a key, or open the field for its argument."""
    command = KEYS[key]
    if not command.asks:
        screen.command(command.name)
        return None
    screen.page, screen.field = None, command.name
    return ""


def _leave(screen: Screen) -> None:
    if screen.play.shelf is None or screen.play.told:
        screen.interrupt()  # what is not kept would be lost: ask first
    else:
        screen.done = True


def _number(screen: Screen, number: int) -> str | None:
    """A digit takes its choice at once, unless it may be the first of two."""
    actions = screen.actions()
    if screen.play.session.question is not None:
        screen.field = ANSWER
        return str(number)
    if number and number * 10 <= len(actions):
        screen.field = CHOOSE
        return str(number)
    if 1 <= number <= len(actions):
        screen.take(actions[number - 1])
    else:
        screen.notes = (f"There is no choice {number}; there are {len(actions)}.",)
    return None


def _enter(screen: Screen) -> None:
    """Read on while there is more; then take the selected choice, or answer."""
    block = screen.chosen_block()
    if block is not None and screen.is_seen(block) and (screen.picked or not screen.more_below()):
        screen.take(block)
    elif screen.more_below():
        screen.scroll(screen.height - 1)
    elif screen.play.session.question is not None:
        screen.field = ANSWER


def _space(screen: Screen) -> None:
    if screen.more_below():
        screen.scroll(screen.height - 1)


def _step(screen: Screen, count: int) -> None:
    """Select the next choice; where it is not to be seen, read on by a row."""
    block = screen.chosen_block()
    actions = screen.actions()
    if block is None or not screen.is_seen(block):
        screen.scroll(count)
        return
    screen.picked = True
    wanted = screen.selected + count
    if 0 <= wanted < len(actions):
        screen.selected = wanted
        screen.show((actions[wanted], len(screen.flow.rows(actions[wanted])) - 1))
    else:
        screen.scroll(count)


def _end(screen: Screen) -> None:
    screen.top = max(screen.flow.lowest_top(screen.height), screen.target())
    screen.scroll(0)


def _home(screen: Screen) -> None:
    screen.top = (0, 0)


MOVES: dict[str, Callable[[Screen], None]] = {
    "up": lambda screen: _step(screen, -1),
    "down": lambda screen: _step(screen, 1),
    "enter": _enter,
    " ": _space,
    "pageup": lambda screen: screen.scroll(1 - screen.height),
    "pagedown": lambda screen: screen.scroll(screen.height - 1),
    "home": _home,
    "end": _end,
    "escape": lambda screen: screen.cancel(),
    "wheel up": lambda screen: screen.scroll(-WHEEL),
    "wheel down": lambda screen: screen.scroll(WHEEL),
}
JUMPS = {"up": -1, "down": 1, "wheel up": -WHEEL, "wheel down": WHEEL, "home": -(10**6), "end": 10**6}


def _on_page(screen: Screen, key: str) -> str | None:
    page = screen.page
    assert page is not None, "the caller has asked"
    if key in JUMPS:
        page.move(JUMPS[key], screen.height)
    elif key in ("pageup", "pagedown", " "):
        page.move(-screen.height if key == "pageup" else screen.height, screen.height)
    elif key in ("escape", "q") or page.listing.title == TITLES.get(key):
        screen.cancel()
    elif key == "enter":
        _run(screen)
    elif key == ":":
        screen.page, screen.field = None, COMMAND
        return ""
    elif key.isdecimal() and page.choosing and page.listing.title in NUMBERED:
        number = int(key)
        if 1 <= number <= len(page.listing.entries):
            page.selected = number - 1
    elif key in KEYS:
        return _command_key(screen, key)
    elif len(key) == 1 and page.listing.title in (WELCOME, CHANGED):
        for number, entry in enumerate(page.listing.entries):
            if one_line(entry.text).lower().startswith(key.lower()):
                page.selected = number
                _run(screen)
                break
    return None


TITLES = {
    "t": "The choices so far",
    "l": "Saves",
    "m": "Scenes seen",
    "e": "Endings found",
    "o": "Settings",
    "?": "Help",
}
NUMBERED = ("Saves", WELCOME, CHANGED)


def _run(screen: Screen) -> None:
    """Do what the selected entry of the page says."""
    page = screen.page
    command = page.command() if page is not None else None
    selected = page.selected if page is not None else 0
    if command is None:
        screen.cancel()
        return
    screen.command(command)
    if not command:
        screen.cancel()
    if screen.page is not None and command.startswith("set "):
        screen.page.selected = selected
