"""Our named tuples are those of `typing` in all that anybody can see of them, but for the time they take to make."""

from __future__ import annotations

import copy
import inspect
import pickle
from typing import NamedTuple

import pytest

from engine.named_tuples import NamedTuple as Ours


class Theirs(NamedTuple):
    """A place."""

    name: str
    line: int
    length: int = 1

    @property
    def end(self) -> int:
        return self.line + self.length


class Mine(Ours):
    """A place."""

    name: str
    line: int
    length: int = 1

    @property
    def end(self) -> int:
        return self.line + self.length


class Empty(Ours):
    pass


class Narrower(Mine):
    """A class of one's own can be made of it."""

    more = 5


@pytest.mark.parametrize("given", [("a", 2), ("a", 2, 3)])
def test_it_is_what_typing_makes(given: tuple[object, ...]) -> None:
    mine, theirs = Mine(*given), Theirs(*given)
    assert mine == theirs == (*given, 1)[:3]
    assert hash(mine) == hash(theirs)
    assert repr(mine).replace("Mine", "Theirs") == repr(theirs)
    assert mine._asdict() == theirs._asdict()
    assert mine._replace(name="b") == theirs._replace(name="b")
    assert (mine.name, mine.line, mine.length, mine.end) == (theirs.name, theirs.line, theirs.length, theirs.end)
    assert Mine._make(["a", 1, 2]) == Theirs._make(["a", 1, 2])
    assert (Mine._fields, Mine.__match_args__, Mine.__doc__) == (Theirs._fields, Theirs.__match_args__, Theirs.__doc__)
    assert Mine._field_defaults == Theirs._field_defaults
    assert list(inspect.signature(Mine).parameters) == list(inspect.signature(Theirs).parameters)
    for back in (pickle.loads(pickle.dumps(mine)), copy.copy(mine), copy.deepcopy(mine)):
        assert back == mine and type(back) is Mine


def test_it_holds_nothing_else() -> None:
    with pytest.raises(AttributeError):
        Mine("a", 2).other = 5  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        Mine("a", 2).name = "b"  # type: ignore[misc]
    assert not hasattr(Mine("a", 2), "__dict__")


def test_arguments_by_name_and_missing_ones() -> None:
    assert Mine(line=2, name="a") == ("a", 2, 1)
    with pytest.raises(TypeError, match=r"Mine\.__new__\(\) missing 1 required positional argument: 'line'"):
        Mine("a")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        Mine("a", 2, colour=3)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Mine._make(["a"])
    with pytest.raises(ValueError, match="colour"):
        Mine("a", 2)._replace(colour=3)


def test_matching_and_deriving() -> None:
    match Narrower("a", 2):
        case Mine(name, line, length=1):
            assert (name, line) == ("a", 2)
        case _:
            pytest.fail("it is one")
    assert Empty() == () and Empty._fields == ()
    assert Narrower("a", 2)._replace(line=3).more == 5
