"""Random edits: whatever is done to a story, a replay either tells of a difference or is the same play."""

from hypothesis import assume, given
from hypothesis import strategies as st
from umbrella import PLAY, STORY, play, recorded

import engine
from engine.paths.repairing import repair
from engine.paths.replaying import replay

LINES = STORY.splitlines()
FIRST = LINES.index("== porch: The porch")
SAVED = recorded()
NEW_LINES = [
    "* Something new.",
    "+ (again) Something else. -> porch",
    "{random(1, 6)} drops.",
    "~ rain = 0",
    "~ mood = glad",
    "-> street",
    "~ ask name: Who?",
    "* {needs rain > 1: too dry} Wait a while, I said.",
    "== lane: A lane",
]
WORDS = [
    "porch",
    "street",
    "ask",
    "smile",
    "party",
    "Wait",
    "Ask for it.",
    "mood",
    "rain",
    "even",
    "sour",
    "Go",
    "drops",
]

places = st.integers(min_value=4, max_value=len(LINES) - 1)
edits = st.one_of(
    st.tuples(st.just("delete"), places, places),
    st.tuples(st.just("swap"), places, places),
    st.tuples(st.just("insert"), places, st.integers(0, len(NEW_LINES) - 1)),
    st.tuples(st.just("move"), places, places),
    st.tuples(st.just("rename"), st.integers(0, len(WORDS) - 1), st.integers(0, len(WORDS) - 1)),
    st.tuples(st.just("indent"), places, places),
)


def after(changes: list[tuple[str, int, int]]) -> str:
    """The story after edits."""
    lines = list(LINES)
    for kind, one, other in changes:
        one, last = min(one, len(lines) - 1), len(lines) - 1
        if kind == "delete":
            del lines[one]
        elif kind == "swap":
            other = min(other, last)
            lines[one], lines[other] = lines[other], lines[one]
        elif kind == "insert":
            indent = " " * (len(lines[one]) - len(lines[one].lstrip()))
            lines.insert(one, indent + NEW_LINES[other])
        elif kind == "move":
            lines.insert(min(other, last), lines.pop(one))
        elif kind == "indent":
            lines[one] = f"    {lines[one]}"
        else:
            lines = [line.replace(WORDS[one % len(WORDS)], WORDS[other]) for line in lines]
    return "\n".join(lines) + "\n"


def steps_and_texts(session: engine.Session) -> list[object]:
    """All that a play shows, from its beginning."""
    seen: list[object] = [session.text]
    while session.undo():
        seen += [session.text, session.scene]
    return [seen, session.path]


@given(st.lists(edits, min_size=1, max_size=3))
def test_never_another_branch_in_silence(changes: list[tuple[str, int, int]]) -> None:
    try:
        story = engine.loads(after(changes))
        done = replay(story, SAVED)
    except (engine.StoryErrors, engine.PlayError):
        assume(False)
        return
    taken = [step.id or f"={step.answer}" for step in done.session.path]
    told = {result.number for result in done.results if result.differences}
    assert bool(done.stopped) == (len(taken) < len(PLAY))
    for number, (one, wanted) in enumerate(zip(taken, PLAY, strict=False), 1):
        assert one == wanted or number in told
    if not told:
        assert steps_and_texts(done.session) == steps_and_texts(play(engine.loads(STORY), PLAY))
    elif done.stopped:
        assert str(done.stopped.lines()[-1]).startswith(f"step {done.stopped.number}, scene ")
    mended = repair(story, SAVED)
    if mended.path is not None:
        again = replay(story, mended.path)
        assert again.fits
        assert bool(mended.changes) or not done.stopped
