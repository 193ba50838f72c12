"""Starts the full-screen player: the first frame by hand, then prompt_toolkit; at the end the terminal as it was."""

from __future__ import annotations

import sys

from engine.terminal.frame import compose
from engine.terminal.listings import Listing
from engine.terminal.paint import Terminal, painted
from engine.terminal.play import PlayController
from engine.terminal.screen import Screen
from engine.terminal.themes import theme_of


def play_fullscreen(play: PlayController, greeting: tuple[str, ...] = (), welcome: Listing | None = None) -> bool:
    """Play until the player leaves; false if the story made a mistake on the way."""
    screen = Screen(play)
    screen.notes = greeting
    if welcome is not None:
        screen.open(welcome)
    terminal = Terminal()
    try:
        terminal.take_over()
        terminal.write(painted(compose(screen, *terminal.size()), theme_of(play.settings.theme)))

        # Only now: importing prompt_toolkit takes longer than everything before.
        from prompt_toolkit.input import create_input

        from engine.terminal.application import PlayerApplication
        from engine.terminal.output import continuing_output, flood_proof, speaking, with_slow_keys

        source = create_input(sys.stdin)
        source = flood_proof(source if sys.platform == "win32" else with_slow_keys(source))
        app = PlayerApplication(screen, source, speaking(continuing_output(sys.stdout), terminal.encoding))
        app.run()
        if app.speed.may_still_come():
            terminal.swallow_answer()
    finally:
        terminal.give_back()
    return not play.failed
