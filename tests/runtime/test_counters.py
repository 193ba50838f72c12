"""Pages of counters: bytes while each counter fits into one, and the same states whichever they are."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

import engine
from engine.runtime.counters import keep, outer_state, page_of

COUNTS = st.integers(0, 300) | st.sampled_from((-1, 255, 256, 2**32, 2**53 - 1))
CHANGES = st.lists(st.tuples(st.integers(0, 7), COUNTS), max_size=30)

STORY = """\
== hall
Here {visits(hall)} times. {cycle: one | two}
+ Again. -> hall
* Out. -> end
"""


@given(CHANGES)
def test_a_page_holds_what_was_put_into_it(changes: list[tuple[int, int]]) -> None:
    w, counts = [page_of([0] * 8)], [0] * 8
    for offset, value in changes:
        keep(w, 0, offset, value)
        counts[offset] = value
        assert list(w[0]) == counts
        # Equal pages must be equal: two ways to the same counters lead to the same state.
        assert w[0] == page_of(counts) and type(w[0]) is type(page_of(counts))
        assert (type(w[0]) is bytes) == all(0 <= one <= 255 for one in counts)


def test_a_counter_goes_over_what_a_byte_holds() -> None:
    session = engine.loads(STORY).start(seed=1)
    for turn in range(600):
        assert session.text[0].text.startswith(f"Here {turn + 1} times.")
        session.choose(0)
    state = session.state
    again = engine.loads(STORY).start(seed=1)
    again.restore(json.loads(json.dumps(state)))
    assert again.state == state and again.packed_state == session.packed_state
    assert again.undo() is False and session.undo() is True
    again.choose(0)
    assert again.text[0].text.startswith("Here 602 times.")


def test_hosts_see_tuples() -> None:
    session = engine.loads(STORY).start(seed=1)
    assert not any(isinstance(one, bytes) for one in session.state)
    assert session.state == outer_state(session.packed_state)
    assert any(isinstance(one, bytes) for one in session.packed_state)
