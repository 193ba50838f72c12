"""Makes saved paths: of sessions, and of lists of choices that somebody typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.paths.errors import PathError
from engine.paths.model import FORMAT, MOST_STEPS, VERSION, Begin, Expect, Last, SavedPath, SavedStep, StoryMark
from engine.paths.watching import Values, Watcher, ending_of, hash_of, question_id, shortened
from engine.runtime.session import Session
from engine.version import VERSION as ENGINE

Functions = Mapping[str, Callable[..., Any]]
NOTHING_CHANGED: Values = {}


class Recorder:
    """Writes a path down while a session goes on: `before` a step, `after` it, `path` at any time.

    The session begins at the story's beginning, or in a stored state (`origin`). A step costs about as much as the
    hashes of what it printed.
    """

    def __init__(self, session: Session, begin_expect: Expect | None = None, origin: Last | None = None) -> None:
        self.session = session
        self.origin = origin
        self.watcher = Watcher(session)
        self.first: Values = self.watcher.values()
        self.printed = ""
        self.texts: dict[str, str] = {}
        self.steps: list[SavedStep] = []
        self.begin = Begin(state=self.watcher.values_hash(), prose=self._printed(), expect=begin_expect)
        self._known = self.first
        self._before: tuple[str, str | None, str | None] = ("", None, None)
        self._offered: tuple[str, ...] = ()
        self._menus: dict[tuple[str, ...], tuple[str, ...]] = {}

    def before(self, choice: Any = None) -> None:
        """Note where the play stands; `choice` is the one about to be taken, None before an answer."""
        question = self.session.question
        if choice is not None:
            self._before = (self.session.scene, choice.id, choice.text)
            offered = tuple([one.id for one in self.session.choices])
            self._offered = self._menus.setdefault(offered, offered)
        elif question is not None:
            self._before = (self.session.scene, question_id(self.session), question.text)
            self._offered = ()

    def after(self, answer: str | None = None, expect: Expect | None = None) -> SavedStep:
        """Write down the step that was just taken."""
        if len(self.steps) >= MOST_STEPS:
            raise PathError("saved path", [f"a path holds at most {MOST_STEPS} steps"])
        scene, id, text = self._before
        values, changed = self.watcher.values(), NOTHING_CHANGED
        if values is not self._known:
            changed = {name: value for name, value in values.items() if self._known[name] != value}
            self._known = values
        text = text and shortened(text)
        answer = None if answer is None else shortened(answer)
        state, prose = self.watcher.values_hash(), self._printed()
        step = SavedStep(scene, id, text, answer, state, prose, changed, expect, self._offered)
        self.steps.append(step)
        return step

    def _printed(self) -> str:
        self.printed = prose = self.watcher.prose()
        hash = hash_of(prose)
        if prose and hash not in self.texts:
            self.texts[hash] = prose
        return hash

    def path(self) -> SavedPath:
        """All that was written down so far."""
        session, story = self.session, self.session.story
        mark = StoryMark(
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
            begin=self.begin,
            # All of it comes from a running story, which has been checked: nothing is to be validated again.
            steps=tuple(self.steps),
            last=Last.model_construct(scene=session.scene, ending=ending_of(session)),
            texts=dict(self.texts),
        )


def path_of(session: Session, functions: Functions | None = None) -> SavedPath:
    """The path of a session, made by playing its steps once more from the beginning.

    Raises `PathError` where that leads elsewhere: the session was restored from a state in the middle of a play, or
    functions of the host did not answer as they did before (`functions` are those of the session's start).
    """
    if session.beginning is not None or any(step.host is not None for step in session.path):
        raise PathError("this play", ["the host that runs it began it elsewhere or set a variable in it"])
    again = session.story.start(session.seed, session.functions if functions is None else functions)
    recorder = Recorder(again)
    for step in session.path:
        if step.id is None:
            recorder.before()
            again.answer(step.answer or "")
            recorder.after(step.answer or "")
        else:
            choice = next((one for one in again.choices if one.id == step.id), None)
            if choice is None:
                raise PathError("this play", [f"`{step.id}` was not offered again when the play was repeated"])
            recorder.before(choice)
            again.choose(choice)
            recorder.after()
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
