"""The full-screen player on prompt_toolkit, with `screen_control.py` and `output.py`.

Everything that is seen is composed by engine/terminal/frame.py; prompt_toolkit reads keys and the mouse, edits the
input field, and sends to the terminal what changed.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    CompletionsMenu,
    ConditionalContainer,
    Float,
    FloatContainer,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.processors import AfterInput
from prompt_toolkit.styles import DynamicStyle, Style

from engine.terminal.blocks import one_line
from engine.terminal.frame import field_lead
from engine.terminal.keymap import press
from engine.terminal.line_speed import QUESTION, LineSpeed
from engine.terminal.messages import tr
from engine.terminal.play import MOST_TYPED
from engine.terminal.screen import ANSWER, CHOOSE, Screen
from engine.terminal.screen_control import InputCompleter, StoryControl, class_of, style_named

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from engine.terminal.following import Follower

TICK, SLOW_TICK = 0.02, 0.2
KEY_NAMES = {
    Keys.Up: "up",
    Keys.Down: "down",
    Keys.PageUp: "pageup",
    Keys.PageDown: "pagedown",
    Keys.Home: "home",
    Keys.End: "end",
    Keys.ControlHome: "home",
    Keys.ControlEnd: "end",
    Keys.Enter: "enter",
    # So a terminal sends Enter that was pressed before the player read keys.
    Keys.ControlJ: "enter",
    Keys.Tab: "tab",
    Keys.Escape: "escape",
    **{getattr(Keys, f"F{number}"): f"f{number}" for number in range(1, 10)},
    Keys.ScrollUp: "wheel up",
    Keys.ScrollDown: "wheel down",
    Keys.ControlP: "up",
    Keys.ControlN: "down",
    Keys.ControlB: "pageup",
    Keys.ControlF: "pagedown",
}


class PlayerApplication:
    """The application around a screen."""

    def __init__(self, screen: Screen, source: Input | None = None, output: Output | None = None) -> None:
        self.screen = screen
        self.buffer = Buffer(
            completer=InputCompleter(screen),
            history=DummyHistory(),
            multiline=False,
            accept_handler=self._accept,
            on_text_changed=self._edited,
        )
        self.has_field = Condition(lambda: screen.field is not None and screen.page is None)
        self.control = StoryControl(screen, self.has_field, self.sync)
        self.story = Window(self.control, style="class:story", always_hide_cursor=False)
        line = BufferControl(self.buffer, input_processors=[AfterInput(self._after)])
        self.field = Window(line, height=1, style="class:story", dont_extend_height=True)
        self.app: Application[None] = Application(
            layout=Layout(self._layout(), focused_element=self.story),
            key_bindings=self._bindings(),
            style=DynamicStyle(self._style),
            full_screen=True,
            mouse_support=Condition(lambda: screen.play.settings.mouse),
            input=source,
            output=output,
            enable_page_navigation_bindings=False,
            max_render_postpone_time=0,
        )
        self.speed = LineSpeed()
        screen.animated = False
        self._adapt()
        screen.play.progress = self._progress
        self.moving: asyncio.Task[None] | None = None
        self._style_of: tuple[str, Style] | None = None
        self.disturbed = False

    def _layout(self) -> FloatContainer:
        lead = FormattedTextControl(
            lambda: [(class_of(style), text) for text, style in field_lead(self.screen, self._columns())]
        )
        line = VSplit([Window(lead, dont_extend_width=True, height=1, style="class:story"), self.field])
        field = ConditionalContainer(line, self.has_field)
        menu = Float(xcursor=True, ycursor=True, content=CompletionsMenu(max_height=6))
        return FloatContainer(HSplit([self.story, field]), floats=[menu])

    def _columns(self) -> int:
        return self.app.output.get_size().columns

    def _style(self) -> Style:
        name = self.screen.play.settings.theme
        if self._style_of is None or self._style_of[0] != name:
            self._style_of = name, style_named(name)
        return self._style_of[1]

    def _after(self) -> StyleAndTextTuples:
        """What stands behind the line: the answer that Enter keeps, and the way out."""
        question = self.screen.play.session.question
        if self.buffer.text or self.screen.field != ANSWER or question is None:
            return []
        leaves = tr("Esc leaves the line")
        kept = f"{one_line(question.default, 40)}   {tr('Enter keeps this')}, " if question.default else "   "
        return [("class:story-dim", f"{kept}{leaves}")]

    # ------------------------------------------------------------ keys and lines

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        reading = ~self.has_field
        on = bindings.add

        for key, name in KEY_NAMES.items():
            on(key, filter=reading)(self._presser(name))
        for key in (Keys.PageUp, Keys.PageDown, Keys.ScrollUp, Keys.ScrollDown):
            on(key, filter=self.has_field)(self._scroller(KEY_NAMES[key]))

        @on(Keys.Any, filter=reading)
        def _(event: KeyPressEvent) -> None:
            if len(event.data) == 1:
                self.press(event.data)

        @on(Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            self.paste(event.data)

        @on(Keys.Escape, filter=self.has_field, eager=True)
        def _(event: KeyPressEvent) -> None:
            self.screen.cancel()
            self.sync()

        @on(Keys.Backspace, filter=self.has_field & Condition(lambda: not self.buffer.text))
        def _(event: KeyPressEvent) -> None:
            if self.screen.field != ANSWER:
                self.screen.cancel()
                self.sync()

        @on(Keys.ControlC)
        @on("<sigint>")
        def _(event: KeyPressEvent) -> None:
            self.screen.ask_to_leave("Ctrl-C")
            self.sync()

        @on(Keys.CPRResponse)
        def _(event: KeyPressEvent) -> None:
            self.speed.answered()
            self._adapt()

        @on(Keys.ControlZ)
        def _(event: KeyPressEvent) -> None:
            event.app.suspend_to_background()

        @on(Keys.ControlL)
        def _(event: KeyPressEvent) -> None:
            event.app.renderer.clear()

        @on(Keys.ControlD, filter=reading)
        def _(event: KeyPressEvent) -> None:
            self.press("q")

        return bindings

    def _presser(self, key: str) -> Callable[[KeyPressEvent], None]:
        return lambda event: self.press(key)

    def _scroller(self, key: str) -> Callable[[KeyPressEvent], None]:
        return lambda event: self._scroll(key)

    def press(self, key: str) -> None:
        """A key outside the input field."""
        press(self.screen, key)
        self.sync()

    def _scroll(self, key: str) -> None:
        """Scroll while a line is being typed."""
        field, text = self.screen.field, self.screen.notes
        press(self.screen, key)
        self.screen.field, self.screen.notes = field, text

    def paste(self, text: str) -> None:
        """Pasted text goes into the field, as one line and not more than a line may hold; it never takes a choice."""
        line = " ".join(text[: 4 * MOST_TYPED].split())[:MOST_TYPED]
        line = "".join(char for char in line if char.isprintable())
        screen = self.screen
        if screen.field is None:
            if screen.page is not None or screen.play.session.over or not line:
                return
            screen.field = ANSWER if screen.play.session.question is not None else CHOOSE
        self.buffer.insert_text(line[: max(0, MOST_TYPED - len(self.buffer.text))])
        self.sync()

    def _edited(self, buffer: Buffer) -> None:
        if len(buffer.text) > MOST_TYPED:
            buffer.text = buffer.text[:MOST_TYPED]
        self.screen.asked_to_leave, self.screen.notes = False, ()
        self.screen.typed(buffer.text)

    def _accept(self, buffer: Buffer) -> bool:
        typed = buffer.text
        buffer.reset()
        self.screen.submit(typed)
        self.sync()
        return bool(buffer.text)  # an answer that did not fit stays to be mended

    def sync(self) -> None:
        """After anything that happened: focus, movement, leaving."""
        screen, app = self.screen, self.app
        wanted = self.field if self.has_field() else self.story
        if not app.layout.has_focus(wanted):
            if wanted is self.story:
                self.buffer.reset()
            app.layout.focus(wanted)
        if wanted is self.field and screen.begun:
            begun, screen.begun, notes = screen.begun, "", screen.notes
            self.buffer.set_document(type(self.buffer.document)(begun, len(begun)), bypass_readonly=True)
            screen.notes = notes or screen.notes
        if screen.to_copy:
            self._copy()
        if screen.done and app.is_running and app.future is not None and not app.future.done():
            app.exit()
        is_moving = screen.moving or screen.pause is not None
        if screen.moving:
            self._ask_for_speed()
        if is_moving and (self.moving is None or self.moving.done()) and app.is_running:
            self.moving = app.create_background_task(self._move())
        if self.disturbed:
            self.disturbed = False
            app.renderer.clear()
        app.invalidate()

    async def _move(self) -> None:
        screen, last = self.screen, time.monotonic()
        while screen.moving or screen.pause is not None:
            await asyncio.sleep(TICK if screen.moving else SLOW_TICK)
            now = time.monotonic()
            if screen.moving:
                if self.speed.is_late():
                    self._adapt()
                    screen.settle()
                screen.tick(now - last)
                self.app.invalidate()
            elif screen.wait(now - last):
                self.sync()
            last = now

    def _ask_for_speed(self) -> None:
        """Time the line, behind what is sent to it now."""
        if self.speed.ask():
            self.app.output.write_raw(QUESTION)
            self.app.output.flush()

    def _adapt(self) -> None:
        """Move text only where the line is fast, and wait for the rest of a key where it is not."""
        self.screen.animated = self.speed.is_prompt
        self.app.ttimeoutlen = self.app.timeoutlen = self.speed.key_timeout

    def _copy(self) -> None:
        """Copy to the clipboard of the terminal, which may be far away; not every terminal allows that."""
        from base64 import b64encode

        text, self.screen.to_copy = self.screen.to_copy, ""
        self.app.output.write_raw(f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07")
        self.app.output.flush()

    def _progress(self, text: str) -> None:
        """Say on the lowest row what takes long; it is drawn over when that is done."""
        output = self.app.output
        output.cursor_goto(output.get_size().rows, 1)
        output.write(text.ljust(40))
        output.flush()
        self.disturbed = True

    # ------------------------------------------------------------ running

    def run(self) -> None:
        """Play until the player leaves. Signals that end the process end the application first."""
        asyncio.run(self._run())

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()

        def failed(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
            error = context.get("exception")
            self._stop(error if isinstance(error, BaseException) else RuntimeError(context["message"]))

        loop.set_exception_handler(failed)
        if sys.platform != "win32":
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._stop, SystemExit(128 + number))
        await self.app.run_async(pre_run=self._begin, set_exception_handler=False)

    def _begin(self) -> None:
        self.sync()
        self._ask_for_speed()
        if self.screen.play.follower is not None:
            self.app.create_background_task(self._follow(self.screen.play.follower))

    async def _follow(self, follower: Follower) -> None:
        """Take up each version of the story that is saved."""
        from engine.terminal.following import EVERY, go_on_in

        while True:
            await asyncio.sleep(EVERY)
            if await asyncio.to_thread(follower.has_changed):
                story, found = await asyncio.to_thread(follower.read)
                self.screen.outcome(go_on_in(self.screen.play, follower, story, found))
                self.sync()

    def _stop(self, error: BaseException) -> None:
        if self.app.future is not None and not self.app.future.done():
            self.app.exit(exception=error)
