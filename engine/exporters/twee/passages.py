"""Takes a story apart into passages.

A passage shows a scene up to its choices. What a choice does is a passage of its own, and so is what follows a menu;
where text runs on from one to the next, the one displays the other, so that the page shows what a turn shows here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from engine.exporters.twee.expressions import (
    NotInHarlowe,
    TweeScope,
    expression,
    quoted,
)
from engine.exporters.twee.harlowe import Exported, PassageText, WrittenPassage, nodes_in
from engine.exporters.twee.menus import (
    Conditions,
    choices_of,
    has_menu,
    is_group_of_choices,
    leaves,
    menu_at,
    opening_of,
    with_move,
)
from engine.exporters.twee.text import variation
from engine.syntax.menus import asked_arm, is_of_arm
from engine.syntax.tree import (
    Ask,
    Body,
    Break,
    ChoiceStatement,
    Heading,
    If,
    Jump,
    Let,
    Move,
    Parameter,
    Point,
    Prose,
    Scene,
    Set,
    Vary,
)


class Exporter(PassageText):
    """Takes one story apart."""

    def export(self) -> Exported:
        """All passages of the story."""
        for scene in self.story.scenes:
            self.named[scene.name] = self._name(scene.name)
            for node in nodes_in(scene.body):
                if isinstance(node, Point) and node.name:
                    self.points[scene.name, node.name] = self._name(f"{scene.name}: {node.name}")
        for scene in self.story.scenes:
            self._scene(scene)
        entries = {entry.key: entry.value for entry in self.story.entries}
        start = self.named[entries.get("start") or self.story.scenes[0].name]
        self.passages.append(WrittenPassage(self._name("Beginning"), self._beginning(), ("startup",)))
        if self.story.status is not None:
            status = self.text.write(self.story.status.items, self.scope)
            self.passages.append(WrittenPassage(self._name("Status"), f"{status}\n", ("header",)))
        title = entries.get("title") or "Untitled"
        return Exported(self.passages, title, entries.get("ifid", ""), start, self.left_out)

    # ------------------------------------------------------------ scenes

    def _scene(self, scene: Scene) -> None:
        heading: Heading = scene.heading
        named = {one.name: f"${scene.name}_{one.name}" for one in heading.parameters}
        scope = replace(self.scope, scene=scene.name, locals=named)
        place = len(self.passages)
        name = self.named[scene.name]
        passage = WrittenPassage(name, "", tuple(heading.tags))
        self.passages.append(passage)
        count = scope.counted.get(scene.name)
        begin = f"(set: {count} to it + 1)" if count else ""
        for one in scene.properties:
            begin += self._left_out_comment(f"`~ {one.kind}` below a heading")
        passage.text = begin + self._body(scene.body, scope, None, name)
        assert self.passages[place] is passage

    def _body(self, body: Body, scope: TweeScope, after: str | None, name: str) -> str:
        """Statements as text of a passage. `after` is the passage with what follows behind them."""
        out: list[str] = []
        for number, node in enumerate(body):
            rest = body[number + 1 :]
            match node:
                case Prose():
                    out.append(self._prose(node, scope))
                    if node.line.move is not None:
                        out.append(self._move(node.line.move, scope))
                        if not node.line.move.returns:
                            return _joined(out)
                case Break():
                    out.append("\n\n")
                case Set() | Let():
                    line, scope = self._set(node, scope)
                    out.append(line)
                case Ask():
                    out.append(self._ask(node, scope))
                case Jump():
                    out.append(self._move(node.move, scope))
                    if not node.move.returns:
                        return _joined(out)
                case ChoiceStatement():
                    group, rest = menu_at(body[number:])
                    behind = self._rest(rest, scope, after, name)
                    out.append("\n\n" + self._menu(group, scope, behind, name))
                    return _joined(out)
                case If():
                    if is_group_of_choices(node):
                        group, rest = menu_at(body[number:])
                        behind = self._rest(rest, scope, after, name)
                        out.append("\n\n" + self._menu(group, scope, behind, name))
                        return _joined(out)
                    if leaves(node):
                        behind = self._rest(rest, scope, after, name)
                        out.append(self._if(node, scope, behind, name, leaves=True))
                        return _joined(out)
                    out.append(self._if(node, scope, None, name, leaves=False))
                case Vary():
                    goes_on = not any(leaves(one) for item in node.items for one in item)
                    behind = None if goes_on else self._rest(rest, scope, after, name)
                    hooks = [f"[{self._body(item, scope, behind, name)}]" for item in node.items]
                    out.append(variation(node.kind, hooks, self._counter()))
                    if behind and node.kind == "once":
                        out.append(self._left_out_comment("what follows a `~ once:` that is used up"))
                    if not goes_on:
                        return _joined(out)
                case Point(name=""):
                    pass
                case Point(name=point):
                    out.append(self._point(point, rest, scope, after, name))
                    return _joined(out)
                case _:
                    out.append(self._left_out_comment(f"a line that begins with `{opening_of(node)}`"))
        if after is not None:
            out.append(f"\n\n(display: {quoted(after)})")
        return _joined(out)

    def _point(self, point: str, rest: Body, scope: TweeScope, after: str | None, name: str) -> str:
        """A point of a scene, with what follows: a passage of its own, which others lead to, too."""
        made = self.points[scope.scene, point]
        passage = WrittenPassage(made, "")
        self.passages.append(passage)
        count = scope.counted.get(f"{scope.scene}.{point}")
        counted = f"(set: {count} to it + 1)" if count else ""
        passage.text = counted + self._body(rest, scope, after, name)
        return f"\n\n(display: {quoted(made)})"

    def _rest(self, rest: Body, scope: TweeScope, after: str | None, name: str) -> str | None:
        """The passage with what follows, made if there is anything to follow."""
        if not any(not isinstance(node, Break) for node in rest):
            return after
        made = self._name(f"{name}, on")
        passage = WrittenPassage(made, "")
        self.passages.append(passage)
        passage.text = self._body(rest, scope, after, name)
        return made

    def _if(self, node: If, scope: TweeScope, after: str | None, name: str, leaves: bool) -> str:
        written_arms = ""
        word = "if"
        for condition, arm in node.branches:
            try:
                code = expression(condition, scope)
            except NotInHarlowe as problem:
                self._left_out_comment(f"a condition with {problem}")
                code = "false"
            written_arms += f"({word}: {code})[{self._body(arm, scope, after, name)}]"
            word = "else-if"
        if node.otherwise or (leaves and after is not None):
            written_arms += f"(else:)[{self._body(node.otherwise, scope, after, name)}]"
        return written_arms

    # ------------------------------------------------------------ moves

    def _move(self, move: Move, scope: TweeScope) -> str:
        """A move in the course of a passage: the page shows the next scene's text below."""
        if move.kind == "end":
            ending = f"<!-- the end: {move.target} -->" if move.target else "<!-- the end -->"
            return "\n\n" + ending
        if move.kind == "back":
            return ""
        target = self._target_passage(move, scope)
        if target is None:
            return self._left_out_comment("a move whose target is known only while playing")
        if move.returns and (move.point or move.kind == "point" or has_menu(self.scenes[move.target or ""].body)):
            return self._left_out_comment("a visit of a scene with choices")
        if move.leaves:
            return self._left_out_comment("a move out of a visit")
        return "\n\n" + self._given(move, scope) + f"(display: {quoted(target)})" + ("\n\n" if move.returns else "")

    def _target_passage(self, move: Move, scope: TweeScope) -> str | None:
        """The passage to which a move leads; None where that is not known before a play."""
        target = move.target or ""
        if move.kind == "point":
            return self.points.get((scope.scene, target))
        if move.kind != "scene" or move.value is not None:
            return None
        return self.points.get((target, move.point)) if move.point else self.named.get(target)

    def _given(self, move: Move, scope: TweeScope) -> str:
        """The values of a scene's parameters."""
        if move.kind != "scene":
            return ""
        parameters: tuple[Parameter, ...] = self.scenes[move.target or ""].heading.parameters
        found = ""
        for parameter, value in zip(parameters, move.arguments, strict=False):
            try:
                found += f"(set: ${move.target}_{parameter.name} to {expression(value, scope)})"
            except NotInHarlowe as problem:
                found += self._left_out_comment(str(problem))
        return found

    # ------------------------------------------------------------ menus

    def _menu(self, group: Body, scope: TweeScope, after: str | None, name: str) -> str:
        """Choices as links, and what happens where none is left."""
        links: list[str] = []
        open_when: list[str] = []
        fallback = ""
        for conditions, choice in choices_of(group):
            if not isinstance(choice, ChoiceStatement) or choice.loop is not None:
                links.append(self._left_out_comment(f"a line that begins with `{opening_of(choice)}`"))
                continue
            if any(guard.kind == "otherwise" for guard in choice.guards):
                fallback = self._body(with_move(choice), self._in_arm(conditions, scope), after, name)
                continue
            link, condition = self._choice(choice, conditions, self._in_arm(conditions, scope), after, name)
            links.append(link)
            open_when.append(condition)
        menu = "\n".join(links)
        if "" in open_when or not (fallback or after):
            return menu
        fallback = fallback or f"(display: {quoted(after or '')})"
        none = " or ".join(f"({condition})" for condition in open_when) or "false"
        return f"{menu}\n(if: not ({none}))[{fallback}]"

    def _in_arm(self, conditions: Conditions, scope: TweeScope) -> TweeScope:
        """What the choices of an arm know: the names that it gives as well (syntax/menus.py)."""
        known = {**scope.locals}
        for condition, holds in conditions:
            if holds and is_of_arm(condition):
                name, value = asked_arm(condition)
                known |= self.arms.get((replace(scope, locals=known).variable(name), value), {})
        return replace(scope, locals=known)

    def _choice(
        self, choice: ChoiceStatement, conditions: Conditions, scope: TweeScope, after: str | None, name: str
    ) -> tuple[str, str]:
        """A choice as a link, and the condition under which it is open; "" for always."""
        tests: list[str] = []
        reason = ""
        needed: list[str] = []
        for condition, holds in conditions:
            test = self._test(condition, scope)
            tests.append(test if holds else f"(not {test})")
        for guard in choice.guards:
            if guard.condition is None:
                continue
            test = self._test(guard.condition, scope)
            if guard.kind == "needs":
                needed.append(test)
                if not reason and guard.reason is not None:
                    reason = self.text.write(guard.reason.items, scope)
            else:
                tests.append(test)
        text = self.text.write(choice.line.items, scope)
        effects = ""
        if choice.once:
            taken = self._counter(f"chose_{choice.label or _slug(choice.source)}")
            tests.append(f"{taken} is 0")
            effects += f"(set: {taken} to 1)"
        count = scope.counted.get(f"{scope.scene}.{choice.label}")
        if count is not None:
            effects += f"(set: {count} to it + 1)"
        link = self._link(choice, text, effects, scope, after, name)
        both = [*tests, *needed]
        if needed:
            closed = f"{text} ({reason})" if reason else text
            link = f"(if: {' and '.join(needed)})[{link}](else:)[{closed}]"
        if tests:
            link = f"(if: {' and '.join(tests)})[{link}]"
        return link, " and ".join(both)

    def _link(
        self, choice: ChoiceStatement, text: str, effects: str, scope: TweeScope, after: str | None, name: str
    ) -> str:
        move = choice.line.move
        goal = self._target_passage(move, scope) if move is not None and not (move.returns or move.leaves) else None
        shown = quoted(text)
        if move is not None and goal is not None and not choice.body:
            given = self._given(move, scope)
            if not effects and not given:
                is_plain = not any(sign in text for sign in "[]()`|$<>-")
                return f"[[{text}->{goal}]]" if is_plain else f"(link-goto: {shown}, {quoted(goal)})"
            return f"(link-reveal-goto: {shown}, {quoted(goal)})[{effects}{given}]"
        words = "".join(item for item in choice.line.items if isinstance(item, str))
        target = self._name(f"{name}: {words}")
        passage = WrittenPassage(target, "")
        self.passages.append(passage)
        passage.text = self._body(with_move(choice), scope, after, name)
        if effects:
            return f"(link-reveal-goto: {shown}, {quoted(target)})[{effects}]"
        return f"(link-goto: {shown}, {quoted(target)})"


def _slug(text: str) -> str:
    """Some words of a choice, as part of a variable's name."""
    return re.sub(r"\W+", "_", text.lower(), flags=re.ASCII).strip("_")[:24].rstrip("_") or "it"


def _joined(parts: list[str]) -> str:
    """Parts of a passage, with the blanks between them that a paragraph has."""
    text = "\n".join(line.strip(" ") for line in "".join(parts).split("\n")).strip("\n")
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text
