"""The screen without a terminal, the application on a pipe, and what they stand on: wrapping, themes, the flow."""

import asyncio
import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.utils import get_cwidth
from terminals import STORY

import engine
from engine.characters import visible
from engine.terminal.application import PlayerApplication
from engine.terminal.blocks import Block
from engine.terminal.controller import submit
from engine.terminal.frame import compose
from engine.terminal.keymap import press
from engine.terminal.markdown import markdown
from engine.terminal.play import PlayController
from engine.terminal.screen import Screen
from engine.terminal.screen_control import style_named
from engine.terminal.settings import Settings
from engine.terminal.themes import THEMES, color_name, look_of, sgr, theme_of
from engine.terminal.transcript_rows import TranscriptRows
from engine.terminal.typed_input import meaning
from engine.terminal.wrapping import fitted, row_width, width_of, wrapped

WORDS = st.text(alphabet="ab é\u0301漢👍\u200d \n", max_size=60)
SIZES = [(columns, rows) for columns in (1, 16, 20, 33, 80, 200) for rows in (1, 3, 5, 8, 12, 24, 60)]


def new_screen(**settings: object) -> Screen:
    return Screen(PlayController(engine.loads(STORY).start(seed=1), None, Settings(**settings)))


def text_of(screen: Screen, size: tuple[int, int] = (80, 24)) -> str:
    return "\n".join("".join(text for text, _ in row) for row in compose(screen, *size).rows)


@given(WORDS, st.integers(1, 30))
def test_rows_fit_and_lose_nothing(text: str, width: int) -> None:
    rows = wrapped([(text, "")], width)
    assert all(row_width(row) <= max(width, 2) for row in rows)
    assert "".join(part for row in rows for part, _ in row).replace(" ", "") == "".join(text.split(" ")).replace(
        "\n", ""
    )


CHINESE = st.text(alphabet="漢字かな。、「」（）ーっ…— abcé", max_size=60)


@given(CHINESE, CHINESE, st.integers(6, 30))
def test_no_row_begins_with_what_closes_nor_ends_with_what_opens(one: str, two: str, width: int) -> None:
    rows = ["".join(text for text, _ in row) for row in wrapped([(one, "a"), (two, "b")], width)]
    assert all(width_of(row) <= width for row in rows)
    assert "".join(rows).replace(" ", "") == (one + two).replace(" ", "")


def test_chinese_and_japanese_lines() -> None:
    text = "彼は「もう遅い。」と言った。しかし、雨はまだ降っていた！Nightcapというバーで、彼女は待っていた……ずっと。"
    for width in range(8, 60):
        rows = ["".join(part for part, _ in row) for row in wrapped([(text, "")], width)]
        assert not [row for row in rows if row[0] in "。、」！ーっゃ…" or row[-1] in "「（"], rows
        assert "".join(rows) == text and (width < 12 or "Nightcap" in "|".join(rows))


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
def test_every_text_stands_out_from_its_ground(theme: str) -> None:
    """WCAG AA asks for 4.5:1."""

    def luminance(color: int | None) -> float:
        named = {0: "#000000", 11: "#ffff00", 15: "#ffffff"}
        text = named.get(color or 0) or color_name(color)
        parts = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    for style in THEMES[theme]:
        look = look_of(THEMES[theme], style)
        one, two = sorted((luminance(look.fore), luminance(look.back)))
        assert (two + 0.05) / (one + 0.05) >= 4.5 or style == "rule", style


@pytest.mark.parametrize("char", ["a", "é", "—", "’", "漢", "字", "。", "👍", "\u0301", "\u200d", "ａ", "→", "▸", "가"])
def test_widths_are_those_of_prompt_toolkit(char: str) -> None:
    assert width_of(char) == get_cwidth(char)


def test_fitted_is_never_wider() -> None:
    assert [fitted("漢字かな", width) for width in (8, 7, 4, 1, 0)] == ["漢字かな", "漢字か…", "漢…", "…", ""]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", ["", "?", "t", "o", "m"])
def test_a_frame_fills_its_size_and_no_more(size: tuple[int, int], page: str) -> None:
    screen = new_screen()
    press(screen, "1")
    if page:
        press(screen, page)
    frame = compose(screen, *size)
    assert len(frame.rows) == size[1]
    assert all(row_width(row) <= size[0] for row in frame.rows)
    assert 0 <= frame.cursor[0] < size[0] and 0 <= frame.cursor[1] < size[1]


def test_enter_reads_on_before_it_takes() -> None:
    screen = new_screen()
    compose(screen, 40, 9)
    press(screen, "enter")
    assert screen.play.here.depth == 0
    for _ in range(6):
        compose(screen, 40, 9)
        press(screen, "enter")
    assert screen.play.here.depth > 0


def test_search_goes_from_place_to_place_and_round() -> None:
    screen = new_screen()
    for _ in range(6):
        press(screen, "1")
    compose(screen, 80, 12)
    screen.search("lamp is still")
    found = [screen.found_at]
    for key in "nnnnN":
        press(screen, key)
        compose(screen, 80, 12)
        assert "lamp is still" in text_of(screen, (80, 12))
        found.append(screen.found_at)
    assert found[0] > found[1] > found[2] and found[-1] == found[-3]
    press(screen, "escape")
    assert screen.top is None and not screen.found


def test_place_is_kept_when_the_width_changes() -> None:
    flow = TranscriptRows(
        [Block("prose", ((f"{number} " + "some words here " * 20, ""),)) for number in range(50)], [], 72
    )
    at = (20, 3)
    word = "".join(text for text, _ in flow.rows(20)[3])[:20]
    for width in (30, 20, 61, 72):
        at = flow.resize(width, at)
        rows = ["".join(text for text, _ in row) for row in flow.rows(20)]
        assert at[0] == 20 and abs(sum(map(len, rows[: at[1]])) - 3 * 70) < 72
    assert word


def test_positions_move_like_rows() -> None:
    flow = TranscriptRows([Block("prose", ((f"line {number} " * 9, ""),)) for number in range(30)], [], 20)
    rows = [(number, index) for number in range(30) for index in range(len(flow.rows(number)))]
    for start in (0, 7, 50, len(rows) - 1):
        for count in (-1000, -9, -1, 0, 1, 8, 1000):
            wanted = rows[min(max(start + count, 0), len(rows) - 1)]
            assert flow.moved(rows[start], count) == wanted
            assert flow.distance(rows[start], wanted, 10**6) == max(0, rows.index(wanted) - start)


def test_a_redraw_wraps_only_what_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.terminal import transcript_rows

    screen = new_screen()
    screen.play.transcript[:0] = [Block("prose", ((f"Paragraph {number}.", ""),)) for number in range(50_000)]
    screen.play._starts[-1] = 50_000
    wraps = []
    monkeypatch.setattr(transcript_rows, "wrapped", lambda pieces, width: wraps.append(1) or wrapped(pieces, width))
    for key in ("end", "pageup", "home", "pagedown", "down"):
        press(screen, key)
        compose(screen, 80, 24)
    assert len(wraps) < 300


def test_undo_of_very_many_turns_and_back() -> None:
    play = PlayController(engine.loads("== a\nHere {turns()}.\n+ On. -> a\n+ Off. -> a\n").start(seed=1))
    for _ in range(500):
        play.choose(play.session.choices[0])
    play.undo(400)
    assert play.session.turns == 100 and play.transcript[-1].text == "Here 100."
    play.choose(play.session.choices[1])
    assert submit(play, ":branch 1").new_text
    assert play.session.turns == 500 and play.transcript[-1].text == "Here 500."
    submit(play, "restart")
    assert play.session.turns == 0
    play.redo(1000)
    assert play.session.turns == 500


def test_nothing_that_commands_a_terminal_is_visible() -> None:
    hostile = "a\x1b[2Jb\x9bc\x07d\u202ee\u2066f\u2028g\rh\x00\xadi"
    shown = visible(hostile)
    assert all(char.isprintable() for char in shown)
    assert visible("Zoë 漢字\u00a0x\n👍") == "Zoë 漢字\u00a0x\n👍"


def test_markdown_escapes_what_is_not_meant() -> None:
    blocks = [
        Block("title", (("A *star*", "title"),)),
        Block("prose", (("1. no list, # no heading ", ""), ("but this ", "emphasis"), ("and that", "strong"))),
    ]
    assert markdown(blocks) == "# A \\*star\\*\n\n1\\. no list, \\# no heading *but this* **and that**\n"


@pytest.mark.parametrize(
    ("typed", "id"),
    [("1", "lobby.umbrella"), ("TAKE THE U", "lobby.umbrella"), ("tea", "lobby.tea"), ("“ring", "lobby.ring-the-bell")],
)
def test_what_a_line_means(typed: str, id: str) -> None:
    meant = meaning(engine.loads(STORY).start(seed=1), typed)
    assert meant.choice is not None and meant.choice.id == id and not meant.note


def test_every_theme_becomes_styles_and_sequences() -> None:
    for name, theme in THEMES.items():
        style_named(name)
        assert all(sgr(look_of(theme, style)).startswith("\x1b[0") for style in theme)
    assert [color_name(number) for number in (None, 1, 11, 15, 16, 180, 234)] == [
        "default", "ansired", "ansibrightyellow", "ansiwhite", "#000000", "#d7af87", "#1c1c1c",
    ]  # fmt: skip
    assert all(look.fore is None for look in theme_of("dark", {"NO_COLOR": "1"}).values())


def played(keys: list[str], size: tuple[int, int] = (80, 24)) -> Screen:
    """The screen after prompt_toolkit has read some keys from a pipe."""
    screen = new_screen(animation=False)

    async def run(app: PlayerApplication, send: Callable[[str], None]) -> None:
        task = asyncio.ensure_future(app.app.run_async(pre_run=app.sync))
        for key in keys:
            await asyncio.sleep(0.12 if key == "\x1b" else 0.03)
            send(key)
        # A line of unknown speed: Escape waits for the rest of a key.
        await asyncio.sleep(0.4 if keys[-1] == "\x1b" else 0.05)
        if not task.done():
            screen.done = True
            app.sync()
        await task

    with create_pipe_input() as source:
        output = Vt100_Output(io.StringIO(), lambda: Size(rows=size[1], columns=size[0]), term="xterm")
        asyncio.run(run(PlayerApplication(screen, source, output), source.send_text))
    return screen


def test_keys_from_a_pipe() -> None:
    assert played(["1", "1", "u"]).play.here.said() == "Take the umbrella."
    assert played(["3", "Zoë", "\r", "\x1b[B", "\r"]).play.here.said() == "Go back to the lobby."
    assert played(["\x1b[B", "\x1b[B", "\x1b[A", "\r"]).play.here.said() == "Count your coins."
    assert played(["Take s", "\r"]).play.here.said() == "Take some tea."
    assert played([":undo", "\r"]).notes == ("There is nothing to undo.",)
    assert played(["t"]).page is not None
    assert played(["t", "\x1b"]).page is None
    assert played(["\x03", "\x03"]).done
    assert played(["1"], (20, 5)).play.here.depth == 1


def test_an_output_without_size_does_no_harm() -> None:
    screen = new_screen()
    with create_pipe_input() as source:
        app = PlayerApplication(screen, source, DummyOutput())
        source.send_text("1")
        source.send_text("\x03\x03")
        asyncio.run(app._run())
    assert screen.play.here.depth == 1


def test_an_exception_ends_the_application() -> None:
    screen = new_screen()
    with create_pipe_input() as source:
        app = PlayerApplication(screen, source, DummyOutput())
        screen.play.choose = None  # type: ignore[assignment,method-assign]
        source.send_text("1")
        with pytest.raises(TypeError):
            app.run()


MANY = "\n".join(
    f"+ Choice {number}, {'long ' * (number % 23)}end.\n    Said {number}.\n    -> a" for number in range(40)
)
PRESSED = ["up", "down", "enter", " ", "pageup", "pagedown", "home", "end", "wheel up", "wheel down", "tab", "escape", "u",
           "r", "t", "1", "4", "9", "Q", "q", "?", "o", "+", "f2", "f8", "e", "/", "n", ":"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PRESSED), max_size=25), st.sampled_from([(20, 5), (16, 3), (40, 9), (80, 24)]))
def test_whatever_is_pressed_something_visible_is_selected(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str], size: tuple[int, int]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp()))
        patch.setattr("engine.terminal.hints.SECONDS", 0.05)
        screen = Screen(PlayController(engine.loads(f"title: M\n== a\nHere.\n{MANY}\n+ Stop. -> end\n").start(seed=1)))
        compose(screen, *size)  # nobody presses a key before there is anything to see
        for key in keys:
            press(screen, key)
            if screen.field is not None:
                screen.submit("1 " * (key == "1"))
            frame = compose(screen, *size)
            assert len(frame.rows) == size[1]
            if screen.page is None and not screen.moving and screen.field is None:
                visible = [block for block in screen.actions() if screen.is_visible(block)]
                assert not visible or screen.chosen_block() in visible, key
            screen.settle()


def test_a_line_is_prompt_only_where_answers_are(monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.terminal import line_speed

    now = 100.0
    monkeypatch.setattr(line_speed.time, "monotonic", lambda: now)
    speed = line_speed.LineSpeed()
    assert speed.ask() and not speed.ask() and not speed.is_prompt
    now += 0.4
    speed.answered()
    assert not speed.is_prompt and speed.key_timeout == line_speed.APART
    assert speed.ask()
    now += 0.01
    speed.answered()
    assert speed.is_prompt and speed.key_timeout == line_speed.TOGETHER
    assert speed.ask()
    now += 0.2
    assert speed.is_late() and not speed.is_prompt and speed.may_still_come()
    now += 5
    assert not speed.ask() and not speed.may_still_come(), "a terminal that never answers is asked no more"
