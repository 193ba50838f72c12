"""What the tests of terminals see is whole, however slowly it comes."""

from collections.abc import Callable

import pytest
from terminals import Terminal

# The words stand apart in the commands, which a shell echoes.
PAINT = r"printf '\033[?25lfir%s' st; sleep 0.3; printf ' sec%s\033[?25h' ond"
LINES = r"printf 'fir%s' st; printf ' sec%s\n' ond"


@pytest.mark.parametrize("written", [PAINT, LINES])
def test_a_paint_that_comes_in_pieces_is_waited_for(terminal: Callable[..., Terminal], written: str) -> None:
    one = terminal("--version", shell=True)
    one.until("nightcap")
    one.send(written + "\r")
    assert "first second" in one.until("first")
