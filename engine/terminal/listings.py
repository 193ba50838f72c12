"""Lists about the play, for both players: help, timeline, saves, map, endings. An entry may carry a command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from engine.named_tuples import NamedTuple
from engine.terminal.blocks import one_line, sentence
from engine.terminal.messages import mark, plural, tr
from engine.terminal.timeline import TimelineNode, fork_of, tips

if TYPE_CHECKING:
    from engine.program.nodes import Operations
    from engine.runtime.story import Story
    from engine.terminal.compatibility import CompatibleSteps, IncompatibleState
    from engine.terminal.saved_places import SavedPlace

CHANGED = mark("The story was changed since you played it")


class ListEntry(NamedTuple):
    """A line of a list: its text, what is said below it, and the command that taking it gives.

    `aside` is said below it only where there is a screen to glance over. `number` is what to press to take the entry.
    """

    text: str
    details: tuple[str, ...] = ()
    command: str | None = None
    current: bool = False
    aside: tuple[str, ...] = ()
    number: int | None = None


class Listing(NamedTuple):
    """A list to be shown: entries, and what to type or press."""

    title: str
    entries: tuple[ListEntry, ...]
    hint: str = ""

    def lines(self) -> Iterable[str]:
        """The list as plain lines."""
        yield f"{self.title}:"
        for entry in self.entries:
            mark = f" {tr('(you are here)')}" if entry.current else ""
            lead = f"{entry.number}. " if entry.number is not None else ""
            yield f"{lead}{entry.text}{mark}"
            for detail in entry.details:
                yield f"  {detail}"
        if self.hint:
            yield self.hint


def timeline(root: TimelineNode, here: TimelineNode, whole: bool = False) -> Listing:
    """Every choice of the present way, what lies ahead after an undo, and the other ways.

    What was not taken is an aside, or with `whole` a part of the list.
    """
    way = here.tip().ancestry()
    on_way = set(way)
    entries = []
    numbers = {tip: number for number, tip in enumerate(_other_tips(root, on_way), 1)}
    beginnings: dict[TimelineNode, list[tuple[int, TimelineNode]]] = {}
    for tip, number in numbers.items():
        fork = fork_of(tip, on_way)
        beginnings.setdefault(fork.parent or root, []).append((number, tip))
    for node in way:
        aside, details = _not_taken(node), _branches(beginnings.get(node, []), on_way) + _other(node) + _lost(node)
        if whole:
            aside, details = (), aside + details
        said = (node.said() or "…") if node.step is not None else tr("The beginning")
        entries.append(ListEntry(said, details, f"go {node.depth}", node is here, aside, node.depth))
    entries += [
        ListEntry(
            tr("Branch {number}: {text}", number=number, text=tip.said()),
            (_told(tip), *_other(tip), *_lost(tip)),
            f"branch {number}",
        )
        for tip, number in numbers.items()
    ]
    hint = tr(":go NUMBER takes you to that place; nothing is lost. :timeline all lists what was not taken, too.")
    return Listing(tr("The choices so far"), tuple(entries), hint)


def _other_tips(root: TimelineNode, on_way: set[TimelineNode]) -> list[TimelineNode]:
    return [tip for tip in tips(root) if tip not in on_way]


def branch(root: TimelineNode, here: TimelineNode, number: int) -> TimelineNode | None:
    """The end of a branch by the number that the timeline gives it."""
    others = _other_tips(root, set(here.tip().ancestry()))
    return others[number - 1] if 1 <= number <= len(others) else None


def _not_taken(node: TimelineNode) -> tuple[str, ...]:
    taken = {child.step.id for child in node.children if child.step}
    others = [one_line(text, 60) for id, text, reason in node.offered if id not in taken and reason is None]
    return (tr("not taken: {texts}", texts=" · ".join(others)),) if node.children and others else ()


def _branches(branches: list[tuple[int, TimelineNode]], on_way: set[TimelineNode]) -> tuple[str, ...]:
    return tuple(
        tr("another way, branch {number}: {text}", number=number, text=fork_of(tip, on_way).said())
        for number, tip in branches
    )


def _other(tip: TimelineNode) -> tuple[str, ...]:
    return (tr("not as it was: {why}", why=tip.other),) if tip.other else ()


def _lost(node: TimelineNode) -> tuple[str, ...]:
    return (tr("another way went on here: {why}", why=node.lost),) if node.lost else ()


def _told(tip: TimelineNode) -> str:
    turns = plural("{count} turn", "{count} turns", tip.depth)
    if tip.ending is not None:
        name = one_line(tip.ending.name or "", 60)
        return tr("{turns}, the end: {name}", turns=turns, name=name) if name else tr("{turns}, the end", turns=turns)
    return f"{turns}, {tip.place()}"


def saves(kept: list[SavedPlace]) -> Listing:
    """The plays and named saves of the story, latest first."""
    entries = [
        ListEntry(
            one_line(save.name, 60) if save.name else tr("Kept by itself"),
            save.lines(),
            f"load {number}",
            number=number,
        )
        for number, save in enumerate(kept, 1)
    ]
    hint = tr(":load NUMBER or :load NAME goes there.")
    return Listing(
        tr("Saves"), tuple(entries), hint if entries else tr("Nothing is kept yet. :save NAME keeps this place.")
    )


def welcome(saved: SavedPlace) -> Listing:
    """The offer to go on where the story was left."""
    entries = (
        ListEntry(tr("Go on where you left"), saved.lines(), "continue", number=1),
        ListEntry(tr("Begin again"), (tr("What you played before is kept."),), "", number=2),
        ListEntry(tr("Look at all saves"), (), "saves", number=3),
    )
    return Listing(tr("Welcome back"), entries)


def changed_story(here: TimelineNode, fitting: CompatibleSteps) -> Listing:
    """What can be done when a play comes out otherwise, or does not fit any more. `here` is the last place before that.

    What can be done is numbered, and each has its command.
    """
    outgrown = len(fitting.steps) == fitting.before
    what, last = tr("Your earlier play comes out otherwise now"), tr("Go on from the last place before")
    if outgrown:
        what, last = tr("Your earlier play does not fit any more"), tr("Go on from the last place that fits")
    where = tr("the beginning of the story")
    if here.depth:
        where = tr("after turn {turn}, {place}", turn=here.depth, place=here.place())
    ways = [] if outgrown else [_as_it_is(fitting)]
    if fitting.version is not None:
        kept = (tr("all of it is as it was"),)
        ways.append(ListEntry(tr("Go on in the version in which you played"), kept, "resume then"))
    if fitting.stored is not None:
        ways.append(_stored(fitting.stored))
    ways.append(ListEntry(last, (where,), "resume before", True))
    ways.append(ListEntry(tr("Begin again"), (tr("Your earlier play is kept as it was."),), "new"))
    counted = 0
    for number, entry in enumerate(ways):
        if entry.command:
            counted += 1
            ways[number] = entry._replace(number=counted)
    hint = tr(
        "How will you go on? Type a number from 1 to {count}, or {commands}.", count=counted, commands=_commands(ways)
    )
    return Listing(tr(CHANGED), (ListEntry(what, fitting.told, ""), *ways), hint)


def _as_it_is(fitting: CompatibleSteps) -> ListEntry:
    turn = tr("turn {turn}", turn=len(fitting.steps))
    if fitting.is_stopped:
        turn = tr("turn {turn}, the last place that fits", turn=len(fitting.steps))
    return ListEntry(tr("Go on with the story as it is now"), (turn,), "resume now")


def _stored(stored: IncompatibleState) -> ListEntry:
    if stored.refused:
        return ListEntry(tr("The stored state cannot be taken up"), (sentence(stored.refused),))
    fits = [tr("not as it was: {what}", what=one_line(one, 300)) for one in stored.notes] or [tr("all of it fits")]
    place = tr("turn {turn}, {place}", turn=stored.steps, place=one_line(stored.scene, 60))
    return ListEntry(tr("Go on from the stored state"), (place, *fits), "stored")


def _commands(ways: list[ListEntry]) -> str:
    names = [f":{entry.command}" for entry in ways if entry.command]
    return tr("{first} or {last}", first=", ".join(names[:-1]), last=names[-1])


def endings(story: Story, found: set[str | None]) -> Listing:
    """The endings found, and how many others there are."""
    total = len(story.program.endings)
    names = [one_line(name or tr("The end")) for name in story.program.endings if name in found]
    hidden = total - len(names)
    more = tr("That is all of them.")
    if hidden:
        more = plural(
            "{count} of {total} is not found yet.", "{count} of {total} are not found yet.", hidden, total=total
        )
        more += " " + tr(":hint helps, each time a little more.")
    return Listing(tr("Endings found"), tuple(ListEntry(name) for name in names), more)


def scene_map(story: Story, here: TimelineNode, seen: set[str]) -> Listing:
    """The scenes seen so far, each with the seen ones that can be reached from it, and how many unseen ones."""
    names = [str(scene.name) for scene in story.program.scenes]
    scenes = [scene for scene in story.program.scenes if not scene.is_function]
    titles = {str(scene.name): one_line(scene.title or str(scene.name).replace("_", " ")) for scene in scenes}
    entries = []
    for scene in scenes:
        name = str(scene.name)
        if name not in seen:
            continue
        ways = dict.fromkeys(
            names[target] for target in _targets(scene.segments) if names[target] != name and names[target] in titles
        )
        known = [titles[way] for way in ways if way in seen]
        hidden = len(ways) - len(known)
        if hidden:
            known.append(tr("{count} not seen yet", count=hidden))
        details = (tr("leads to: {scenes}", scenes=", ".join(known)),) if known else ()
        entries.append(ListEntry(titles[name], details, None, name == here.scene))
    hidden = len(scenes) - len(entries)
    told = tr("{count} of {total} scenes seen.", count=len(entries), total=len(scenes))
    return Listing(tr("Scenes seen"), tuple(entries), told)


def _targets(segments: Sequence[Operations]) -> Iterable[int]:
    """The scenes that a scene moves to."""
    # Late: the first text needs no node of the program but those that are played.
    from engine.program.nodes import MoveTo, VisitScene
    from engine.program.walk import walk

    return (node.scene for node in walk(segments) if isinstance(node, MoveTo | VisitScene))
