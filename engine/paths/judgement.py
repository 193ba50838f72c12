"""The one judgement of a difference between what happened then and what happens now.

Whoever compares a saved play with the story of today asks here: replay, player, timeline, import, repair.

Equal prose, values and place are *the same*. Another value, scene, place to stop or ending is *another outcome*. Where
only prose differs, each text that is missing now is paired with its partner in the story of today: its partner was
printed, then it was *reworded*; its partner stands there and was not printed, then it is *another outcome*; it has
none, then it was edited, which is told as reworded. The evidence is the version of the story in which the play was
recorded; where nobody kept it, the path's own texts (engine/paths/text_judgement.py), and much *cannot be told* then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from engine.paths.differences import EDITED, REWORDED, SAME, Judgement, StepVerdict, written
from engine.paths.original_play import PlayPlace
from engine.paths.renames import Renames
from engine.paths.session_view import Values
from engine.paths.similarity import is_like
from engine.paths.story_index import StoryIndex, own_name
from engine.paths.text_pairing import Pairing
from engine.paths.tracing import PrintedParagraph, Traced
from engine.program.nodes import Expression, VarRef

MOST_QUOTED = 80


class Judge:
    """Judges the steps of one play by the version of the story in which it was recorded, one after the other."""

    def __init__(self, old: Traced, new: Traced, renames: Renames, where: StoryIndex) -> None:
        self.old, self.new = old, new
        self.renames = renames
        self.where = where
        self.pairing = Pairing(old, new, renames)
        self.old_where = StoryIndex(old.story.program)
        self._differing: dict[str, tuple[object, object]] = {}

    def judge(
        self, then: PlayPlace, now: PlayPlace, printed: Callable[[], tuple[PrintedParagraph, ...]], same_prose: bool
    ) -> Judgement:
        """What became of a turn. `printed` gives what it prints now, which takes a traced session; `now` has it not."""
        values = self._values(then.values, now.values)
        other = self._ending(then, now) or self._scene(then, now, same_prose) or values or self._point(then, now)
        if other is not None:
            return other
        return SAME if same_prose else self._prose(then.printed, printed())

    # ------------------------------------------------------------ places and values

    def _ending(self, then: PlayPlace, now: PlayPlace) -> Judgement | None:
        if then.ending == now.ending or (then.ending and self.renames.ending(then.ending) == now.ending):
            return None
        if then.ending and now.ending and self._is_reworded_ending(then.ending, now.ending):
            return None
        return _outcome(f"it led to {named_ending(then.ending)}, and leads to {named_ending(now.ending)} now")

    def _is_reworded_ending(self, old: str, new: str) -> bool:
        olds, news = self.old.story.endings, self.new.story.endings
        return old not in news and new not in olds and is_like(old, new)

    def _scene(self, then: PlayPlace, now: PlayPlace, same_prose: bool) -> Judgement | None:
        if self.renames.scene(then.scene) == now.scene:
            return None
        if not self.renames.exists(then.scene) and now.scene not in self.old_where.scenes:
            own, others = {own_name(id) for id in then.points}, {own_name(id) for id in now.points}
            if same_prose or own & others:
                return None
        return _outcome(f"it led to scene `{then.scene}`, and leads to `{now.scene}` now")

    def _values(self, then: Values, now: Values) -> Judgement | None:
        """The first value that differs and did not differ before in the same way."""
        differing: dict[str, tuple[object, object]] = {}
        found: Judgement | None = None
        for old_name, old_value in then.items():
            name, old = self.renames.variable(old_name), self.renames.value(old_name, old_value)
            if name not in now or now[name] == old or _is_reworded_value(old, now[name]):
                continue
            differing[name] = old, now[name]
            if found is None and self._differing.get(name) != differing[name]:
                found = _outcome(f"`{name}` is {written(now[name])}, and was {written(old)}")
        self._differing = differing
        return found

    def _point(self, then: PlayPlace, now: PlayPlace) -> Judgement | None:
        """Whether the play stops elsewhere in its scene: among choices that are other ones, and were so then."""
        old = {self.renames.choice(id) for id in then.points}
        here = set(now.points)
        if old & here or not old or not here:
            return None
        if any(id in self.where.members for id in old) or any(id in self.old_where.members for id in here):
            return _outcome("the play stops among other choices than it did")
        return None

    # ------------------------------------------------------------ prose

    def _prose(self, then: tuple[PrintedParagraph, ...], now: tuple[PrintedParagraph, ...]) -> Judgement:
        olds, news = only_in_one(then, now)
        # How often each was printed: a loop that goes round once more prints nothing that it had not.
        counts_then = Counter(number for one in then for number in one.texts)
        counts_now = Counter(number for one in now for number in one.texts)
        missing, extra = self._unlike(olds, news)
        edited = False
        for old in missing:
            new = self.pairing.partner(old)
            edited = edited or new is None
            if new is not None and counts_now[new] < counts_then[old]:
                return _outcome(_said(self.old.texts[old].words, self._first(extra)))
        for new in extra:
            origin = self.pairing.origin(new)
            edited = edited or origin is None
            if origin is not None and counts_then[origin] < counts_now[new]:
                gone = next((one for one in missing), None)
                return _outcome(_said(None if gone is None else self.old.texts[gone].words, self.new.texts[new].words))
        return self._shown(olds, news) or (EDITED if edited else REWORDED)

    def _unlike(self, olds: list[PrintedParagraph], news: list[PrintedParagraph]) -> tuple[list[int], list[int]]:
        """The texts that were printed only then, and those that are printed only now."""
        before = [number for one in olds for number in one.texts]
        now = [number for one in news for number in one.texts]
        counts = Counter(self.new.texts[one].words for one in now)
        counts.subtract(self.old.texts[one].words for one in before)
        return (
            [one for one in before if counts[self.old.texts[one].words] < 0],
            [one for one in now if counts[self.new.texts[one].words] > 0],
        )

    def _first(self, extra: list[int]) -> str | None:
        return self.new.texts[extra[0]].words if extra else None

    def _shown(self, olds: list[PrintedParagraph], news: list[PrintedParagraph]) -> Judgement | None:
        """A value that is shown where the same one was shown, and is another."""
        before = [(self.old.shows[number], value) for one in olds for number, value in one.shown]
        now = [(self.new.shows[number], value) for one in news for number, value in one.shown]
        for old, new in _same_shows(before, now):
            if old != new and ((old.isdecimal() and new.isdecimal()) or not is_like(old, new)):
                return _outcome(f"it said “{old}”, and says “{new}” now")
        return None


def _same_shows(
    before: list[tuple[tuple[Expression, str], str]], now: list[tuple[tuple[Expression, str], str]]
) -> Iterator[tuple[str, str]]:
    """The values of expressions that stand in both: equal ones in their order; of the rest, numbers in their order."""
    left: dict[str, list[str]] = {}
    for (code, kind), value in now:
        if not _is_a_variables(code, kind):
            left.setdefault(repr(code), []).append(value)
    rest: list[str] = []
    for (code, kind), value in before:
        same = left.get(repr(code))
        if same:
            yield value, same.pop(0)
        elif not _is_a_variables(code, kind):
            rest.append(value)
    numbers = [value for value in rest if value.isdecimal()]
    others = [value for values in left.values() for value in values if value.isdecimal()]
    if len(numbers) == len(others):
        yield from zip(numbers, others, strict=True)


def _is_a_variables(code: Expression, kind: str) -> bool:
    """Whether it shows a variable's name or text: the values of variables are compared themselves."""
    return kind in ("names", "set", "text") and isinstance(code, VarRef)


def only_in_one(
    then: tuple[PrintedParagraph, ...], now: tuple[PrintedParagraph, ...]
) -> tuple[list[PrintedParagraph], list[PrintedParagraph]]:
    """The paragraphs that were printed only then, and those that are printed only now."""
    counts = Counter(one.text for one in now)
    counts.subtract(one.text for one in then)
    return [one for one in then if counts[one.text] < 0], [one for one in now if counts[one.text] > 0]


def _is_reworded_value(old: object, new: object) -> bool:
    return isinstance(old, str) and isinstance(new, str) and (" " in old or " " in new) and is_like(old, new)


def _outcome(why: str) -> Judgement:
    return Judgement(StepVerdict.OUTCOME, why)


def _said(old: str | None, new: str | None) -> str:
    if old is None:
        return f"it says {quoted(new or '')}, which it did not"
    return f"it said {quoted(old)}, and " + (f"says {quoted(new)} now" if new is not None else "does not now")


def quoted(text: str) -> str:
    """A text in a sentence, not without end."""
    return f"“{text}”" if len(text) <= MOST_QUOTED else f"“{text[:MOST_QUOTED].rsplit(' ', 1)[0]} …”"


def named_ending(ending: str | None) -> str:
    """An ending in a sentence."""
    return "no ending" if ending is None else f"the ending `{ending}`" if ending else "the unnamed ending"
