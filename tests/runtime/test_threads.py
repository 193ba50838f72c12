"""One story over many threads: all plays are the ones that a single thread plays."""

import gc
import random
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import engine

THREADS = 16
SCENES = 40


def story_text() -> str:
    """A story in which each scene calls functions that call others, draws scenes and borrows choices."""
    lines = ["status: Gold {f7(gold)}", "var gold = 0"]
    for number in range(SCENES):
        before = f"f{number - 1}(n)" if number % 10 else "n"
        lines.append(f"def f{number}(n) = {before} + 1")
    lines += [
        "== aside #talk",
        "~ when f12(gold) % 3 != 0",
        "An aside. -> back",
        "== more",
        "+ (rest) Rest.",
        "    ~ gold += 2",
    ]
    for number in range(SCENES):
        on, back = (number + 1) % SCENES, (number * 7 + 3) % SCENES
        lines += [
            f"== s{number}: Scene {number}",
            f"Text {{f{number}(gold)}}{{shuffle: , one | , two}}.",
            "-> any #talk ->" if number % 5 == 0 else "",
            f"* (a) Go {{f{back}(1)}} on.",
            f"    ~ gold += f{number}(random(1, 6))",
            f"    -> s{on}",
            f"+ {{if gold > -1}} {{f{on}(2)}} other.",
            f"    -> s{back}",
            "<- more" if number % 4 == 0 else "",
            f"-> s{on}" if number % 4 == 0 else "",
        ]
    return "\n".join(lines).replace("var gold = 0", "var gold = 0\nstart: s0", 1)


TEXT = story_text()


@pytest.fixture
def switching() -> Iterator[None]:
    """Threads that are switched as often as Python can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def played(story: engine.Story, seed: int, steps: int = 12) -> Any:
    session, chance = story.start(seed=seed), random.Random(seed)
    shown: list[Any] = []
    for _ in range(steps):
        shown.append([paragraph.text for paragraph in session.text])
        session.choose(chance.choice([choice for choice in session.choices if choice.enabled]))
        if chance.random() < 0.2:
            session.undo()
    return shown, session.state, session.status, session.path


def at_once(work: Callable[[int], Any], threads: int = THREADS) -> list[Any]:
    """The results of work that so many threads begin at the same moment."""
    barrier = threading.Barrier(threads)

    def begin(number: int) -> Any:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(begin, range(threads)))


def test_plays_over_threads_are_those_of_one(switching: None) -> None:
    expected = [played(engine.loads(TEXT), seed) for seed in range(THREADS)]
    for _ in range(3):
        story = engine.loads(TEXT)
        assert at_once(lambda seed, story=story: played(story, seed)) == expected


def test_stories_are_loaded_and_kept_over_threads(switching: None, tmp_path: Path, monkeypatch: Any) -> None:
    """What many threads leave in the cache plays as what one leaves."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "a.story"
    file.write_text(TEXT, encoding="utf-8")
    expected = played(engine.loads(TEXT), 5)
    assert at_once(lambda _: played(engine.load(file), 5)) == [expected] * THREADS
    gc.collect()  # code is written when the last session of a story is gone
    kept = engine.load(file)
    monkeypatch.setattr("engine.runtime.code.Code._make", None)
    assert played(kept, 5) == expected


def test_a_session_that_others_use_too_is_played_by_one_at_a_time(switching: None) -> None:
    """A second thread at once is told so, and no step is lost or done twice."""
    session = engine.loads("== a\n{shuffle: one | two | three}\n+ Go on. -> a\n").start(seed=1)

    def press(_: int) -> tuple[int, int]:
        refused = taken = 0
        for _ in range(300):
            try:
                session.choose(0)
                taken += 1
            except engine.SessionError:
                refused += 1
        return taken, refused

    counts = at_once(press)
    assert sum(taken for taken, _ in counts) == len(session.path)


def test_another_thread_in_the_middle_of_a_turn() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait() -> bool:
        if not begun.is_set():
            begun.set()
            go_on.wait(10)
        return True

    story = engine.loads("extern wait() -> true/false\n== a\nHere.\n+ Go. -> b\n== b\n{wait()}\n+ Back. -> a\n")
    session = story.start(seed=1, functions={"wait": wait})
    thread = threading.Thread(target=session.choose, args=(0,))
    thread.start()
    begun.wait(10)
    looks: list[Callable[[], Any]] = [
        lambda: session.choose(0), lambda: session.answer("x"), session.undo, session.redo,
        lambda: session.restore(()), lambda: session.choices, lambda: session.text, lambda: session.state,
        lambda: session.variables, lambda: session.scene, lambda: session.status, lambda: session.over,
    ]  # fmt: skip
    for look in looks:
        with pytest.raises(engine.SessionError, match="another thread"):
            look()
    go_on.set()
    thread.join()
    assert (session.scene, len(session.path)) == ("b", 1)


@pytest.mark.parametrize("what", ["choose", "undo", "choices", "state", "restore", "status"])
def test_a_function_of_the_host_cannot_use_the_session_that_calls_it(what: str) -> None:
    sessions: list[engine.Session] = []

    def meddle() -> int:
        if sessions:
            use = getattr(sessions[0], what)
            if callable(use):
                use(*[0] if what in ("choose", "restore") else [])
        return 1

    story = engine.loads("extern meddle() -> number\nstatus: S\n== a\nHere.\n+ Go {meddle()}. -> a\n+ End. -> end\n")
    session = story.start(seed=1, functions={"meddle": meddle})
    state = session.state
    sessions.append(session)
    with pytest.raises(engine.PlayError, match="cannot use the session that is calling it") as caught:
        session.choose(0)
    assert caught.value.diagnostic.code == "NC909"
    assert (session.state, session.path) == (state, ())
    sessions.clear()
    session.choose(1)
    assert session.over


def test_a_session_is_free_again_after_a_mistake() -> None:
    session = engine.loads("var n = 0\n== a\n+ Go. -> b\n+ End. -> end\n== b\n{1 / n}\n-> a\n").start(seed=1)
    with pytest.raises(engine.PlayError):
        session.choose(0)
    with pytest.raises(engine.ChoiceError):
        session.choose(7)
    session.choose(1)
    assert session.over
