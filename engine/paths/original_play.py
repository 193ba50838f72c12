"""What happened then: a play in the version of the story in which it was recorded, played once more beside a replay."""

from __future__ import annotations

from engine.named_tuples import NamedTuple
from engine.paths.path_parts import SavedStep
from engine.paths.saved_path import SavedPath
from engine.paths.session_view import Values, ending_of, hash_of, hash_of_values
from engine.paths.snapshots import begun
from engine.paths.state_names import ids_at
from engine.paths.tracing import PrintedParagraph, Traced
from engine.runtime.errors import AnswerError, ChoiceError, HostError, PlayError, SessionError, StateError
from engine.runtime.session import Session
from engine.runtime.story import Story


class PlayPlace(NamedTuple):
    """Where a play stands after a turn, and what the turn printed."""

    scene: str
    ending: str | None
    values: Values
    points: tuple[str, ...]
    printed: tuple[PrintedParagraph, ...]


def place_of(session: Session, traced: Traced) -> PlayPlace:
    """The place at which a session of a traced story stands."""
    points = () if session.over else tuple(ids_at(session))
    return PlayPlace(session.scene, ending_of(session), session.variables, points, traced.printed(session))


class OriginalPlay:
    """A path in the version of the story that the library kept, step by step.

    `place` is None from where it cannot be told any more what happened: that version does not play the path as it was
    recorded, for functions of a host that answered otherwise, or a file that was tampered with.
    """

    def __init__(self, story: Story, path: SavedPath) -> None:
        self.story = story
        self.traced = Traced(story)
        self.version = path.version
        self.place: PlayPlace | None = None
        self.session: Session | None = None
        try:
            self.session = begun(self.traced.story, path.seed, path.beginning)[0]
        except (PlayError, StateError):
            return
        self._note_place(path.begin.state, path.begin.prose)

    def offered(self) -> tuple[tuple[str, str], ...]:
        """The ids and texts of what was offered before the next step."""
        return () if self.session is None else tuple((one.id, one.text) for one in self.session.choices)

    def take(self, step: SavedStep) -> None:
        """Take the next step."""
        if self.session is None:
            return
        try:
            self.session.repeat(step.as_step())
        except (AnswerError, ChoiceError, HostError, PlayError, SessionError):
            self.session = self.place = None
            return
        self._note_place(step.state, step.prose)

    def _note_place(self, state: str | None, prose: str | None) -> None:
        """Look where the play stands, if that is where it stood when it was recorded."""
        assert self.session is not None, "asked before"
        self.place = place_of(self.session, self.traced)
        said = hash_of(self.traced.prose(self.session))
        is_so = state in (None, hash_of_values(self.place.values, self.version)) and prose in (None, said)
        if not is_so:
            self.session = self.place = None
