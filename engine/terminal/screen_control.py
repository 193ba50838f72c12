"""prompt_toolkit's view of the screen: a control that shows composed frames, completion, and styles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.data_structures import Point
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import UIContent, UIControl
from prompt_toolkit.mouse_events import MouseButton, MouseEvent, MouseEventType
from prompt_toolkit.styles import Style

from engine.terminal.blocks import one_line
from engine.terminal.commands.table import COMMANDS
from engine.terminal.frame import Frame, compose
from engine.terminal.keymap import press
from engine.terminal.screen import CHOOSE, COMMAND, Screen
from engine.terminal.themes import look_of, prompt_style, theme_of
from engine.terminal.typed_input import offered

if TYPE_CHECKING:
    from prompt_toolkit.key_binding.key_bindings import NotImplementedOrNone


class StoryControl(UIControl):
    """Everything above the input field: composed anew at each redraw, from what is visible alone."""

    def __init__(self, screen: Screen, has_field: Callable[[], bool], changed: Callable[[], None]) -> None:
        self.screen = screen
        self.has_field = has_field
        self.changed = changed
        self.frame = Frame([], (0, 0), {})
        # What the left button went down on; it must come up on the same.
        self.pressed: int | None = None

    def create_content(self, width: int, height: int) -> UIContent:
        """The frame as prompt_toolkit wants it."""
        frame = self.frame = compose(self.screen, width, height, self.has_field())
        lines: list[StyleAndTextTuples] = [[(class_of(style), text) for text, style in row] for row in frame.rows]
        return UIContent(
            get_line=lambda number: lines[number],
            line_count=len(lines),
            cursor_position=Point(*frame.cursor),
            show_cursor=True,
        )

    def is_focusable(self) -> bool:
        """It has the focus, and the cursor, unless a line is typed."""
        return True

    def mouse_handler(self, mouse_event: MouseEvent) -> NotImplementedOrNone:
        """A click with the left button takes what it hits, where it began and ends on the same; the wheel scrolls."""
        screen, kind = self.screen, mouse_event.event_type
        target = self.frame.targets.get(mouse_event.position.y)
        if kind == MouseEventType.SCROLL_UP:
            press(screen, "wheel up")
        elif kind == MouseEventType.SCROLL_DOWN:
            press(screen, "wheel down")
        elif kind == MouseEventType.MOUSE_DOWN:
            self.pressed = target if mouse_event.button == MouseButton.LEFT else None
            return None
        elif kind == MouseEventType.MOUSE_MOVE:
            if target != self.pressed:
                self.pressed = None
            return NotImplemented
        elif kind == MouseEventType.MOUSE_UP:
            pressed, self.pressed = self.pressed, None
            is_left = mouse_event.button in (MouseButton.LEFT, MouseButton.UNKNOWN)
            if target is None or target != pressed or not is_left:
                return None
            screen.settle()
            if screen.page is None:
                screen.notes = ()
                screen.take(target)
            elif screen.page.choosing:
                screen.page.selected = target
                press(screen, "enter")
        else:
            return NotImplemented
        self.changed()
        return None


def class_of(style: str) -> str:
    """A style by its names, as prompt_toolkit writes it."""
    return " ".join(f"class:story-{name}" for name in style.split())


class InputCompleter(Completer):
    """Completes commands behind a colon, and the texts of choices."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """What the line so far can become."""
        typed = document.text_before_cursor
        if self.screen.field == COMMAND:
            words = list(COMMANDS)
            if typed.startswith("set "):
                words = [f"set {name}" for name in self.screen.play.settings._fields]
        elif self.screen.field == CHOOSE:
            words = [one_line(offer.text) for offer in offered(self.screen.play.session) if offer.number]
        else:
            words = []
        for word in words:
            if word.casefold().strip("\"'“‘").startswith(typed.casefold()):
                yield Completion(word, start_position=-len(typed))


def style_named(name: str) -> Style:
    """The theme of that name as prompt_toolkit wants it."""
    theme = theme_of(name)
    rules = [("story", prompt_style(look_of(theme, "")))]
    for style, look in theme.items():
        words = [one for one in prompt_style(look).split() if one[:2] != "no" and "default" not in one]
        if style:
            rules.append((f"story-{style}", " ".join(words)))
    return Style([*rules, ("completion-menu", "noinherit reverse")])
