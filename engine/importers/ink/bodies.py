"""Translates the content of a knot, a stitch or a function: lines, choices, gathers, blocks, diverts.

Ink's content is a stream of texts and line ends; here a paragraph ends at a blank line, and `<>` joins. `is_open` is
where the two meet: something of the line stands already, so what comes next joins it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.importers.builder.printing import tag_of
from engine.importers.builder.tree import (
    Back,
    Body,
    Break,
    Comment,
    Condition,
    End,
    Go,
    Guard,
    If,
    Logic,
    Move,
    MoveTo,
    Piece,
    Point,
    Prose,
    Statement,
    Thread,
    Todo,
    Variation,
    Vary,
)
from engine.importers.builder.tree import Choice as BuiltChoice
from engine.importers.ink.menus import parted as split_menu
from engine.importers.ink.menus import shown_together
from engine.importers.ink.pieces import is_plain, pieces_of, sequence_kind
from engine.importers.ink.scopes import Label, Place, Untranslatable, live_branches, walk
from engine.importers.ink.tree import (
    Assign,
    Call,
    Choice,
    Conditional,
    Content,
    Divert,
    Do,
    Expression,
    Gather,
    Glue,
    Name,
    Newline,
    Node,
    Note,
    Print,
    Return,
    Sequence,
    Tag,
    Text,
)
from engine.importers.ink.values import in_order, is_fixed, kind_of

if TYPE_CHECKING:
    from engine.importers.ink.translation import Translation


@dataclass(frozen=True, slots=True)
class Branching:
    """A choice with the content below it, up to the next choice or gather of its depth."""

    choice: Choice
    content: Content


Item = Node | Branching


def structured(content: Content) -> list[Item]:
    """A weave as a list in which each choice holds what stands below it."""
    items: list[Item] = []
    at = 0
    while at < len(content):
        node = content[at]
        if not isinstance(node, Choice):
            items.append(node)
            at += 1
            continue
        end = at + 1
        while end < len(content):
            other = content[end]
            if isinstance(other, Choice | Gather) and other.depth <= node.depth:
                break
            end += 1
        notes = end
        while notes > at + 1 and isinstance(content[notes - 1], Note) and end < len(content):
            notes -= 1
        items.append(Branching(node, content[at + 1 : notes]))
        items += content[notes:end]
        at = end
    return items


def has_choices(node: Item, offers: Callable[[Divert], bool] = lambda _: True) -> bool:
    """Whether a node adds choices to those of the weave around it; `offers` says it of a thread."""
    if isinstance(node, Divert):
        return node.kind == "thread" and offers(node)
    if not isinstance(node, Conditional | Sequence):
        return False
    return any(
        isinstance(one, Choice) or (isinstance(one, Divert) and has_choices(one, offers)) for one in walk((node,))
    )


class BodyWriter:
    """Writes the statements of one scene or function."""

    def __init__(self, translation: Translation, place: Place) -> None:
        self.translation = translation
        self.values = translation.values
        self.scopes = translation.scopes
        self.place = place
        self.out: list[Statement] = []
        self.pieces: list[Piece] = []
        self.tags: list[str] = []
        self.is_open = False
        # The blank with which an open line ends so far.
        self.gap = ""
        self.is_glued = False
        # Nothing but `<>` stands on the line so far.
        self.is_lone = False
        # Something of the line could not be translated, so none of it is written.
        self.is_broken = False
        # Nothing that is written now is ever reached.
        self.is_dead = False
        # Where in `out` choices begin that the text below does not belong to; None where there are none.
        self.soft_at: int | None = None
        self.line = 0
        # Of a function that is parted: which part is written.
        self.part = ""
        # Choices and gathers of uneven depth, and what is to be said of them.
        self.shown_together: dict[int, str] = {}
        # A thread that is visited for what it prints goes back where ink says that it is done.
        self.is_visited_thread = False

    # ------------------------------------------------------------ the whole

    def body(self, content: Content) -> Body:
        """The statements of a scene or a function."""
        return self._block(lambda: self.weave(content, base=1), False)[0]

    def _block(self, write: Callable[[], None], is_open: bool) -> tuple[Body, bool, bool]:
        """What is written within a block of its own: the statements, whether its line is open, whether it is dead."""
        kept = self.out, self.pieces, self.tags, self.is_open, self.is_glued, self.is_dead, self.soft_at, self.gap
        self.out, self.pieces, self.tags, self.is_open, self.is_glued = [], [], [], is_open, False
        self.is_dead, self.soft_at = False, None
        write()
        self._flush()
        self._left_tags()
        if self.is_glued:
            self._glue_last()
        if self.translation.glues_backwards:
            self._part_from_glue()
        while self.out and isinstance(self.out[-1], Break):
            self.out.pop()
        result = tuple(self.out), self.is_open, self.is_dead
        self.out, self.pieces, self.tags, self.is_open, self.is_glued, self.is_dead, self.soft_at, self.gap = kept
        return result

    def weave(self, content: Content, in_choice: bool = False, base: int = 0) -> None:
        """Content with its choices and gathers; that of a choice goes on behind the choices around it.

        `base` is the depth of its outermost choices; without one, it is that of the first choice or gather.
        """
        in_menu = False
        parted = False
        menu: list[Choice] = []
        if not in_choice:
            self.shown_together.update(shown_together(content, base))
        for item in structured(content):
            if isinstance(item, Branching):
                self._mark_shown_together(item.choice)
                if parted:
                    self.out.append(Point())
                parted = False
                self._end_of_text()
                if self.is_dead and self._jumped_to(item.choice):
                    self._bare_choice(item)
                    in_menu = True
                    continue
                self._part_menu(item.choice.line)
                self._choice(item)
                menu.append(item.choice)
                in_menu, self.soft_at = True, None
            elif isinstance(item, Gather):
                self.line = item.line
                self._end_of_text()
                self._mark_shown_together(item)
                label = self.place.labels.get(item.label) if item.label else None
                is_reached = in_menu or (label is not None and label.jumped)
                self.is_dead = self.is_dead and not is_reached
                if in_menu:
                    self.soft_at = None
                    self._stop_where_dry(menu)
                    menu = []
                if label is not None and (label.jumped or label.counted):
                    if self.soft_at is not None:
                        self._todo("what stands at this label is shown before the choices above it", item.line)
                    self._add(Point(label.out))
                    self.translation.wrote(label)
                    parted = False
                else:
                    parted = in_menu
                in_menu = False
            else:
                if parted and has_choices(item, self._offers):
                    self._add(Point())
                parted = parted and isinstance(item, Note | Newline)
                self._node(item)
        if in_menu and in_choice:
            self._stop_where_dry(menu)

    def _mark_shown_together(self, node: Choice | Gather) -> None:
        if why := self.shown_together.get(id(node)):
            self._todo(why, node.line)

    def _stop_where_dry(self, menu: list[Choice]) -> None:
        """Where no choice of a menu can be taken, ink stops, and does not go on behind it as here."""
        if not menu or any(one.is_fallback for one in menu):
            return
        comes_back = self.translation.circles.leads_back(self.place, menu[0].line)
        if all(one.conditions or (one.once and comes_back) for one in menu):
            self._add(BuiltChoice((), guards=(Guard("otherwise"),), move=End()))

    def _end_of_text(self) -> None:
        """What comes now begins a paragraph in ink as well as here."""
        self._flush()
        if self.is_glued:
            self._glue_last()
        self.is_open = False

    # ------------------------------------------------------------ output

    def _add(self, statement: Statement) -> None:
        if self.is_dead and not isinstance(statement, Comment | Point):
            if isinstance(statement, Prose):
                self.translation.count("texts that are never reached, left out")
            return
        if isinstance(statement, Break) and (not self.out or isinstance(self.out[-1], Break)):
            return
        self.out.append(statement)

    def _todo(self, why: str | Untranslatable, line: int) -> None:
        self._flush()
        todo = Todo(str(why), source=self.source(line), line=line)
        if not self.out or self.out[-1] != todo:
            self.out.append(todo)

    def source(self, line: int) -> str:
        """What stands on a line of the file."""
        return self.translation.source(self.place.flow.file, line)

    def _flush(self) -> None:
        """Write the text that there is of the line, which stays open."""
        is_blank = all(isinstance(one, str) and not one.strip() for one in self.pieces)
        if self.is_broken:
            self.pieces = []
        elif is_blank:
            # A line of tags alone belongs to the text that follows.
            if self.is_open and self.pieces:
                self.gap = " "
            self.pieces = []
        else:
            self._write()

    def _write(self) -> None:
        """Write the pieces that there are. The blank at their end is kept for what joins them."""
        self.is_lone = False
        if self.is_open and self.gap:
            self.pieces.insert(0, self.gap)
        if self.is_open and self.out and isinstance(self.out[-1], If | Vary):
            self.out[-1] = _keeping_blanks(self.out[-1])
        self.pieces = [one for one in self.pieces if one != ""]
        last = self.pieces[-1]
        self.gap = " " if isinstance(last, str) and last[-1:].isspace() else ""
        prose = Prose(
            tuple(self.pieces), tuple(self.tags), joins=self.is_open, source=self.source(self.line), line=self.line
        )
        self.pieces, self.tags = [], []
        self._part_menu(self.line)
        if self.soft_at is not None:
            self.out[self.soft_at : self.soft_at] = [prose, Break()]
            self.soft_at += 2
        else:
            self._add(prose)
        self.is_open = True

    def _part_menu(self, line: int) -> None:
        """More comes behind choices in conditions: what is printed with them goes before them all."""
        if self.soft_at is None:
            return
        try:
            before, choices = split_menu(tuple(self.out[self.soft_at :]))
        except Untranslatable as problem:
            self._todo_above(problem, line)
            return
        self.out[self.soft_at :] = [*before, *choices]
        self.soft_at += len(before)

    def _todo_above(self, why: Untranslatable, line: int) -> None:
        """Mark what stands in `out` already, once."""
        assert self.soft_at is not None
        before = self.out[self.soft_at - 1] if self.soft_at else None
        if not (isinstance(before, Todo) and before.why == str(why)):
            self.out.insert(self.soft_at, Todo(str(why), source=self.source(line), line=line))
            self.soft_at += 1

    def _left_tags(self) -> None:
        """Write the tags behind which no text comes."""
        if self.tags:
            self._add(Prose((), tuple(self.tags)))
            self.tags = []

    def _glue_last(self) -> None:
        """The line ends with `<>`: the text before it goes on."""
        self.is_glued = False
        last = self.out[-1] if self.out else None
        if isinstance(last, Prose):
            self.out[-1] = replace(last, goes_on=True)
            self.is_open = False
        else:
            self.is_open = True

    def _end_line(self) -> None:
        self._flush()
        self.is_broken = False
        if self.is_lone:
            self.is_lone = False
        elif self.is_glued:
            self._glue_last()
        elif self.is_open:
            self.is_open = False
            if self.soft_at is None:
                self._add(Break())

    def _text(self, text: str) -> None:
        if text.strip():
            self.is_glued = False
        self.pieces.append(text)

    # ------------------------------------------------------------ nodes

    def nodes(self, content: Content) -> None:
        """Content in which no choice stands directly."""
        for node in content:
            self._node(node)

    def _node(self, node: Node) -> None:
        if self.part == "value" and isinstance(node, Text | Print | Glue | Tag):
            return
        line = getattr(node, "line", 0)
        self.line = line or self.line
        if isinstance(node, Text):
            self._text(node.text)
        elif isinstance(node, Newline):
            self._end_line()
        elif isinstance(node, Glue):
            self._glue()
        elif isinstance(node, Tag):
            self._tag(node)
        elif isinstance(node, Note):
            self._flush()
            self._add(Comment(node.text))
        elif isinstance(node, Divert):
            self._divert(node)
        else:
            try:
                self._acting(node)
            except Untranslatable as problem:
                self.pieces = []
                self._todo(problem, self.line)
                # The line stands in the TODO as a whole.
                self.is_broken = isinstance(node, Print) or getattr(node, "inline", False)

    def _acting(self, node: Node) -> None:
        if isinstance(node, Print):
            self._print(node)
        elif isinstance(node, Conditional | Sequence):
            if node.inline and is_plain((node,), self.values, self.place):
                self.is_glued = False
                self.pieces += pieces_of((node,), self.values, self.place)
            elif isinstance(node, Conditional):
                self._if(node)
            else:
                self._vary(node)
        elif isinstance(node, Assign):
            self._assign(node)
        elif isinstance(node, Do):
            self._do(node)
        elif isinstance(node, Return):
            self._return(node)

    def _glue(self) -> None:
        if any(not isinstance(one, str) or one.strip() for one in self.pieces):
            self.is_glued = True
        elif not self.is_open:
            self.pieces = []
            self._part_from_glue()
            while self.out and isinstance(self.out[-1], Break):
                self.out.pop()
            self.is_open, self.is_lone, self.gap = True, True, ""
        else:
            self.is_glued = True

    def _part_from_glue(self) -> None:
        """Lines that may show nothing become blocks where `<>` may come behind them: it then joins what is before."""
        for number in range(len(self.out) - 1, -1, -1):
            node = self.out[number]
            if isinstance(node, BuiltChoice | Thread):
                return
            if isinstance(node, Prose):
                shown = [one for one in node.text if not isinstance(one, str) or one.strip()]
                block = _as_block(shown[0]) if len(shown) == 1 and not (node.tags or node.joins) else None
                if block is None:
                    return
                self.out[number] = replace(block, source=node.source, line=node.line)

    def _tag(self, node: Tag) -> None:
        if not all(isinstance(one, Text) for one in node.content):
            self._todo("a tag that changes", node.line)
            return
        words = "".join(one.text for one in node.content if isinstance(one, Text)).strip()
        tag = tag_of(words)
        if tag is None:
            self._todo("a tag begins with a letter", node.line)
            return
        if tag != words:
            self.translation.count("tags written without blanks")
        self.tags.append(tag)

    def _print(self, node: Print) -> None:
        functions = self.translation.functions
        if isinstance(node.value, Call) and functions.is_called_for_effect(node.value.name):
            self._flush()
            self._do(Do(node.value, node.line))
            return
        self.is_glued = False
        if isinstance(node.value, Call) and functions.prints(node.value.name):
            if functions.is_scene(node.value.name) and not self.pieces and not self.is_open:
                self._visit_function(node.value, node.line)
                return
            self.pieces.append(functions.shown(functions.printed(node.value, self.place, self.values)))
            return
        with self.hoisting():
            self.pieces += pieces_of((node,), self.values, self.place)

    def _visit_function(self, call: Call, line: int) -> None:
        """A function that prints several lines is a scene, and its call a visit."""
        found = self.scopes.function(call.name)
        if found is None or self.place.flow.is_function:
            raise Untranslatable(f"the function `{call.name}` prints several lines")
        arguments = self.arguments(found, call.arguments)
        self.translation.functions.scenes.add(found)
        self.line = line
        self._end_of_text()
        self._move(Go(found.scene, arguments, True))
        self._end_line()

    def hoisting(self) -> Hoist:
        """Within it, a call that does something goes onto a line of its own, before what is written."""
        return Hoist(self)

    # ------------------------------------------------------------ blocks

    def _if(self, node: Conditional) -> None:
        is_soft = has_choices(node, self._offers)
        self._flush()
        if self.is_glued:
            self._glue_last()
        branches: list[tuple[str, Body]] = []
        otherwise: Body = ()
        opens: list[bool] = []
        deads: list[bool] = []
        has_else = False
        for number, branch in enumerate(live_branches(node)):
            body, is_open, is_dead = self._block(
                lambda content=branch.content: self.weave(content),  # type: ignore[misc]  # bound now
                self.is_open and node.inline,
            )
            opens.append(is_open)
            deads.append(is_dead)
            if branch.condition is None:
                otherwise, has_else = body, True
            else:
                branches.append((self._case(node, branch.condition, number), body))
        soft_at = len(self.out)
        if not branches:
            for one in otherwise:
                self._add(one)
        else:
            self._add(If(tuple(branches), otherwise, source=self.source(node.line), line=node.line))
        self._after_block(node.inline, opens, deads, has_else, is_soft, soft_at)

    def _after_block(
        self, inline: bool, opens: list[bool], deads: list[bool], has_else: bool, is_soft: bool, soft_at: int
    ) -> None:
        if has_else and all(deads):
            self.is_dead = True
        alive = [is_open for is_open, is_dead in zip(opens, deads, strict=True) if not is_dead]
        if inline and any(alive):
            self.is_open, self.gap = True, ""
        elif inline:
            self.is_open = self.is_open and not has_else
        else:
            self.is_open = False
            if any(alive) or not is_soft:
                self._add(Break())
        if is_soft and self.soft_at is None and not self.is_dead:
            self.soft_at = soft_at

    def _case(self, node: Conditional, condition: Expression, number: int) -> str:
        """The condition of a case; where it cannot be translated, a TODO is written and the case never holds."""
        try:
            if node.query is not None:
                left = self.values.value(node.query, self.place)
                right = self.values.value(condition, self.place)
                return self.values.equal(left, right)
            if number == 0:
                with self.hoisting():
                    return self.values.condition(condition, self.place)
            return self.values.condition(condition, self.place)
        except Untranslatable as problem:
            self._todo(problem, node.line)
            return "false"

    def _vary(self, node: Sequence) -> None:
        kind = sequence_kind(node.kinds)
        is_soft = has_choices(node, self._offers)
        self._flush()
        if self.is_glued:
            self._glue_last()
        items: list[Body] = []
        opens: list[bool] = []
        deads: list[bool] = []
        for content in node.items:
            body, is_open, is_dead = self._block(
                lambda content=content: self.weave(content),  # type: ignore[misc]  # bound now
                self.is_open and node.inline,
            )
            items.append(body)
            opens.append(is_open)
            deads.append(is_dead)
        soft_at = len(self.out)
        self._add(Vary(kind, tuple(items), source=self.source(node.line), line=node.line))
        self._after_block(node.inline, opens, deads, kind != "once", is_soft, soft_at)

    # ------------------------------------------------------------ choices

    def _choice(self, item: Branching) -> None:
        node = item.choice
        self.line = node.line
        label = self.place.labels.get(node.label) if node.label else None
        guards, problems = self._guards(node)
        text: tuple[Piece, ...] = ()
        if not node.is_fallback:
            try:
                text = tuple(self._choice_text(node))
            except Untranslatable as problem:
                problems.append(problem)
                text = (self.source(node.line).lstrip("*+ "),)
        for one in problems:
            self._todo(one, node.line)
        tags = tuple(tag for tag in (self._choice_tag(one) for one in (*node.start, *node.only)) if tag)

        def write() -> None:
            if label is not None and label.jumped:
                self.out.append(Point(label.out))
            self.line = node.line
            self.nodes((*node.start, *node.inner))
            self.nodes(node.diverts)
            self._node(Newline())
            self.weave(item.content, in_choice=True)

        body = self._block(write, False)[0]
        if label is not None and not self.is_dead:
            self.translation.wrote(label)
        move = body[0].to if len(body) == 1 and isinstance(body[0], Move) else None
        if move is not None and not (isinstance(move, Go) and move.returns):
            body = ()
        else:
            move = None
        name = label.out if label is not None and label.counted and not label.jumped else None
        self._add(
            BuiltChoice(
                text,
                node.once,
                name,
                tuple(guards),
                tags,
                body,
                move,
                source=self.source(node.line),
                line=node.line,
            )
        )

    def _jumped_to(self, node: Choice) -> bool:
        label = self.place.labels.get(node.label) if node.label else None
        return label is not None and label.jumped

    def _bare_choice(self, item: Branching) -> None:
        """A choice that is never offered, but gone to by its label: what it does stands at that point."""
        label = self.place.labels[item.choice.label]
        self.is_dead = False
        self._add(Point(label.out))
        self.translation.wrote(label)
        self.nodes((*item.choice.start, *item.choice.inner, *item.choice.diverts, Newline()))
        self.weave(item.content, in_choice=True)
        if not self.is_dead:
            # It goes on at the next gather, whatever stands before that.
            self._end_of_text()
            self.is_dead = True

    def _choice_text(self, node: Choice) -> list[Piece]:
        content = tuple(one for one in (*node.start, *node.only) if not isinstance(one, Tag | Glue))
        if any(isinstance(one, Sequence) for one in walk(node.start)):
            raise Untranslatable("a text that moves on, and is both in the choice and printed: ink moves it on twice")
        if not is_plain(content, self.values, self.place):
            raise Untranslatable("a choice with a divert or a block in its text")
        return pieces_of(content, self.values, self.place)

    def _choice_tag(self, node: Node) -> str | None:
        if not isinstance(node, Tag):
            return None
        return tag_of("".join(one.text for one in node.content if isinstance(one, Text)))

    def _guards(self, node: Choice) -> tuple[list[Guard], list[Untranslatable]]:
        conditions: list[str] = []
        problems: list[Untranslatable] = []
        for one in node.conditions:
            try:
                conditions.append(self.values.condition(one, self.place))
            except Untranslatable as problem:
                problems.append(problem)
                conditions = ["false"]
                break
        guards = [Guard("if", " and ".join(conditions))] if conditions else []
        if node.is_fallback:
            guards.append(Guard("otherwise"))
        return guards, problems

    # ------------------------------------------------------------ diverts

    def _divert(self, node: Divert) -> None:
        try:
            if node.kind == "thread":
                self._thread(node)
            elif self.soft_at is not None and not (node.kind == "go" and node.path == "DONE"):
                raise Untranslatable("in ink, the choices above and those that come now are one list")
            elif several := self._several(node):
                self._dispatch(node, several)
            else:
                self._move(self._to(node))
        except Untranslatable as problem:
            self._todo(problem, node.line)

    def _to(self, node: Divert) -> MoveTo:
        if node.kind == "onwards" and self.place.is_thread and not self.is_visited_thread:
            # Here `-> back` in a choice that was added goes back to where it was added.
            if node.path:
                raise Untranslatable("a thread that leaves the tunnel around it for another knot")
            return Go(self.translation.leaving())
        if node.kind == "onwards" and not node.path:
            return Back()
        if node.path == "DONE" and self.is_visited_thread:
            return Back()
        if node.path in ("END", "DONE"):
            return End()
        returns = node.kind == "tunnel"
        target, arguments = self.divert_target(node.path, node.arguments)
        return Back(target, arguments) if node.kind == "onwards" else Go(target, arguments, returns)

    def divert_target(self, path: str, given: tuple[Expression, ...]) -> tuple[str, tuple[str, ...]]:
        """Where a divert leads, and with what."""
        variable = self.scopes.variable(path, self.place) if "." not in path else None
        if variable is not None and ("target" in variable.kinds or variable.is_parameter):
            return self._variable_divert_target(path, given)
        found = self.scopes.target(path, self.place)
        if found is None:
            raise Untranslatable(f"there is no knot, stitch or label `{path}`")
        return self._divert_target_at(found, given)

    def _divert_target_at(self, found: Place | Label, given: tuple[Expression, ...]) -> tuple[str, tuple[str, ...]]:
        if isinstance(found, Label):
            if found.place is self.place:
                return found.out, ()
            return f"{found.place.scene}.{found.out}", ()
        if found is self.place and self.values.counting.needs_top(found):
            return self.translation.top_of(found), ()
        if found.flow.is_function:
            raise Untranslatable(f"`{found.path}` is a function")
        return found.scene, self.arguments(found, given)

    def arguments(self, found: Place, given: tuple[Expression, ...]) -> tuple[str, ...]:
        """The values for the parameters of a scene."""
        parameters = found.flow.parameters
        if len(parameters) != len(given):
            raise Untranslatable(f"`{found.path}` takes {len(parameters)} values, and here are {len(given)}")
        if any(one.reference for one in parameters):
            raise Untranslatable("a scene cannot change the variable of another one")
        return tuple(
            self.values.argument(value, self.place, found.locals[parameter.name])
            for parameter, value in in_order(found, given)
        )

    def _variable_divert_target(self, path: str, given: tuple[Expression, ...]) -> tuple[str, tuple[str, ...]]:
        variable = self.scopes.variable(path, self.place)
        assert variable is not None
        if kind_of(variable) != "target":
            raise Untranslatable(f"`{path}` is no place to go to")
        goals = [self.scopes.target(one, self.scopes.root) for one in variable.targets]
        if len(goals) == 1 and goals[0] is not None:
            return self._divert_target_at(goals[0], given)
        if given or not all(isinstance(one, Place) and not one.flow.parameters for one in goals):
            raise Untranslatable("the scenes that a variable can name take no values")
        return f"{{{self.values.references.get(variable, variable.out)}}}", ()

    def _several(self, node: Divert) -> list[tuple[str, Place | Label]]:
        """Where a divert to a variable can lead that has to ask for each place; nothing for all other diverts."""
        variable = self.scopes.variable(node.path, self.place) if "." not in node.path else None
        if variable is None or variable.kinds != {"target"} or len(variable.targets) < 2:
            return []
        goals = [(key, self.scopes.target(key, self.scopes.root)) for key in sorted(variable.targets)]
        is_simple = all(isinstance(one, Place) and not one.flow.parameters for _, one in goals)
        if is_simple and node.kind == "go" and not node.arguments:
            return []
        return [(key, one) for key, one in goals if one is not None]

    def _dispatch(self, node: Divert, goals: list[tuple[str, Place | Label]]) -> None:
        """A divert to a variable, place by place."""
        variable = self.scopes.variable(node.path, self.place)
        assert variable is not None
        out = self.values.references.get(variable, variable.out)
        self._flush()
        branches: list[tuple[str, Body]] = []
        for key, goal in goals:
            target, arguments = self._divert_target_at(goal, node.arguments)
            to: MoveTo = Go(target, arguments, node.kind == "tunnel")
            to = Back(target, arguments) if node.kind == "onwards" else to
            branches.append((f"{out} == {self.scopes.value_of(key)}", (Move(to),)))
        last = self.out[-1] if self.out else None
        if self.is_open and isinstance(last, Prose):
            self.out[-1] = replace(last, goes_on=True)
        self._add(If(tuple(branches[:-1]), branches[-1][1], source=self.source(node.line), line=node.line))
        self.is_open = False
        self.is_dead = self.is_dead or node.kind != "tunnel"

    def _move(self, to: MoveTo) -> None:
        had_text = self.is_open or bool(self.pieces)
        self._flush()
        if self.translation.glues_backwards:
            self._part_from_glue()
        self._left_tags()
        self.is_glued = False
        last = self.out[-1] if self.out else None
        joins = had_text and not isinstance(to, End)
        if joins and isinstance(last, Prose) and self.is_open:
            self.out[-1] = replace(last, text=(*last.text, self.gap) if self.gap else last.text, goes_on=True)
        elif joins and self.is_open:
            self._add(Prose((), joins=True))
        self._add(Move(to, source=self.source(self.line), line=self.line))
        self.is_open = False
        if not (isinstance(to, Go) and to.returns):
            self.is_dead = True

    def _offers(self, thread: Divert) -> bool:
        """Whether a thread offers choices, and does not only print."""
        found = self.scopes.target(thread.path, self.place)
        return not isinstance(found, Place) or bool(self.translation.threads.plan(found).choices)

    def _thread(self, node: Divert) -> None:
        found = self.scopes.target(node.path, self.place)
        if not isinstance(found, Place):
            raise Untranslatable(
                "the choices of a label or of a variable place" if found else f"there is no `{node.path}`"
            )
        plan = self.translation.threads.plan(found)
        if plan.why:
            raise Untranslatable(plan.why)
        self._flush()
        if self.is_glued:
            self._glue_last()
        if self.is_open and plan.text and self.soft_at is None:
            self._add(Prose((), joins=True))
        self._end_of_text()
        arguments = self.arguments(found, node.arguments)
        if plan.text:
            # What a thread prints comes before all choices.
            visit = Move(Go(plan.text, arguments, True), source=self.source(node.line), line=node.line)
            if self.soft_at is None:
                self._add(visit)
            else:
                self.out.insert(self.soft_at, visit)
                self.soft_at += 1
        if plan.choices:
            if self.soft_at is None:
                self.soft_at = len(self.out)
            self._add(Thread(plan.choices, arguments, source=self.source(node.line), line=node.line))

    # ------------------------------------------------------------ logic

    def _logic(self, code: str, line: int) -> None:
        self._flush()
        if self.soft_at is not None:
            raise Untranslatable("in ink, this happens before the choices above are shown")
        self._add(Logic(code, source=self.source(line), line=line))

    def _assign(self, node: Assign) -> None:
        variable = self.scopes.variable(node.name, self.place)
        if variable is None:
            raise Untranslatable(f"nothing is called `{node.name}`")
        kind = kind_of(variable)
        if is_fixed(variable):
            return  # it is the same place always
        out = self.values.references.get(variable, variable.out)
        declares = node.temp and self.translation.is_let(variable, node)
        with self.hoisting():
            if node.operator == "=":
                self._set(out, self.values.value(node.value, self.place), variable, declares, node)
            elif kind == "number":
                amount = self.values.number(node.value, self.place)
                self._logic(f"{out} {node.operator} {amount}", node.line)
            elif kind == "list":
                value = self.values.value(node.value, self.place)
                if value.kind == "number":
                    held = self.values.value(Name(node.name), self.place)
                    moved = self.values.shifted(held, node.value, -1 if node.operator == "-=" else 1)
                    self._logic(f"{out} = {moved.code}", node.line)
                    return
                code = value.code
                single = code.startswith("[") and "," not in code and code != "[]"
                self._logic(f"{out} {node.operator} {code[1:-1] if single else code}", node.line)
            elif kind == "text" and node.operator == "+=":
                self._logic(f"{out} += {self.values.text(node.value, self.place)}", node.line)
            else:
                raise Untranslatable(f"`{node.operator}` with what `{node.name}` holds")

    def _set(self, out: str, value: object, variable: object, declares: bool, node: Assign) -> None:
        from engine.importers.ink.values import Value

        assert isinstance(value, Value)
        if value.kind == "item":
            self._logic(f"let {out}_drawn = {value.code}", node.line)
            if not declares:
                self._logic(f"{out} = none", node.line)
                self._logic(f"{out} += {out}_drawn", node.line)
                return
            raise Untranslatable("a temporary list that is drawn")
        code = self.values.fit(value, variable)  # type: ignore[arg-type]  # a Variable
        written = self.translation.named(variable) if declares else out  # type: ignore[arg-type]
        self._logic(f"{'let ' if declares else ''}{written} = {code}", node.line)

    def _do(self, node: Do) -> None:
        functions = self.translation.functions
        inlined = functions.inlined(node.call, self.place)
        if inlined is not None:
            for one in inlined:
                self._assign(one)
            return
        if functions.is_scene(node.call.name):
            self._visit_function(node.call, node.line)
            return
        if functions.prints(node.call.name):
            self.pieces.append(functions.shown(functions.printed(node.call, self.place, self.values)))
            self.is_glued = functions.ends_glued(node.call.name)
            return
        code = functions.done(node.call, self.place, self.values)
        if code:
            self._logic(code, node.line)
            self.gap = self.gap if self.is_open else ""
        elif node.call.name in self.scopes.externals:
            self._flush()
            self._add(Comment(f"here ink calls the program around the story: {self.source(node.line)}"))

    def _return(self, node: Return) -> None:
        if self.part == "text":
            raise Untranslatable("a function that prints, and returns in the middle")
        if node.value is None and self.part == "changed":
            raise Untranslatable("a function that changes something, and returns in the middle")
        if node.value is None:
            if self.translation.functions.returns(self.place):
                raise Untranslatable("a function that returns a value in some ways only")
            self._logic("return", node.line)
            self.is_dead = True
            return
        result = self.translation.functions.result(self.place)
        with self.hoisting():
            self._logic(f"return {self.values.fit(self.values.value(node.value, self.place), result)}", node.line)
        self.is_dead = True


def _as_block(piece: Piece) -> If | Vary | None:
    """A line that may show nothing, as a block: where nothing shows, `<>` behind it joins what stands before."""
    if isinstance(piece, Condition) and not piece.otherwise:
        return If(tuple((condition, (Prose(items),)) for condition, items in piece.branches))
    if isinstance(piece, Variation) and (piece.kind == "once" or not all(piece.items)):
        return Vary(piece.kind, tuple((Prose(items),) if items else () for items in piece.items))
    return None


def _keeping_blanks(node: Statement) -> Statement:
    """A block whose texts keep the blanks at their ends, because more of their line comes behind it."""
    if isinstance(node, If):
        branches = tuple((condition, _keeping_in(block)) for condition, block in node.branches)
        return replace(node, branches=branches, otherwise=_keeping_in(node.otherwise))
    if isinstance(node, Vary):
        return replace(node, items=tuple(map(_keeping_in, node.items)))
    if isinstance(node, Prose) and node.text and isinstance(node.text[-1], str) and node.text[-1][-1:].isspace():
        return replace(node, goes_on=True)
    return node


def _keeping_in(block: Body) -> Body:
    return (*block[:-1], _keeping_blanks(block[-1])) if block else block


class Hoist:
    """While it is entered, calls that do something are written before what is being written."""

    def __init__(self, writer: BodyWriter) -> None:
        self.writer = writer

    def __enter__(self) -> None:
        values = self.writer.values
        self.kept = values.hoist, values.say
        values.hoist, values.say = self._hoist, self._say

    def __exit__(self, *problem: object) -> None:
        self.writer.values.hoist, self.writer.values.say = self.kept

    def _say(self, code: str) -> None:
        self.writer.pieces.append(self.writer.translation.functions.shown(code))
        self.writer._flush()

    def _hoist(self, name: str, code: str) -> None:
        pieces, self.writer.pieces = self.writer.pieces, []
        try:
            self.writer._logic(f"let {name} = {code}", self.writer.line)
        finally:
            self.writer.pieces = pieces
