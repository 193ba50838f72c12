"""An exploration that is slow and obviously right, to hold the proof against.

Plays are those of `engine.Session` and nothing else: every choice that is offered is taken, every answer given, every
draw let come out in every way. What a play sees is read off its choices and its text: `instrumented` puts words into a
copy of the story that tell which scenes, choices and endings it comes by and which claims hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any
from unittest import mock

import engine
from engine.runtime.errors import PlayError
from engine.runtime.session import Session

NODES = 1200
RUNS_A_TURN = 300
OTHER_TEXTS = ("zz", "yy", "")
SIGN = re.compile(r"QQ([A-Z])(\w*?)QQ")


class TooLarge(Exception):
    """There is more than this can look at."""


# ---------------------------------------------------------------- the story with signs in it


def instrumented(text: str) -> str:
    """The story with signs in its text; those of claims have the claim's number among all lines that are claims.

    What claims call are copies of the story's functions: where these fail it is no error of the story.
    """
    lines = text.splitlines()
    copies, in_copies = functions_copied(lines)
    claims = [in_copies(line) for line in lines if line.startswith("claim ")]
    at: dict[str, list[str]] = {}
    nevers = []
    for number, claim in enumerate(claims):
        if found := re.match(r"claim never (.+)$", claim):
            nevers.append(f"QQN{number}x{{{found[1]}}}QQ")
        elif found := re.match(r'claim reach ("[^"]+"|\S+)(?: with (.+))?$', claim):
            sign = f"QQR{number}QQ"
            at.setdefault(found[1].strip('"'), []).append(f"{{if {found[2]}: {sign}}}" if found[2] else sign)
        elif found := re.match(r'claim ("[^"]+"|\S+) only after ("[^"]+"|\S+)$', claim):
            if found[1] == found[2]:
                continue
            at.setdefault(found[1].strip('"'), []).append(f"QQP{number}QQ")
            at.setdefault(found[2].strip('"'), []).append(f"QQA{number}QQ")
    made: list[str] = []
    scene, waiting = "", []
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        if waiting and not re.match(r"~ (when|once\b(?!:)|priority)", line):
            made += waiting
            waiting = []
        if found := re.match(r"== (\w+)", line):
            scene = found[1]
            waiting = [f"QQS{scene}QQ", *at.get(scene, ())]
        elif line.startswith("claim ") or (nevers and line.startswith("status:")):
            continue
        if found := re.match(r" *-- (\w+)", line):
            made += [line, *(f"{indent}{sign}" for sign in at.get(f"{scene}.{found[1]}", ()))]
            continue
        if (entered := re.search(r"-> (\w+)\.\w+( ->)?$", line)) and not line.startswith("claim"):
            # Who goes to a point of a scene enters that.
            signs = [f"QQS{entered[1]}QQ", *at.get(entered[1], ())]
            if line.strip().startswith("->"):
                made += [*(f"{indent}{sign}" for sign in signs), line]
            else:
                made += [line, *(f"{indent}    {sign}" for sign in signs)]
            continue
        ending = re.search(r"-> end: (.+)$", line)
        if ending and line.strip().startswith("->"):
            made += [f"{indent}{sign}" for sign in at.get(ending[1], ())]
        made.append(line)
        if found := re.match(r" *[*+] \((\w+)[^)]*\)", line):
            made += [f"{indent}    {sign}" for sign in at.get(f"{scene}.{found[1]}", ())]
            if ending:
                made += [f"{indent}    {sign}" for sign in at.get(ending[1], ())]
    head = [f"status: {' '.join(nevers)}"] if nevers else []
    return "\n".join([*head, *copies, *made, *waiting]) + "\n"


def functions_copied(lines: list[str]) -> tuple[list[str], Callable[[str], str]]:
    """Copies of a story's functions, if claims call any, which call each other; and what turns calls into theirs."""
    names = [found[1] for line in lines if (found := re.match(r"def (\w+)\(", line))]
    calls = re.compile(rf"\b({'|'.join(names) or '(?!)'})(?=\()")
    if not any(calls.search(line) for line in lines if line.startswith("claim ")):
        return [], str
    copies, inside = [], False
    for line in lines:
        inside = line.startswith("def ") or (inside and line.startswith((" ", "\t")))
        if inside:
            copies.append(calls.sub(r"qq_\1", line))
    return copies, lambda claim: calls.sub(r"qq_\1", claim)


def lines_of(text: str, variant: str) -> dict[int, int]:
    """The line of the story for each line of the copy that it has too."""
    left, found = 0, {}
    lines = text.splitlines()
    for number, line in enumerate(variant.splitlines(), 1):
        while left < len(lines) and lines[left].startswith(("claim ", "status:")) and lines[left] != line:
            left += 1
        if left < len(lines) and lines[left] == line:
            left += 1
            found[number] = left
    return found


# ---------------------------------------------------------------- chance and the host


class Fate:
    """Decides all draws, in each way that is possible; `orders` are those of shuffles that are under way."""

    def __init__(self) -> None:
        self.given: list[int] = []
        self.log: list[int] = []
        self.sizes: list[int] = []
        self.orders: dict[tuple[int, int], tuple[int, ...]] = {}
        self.shuffled: dict[int, int] = {}

    def decide(self, size: int) -> int:
        outcome = self.given[len(self.log)] if len(self.log) < len(self.given) else 0
        self.log.append(outcome)
        self.sizes.append(size)
        return outcome

    def ways(self, run: Callable[[], Any]) -> Iterator[Any]:
        """What a run comes to in every way."""
        orders = dict(self.orders)
        self.given = []
        for _ in range(RUNS_A_TURN):
            self.log, self.sizes, self.orders = [], [], dict(orders)
            yield run()
            self.given = list(self.log)
            while self.given and self.given[-1] + 1 >= self.sizes[len(self.given) - 1]:
                self.given.pop()
            if not self.given:
                return
            self.given[-1] += 1
        raise TooLarge

    def number_between(self, seed: int, place: int, count: int, low: int, high: int) -> int:
        if (low, high) == (0, 99):
            return 99 * self.decide(2)  # a chance: what is less than 1 is less than every other one
        return low + self.decide(high - low + 1)

    def order_of(self, seed: int, place: int, turn: int, size: int) -> tuple[int, ...]:
        self.shuffled[place] = size
        if (place, turn) not in self.orders:
            self.orders = {key: order for key, order in self.orders.items() if key[0] != place}
            ways = [*permutations(range(size))]
            self.orders[place, turn] = ways[self.decide(len(ways))]
        return self.orders[place, turn]

    def winner(self, seed: int, place: int, count: int, scenes: Any) -> int:
        return self.decide(len(scenes))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with (
            mock.patch("engine.runtime.operations.number_between", self.number_between),
            mock.patch("engine.runtime.operations.order_of", self.order_of),
            mock.patch("engine.runtime.machine.winner", self.winner),
        ):
            yield


# ---------------------------------------------------------------- exploring


@dataclass
class Seen:
    """What plays see: everything in plays of up to `depth` steps. Numbers are those of the steps it takes."""

    complete: bool = False
    depth: int = 0
    nodes: int = 0
    errors: dict[tuple[str, int, int], int] = field(default_factory=dict)
    signs: dict[tuple[str, str], int] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    # Of the states from which no ending can be reached, the first; None if there is none, or it is not known.
    trapped: int | None = None
    unclear: bool = False
    # Some claim could not be calculated somewhere, and the others were not to be seen there either.
    hidden: bool = False


@dataclass
class Node:
    session: Session
    orders: dict[tuple[int, int], tuple[int, ...]]
    after: frozenset[str]
    depth: int
    parents: list[int] = field(default_factory=list)
    good: bool = False


def explore(text: str, variant: str, nodes: int = NODES) -> Seen:
    """Look at all plays of a story, or at as many states as that."""
    texts = tuple(dict.fromkeys([*re.findall(r'"([^"{}]*)"', text), *OTHER_TEXTS]))
    claims_in_status = variant.startswith("status: QQN")
    return _Exploring(engine.loads(variant), lines_of(text, variant), texts, nodes, claims_in_status).seen


class _Exploring:
    def __init__(
        self, story: engine.Story, lines: dict[int, int], texts: tuple[str, ...], most: int, claims_in_status: bool
    ) -> None:
        self.story, self.lines, self.texts, self.most = story, lines, texts, most
        self.claims_in_status = claims_in_status
        self.seen = Seen()
        self.fate = Fate()
        self.nodes: list[Node] = []
        self.known: dict[Any, int] = {}
        with self.fate.at_work():
            self._all()

    def _all(self) -> None:
        seen = self.seen
        done = 0
        try:
            self._step(lambda: self.story.start(0, self._functions()), frozenset(), -1, {})
            while done < len(self.nodes):
                if len(self.nodes) > self.most:
                    break
                self._follow(done)
                done += 1
        except TooLarge:
            pass
        seen.complete = 0 < done == len(self.nodes)
        seen.nodes = len(self.nodes)
        seen.depth = 10**6 if seen.complete else self.nodes[done].depth if done < len(self.nodes) else 0
        for node in self.nodes[done:]:
            node.good = True
        self._find_traps()

    def _follow(self, number: int) -> None:
        node = self.nodes[number]
        session = node.session
        if session.over:
            node.good = True
            return
        if session.question is None:
            offered = [place for place, choice in enumerate(session.choices) if choice.enabled]
            assert offered, "a play stops only where something can be done"
            for place in offered:
                self._step(lambda place=place: self._chosen(node, place), node.after, number, node.orders)
        else:
            for answer in self._answers(session):
                self._step(lambda answer=answer: self._answered(node, answer), node.after, number, node.orders)

    def _chosen(self, node: Node, place: int) -> Session:
        session = self._copy(node)
        session.choose(place)
        return session

    def _answered(self, node: Node, answer: str) -> Session:
        session = self._copy(node)
        session.answer(answer)
        return session

    def _copy(self, node: Node) -> Session:
        """Another session that stands there; what it did before is of no interest."""
        session = Session.__new__(Session)
        for name in (name for kind in Session.__mro__ for name in getattr(kind, "__slots__", ())):
            if name != "__weakref__" and hasattr(node.session, name):
                setattr(session, name, getattr(node.session, name))
        session._free = [None]
        session._begin(lambda: session._now, session._beginning, restored=True)
        return session

    def _answers(self, session: Session) -> tuple[str, ...]:
        question = session.question
        assert question is not None
        if question.kind != "number":
            return self.texts
        if question.low is None or question.high is None or question.high - question.low > 20:
            raise TooLarge
        return tuple(map(str, range(question.low, question.high + 1)))

    def _step(self, run: Callable[[], Session], after: frozenset[str], parent: int, orders: Any) -> None:
        """Follow one step in every way that chance can go."""
        depth = self.nodes[parent].depth + 1 if parent >= 0 else 0
        self.fate.orders = dict(orders)

        def one_way() -> Session | PlayError:
            try:
                return run()
            except PlayError as error:
                return error

        for session in self.fate.ways(one_way):
            if isinstance(session, PlayError):
                self._failed(session, depth, parent)
            else:
                self._came_to(session, after, depth, parent)

    def _failed(self, error: PlayError, depth: int, parent: int) -> None:
        if error.diagnostic.code == "NC909":
            raise TooLarge  # raised by a function of the host
        span = error.diagnostic.span
        if span.line not in self.lines:
            raise TooLarge  # what cannot be calculated in a claim is no error of the story
        self.seen.errors.setdefault((error.diagnostic.code, self.lines[span.line], span.column), depth)
        if parent >= 0:
            self.nodes[parent].good = True
        else:
            self.seen.unclear = True

    def _came_to(self, session: Session, after: frozenset[str], depth: int, parent: int) -> None:
        seen = self.seen
        text = " ".join(paragraph.text for paragraph in session.text)
        for kind, name in SIGN.findall(text):
            if kind == "A":
                after |= {name}
            elif kind != "P" or name not in after:
                seen.signs.setdefault((kind, name), depth)
        for choice in session.choices:
            (seen.offered if choice.enabled else seen.closed).add(choice.id)
            text += f" {choice.text} {choice.reason}"
        if session.question is not None:
            text += session.question.text
        seen.words.update(re.findall(r"\w+", text))
        try:
            status = "" if session.status is None else session.status.text
        except PlayError as error:
            status = ""
            if self.claims_in_status:
                seen.hidden = True  # what cannot be calculated in a claim is no error of the story
            else:
                self._failed(error, depth, parent)
        if session.question is None:
            for number in re.findall(r"QQN(\d+)xtrueQQ", status):
                seen.signs.setdefault(("N", number), depth)
        orders = dict(self.fate.orders)
        key = self._key(session, after, orders)
        number = self.known.get(key)
        if number is None:
            number = self.known[key] = len(self.nodes)
            self.nodes.append(Node(session, orders, after, depth))
        self.nodes[number].parents.append(parent)

    def _key(self, session: Session, after: frozenset[str], orders: dict[tuple[int, int], tuple[int, ...]]) -> Any:
        offers = session.question.text if session.question else tuple(one.id for one in session.choices if one.enabled)
        going = tuple(sorted((place, order) for (place, _), order in orders.items()))
        return self._alike(session.state), self._alike(session._now[1]), offers, after, going

    def _alike(self, state: Any) -> Any:
        """A state without what only a seed needs: how often places have drawn."""
        from engine.runtime.randomness import place_of

        w = list(state)
        for name, (page, offset) in self.story.machine.layout.counters.items():
            count = w[page][offset]
            if name.startswith("draw "):
                count = 0
            elif name.startswith("shuffle "):
                count %= self.fate.shuffled.get(place_of(name), 1)
            w[page] = (*w[page][:offset], count, *w[page][offset + 1 :])
        return tuple(w)

    def _find_traps(self) -> None:
        work = [number for number, node in enumerate(self.nodes) if node.good]
        while work:
            for parent in self.nodes[work.pop()].parents:
                if parent >= 0 and not self.nodes[parent].good:
                    self.nodes[parent].good = True
                    work.append(parent)
        bad = [node.depth for node in self.nodes if not node.good]
        self.seen.trapped = min(bad, default=None)

    def _functions(self) -> dict[str, Any]:
        """Functions of the host: what they give is decided like a draw."""

        def made(function: Any) -> Any:
            kind, low, high, names = function.result
            values: tuple[Any, ...]
            if kind == "number":
                values = tuple(range(low, high + 1)) if low is not None else ()
            else:
                values = {"truth": (False, True), "names": tuple(names), "text": self.texts}[kind]

            def given(*_: Any) -> Any:
                if not values:
                    raise TooLarge
                return values[self.fate.decide(len(values))]

            return given

        functions = self.story.program.functions
        return {one.name: made(one) for one in functions if one.is_extern}
