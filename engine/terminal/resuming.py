"""Going on with a saved play: silently where only wording changed, else the player is asked before play goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.runtime.errors import AnswerError, ChoiceError, HostError, PlayError, SessionError, StateError
from engine.terminal.blocks import one_line, sentence
from engine.terminal.listings import changed_story
from engine.terminal.messages import tr
from engine.terminal.outcome import CommandOutcome, note
from engine.terminal.saved_places import started
from engine.terminal.timeline import Taken, taken_of

if TYPE_CHECKING:
    from engine.terminal.compatibility import CompatibleSteps, IncompatibleState
    from engine.terminal.play import PlayController
    from engine.terminal.saved_places import RouteToPlace


class Resumption:
    """A play that does not come out as it did, for as long as the player has not said how to go on."""

    def __init__(self, way: RouteToPlace | None, fitting: CompatibleSteps) -> None:
        self.way, self.fitting = way, fitting


def follow(play: PlayController, way: RouteToPlace) -> CommandOutcome:
    """Go to a saved place by playing its steps again. Where that comes out otherwise, stand before it, and ask."""
    if not way.changed:
        return _arrive(play, way, [taken_of(step) for step in way.steps], None)
    from engine.terminal.compatibility import fitting_of

    kept = play.with_saved_plays(lambda saved: saved.version(way), None)
    fitting = fitting_of(play.story, way, kept)
    outcome = _arrive(play, way, fitting.steps[: fitting.before], fitting)
    if not fitting.is_grave or not outcome.new_text:
        return outcome
    play.resumption, play.stored = Resumption(way, fitting), fitting.stored
    return outcome._replace(listing=changed_story(play.here, fitting))


def _arrive(
    play: PlayController, way: RouteToPlace, steps: list[Taken], fitting: CompatibleSteps | None
) -> CommandOutcome:
    """Play some of the steps of a saved play, from its beginning."""
    play.resumption = play.stored = None
    if way.tree == play.tree:
        play.travel(play.root)
    elif fitting is None or fitting.begins:
        try:
            play.begin(started(play.story, way.seed, way.origin), way.origin)
        except (StateError, PlayError) as error:
            return note(tr("This play cannot be taken up: {reason}", reason=one_line(str(error), 300)))
    else:
        play.begin(play.story.start())
    told: tuple[str, ...] = ()
    for number, step in enumerate(play.reporting(steps), 1):
        try:
            play.do(step)
        except (ChoiceError, AnswerError, HostError, PlayError, SessionError) as error:
            reason, text = one_line(str(error)), one_line(step.text, 60)
            told = (
                tr("Turn {turn}, “{text}”, cannot be played again: {reason}", turn=number, text=text, reason=reason),
            )
            break
    play.incomplete()
    play.with_saved_plays(lambda saved: saved.arrived(way, fitting, play.here, play.session), None)
    return CommandOutcome(new_text=True, notes=(*told, *play.trouble()))


# ------------------------------------------------------------ what the player says


def resume(play: PlayController, how: str) -> CommandOutcome:
    """Go on as the player says: `now` in the story as it is, `then` in the version played, `before` the difference."""
    waiting = play.resumption
    if waiting is None:
        return note(tr("There is nothing to decide: that is for a play that comes out otherwise in a changed story."))
    if how == "now" and waiting.way is not None:
        return _arrive(play, waiting.way, waiting.fitting.steps, waiting.fitting)
    if how == "before":
        play.resumption = None
        return CommandOutcome(new_text=True)
    if how != "then":
        return note(tr("How? :resume now, :resume then or :resume before"))
    version = waiting.fitting.version
    if version is None or waiting.way is None:
        return note(tr("The version in which you played was not kept."))
    play.use_version(version)
    outcome = _arrive(play, waiting.way, [taken_of(step) for step in waiting.way.steps], None)
    return outcome._replace(notes=(tr("You play on in the version in which you played before."), *outcome.notes))


def outgrown(play: PlayController, reasons: tuple[str, ...], stored: IncompatibleState) -> CommandOutcome:
    """The story does not fit the play any more beyond this place, for these reasons: what can be done about it."""
    from engine.terminal.compatibility import CompatibleSteps

    steps = [child.step for child in play.here.ancestry()[1:] if child.step is not None]
    fitting = CompatibleSteps(steps, [], reasons, stored, True, len(steps), True, None)
    play.resumption, play.stored = Resumption(None, fitting), stored
    return CommandOutcome(new_text=True, notes=play.trouble(), listing=changed_story(play.here, fitting))


def take_up_stored(play: PlayController) -> CommandOutcome:
    """Go on from the stored state of the play that did not fit."""
    stored = play.stored
    if stored is None:
        return note(tr("There is no stored state to go on from: that is for a play that the story has outgrown."))
    if stored.refused:
        return note(tr("The stored state cannot be taken up: {reason}.", reason=stored.refused))
    play.begin(started(play.story, stored.seed, stored.last), stored.last, stored.blocks)
    play.resumption = play.stored = None
    where = tr("You are in the stored state, {place}.", place=play.here.place())
    notes = (tr("Taken up, but for this:"), *map(sentence, stored.notes)) if stored.notes else (tr("All of it fits."),)
    return CommandOutcome(new_text=True, notes=(where, *notes, *play.trouble()))
