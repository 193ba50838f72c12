"""NC319 and NC320: a `<>` that joins nothing, and lines that begin with a comma or a full stop behind a blank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of, move_of
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import Signs
from engine.patterns import regex
from engine.source import Source
from engine.syntax.menus import is_choice
from engine.syntax.tree import Ask, BlockStatement, Body, Break, Call, Do, Jump, Line, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

# An ellipsis and a number without its nought begin a line rightly.
# So do a face and a name: `;-)`, `.NET`, `.gitignore`, `!Kung`, `:wq`.
MARK = regex(r"[;:](?!\w|[-'^]?[()DP|/*\\](?:\s|$|\\))|[!?](?!\w)|[,)]|\.(?![.\w-])")
LINE = regex(rf"(?<!\\)\n[ \t]*({MARK.pattern})")
# Where one of these is the first in a line, or in an item.
BEGINS = regex(r"\n[ \t]*(?:-[ \t]+)?[,;:!?).]")
BRACE = regex(r"\\.|[{}]", re.DOTALL)
# In French a blank stands before these.
FRENCH = "?!:;"


def check_joins(checked: Checked) -> None:
    """Warn about `<>` where the text cannot go on, and about marks that would stand behind a blank."""
    french = checked.names.language.casefold().startswith("fr")
    signs = Signs(("<>",), (BEGINS,))
    for scene in with_signs(checked):
        if not signs.are_in(scene):
            continue
        _Joins(checked, scene.node.source, french).body(scene.node.body, None)


class _Joins:
    """Goes through one scene. What stands before in the paragraph is handed on: the prose, or None at its beginning."""

    def __init__(self, checked: Checked, source: Source, french: bool) -> None:
        self.report = checked.report
        self.names = checked.names
        self.source = source
        self.french = french

    def body(self, body: Body, before: Prose | None) -> Prose | None:
        """Look at a block; the prose that what follows it may join."""
        for statement in body:
            if isinstance(statement, Prose):
                before = self._prose(statement, before)
            elif isinstance(statement, Break):
                before = before if before is not None and ">" in before.line.joins else None
            elif is_choice(statement) or isinstance(statement, Ask):
                self._stops(before)
                for block in blocks_of(statement):
                    self.body(block, None)
                before = None
            elif isinstance(statement, BlockStatement):
                ends = [self.body(block, before) for block in blocks_of(statement)]
                known = [end for end in reversed(ends) if end is not None]
                # One arm that leaves a blank is enough.
                before = next((end for end in known if self._blank_behind(end) >= 0), known[0] if known else before)
            elif isinstance(statement, Do) and self._prints(statement):
                before = Prose(statement.at, Line(statement.at, statement.end, ()))
            elif isinstance(statement, Jump):
                before = before if before is not None and ">" in before.line.joins else None
        return before

    def _prose(self, prose: Prose, before: Prose | None) -> Prose | None:
        text, line = self.source.text, prose.line
        if prose.speaker is not None:
            if "<" in line.joins:
                self._has_no_effect(text.find("<>", prose.at))
            elif before is not None and ">" in before.line.joins:
                self._has_no_effect(self._last_join(before))
        elif before is not None and ">" not in before.line.joins:
            mark = MARK.match(text, prose.at)
            if mark is not None and not self._is_half_join(before.line.end):
                self._check_mark(mark, prose.at)
        elif before is not None and "<" not in line.joins:
            self._check_blank(before, prose)
        if "\n" in text[prose.at : line.end]:
            self._lines(prose.at, line.end)
        move = move_of(prose)
        # Where a visit comes back, or a scene is entered, a paragraph begins unless it is joined.
        return prose if move is None or ">" in line.joins else None

    def _lines(self, at: int, end: int) -> None:
        """The lines of a stretch of prose but the first."""
        text = self.source.text
        for found in LINE.finditer(text, at, end):
            before = text[at : found.start()].rstrip(" \t")
            depth = 0
            for brace in BRACE.finditer(before):
                depth += {"{": 1, "}": -1}.get(brace.group(), 0)
            if depth == 0 and not before.endswith("<>"):
                self._check_mark(found, found.start(1))

    def _check_mark(self, found: re.Match[str], at: int) -> None:
        mark = found[found.lastindex or 0]
        if self.french and mark in FRENCH:
            return
        message = f"a blank comes before this `{mark}`, as lines join with one"
        hint = f"write `<>{mark}`, which joins without a blank; to keep the blank, `\\{mark}`"
        self.report.warning("NC320", self.source.span(at, at + 1), message, hint)

    def _is_half_join(self, end: int) -> bool:
        """Report a `>` at the end of the text above, which was meant as `<>`; whether it is there."""
        text = self.source.text
        while end > 0 and text[end - 1] in " \t":
            end -= 1
        is_half = text[end - 1 : end] in ("<", ">") and text[end - 2 : end - 1] not in ("\\", "-", "<", ">")
        if is_half:
            message = f"`{text[end - 1]}` is shown as it stands"
            hint = "to join the lines, write `<>`; for plain text put a `\\` before it"
            self.report.warning("NC315", self.source.span(end - 1, end), message, hint)
        return is_half

    def _check_blank(self, before: Prose, prose: Prose) -> None:
        """`She nods <>` before a line that begins with a comma."""
        text = self.source.text
        at, mark = self._blank_behind(before), MARK.match(text, prose.at)
        if at < 0 or mark is None or (self.french and mark.group() in FRENCH):
            return
        message = f"a blank comes before the `{mark.group()}` that this `<>` joins"
        self.report.warning(
            "NC320", self.source.span(at, at + 2), message, "write it right behind the text, without the blank"
        )

    def _blank_behind(self, before: Prose) -> int:
        """Where a text is left with a blank: its `<>` behind one, or its end; -1 where none is left."""
        if ">" not in before.line.joins:
            return before.line.end
        at = self._last_join(before)
        return at if at > 0 and self.source.text[at - 1] in " \t" else -1

    def _prints(self, statement: Do) -> bool:
        call = statement.call.root
        function = self.names.functions.get(call.function) if isinstance(call, Call) else None
        return function is not None and function.kind == "text"

    def _stops(self, before: Prose | None) -> None:
        if before is not None and before.line.joins.endswith(">") and move_of(before) is None:
            self._has_no_effect(self._last_join(before), "what comes next is asked of the player")

    def _last_join(self, prose: Prose) -> int:
        return self.source.text.rfind("<>", prose.at, max(prose.line.end, prose.at) + 2)

    def _has_no_effect(self, at: int, why: str = "dialogue always begins a paragraph of its own") -> None:
        message = f"this `<>` joins nothing: {why}"
        self.report.warning("NC319", self.source.span(at, at + 2), message, "delete it")
