"""Writes links as choices: those that lead on, those after which the passage stays, those that go round values."""

from __future__ import annotations

import re
from dataclasses import replace

from engine.importers.builder import tree as out
from engine.importers.twine.logic import TwineLogicWriter
from engine.importers.twine.markup import without_words
from engine.importers.twine.page import GuardedChoice, LinkText, Menu
from engine.importers.twine.shapes import (
    always_moves,
    first_link,
    trimmed,
)
from engine.importers.twine.tree import (
    Body,
    Pick,
    TwineAssign,
    TwineGoto,
    TwineLink,
)
from engine.importers.twine.walk import (
    has_words,
)
from engine.importers.values.tree import Operation, SourceVariable, Unsayable


class Links(TwineLogicWriter):
    """Collects the links of a passage for the menu behind it."""

    def _link(self, node: TwineLink, guard: str) -> None:
        text = self.inline(node.text)
        if not any(not isinstance(piece, str) or piece.strip() for piece in text):
            text = (node.target or "…",)
        if has_words(node.text):
            self.line.append(LinkText(text))
        if node.target is None and not any(isinstance(one, TwineGoto) for one in node.body) and always_moves(node.body):
            choice = out.DraftChoice(text, False, body=self._silent(node.body), source=node.source, line=node.line)
            self._offer(guard, choice)
            return
        if node.target is None and always_moves(node.body):
            pass
        elif node.kind in ("reveal", "append", "stay"):
            self._staying(node, text, guard)
            return
        once = node.kind == "once"
        if once and self.writer.story.offered_once(node.target or "") > 1:
            why = "this link is used up together with those of other passages that lead there"
            self.todo(why, node.source, node.line)
        target = node.target
        body = node.body
        if target is None:
            goto = next((one for one in body if isinstance(one, TwineGoto)), None)
            if goto is None:
                self.todo("where this link goes cannot be told", node.source, node.line)
                return
            target, body = goto.target, body[: body.index(goto)]
        if re.match(r"[a-z]+://|mailto:", target) and self.writer.story.scene(target) is None:
            self.writer.story.count("links to the web, as text")
            return
        scene = self.writer.story.scene(target)
        if scene is None:
            self._offer(guard, out.Todo(f"there is no passage `{target}`", source=node.source, line=node.line))
            return
        statements = self._silent(body)
        choice = out.DraftChoice(
            text, once, body=statements, move=None if statements else out.Go(scene), source=node.source, line=node.line
        )
        if statements:
            choice = replace(choice, body=(*statements, out.DraftMove(out.Go(scene))))
        self._offer(guard, choice)

    def _silent(self, body: Body) -> out.Body:
        """What a link does on its way to another passage; what it shows is gone before anybody reads it."""
        inner = type(self)(self.writer, Menu(lets=self.menu.lets))
        inner.body(without_words(body), "", frozenset())
        inner.flush()
        return tuple(inner.out)

    def _staying(self, node: TwineLink, text: out.Text, guard: str) -> None:
        """A link after which the passage stands there as before, with its text put in, if it has any."""
        again = node.kind == "stay"
        point = self._point()
        inner = type(self)(self.writer, self.menu)
        opened = ""
        guards = [guard] if guard else []
        if not again:
            opened = self.writer.story.new_name(f"opened_{first_link((node,))}")
            self.menu.lets.append(out.Logic(f"let {opened} = false"))
            inner.out.append(out.Logic(f"{opened} = true"))
            guards.append(f"not {opened}")
        place = len(self.menu.offers)
        inner.body(trimmed(node.body), f"{guard} and {opened}" if guard and opened else opened or guard, frozenset())
        inner.end()
        revealed = self.menu.offers[place:]
        del self.menu.offers[place:]
        body = (*inner.out, out.DraftMove(out.Go(point)))
        choice = out.DraftChoice(text, False, body=body, source=node.source, line=node.line)
        self._offer(" and ".join(guards), choice)
        self.menu.offers += revealed

    def _pick(self, node: Pick, guard: str) -> None:
        if node.variable is None or len(node.values) < 2:
            self.todo("a link that goes round texts and remembers none", node.source, node.line)
            return
        variable = node.variable
        try:
            first = self.assignment(TwineAssign(variable, "=", node.values[0], node.line, node.source))
            steps: list[tuple[str, out.Body]] = []
            for value, after in zip(node.values[:-1], node.values[1:], strict=True):
                holds = self.coder.truth(Operation("==", (variable, value)))
                step = self.assignment(TwineAssign(variable, "=", after, node.line, node.source))
                steps.append((holds, tuple(step)))
            shown = self._show(variable)
        except Unsayable as problem:
            self.todo(str(problem), node.source, node.line)
            return
        self.flush()
        self.out += first
        self.line.append(shown)
        point = self._point()
        back = out.DraftMove(out.Go(point))
        body = (out.DraftIf(tuple(steps), tuple(first)), back)
        self._offer(guard, out.DraftChoice((shown,), False, body=body, source=node.source, line=node.line))

    def _point(self) -> str:
        self.menu.point = self.menu.point or self.writer.story.new_name("links")
        return self.menu.point

    def _offer(self, guard: str, choice: out.DraftChoice | out.Todo) -> None:
        offer = GuardedChoice(guard, choice)
        same = [
            one
            for one in self.menu.offers
            if one.guard == guard
            and isinstance(one.choice, out.DraftChoice)
            and isinstance(choice, out.DraftChoice)
            and one.choice.text == choice.text
            and one.choice.move == choice.move is not None
        ]
        if not same:
            self.menu.offers.append(offer)

    def body(self, body: Body, guard: str, later: frozenset[SourceVariable]) -> None:
        """Write nodes; what knows all of them does it."""
        raise NotImplementedError


def choices_of(offers: list[GuardedChoice]) -> list[out.Statement]:
    """Choices, those beside each other that have one condition together under it."""
    found: list[out.Statement] = []
    number = 0
    while number < len(offers):
        guard = offers[number].guard
        stop = number
        while stop < len(offers) and offers[stop].guard == guard:
            stop += 1
        same = [offer.choice for offer in offers[number:stop]]
        choices = sum(isinstance(choice, out.DraftChoice) for choice in same)
        if guard and choices > 1:
            found.append(out.DraftIf(((guard, tuple(same)),)))
        else:
            for choice in same:
                if guard and isinstance(choice, out.DraftChoice):
                    choice = replace(choice, guards=(out.DraftGuard("if", guard),))
                found.append(choice)
        number = stop
    return found


def always_goes_on(statements: list[out.Statement], offers: list[GuardedChoice]) -> bool:
    """Whether a passage certainly ends in a choice that leads on, or in a move."""
    if any(not offer.guard and isinstance(offer.choice, out.DraftChoice) and not offer.choice.once for offer in offers):
        return True
    last = next(
        (one for one in reversed(statements) if not isinstance(one, out.DraftBreak | out.Comment | out.Todo)), None
    )
    return isinstance(last, out.DraftMove) and not (isinstance(last.to, out.Go) and last.to.returns)
