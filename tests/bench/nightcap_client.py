"""A client as a host would write it, timed on a synthetic story. Called by the benchmarks: STORY SECONDS -> JSON.

It looks for what can be chosen, chooses by id, and reads the text of each hundredth turn. The story is compiled in this
process and nothing of it is cached: "fresh" are the first seconds of that, in which the code of nearly all scenes is
made; "warm" are as many seconds behind them. Both in choices a second of the processor's time. The same linear
congruential generator picks the choices as in inkjs.js.
"""

import json
import sys
import time

import engine


def choices_a_second(story: engine.Story, seconds: float) -> float:
    """Play on for so many seconds of the processor's time; how many choices that were in each of them."""
    session, seed, count, characters = story.start(seed=1), 12345, 0, 0
    begin = time.process_time()
    while (took := time.process_time() - begin) < seconds:
        for _ in range(100):
            enabled = [choice for choice in session.choices if choice.enabled]
            seed = (seed * 1103515245 + 12345) & 0xFFFFFFFF
            session.choose(enabled[(seed >> 8) % len(enabled)].id)
        count += 100
        characters += sum(len(paragraph.text) for paragraph in session.text)
    assert characters
    return count / took


def main() -> None:
    story, seconds = engine.load(sys.argv[1], cache=False), float(sys.argv[2])
    fresh = choices_a_second(story, seconds)
    print(json.dumps({"fresh": fresh, "warm": choices_a_second(story, seconds)}))


if __name__ == "__main__":
    main()
