"""Times Nightcap on a synthetic story. Called by the benchmarks: STORY CHOICES -> JSON with seconds.

The same linear congruential generator picks the choices as in inkjs.js.
"""

import json
import sys
import time

import engine


def play(session: engine.Session, count: int, seed: int, read: bool) -> int:
    """Take `count` choices; with `read`, look at all text and choices as a player would."""
    characters = 0
    for _ in range(count):
        if read:
            for paragraph in session.text:
                characters += len(paragraph.text)
        seed = (seed * 1103515245 + 12345) & 0xFFFFFFFF
        session.choose((seed >> 8) % len(session.choices))
    return characters


def main() -> None:
    """Print how long warm choices take, with reading the text and without, and the first ones of a process."""
    story, count = engine.load(sys.argv[1]), int(sys.argv[2])
    session = story.start(seed=1)
    begin = time.perf_counter()
    play(session, count, 12345, True)
    cold = time.perf_counter() - begin
    times = {}
    for name, read in (("read", True), ("choose", False)):
        best = 1e9
        for _ in range(3):
            session = story.start(seed=1)
            begin = time.perf_counter()
            play(session, count, 12345, read)
            best = min(best, time.perf_counter() - begin)
        times[name] = best
    print(json.dumps({"cold": cold, **times}))


if __name__ == "__main__":
    main()
