"""Composes a frame: from the state of the screen and a size to rows of styled text, and where the cursor stands.

The same frame is painted by hand at the start (engine/terminal/paint.py) and by prompt_toolkit from then on.
"""

from __future__ import annotations

from engine.characters import visible
from engine.named_tuples import NamedTuple
from engine.terminal.blocks import one_line
from engine.terminal.messages import tr
from engine.terminal.screen import COMMAND, Screen
from engine.terminal.transcript_rows import Position
from engine.terminal.wrapping import Row, fitted, row_width, width_of, wrapped

SMALLEST = (16, 3)
HEADER_FROM = 14
RULE_FROM = 9
STATUS_FROM = 6


class DrawnCharacters(NamedTuple):
    """The few characters that are drawn."""

    selected: str
    taken: str
    rule: str
    more: str
    dot: str
    dash: str


PRETTY = DrawnCharacters("▸ ", "› ", "─", "↓", " · ", "– ")
SPOKEN = str.maketrans("·…“”–›", '-~""->')
ASCII = DrawnCharacters("> ", "> ", "-", "v", " - ", "- ")


class Frame(NamedTuple):
    """What is on the screen: all its rows, the cursor's column and row, and what a click on a row means."""

    rows: list[Row]
    cursor: tuple[int, int]
    targets: dict[int, int]


def compose(screen: Screen, width: int, height: int, has_field: bool = False) -> Frame:
    """The frame for a size. With `has_field`, the input field has the row below these."""
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return _too_small(width, height)
    marks = ASCII if screen.play.settings.ascii else PRETTY
    column = column_of(screen, width)
    left = (width - column) // 2
    has_header, has_rule, has_status = height >= HEADER_FROM, height >= RULE_FROM, height >= STATUS_FROM
    has_hints = has_rule and not has_field
    body = height - 3 * has_header - has_rule - has_status - has_hints
    screen.fit(column - 2, body)
    header = _header(screen, column) if has_header else []
    footer = [_rule(screen, column, marks)] if has_rule else []
    footer += [_status(screen, column)] if has_status else []
    notes = _notes(screen, column, body)
    if has_hints:
        # A short note stands where the keys are; only a longer one covers text.
        footer.append(notes.pop() if len(notes) == 1 else _hints(screen, column, marks))
    elif not notes and not has_field and screen.is_new:
        # No room for the keys: at least where to find them.
        notes = [[("  ", ""), ("?", "key"), (f" {tr('lists the keys')}", "dim")]]
    if screen.page is not None:
        rows, cursor, targets = _page(screen, column, body, marks)
    else:
        rows, cursor, targets = _story(screen, body, marks)
    if notes:
        rows = [*rows[: body - len(notes)], *notes]
        targets = {y: number for y, number in targets.items() if y < body - len(notes)}
    if screen.play.settings.ascii:
        header, footer = _ascii(header), _ascii(footer)
        rows = _ascii(rows) if screen.page is not None else rows
    margin = (" " * left, "")
    above = len(header)
    return Frame(
        [[margin, *row] if row else row for row in (*header, *rows, *footer)],
        (min(width - 1, left + cursor[0]), min(height - 1, above + cursor[1])),
        {above + y: number for y, number in targets.items()},
    )


def column_of(screen: Screen, width: int) -> int:
    """The width of the reading column with the two columns for marks at its left."""
    margin = 4 if width >= 50 else 2 if width >= 24 else 0
    return min(screen.play.settings.width + 2, width - margin)


def _ascii(rows: list[Row]) -> list[Row]:
    """Rows without the marks that are the player's own, not the story's."""
    return [[(text.translate(SPOKEN), style) for text, style in row] for row in rows]


def _too_small(width: int, height: int) -> Frame:
    text = tr("Please make this window larger: {columns} by {rows} at least.", columns=SMALLEST[0], rows=SMALLEST[1])
    rows = wrapped([(text, "")], max(1, width))[:height]
    return Frame(rows + [[]] * (height - len(rows)), (0, 0), {})


def _between(left: Row, right: Row, width: int) -> Row:
    """Two ends of a row."""
    return [*left, (" " * max(1, width - row_width(left) - row_width(right)), ""), *right]


def _header(screen: Screen, width: int) -> list[Row]:
    title = one_line(screen.play.story.title, 100)
    scene = fitted(one_line(screen.play.here.title, 100), width // 2)
    at_title = screen.play.here.depth == 0 and screen.page is None
    left = "" if at_title else fitted(title, width - 4 - width_of(scene) - 1)
    return [[], _between([("  ", ""), (left, "dim")], [(scene, "dim")], width), []]


def _notes(screen: Screen, width: int, height: int) -> list[Row]:
    """What is said to the player, over the lowest rows of the text."""
    rows = [
        [("  ", ""), *row] for note in screen.notes for row in wrapped([(visible(note), "note")], max(4, width - 2))
    ]
    most = max(1, height // 2)
    return [[], *rows] if 1 < len(rows) < most else rows[:most]


# ------------------------------------------------------------ the lowest rows


def _rule(screen: Screen, width: int, marks: DrawnCharacters) -> Row:
    if screen.page is None and screen.more_below():
        more = f" {marks.more} {tr('more')} "
        return [
            ("  ", ""),
            (marks.rule * (width - 4 - width_of(more)), "rule"),
            (more, "key"),
            (marks.rule * 2, "rule"),
        ]
    return [("  ", ""), (marks.rule * (width - 2), "rule")]


def _status(screen: Screen, width: int) -> Row:
    """The story's own status; at the right the endings found, and how many there are."""
    play = screen.play
    status = play.session.status
    total = len(play.story.program.endings)
    found = len(play.all_endings())
    right = tr("{count} of {total} endings", count=found, total=total) if total else ""
    if width < 46:
        right = f"{found}/{total}" if total else ""
    style = "dim"
    if play.unkept:
        right, style = tr("not kept!") if width < 46 else tr("choices are not kept now!"), "note"
    text = one_line(status.text) if status is not None else one_line(play.here.title)
    return _between([("  ", ""), (fitted(text, width - 4 - width_of(right)), "status")], [(right, style)], width)


def _hints(screen: Screen, width: int, marks: DrawnCharacters) -> Row:
    """The keys that matter now, as many as fit."""
    arrows = "up/down" if marks is ASCII else "↑↓"
    leave = [("?", tr("help")), ("q", tr("leave"))]
    if screen.page is not None:
        move = tr("choose") if screen.page.choosing else tr("scroll")
        hints = [(arrows, move), *([("Enter", tr("take"))] if screen.page.choosing else []), ("Esc", tr("back"))]
    elif screen.found:
        hints = [("n", tr("older")), ("N", tr("newer")), ("Esc", tr("back to the newest"))]
    elif screen.more_below() and not _choice_is_seen(screen):
        hints = [("Space", tr("read on")), *leave, ("Tab", tr("skip")), ("PgUp", tr("back"))]
    elif screen.play.session.question is not None:
        hints = [("Enter", tr("answer")), ("Esc", tr("keys")), *leave]
    else:
        more = [("s", tr("save")), ("t", tr("timeline")), ("e", tr("endings"))]
        hints = [(arrows, tr("choose")), ("Enter", tr("take")), *leave, ("u", tr("undo")), *more]
    return _as_many_as_fit(hints, width)


def _as_many_as_fit(hints: list[tuple[str, str]], width: int) -> Row:
    """Keys and what they do: the first ones, as far as there is room; help and leaving stand at the end."""
    chosen: list[tuple[str, str]] = []
    used = 2
    for key, what in hints:
        used += width_of(f"{key} {what}") + 3 * bool(chosen)
        if used > width:
            break
        chosen.append((key, what))
    chosen.sort(key=lambda one: one[0] in ("?", "q"))
    row: Row = [("  ", "")]
    for key, what in chosen:
        row += [(key if len(row) == 1 else f"   {key}", "key"), (f" {what}", "dim")]
    return row


def _choice_is_seen(screen: Screen) -> bool:
    block = screen.chosen_block()
    return block is not None and screen.is_seen(block)


# ------------------------------------------------------------ the text


def _story(screen: Screen, height: int, marks: DrawnCharacters) -> tuple[list[Row], tuple[int, int], dict[int, int]]:
    """The visible part of the story, the cursor on the selected choice, and the blocks at its rows."""
    flow, top = screen.flow, screen.now_top()
    selected = screen.chosen_block()
    rows: list[Row] = []
    targets: dict[int, int] = {}
    cursor: tuple[int, int] | None = None
    is_marked = False
    hidden = _hidden_from(screen)
    tail = len(flow.transcript)
    for number, index, row in flow.visible(top, height):
        y = len(rows)
        if hidden is not None and (number, index) >= hidden:
            rows.append([])
            continue
        kind = flow.block(number).kind
        if number >= tail and kind in ("choice", "action", "closed"):
            targets[y] = number
        if number == selected:
            cursor = cursor or (2, y)
            # Of a choice that is taller than the window, the first row that is seen has the mark.
            mark = "  " if is_marked else marks.selected
            is_marked = True
            row = [(mark, "selected"), *((text, "selected" if style == "choice" else style) for text, style in row)]
        elif row:
            row = [("  ", ""), *_drawn(row, kind, index, marks)]
        rows.append(_highlighted(row, screen.found) if screen.found else row)
    if cursor is None:
        first = flow.distance(top, (screen.play.new_from, 0), height)
        cursor = (2, first if first < height else 0)
    return rows + [[]] * (height - len(rows)), cursor, targets


def _drawn(row: Row, kind: str, index: int, marks: DrawnCharacters) -> Row:
    """A row with the drawn marks instead of the spoken ones."""
    if index == 0 and kind in ("taken", "closed"):
        lead, style = row[0]
        return [((marks.taken if kind == "taken" else marks.dash).ljust(len(lead)), style), *row[1:]]
    return row


def _hidden_from(screen: Screen) -> Position | None:
    """The first row that is not there yet, where text appears at a pace."""
    if screen.revealed is None:
        return None
    left = int(screen.revealed)
    for number in range(screen.play.new_from, len(screen.flow.transcript)):
        for index, row in enumerate(screen.flow.rows(number)):
            left -= sum(len(text) for text, _ in row)
            if left < 0:
                return number, index
    return len(screen.flow.transcript), 0


def _highlighted(row: Row, found: str) -> Row:
    """A row with what was searched for marked."""
    result: Row = []
    for text, style in row:
        lower = text.lower()
        if len(lower) != len(text) or found not in lower:
            result.append((text, style))
            continue
        start = 0
        while (at := lower.find(found, start)) >= 0:
            result += [(text[start:at], style), (text[at : at + len(found)], f"{style} found")]
            start = at + len(found)
        result.append((text[start:], style))
    return result


def _page(
    screen: Screen, width: int, height: int, marks: DrawnCharacters
) -> tuple[list[Row], tuple[int, int], dict[int, int]]:
    """A list over the story: its title, its entries, what it says at its end."""
    page = screen.page
    assert page is not None, "the caller has asked"
    head: list[Row] = [[("  ", ""), (fitted(page.listing.title, width - 2), "title")]]
    if height >= 8:
        head.append([])
    foot: list[Row] = []
    if page.listing.hint and height >= 12 and not page.choosing:
        foot = [[], [("  ", ""), (fitted(page.listing.hint, width - 2), "dim")]]
    body = page.rows(width - 2, height - len(head) - len(foot), marks.selected)
    rows = [*head, *([("  ", ""), *row] for _, row in body), *foot]
    targets = {len(head) + y: number for y, (number, _) in enumerate(body)}
    at = next((y for y, number in targets.items() if page.choosing and number == page.selected), 0)
    return rows + [[]] * (height - len(rows)), (2, at), targets


def field_lead(screen: Screen, width: int) -> Row:
    """What stands before the input field."""
    from engine.terminal.commands.table import COMMANDS

    left = (width - column_of(screen, width)) // 2
    marks = ASCII if screen.play.settings.ascii else PRETTY
    command = COMMANDS.get(screen.field or "")
    lead = ":" if screen.field == COMMAND else tr(command.asks) if command else ""
    return [(" " * left, ""), (marks.selected if not lead else "  ", "selected"), (lead, "key")]
