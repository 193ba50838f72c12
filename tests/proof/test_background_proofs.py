"""What workers prove beside a search takes no more than the room that they have for its states."""

import gc

import engine
from engine.proof.abstract.abstraction import Abstraction
from engine.proof.background_proofs import A_STATE, prove_some

# That the two numbers are never alike needs some two hundred states of both.
STORY = (
    "var a: 0..19 = 0\nvar b: 0..19 = 1\nclaim never a == b\n== s\n+ On.\n    ~ a = (a + 2) % 20\n    -> s\n"
    "+ Off.\n    ~ b = (b + 2) % 20\n    -> s\n+ Leave. -> end\n"
)


def test_room_is_kept_and_given_back() -> None:
    program = engine.loads(STORY).program
    whole = prove_some(program, [0], None)
    needed = whole[0]
    assert needed is not None and needed > 50
    assert prove_some(program, [0], None, 2 * needed * A_STATE) == whole
    assert not any(prove_some(program, [0], None, needed // 2 * A_STATE).values())
    assert not [one for one in gc.get_objects() if isinstance(one, Abstraction)]
