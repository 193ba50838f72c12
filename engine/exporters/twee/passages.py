"""Takes a story apart into passages.

A passage shows a scene up to its choices. What a choice does is a passage of its own, and so is what follows a menu;
where text runs on from one to the next, the one displays the other, so that the page shows what a turn shows here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace

from engine.exporters.twee.expressions import (
    NotInHarlowe,
    TweeScope,
    assigned,
    expression,
    place_of,
    quoted,
    words_of,
    written,
)
from engine.exporters.twee.text import TextWriter, plain, variation
from engine.source import Source
from engine.syntax.tree import (
    Ask,
    Body,
    Break,
    Call,
    ChoiceStatement,
    Const,
    Def,
    Expression,
    Heading,
    If,
    Jump,
    Let,
    Line,
    Move,
    Name,
    Number,
    Parameter,
    Prose,
    Scene,
    Set,
    Statement,
    StoryTree,
    TypeNode,
    Var,
    Vary,
)

LONGEST_NAME = 40
# Conditions around a choice, and whether each has to hold or to fail.
Conditions = list[tuple[Expression, bool]]


@dataclass(slots=True)
class Passage:
    """A passage: its name, its tags, its text."""

    name: str
    text: str
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class Exported:
    """The passages, first the one where a play begins; the header; what could not be said, counted."""

    passages: list[Passage]
    title: str
    ifid: str
    start: str
    left_out: Counter[str] = field(default_factory=Counter)


class Exporter:
    """Takes one story apart."""

    def __init__(self, story: StoryTree) -> None:
        self.story = story
        self.passages: list[Passage] = []
        self.names: set[str] = set()
        self.left_out: Counter[str] = Counter()
        self.scenes = {scene.name: scene for scene in story.scenes}
        self.counters: list[str] = []
        self.taken = {f"${one.name}" for one in story.declarations if isinstance(one, Var)}
        variables = [one for one in story.declarations if isinstance(one, Var)]
        types = [one for one in nodes_in((story.declarations, story.scenes)) if isinstance(one, TypeNode)]
        self.scope = TweeScope(
            constants={one.name: one for one in story.declarations if isinstance(one, Const)},
            functions={one.name: one for one in story.declarations if isinstance(one, Def)},
            words=words_of(types),
            sets=frozenset(one.name for one in variables if one.type is not None and one.type.kind == "set"),
            counted=self._counted(),
            scenes=frozenset(self.scenes),
            ranges={one.name: one.type for one in variables if one.type is not None and one.type.kind == "range"},
        )
        self.text = TextWriter(self._counter, self._mark)

    # ------------------------------------------------------------ the whole

    def export(self) -> Exported:
        """All passages of the story."""
        for scene in self.story.scenes:
            self.names.add(scene.name)
        for scene in self.story.scenes:
            self._scene(scene)
        entries = {entry.key: entry.value for entry in self.story.entries}
        start = entries.get("start") or self.story.scenes[0].name
        self.passages.append(Passage(self._name("Beginning"), self._beginning(), ("startup",)))
        if self.story.status is not None:
            status = self.text.write(self.story.status.items, self.scope)
            self.passages.append(Passage(self._name("Status"), f"{status}\n", ("header",)))
        title = entries.get("title") or "Untitled"
        return Exported(self.passages, title, entries.get("ifid", ""), start, self.left_out)

    def _beginning(self) -> str:
        """What variables are before the first passage."""
        lines = []
        for one in self.story.declarations:
            if isinstance(one, Var):
                lines.append(f"(set: ${one.name} to {self._first_value(one)})")
        lines += [f"(set: {count} to 0)" for count in [*self.scope.counted.values(), *self.counters]]
        return "\n".join(lines)

    def _first_value(self, one: Var) -> str:
        kind = one.type.kind if one.type is not None else ""
        try:
            if one.value is not None:
                if kind == "set" and isinstance(one.value.root, Name):
                    name = one.value.root.name
                    return "(ds:)" if name == "none" else f"(ds: {quoted(self.scope.words.get(name, name))})"
                return expression(one.value, self.scope)
            if kind == "range" and one.type is not None:
                return _lowest(one.type, self.scope)
        except NotInHarlowe as problem:
            self._mark(str(problem))
            return "0"
        if kind == "names" and one.type is not None:
            return written(one.type.names[0], self.scope)
        return {"truth": "false", "text": '""', "set": "(ds:)"}.get(kind, "0")

    def _counted(self) -> dict[str, str]:
        """The variables that count visits, for the places that the story asks about."""
        parts: list[tuple[str, object]] = [("", self.story.declarations)]
        parts += [(scene.name, (scene.properties, scene.body)) for scene in self.story.scenes]
        found: dict[str, str] = {}
        for scene, part in parts:
            scope = TweeScope(scenes=frozenset(self.scenes), scene=scene)
            for node in nodes_in(part):
                match node:
                    case Call(function="visits" | "seen", arguments=(Name(name=name),)):
                        place = place_of(name, scope)
                        found[place] = "$visits_" + place.replace(".", "_")
                    case _:
                        pass
        return found

    def _counter(self, wanted: str = "shown") -> str:
        """A variable that begins as 0 and that nothing else is called."""
        self.counters.append(self._fresh(wanted))
        return self.counters[-1]

    def _fresh(self, wanted: str) -> str:
        """A variable that nothing else is called."""
        name, number = f"${wanted}", 1
        while name in self.taken:
            number += 1
            name = f"${wanted}_{number}"
        self.taken.add(name)
        return name

    def _mark(self, what: str) -> str:
        """What is left out, as a comment in its place."""
        self.left_out[what] += 1
        return f"<!-- left out: {what.replace('--', '- -')} -->"

    def _name(self, wanted: str) -> str:
        """A name for a passage that nothing has yet."""
        base = " ".join(wanted.split())[:LONGEST_NAME].strip() or "passage"
        for sign in '[]{}|<>"\\':
            base = base.replace(sign, "")
        base = base.replace("->", "-") or "passage"
        name, number = base, 1
        while name in self.names:
            number += 1
            name = f"{base} ({number})"
        self.names.add(name)
        return name

    # ------------------------------------------------------------ scenes

    def _scene(self, scene: Scene) -> None:
        heading: Heading = scene.heading
        named = {one.name: f"${scene.name}_{one.name}" for one in heading.parameters}
        scope = replace(self.scope, scene=scene.name, locals=named)
        place = len(self.passages)
        passage = Passage(scene.name, "", tuple(heading.tags))
        self.passages.append(passage)
        count = scope.counted.get(scene.name)
        begin = f"(set: {count} to it + 1)" if count else ""
        for one in scene.properties:
            begin += self._mark(f"`~ {one.kind}` below a heading")
        passage.text = begin + self._body(scene.body, scope, None, scene.name)
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
                        out.append(self._move(node.line.move, scope, rest, after, name))
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
                    out.append(self._move(node.move, scope, rest, after, name))
                    if not node.move.returns:
                        return _joined(out)
                case ChoiceStatement():
                    group, rest = _group(body[number:])
                    behind = self._rest(rest, scope, after, name)
                    out.append("\n\n" + self._menu(group, scope, behind, name))
                    return _joined(out)
                case If():
                    if _is_group_of_choices(node):
                        group, rest = _group(body[number:])
                        behind = self._rest(rest, scope, after, name)
                        out.append("\n\n" + self._menu(group, scope, behind, name))
                        return _joined(out)
                    if _leaves(node):
                        behind = self._rest(rest, scope, after, name)
                        out.append(self._if(node, scope, behind, name, leaves=True))
                        return _joined(out)
                    out.append(self._if(node, scope, None, name, leaves=False))
                case Vary():
                    if any(_leaves(one) for item in node.items for one in item):
                        behind = self._rest(rest, scope, after, name)
                        hooks = [f"[{self._body(item, scope, behind, name)}]" for item in node.items]
                        out.append(variation(node.kind, hooks, self._counter()))
                        if behind and node.kind == "once":
                            out.append(self._mark("what follows a `~ once:` that is used up"))
                        return _joined(out)
                    hooks = [f"[{self._body(item, scope, None, name)}]" for item in node.items]
                    out.append(variation(node.kind, hooks, self._counter()))
                case _:
                    out.append(self._mark(f"a line that begins with `{_mark_of(node)}`"))
        if after is not None:
            out.append(f"\n\n(display: {quoted(after)})")
        return _joined(out)

    def _rest(self, rest: Body, scope: TweeScope, after: str | None, name: str) -> str | None:
        """The passage with what follows, made if there is anything to follow."""
        if not any(not isinstance(node, Break) for node in rest):
            return after
        made = self._name(f"{name}, on")
        passage = Passage(made, "")
        self.passages.append(passage)
        passage.text = self._body(rest, scope, after, name)
        return made

    # ------------------------------------------------------------ text and logic

    def _prose(self, node: Prose, scope: TweeScope) -> str:
        begin = f"\n\n{plain(node.speaker)}: " if node.speaker else ""
        lead = "" if node.line.joins.startswith("<") else " "
        trail = "\\\n" if node.line.joins.endswith(">") else ""
        return lead + begin + self.text.write(node.line.items, scope) + self._tags(node.line) + trail

    def _tags(self, line: Line) -> str:
        found = ""
        for tag in line.tags:
            name, _, value = str(tag).partition("=")
            if name == "image" and value and "{" not in value:
                found += f'<img src="{value.replace(chr(34), "")}">'
            else:
                found += self._mark(f"the tag `#{name}`")
        return found

    def _set(self, node: Set | Let, scope: TweeScope) -> tuple[str, TweeScope]:
        if isinstance(node, Let):
            inner = replace(scope, locals={**scope.locals, node.name: self._fresh(f"{scope.scene}_{node.name}")})
        else:
            inner = scope
        target = inner.variable(node.name)
        try:
            value = assigned(node.name, node.value, scope)
        except NotInHarlowe as problem:
            return self._mark(str(problem)), inner
        scope = inner
        operator = getattr(node, "operator", "=")
        if node.name in scope.sets:
            value = value if value.startswith(("(ds:", "$", "(")) else f"(ds: {value})"
        if operator != "=":
            value = f"it {operator[0]} {value}"
        return f"(set: {target} to {value})", scope

    def _ask(self, node: Ask, scope: TweeScope) -> str:
        target = scope.variable(node.name)
        question = "".join(item for item in node.prompt.items if isinstance(item, str))
        if len(node.prompt.items) > 1:
            self._mark("values in a question")
        numeric = any(
            isinstance(one, Var)
            and one.name == node.name
            and (one.type is None or one.type.kind in ("number", "range"))
            for one in self.story.declarations
        )
        asked = f"(prompt: {quoted(question)}, (str: {target}))"
        return f"(set: {target} to {f'(num: {asked})' if numeric else asked})"

    def _if(self, node: If, scope: TweeScope, after: str | None, name: str, leaves: bool) -> str:
        written_arms = ""
        word = "if"
        for condition, arm in node.branches:
            try:
                code = expression(condition, scope)
            except NotInHarlowe as problem:
                self._mark(f"a condition with {problem}")
                code = "false"
            written_arms += f"({word}: {code})[{self._body(arm, scope, after, name)}]"
            word = "else-if"
        if node.otherwise or (leaves and after is not None):
            written_arms += f"(else:)[{self._body(node.otherwise, scope, after, name)}]"
        return written_arms

    # ------------------------------------------------------------ moves

    def _move(self, move: Move, scope: TweeScope, rest: Body, after: str | None, name: str) -> str:
        """A move in the course of a passage: the page shows the next scene's text below."""
        if move.kind == "end":
            ending = f"<!-- the end: {move.target} -->" if move.target else "<!-- the end -->"
            return "\n\n" + ending
        if move.kind == "back":
            return ""
        if move.kind != "scene" or move.target not in self.scenes:
            return self._mark("a move whose target is known only while playing")
        if move.returns and _has_menu(self.scenes[move.target].body):
            return self._mark("a visit of a scene with choices")
        return (
            "\n\n" + self._given(move, scope) + f"(display: {quoted(move.target)})" + ("\n\n" if move.returns else "")
        )

    def _given(self, move: Move, scope: TweeScope) -> str:
        """The values of a scene's parameters."""
        parameters: tuple[Parameter, ...] = self.scenes[move.target or ""].heading.parameters
        found = ""
        for parameter, value in zip(parameters, move.arguments, strict=False):
            try:
                found += f"(set: ${move.target}_{parameter.name} to {expression(value, scope)})"
            except NotInHarlowe as problem:
                found += self._mark(str(problem))
        return found

    # ------------------------------------------------------------ menus

    def _menu(self, group: Body, scope: TweeScope, after: str | None, name: str) -> str:
        """Choices as links, and what happens where none is left."""
        links: list[str] = []
        open_when: list[str] = []
        fallback = ""
        for conditions, choice in _choices(group):
            if not isinstance(choice, ChoiceStatement) or choice.loop is not None:
                links.append(self._mark(f"a line that begins with `{_mark_of(choice)}`"))
                continue
            if any(guard.kind == "otherwise" for guard in choice.guards):
                fallback = self._body(_with_move(choice), scope, after, name)
                continue
            link, condition = self._choice(choice, conditions, scope, after, name)
            links.append(link)
            open_when.append(condition)
        menu = "\n".join(links)
        if "" in open_when or not (fallback or after):
            return menu
        fallback = fallback or f"(display: {quoted(after or '')})"
        none = " or ".join(f"({condition})" for condition in open_when) or "false"
        return f"{menu}\n(if: not ({none}))[{fallback}]"

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

    def _test(self, condition: Expression, scope: TweeScope) -> str:
        try:
            return expression(condition, scope)
        except NotInHarlowe as problem:
            self._mark(f"a condition with {problem}")
            return "false"

    def _link(
        self, choice: ChoiceStatement, text: str, effects: str, scope: TweeScope, after: str | None, name: str
    ) -> str:
        move = choice.line.move
        simple = move is not None and move.kind == "scene" and not move.returns and not choice.body
        shown = quoted(text)
        if simple and move is not None and move.target in self.scenes:
            given = self._given(move, scope)
            if not effects and not given:
                is_plain = not any(sign in text for sign in "[]()`|$<>-")
                return f"[[{text}->{move.target}]]" if is_plain else f"(link-goto: {shown}, {quoted(move.target)})"
            return f"(link-reveal-goto: {shown}, {quoted(move.target)})[{effects}{given}]"
        words = "".join(item for item in choice.line.items if isinstance(item, str))
        target = self._name(f"{name}: {words}")
        passage = Passage(target, "")
        self.passages.append(passage)
        passage.text = self._body(_with_move(choice), scope, after, name)
        if effects:
            return f"(link-reveal-goto: {shown}, {quoted(target)})[{effects}]"
        return f"(link-goto: {shown}, {quoted(target)})"


# ---------------------------------------------------------------- looking at statements


def _joined(parts: list[str]) -> str:
    """Parts of a passage, with the blanks between them that a paragraph has."""
    text = "\n".join(line.strip(" ") for line in "".join(parts).split("\n")).strip("\n")
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text


def _with_move(choice: ChoiceStatement) -> Body:
    """What a choice does: a visit on its line comes first, another move last."""
    move = choice.line.move
    if move is None:
        return choice.body
    jump = Jump(choice.at, move)
    return (jump, *choice.body) if move.returns else (*choice.body, jump)


def _group(body: Body) -> tuple[Body, Body]:
    """The choices at the beginning of a body that stand beside each other, and what follows them."""
    end = 0
    for number, node in enumerate(body):
        if isinstance(node, Break):
            continue
        if not (isinstance(node, ChoiceStatement) or _mark_of(node) in ("* each", "<-") or _is_group_of_choices(node)):
            break
        end = number + 1
    return body[:end], body[end:]


def _is_group_of_choices(node: Statement) -> bool:
    """Whether a condition holds nothing but choices, which belong to the menu beside it."""
    if not isinstance(node, If):
        return False
    arms = [*(arm for _, arm in node.branches), node.otherwise]
    nodes = [one for arm in arms for one in arm if not isinstance(one, Break)]
    return bool(nodes) and all(isinstance(one, ChoiceStatement) or _is_group_of_choices(one) for one in nodes)


def _choices(group: Body) -> list[tuple[Conditions, Statement]]:
    """The choices of a menu, each with the conditions around it."""
    found: list[tuple[Conditions, Statement]] = []
    for node in group:
        if isinstance(node, If):
            found += _choices_under(node)
        elif not isinstance(node, Break):
            found.append(([], node))
    return found


def _choices_under(node: If) -> list[tuple[Conditions, Statement]]:
    found: list[tuple[Conditions, Statement]] = []
    failed: Conditions = []
    for condition, arm in node.branches:
        found += [([*failed, (condition, True), *around], choice) for around, choice in _choices(arm)]
        failed = [*failed, (condition, False)]
    found += [([*failed, *around], choice) for around, choice in _choices(node.otherwise)]
    return found


def _leaves(node: Statement) -> bool:
    """Whether a statement may go elsewhere, or offers choices."""
    match node:
        case Jump():
            return not node.move.returns
        case Prose():
            return node.line.move is not None and not node.line.move.returns
        case ChoiceStatement():
            return True
        case If():
            return any(_leaves(one) for _, arm in node.branches for one in arm) or any(map(_leaves, node.otherwise))
        case Vary():
            return any(_leaves(one) for item in node.items for one in item)
        case _:
            return _mark_of(node) in ("* each", "<-")


def _has_menu(body: Body) -> bool:
    for node in body:
        match node:
            case ChoiceStatement() | Ask():
                return True
            case Jump():
                if node.move.kind != "back":
                    return True
            case Prose():
                if node.line.move is not None and node.line.move.kind != "back":
                    return True
            case If():
                if any(_has_menu(arm) for _, arm in node.branches) or _has_menu(node.otherwise):
                    return True
            case Vary():
                if any(map(_has_menu, node.items)):
                    return True
            case _:
                if _mark_of(node) in ("* each", "<-"):
                    return True
    return False


def _mark_of(node: Statement) -> str:
    """How a line begins that has no counterpart."""
    if isinstance(node, ChoiceStatement):
        return "+ for"
    names = {"Each": "* each", "Thread": "<-", "For": "~ for", "Point": "--", "Return": "~ return", "Do": "~"}
    return names.get(type(node).__name__, type(node).__name__)


def nodes_in(*begin: object) -> Iterator[object]:
    """All nodes of the tree in some of it."""
    waiting: list[object] = list(begin)
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            waiting += reversed(one)
        elif is_dataclass(one) and not isinstance(one, Source):
            yield one
            waiting += [getattr(one, part.name) for part in reversed(fields(one))]


def _slug(text: str) -> str:
    """Some words of a choice, as part of a variable's name."""
    return re.sub(r"\W+", "_", text.lower(), flags=re.ASCII).strip("_")[:24].rstrip("_") or "it"


def _lowest(node: TypeNode, scope: TweeScope) -> str:
    """What a range begins as: 0, or its lowest number where 0 is not in it."""
    if isinstance(node.low, Number) and isinstance(node.high, Number):
        return "0" if node.low.value <= 0 <= node.high.value else str(node.low.value)
    return written(node.low, scope) if node.low is not None else "0"
