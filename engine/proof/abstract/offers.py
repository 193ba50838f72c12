"""What a stop offers where only some of the state is known: a choice whose guards are not known may be open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from engine.named_tuples import NamedTuple
from engine.program.nodes import Expression, Member, Members, OfferChoice, OfferEach, OfferIf, OfferThread
from engine.program.program import Program
from engine.program.types import Value
from engine.proof.abstract.drawn_scenes import DrawnScenes
from engine.proof.abstract.environments import Environments, TooCoarse
from engine.proof.abstract.values import Env, Values
from engine.proof.reductions.value_ranges import Location

# So many looks at most are kept, to be looked up again.
MOST_LOOKS = 64


class Offer(NamedTuple):
    """A choice while a stop is looked at: the member, its scene, the drawn scene, whether it was borrowed."""

    member: OfferChoice | OfferEach
    scene: int
    drawn: int | None
    is_borrowed: bool
    is_sure: bool
    doubt: frozenset[Location]


@dataclass(slots=True)
class OfferSummary:
    """What a stop offers. `otherwise` are the choices that may be taken by themselves, `given` what `<-` hands over."""

    offers: list[Offer] = field(default_factory=list)
    otherwise: list[Offer] = field(default_factory=list)
    given: list[tuple[int, Values]] = field(default_factory=list)
    # Whether something can be chosen in any case.
    is_open: bool = False


class Offers:
    """Looks at the stops of a program with some cells kept."""

    def __init__(self, program: Program, environments: Environments, drawn_scenes: DrawnScenes) -> None:
        self.program, self.kept, self.drawn_scenes = program, environments, drawn_scenes
        self.values, self.numbers = environments.values, environments.numbers
        self.known: dict[tuple[int, int, Env], tuple[OfferSummary, frozenset[Location]]] = {}

    def look(self, scene: int, members: Members, env: Env) -> OfferSummary:
        """What a group offers. That is asked for again and again where many choices lead back to the same stop."""
        key = scene, id(members), env
        if key not in self.known:
            if len(self.known) >= MOST_LOOKS:
                self.known.clear()
            before, self.values.doubt = self.values.doubt, set()
            # Whoever looks draws in any way.
            draws, self.values.draws = self.values.draws, ()
            look = OfferSummary()
            self._offer(look, members, scene, env, is_borrowed=False, is_sure=True, doubt=frozenset())
            look.is_open = any(one.is_sure for one in look.offers)
            self.known[key] = look, frozenset(self.values.doubt)
            self.values.doubt, self.values.draws = before, draws
        look, doubt = self.known[key]
        self.values.doubt |= doubt
        return look

    def given(self, env: Env, look: OfferSummary) -> list[Env]:
        """What is kept once a stop was looked at: the parameters of what `<-` adds."""
        if not look.given:
            return [env]
        found: dict[Env, None] = {}
        for row in product(*(values or () for _, values in look.given)):
            each = list(env)
            for (number, _), value in zip(look.given, row, strict=True):
                each[number] = value
            found[tuple(each)] = None
        return [*found]

    def _offer(
        self,
        look: OfferSummary,
        members: Iterable[Member],
        scene: int,
        env: Env,
        is_borrowed: bool,
        is_sure: bool,
        doubt: frozenset[Location],
    ) -> None:
        """Add what members of a group offer."""
        for member in members:
            if isinstance(member, OfferIf):
                sure, asked = is_sure, doubt
                for case in member.branches:
                    truths, more = self._doubtful(case.condition, env, scene)
                    if True in truths:
                        one = sure and False not in truths
                        self._offer(look, case.members, scene, env, is_borrowed, one, asked | more)
                    asked |= more
                    sure = sure and True not in truths
                    if False not in truths:
                        break
                else:
                    self._offer(look, member.otherwise, scene, env, is_borrowed, sure, asked)
            elif isinstance(member, OfferThread):
                self._borrow(look, member, scene, env, is_sure)
                thread = self.program.scenes[member.scene].thread or ()
                given = self.given(env, look)
                # With parameters of several values, what is offered is what is offered with any of them.
                for each in given:
                    self._offer(look, thread, member.scene, each, True, is_sure and len(given) == 1, doubt)
            else:
                self._offer_one(look, member, scene, env, is_borrowed, is_sure, doubt)

    def _borrow(self, look: OfferSummary, member: OfferThread, scene: int, env: Env, is_sure: bool) -> None:
        for place, code in enumerate(member.arguments):
            cell = ("local", member.scene, place)
            if cell in self.numbers:
                if any(number == self.numbers[cell] for number, _ in look.given):
                    raise TooCoarse  # added again: what is taken has the values that it was looked at with
                type = self.values.type_of(cell)
                values = self.kept.inside(self.values.values(code, env, scene), type)
                values = values if values is not None else self.values.domain(cell, type)
                if values is None:
                    raise TooCoarse
                clipped = frozenset(self.kept.clipped(cell, one) for one in values)
                before = env[self.numbers[cell]]
                if not is_sure and before is not None:
                    clipped |= {before}
                look.given.append((self.numbers[cell], clipped))

    def _doubtful(self, code: Expression, env: Env, scene: int) -> tuple[frozenset[Value], frozenset[Location]]:
        """What a condition can be, and the cells for want of which that is not known."""
        before, self.values.doubt = self.values.doubt, set()
        truths = self.values.truths(code, env, scene)
        more = frozenset(self.values.doubt)
        self.values.doubt = before | more
        return truths, more

    def _offer_one(
        self,
        look: OfferSummary,
        member: OfferChoice | OfferEach,
        scene: int,
        env: Env,
        is_borrowed: bool,
        is_sure: bool,
        doubt: frozenset[Location],
    ) -> None:
        otherwise = False
        for guard in member.guards:
            if guard.kind == "otherwise":
                otherwise = True
                continue
            truths, more = self._doubtful(guard.condition, env, scene)
            if True not in truths:
                return
            is_sure = is_sure and False not in truths
            doubt |= more
        if isinstance(member, OfferEach):
            for index in self.program.tags.get(member.tag, ()):
                truths = self.drawn_scenes.may_be_drawn(index, env)
                if True in truths:
                    sure = is_sure and False not in truths and member.once is None
                    look.offers.append(Offer(member, scene, index, is_borrowed, sure, doubt))
            return
        if member.once is not None:
            cell = ("once", *member.once)
            if cell not in self.numbers:
                is_sure = False
                doubt |= {cell}
            elif env[self.numbers[cell]]:
                return
        offer = Offer(member, scene, None, is_borrowed, is_sure, doubt)
        (look.otherwise if otherwise else look.offers).append(offer)
