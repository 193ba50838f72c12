"""What the keys do where no line is being typed: on the story, and on a page over it."""

from __future__ import annotations

from collections.abc import Callable

from engine.terminal.blocks import one_line
from engine.terminal.commands.table import KEYS
from engine.terminal.listings import CHANGED
from engine.terminal.messages import mark, tr
from engine.terminal.screen import ANSWER, CHOOSE, COMMAND, WHEEL, Screen

ALIASES = {"f1": "?"}


def press(screen: Screen, key: str) -> None:
    """A key was pressed, by its name or its character. What a field that it opens begins with is in `screen.begun`."""
    key = ALIASES.get(key, key)
    moving, screen.notes, screen.is_new = screen.moving, (), False
    asked, screen.asked_to_leave = screen.asked_to_leave, False
    if screen.pause is not None and key not in STAYS_AUTOMATIC:
        screen.pause = None
    screen.settle()
    if screen.page is not None:
        _on_page(screen, key)
    elif moving and key in (" ", "enter"):
        return
    elif key in MOVES:
        MOVES[key](screen)
    elif key == "q":
        _leave(screen, asked)
    elif key in KEYS:
        _command_key(screen, key)
    elif key in ("n", "N") and screen.found:
        screen.search(screen.found, -1 if key == "n" else 1)
    elif key == ":":
        screen.field, screen.begun = COMMAND, ""
    elif key.isdecimal() and key.isascii():
        _number(screen, int(key))
    elif len(key) == 1 and key.isprintable():
        screen.field = ANSWER if screen.play.session.question is not None else CHOOSE
        screen.begun = key.strip("'\"")


def _command_key(screen: Screen, key: str) -> None:
    """Run the command of a key, or open the field for its argument."""
    command = KEYS[key]
    if command.asks:
        screen.page, screen.field, screen.begun = None, command.name, ""
    else:
        screen.command(command.name)


def _leave(screen: Screen, asked: bool) -> None:
    """Leave; first ask, where something would be lost."""
    if screen.play.is_lost_on_leaving:
        screen.asked_to_leave = asked
        screen.ask_to_leave("q")
    else:
        screen.done = True


def _number(screen: Screen, number: int) -> None:
    """A digit takes its choice at once, unless it may be the first of two."""
    actions = screen.actions()
    if screen.play.session.question is not None:
        screen.field, screen.begun = ANSWER, str(number)
    elif number and number * 10 <= len(actions):
        screen.field, screen.begun = CHOOSE, str(number)
    elif 1 <= number <= len(actions):
        screen.take(actions[number - 1])
    else:
        screen.notes = (tr("There is no choice {number}; there are {count}.", number=number, count=len(actions)),)


def _enter(screen: Screen) -> None:
    """Read on while there is more; then take the selected choice, or answer.

    A choice that scrolling has selected, not the player, is taken by the second Enter.
    """
    block = screen.chosen_block()
    if block is not None and screen.is_seen(block) and (screen.picked or not screen.more_below()):
        if screen.picked or screen.selected == 0:
            screen.take(block)
        else:
            screen.picked = True
            screen.notes = (tr("Enter takes {choice}", choice=one_line(screen.flow.block(block).text, 60)),)
    elif screen.more_below():
        screen.scroll(screen.height - 1)
    elif block is not None:
        screen.select(screen.selected)
    elif screen.play.session.question is not None:
        screen.field = ANSWER


def _space(screen: Screen) -> None:
    if screen.more_below():
        screen.scroll(screen.height - 1)


def _step(screen: Screen, count: int) -> None:
    """Select the next choice; where it is not to be seen yet, or not whole, read on by a row."""
    block = screen.chosen_block()
    actions = screen.actions()
    if block is None or not screen.is_visible(block):
        screen.scroll(count)
        return
    last = (block, len(screen.flow.rows(block)) - 1)
    goes_on = screen.bottom() < last if count > 0 else (block, 0) < screen.now_top()
    wanted = screen.selected + count
    if goes_on:
        screen.picked = True
        screen.scroll(count)
    elif 0 <= wanted < len(actions):
        screen.select(wanted, upwards=count < 0)
    else:
        screen.scroll(count)


def _end(screen: Screen) -> None:
    screen.go_to(max(screen.flow.lowest_top(screen.height), screen.target()))


def _home(screen: Screen) -> None:
    screen.go_to((0, 0))


def _skip(screen: Screen) -> None:
    """Go on to what is new on the way to the choices, then to the choices, then over turns read before."""
    if not screen.more_below():
        screen.command("skip")
    elif screen.play.unread_from is None:
        screen.top, screen.known = None, True
    elif screen.bottom() < (screen.play.unread_from, 0):
        screen.go_to((screen.play.unread_from, 0))
    else:
        screen.scroll(screen.height - 1)


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
    "tab": _skip,
    "wheel up": lambda screen: screen.scroll(-WHEEL),
    "wheel down": lambda screen: screen.scroll(WHEEL),
}
JUMPS = {"up": -1, "down": 1, "wheel up": -WHEEL, "wheel down": WHEEL, "home": -(10**6), "end": 10**6}


# Keys that do not end the turning of pages by itself; F8 does so as a command.
STAYS_AUTOMATIC = ("f8", "+", "-", "wheel up", "wheel down", "up", "down", " ", "pagedown")


def _on_page(screen: Screen, key: str) -> None:
    page = screen.page
    assert page is not None, "the caller has asked"
    if key in JUMPS:
        page.move(JUMPS[key])
    elif key in ("pageup", "pagedown", " "):
        page.move(-screen.height if key == "pageup" else screen.height)
    elif key in ("escape", "q") or page.listing.title == tr(TITLES.get(key, "")):
        screen.cancel()
    elif key == "enter":
        _run(screen)
    elif key == ":":
        screen.page, screen.field, screen.begun = None, COMMAND, ""
    elif key.isdecimal() and key.isascii():
        page.digit(key)
    elif key in KEYS:
        _command_key(screen, key)
    elif len(key) == 1 and page.listing.title == tr(CHANGED):
        for number, entry in enumerate(page.listing.entries):
            if one_line(entry.text).lower().startswith(key.lower()):
                page.selected = number
                _run(screen)
                break


# The key that opens a page also closes it.
TITLES = {
    "t": mark("The choices so far"),
    "l": mark("Saves"),
    "m": mark("Scenes seen"),
    "e": mark("Endings found"),
    "o": mark("Settings"),
    "?": mark("Help"),
}


def _run(screen: Screen) -> None:
    """Do what the selected entry of the page says."""
    page = screen.page
    command = page.command() if page is not None else None
    selected = page.selected if page is not None else 0
    if command is None:
        screen.cancel()
        return
    screen.command(command)
    if screen.page is not None and command.startswith("set "):
        screen.page.selected = selected
