"""Saved paths, and how they are made: of sessions, of files, and of lists of choices that somebody typed."""

from __future__ import annotations

from typing import cast

from pydantic import Field, SkipValidation

from engine.paths.errors import PathError
from engine.paths.path_parts import (
    FORMAT,
    MOST_STEPS,
    VERSION,
    Begin,
    Expect,
    Hash,
    Last,
    Origin,
    PathHead,
    Prose,
    SavedStep,
    Start,
    StoryIdentity,
    Values,
)
from engine.paths.session_view import SessionView, ending_of, hash_of, question_id, shortened
from engine.paths.writing import text_of
from engine.runtime.errors import AnswerError, ChoiceError, SessionError
from engine.runtime.session import Session
from engine.runtime.state_types import Functions
from engine.runtime.steps import Step
from engine.version import VERSION as ENGINE

NOTHING_CHANGED: Values = {}
NOTHING_OFFERED: tuple[str, ...] = ()


class SavedPath(PathHead):
    """A saved play. `of` makes one from a session; `dumps` is the text of its file, which `loads` reads.

    `load_path` and `save_path` read and write files.
    """

    steps: SkipValidation[tuple[SavedStep, ...]]
    last: Last | None = None
    texts: dict[Hash, Prose] = Field(default={}, description="What was printed, by hash, so that changes can be shown.")

    @property
    def beginning(self) -> Origin | None:
        """Where the play begins, if not where the story does."""
        return self.origin or self.start

    @property
    def is_proved(self) -> bool:
        """Whether the play is one of those that `nightcap check` looks at: nobody but the story changed anything."""
        return self.beginning is None and all(step.host is None for step in self.steps)

    @staticmethod
    def of(session: Session) -> SavedPath:
        """The path of a session so far. Raises `PathError` if the session was restored from a state."""
        return path_of(session)

    @staticmethod
    def loads(data: bytes | str, name: str = "saved path") -> SavedPath:
        """The path in a text; `name` is what messages call it."""
        from engine.paths.file_form import path_fields

        return SavedPath.model_construct(**path_fields(data, name))

    def dumps(self) -> str:
        """The path as its file holds it: one step a line."""
        return text_of(self)


class Recorder:
    """Writes a path down while a session goes on: `before` a step, `after` it, `path` at any time.

    The session begins at the story's beginning, where its host says, or in a stored state (`origin`). A step costs
    about as much as the hashes of what it printed.
    """

    def __init__(self, session: Session, begin_expect: Expect | None = None, origin: Origin | None = None) -> None:
        self.session = session
        self.origin = origin if isinstance(origin, Last) else None
        self.start = start_of(session)
        self.view = SessionView(session)
        self.first: Values = self.view.values()
        self.printed = ""
        self.texts: dict[str, str] = {}
        self.steps: list[SavedStep] = []
        self.begin = Begin(state=self.view.values_hash(), prose=self._printed(), expect=begin_expect)
        # How many paragraphs of the turn stood there before the last step: the host's steps add to a turn.
        self.paragraphs_before = 0
        self._known = self.first
        self._menus: dict[tuple[str, ...], tuple[str, ...]] = {}

    def take(self, step: Step, expect: Expect | None = None) -> SavedStep:
        """Take a step in the session and write it down. Raises what `Session.repeat` raises, and `PathError`."""
        if len(self.steps) >= MOST_STEPS:
            raise PathError("saved path", [f"a path holds at most {MOST_STEPS} steps"])
        session = self.session
        scene, id, text, offered, found = session.scene, step.id, step.text, NOTHING_OFFERED, 0
        if step.host is not None:
            id, text, found = None, None, len(session.text)
        elif step.answer is None:
            choices = session.choices
            text = next((one.text for one in choices if one.id == id), text)
            offered = tuple([one.id for one in choices])
            offered = self._menus.setdefault(offered, offered)
        elif (question := session.question) is not None:
            id, text = question_id(session), question.text
        session.repeat(step)
        self.paragraphs_before = found
        values, changed = self.view.values(), NOTHING_CHANGED
        if values is not self._known:
            changed = {name: value for name, value in values.items() if self._known[name] != value}
            self._known = values
        text = text and shortened(text)
        answer = None if step.answer is None else shortened(step.answer)
        state, prose = self.view.values_hash(), self._printed()
        saved = SavedStep(scene, id, text, answer, state, prose, changed, expect, offered, step.host)
        self.steps.append(saved)
        return saved

    def _printed(self) -> str:
        self.printed = prose = self.view.prose()
        hash = hash_of(prose)
        if prose and hash not in self.texts:
            self.texts[hash] = prose
        return hash

    @property
    def beginning(self) -> Origin | None:
        """Where the play began, if not where the story does."""
        return self.origin or self.start

    def path(self) -> SavedPath:
        """All that was written down so far."""
        session, story = self.session, self.session.story
        mark = StoryIdentity(
            title=shortened(story.title), ifid=shortened(story.ifid), source=str(story.program.fingerprint)
        )
        return SavedPath.model_construct(
            format=FORMAT,
            version=VERSION,
            story=mark,
            engine=ENGINE,
            seed=session.seed,
            variables=self.first,
            origin=self.origin,
            start=self.start,
            begin=self.begin,
            # All of it comes from a running story, which has been checked: nothing is to be validated again.
            steps=tuple(self.steps),
            last=Last.model_construct(scene=session.scene, ending=ending_of(session)),
            texts=dict(self.texts),
        )


def start_of(session: Session) -> Start | None:
    """Where the host began a play, as its path has it; None for the story's beginning."""
    beginning = session.beginning
    return None if beginning is None else Start(scene=beginning.scene, variables=cast("Values", beginning.variables))


def path_of(session: Session, functions: Functions | None = None) -> SavedPath:
    """The path of a session, made by playing its steps once more from the beginning.

    Raises `PathError` where that leads elsewhere: the session was restored from a state in the middle of a play, or
    functions of the host did not answer as they did before (`functions` are those of the session's start).
    """
    scene, variables = session.beginning or (None, None)
    again = session.story.start(session.seed, session.functions if functions is None else functions, scene, variables)
    recorder = Recorder(again)
    for step in session.path:
        try:
            recorder.take(step)
        except (ChoiceError, AnswerError, SessionError) as error:
            raise PathError("this play", [f"it cannot be repeated: {error}"]) from error
    if again.state != session.state:
        raise PathError("this play", ["it did not begin at the beginning of the story, so it has no path from there"])
    return recorder.path()


def path_of_list(text: str, seed: int = 0) -> SavedPath:
    """A path from a list that was typed: one id of a choice a line, or an answer behind `=`, comments behind `#`.

    The comment `# ending: Name` says which ending is expected. Hashes and texts are not there yet: replaying adds them.
    """
    steps: list[SavedStep] = []
    ending: str | None = None
    for line in text.splitlines():
        line = shortened(line)
        if line.startswith("# ending:"):
            ending = line.removeprefix("# ending:").strip()
        elif line.startswith("="):
            steps.append(SavedStep(answer=line[1:].strip()))
        elif line and not line.startswith("#"):
            steps.append(SavedStep(id=line))
    if ending is not None and steps:
        steps[-1] = steps[-1]._replace(expect=Expect(ending=ending))
    return SavedPath(format="nightcap path", version=2, seed=seed, steps=tuple(steps))
