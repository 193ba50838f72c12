"""Our data classes are frozen ones with slots in all that anybody sees of them, but for the time they take to make."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle

import pytest

from engine.data_classes import dataclass as ours
from engine.data_classes import field, replace


@dataclasses.dataclass(frozen=True, slots=True)
class TheirBase:
    """A place."""

    at: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs(TheirBase):
    """A name."""

    name: str
    words: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return self.end - self.at


@ours(frozen=True, slots=True)
class Base:
    """A place."""

    at: int
    end: int


@ours(frozen=True, slots=True)
class Mine(Base):
    """A name."""

    name: str
    words: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return self.end - self.at


@ours(frozen=True, slots=True)
class Alike(Base):
    name: str
    words: tuple[str, ...] = ()


@ours(frozen=True, slots=True)
class Narrower(Mine):
    """The same fields."""


@ours(frozen=True, slots=True)
class Empty:
    pass


@dataclasses.dataclass(slots=True)
class TheirBox:
    """What changes."""

    name: str
    parts: list[int] = dataclasses.field(default_factory=list)
    is_open: bool = False
    known: dict[str, int] = dataclasses.field(default_factory=dict)


@ours(slots=True)
class Box:
    """What changes."""

    name: str
    parts: list[int] = field(default_factory=list)
    is_open: bool = False
    known: dict[str, int] = field(default_factory=dict)


@pytest.mark.parametrize("given", [(1, 3, "a"), (1, 3, "a", ("b",))])
def test_it_is_what_dataclasses_make(given: tuple[int, int, str]) -> None:
    mine, theirs = Mine(*given), Theirs(*given)
    assert dataclasses.astuple(mine) == dataclasses.astuple(theirs)
    assert repr(mine).replace("Mine", "Theirs") == repr(theirs)
    assert (mine.length, mine.words) == (theirs.length, theirs.words)
    assert (Mine.__match_args__, Mine.__doc__) == (Theirs.__match_args__, Theirs.__doc__)
    assert list(inspect.signature(Mine).parameters) == list(inspect.signature(Theirs).parameters)
    for back in (pickle.loads(pickle.dumps(mine)), copy.copy(mine), copy.deepcopy(mine)):
        assert back == mine and type(back) is Mine
    assert hash(mine) == hash(Mine(*given)) and mine == Mine(*given)
    assert mine != dataclasses.replace(mine, at=2)


def test_functions_of_dataclasses_take_it() -> None:
    assert dataclasses.replace(Mine(1, 3, "a"), name="b", words=("c",)) == Mine(1, 3, "b", ("c",))
    assert dataclasses.is_dataclass(Mine(1, 3, "a")) and dataclasses.is_dataclass(Empty)
    assert [one.name for one in dataclasses.fields(Mine)] == [one.name for one in dataclasses.fields(Theirs)]
    with pytest.raises(TypeError, match="colour"):
        dataclasses.replace(Mine(1, 3, "a"), colour=2)  # type: ignore[call-arg]


def test_two_classes_are_never_equal() -> None:
    assert Mine(1, 3, "a") != Alike(1, 3, "a")
    assert Mine(1, 3, "a") != Narrower(1, 3, "a")
    assert len({Mine(1, 3, "a"), Alike(1, 3, "a"), Mine(1, 3, "a")}) == 2
    assert Empty() == Empty()


def test_it_holds_nothing_else() -> None:
    with pytest.raises(AttributeError):
        Mine(1, 3, "a").other = 5  # type: ignore[attr-defined]
    assert not hasattr(Mine(1, 3, "a"), "__dict__")


def test_arguments_by_name_and_missing_ones() -> None:
    assert Mine(name="a", end=3, at=1) == Mine(1, 3, "a")
    with pytest.raises(TypeError, match=r"Mine\.__init__\(\) missing 1 required positional argument: 'name'"):
        Mine(1, 3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        Mine(1, 3, "a", colour=3)  # type: ignore[call-arg]


def test_matching() -> None:
    match Narrower(1, 3, "a"):
        case Mine(at, _, name, words=()):
            assert (at, name) == (1, "a")
        case _:
            pytest.fail("it is one")


@pytest.mark.parametrize("given", [("a",), ("a", [1]), ("a", [], True, {"b": 1})])
def test_one_that_changes_is_what_dataclasses_make(given: tuple[str]) -> None:
    mine, theirs = Box(*given), TheirBox(*given)
    assert dataclasses.asdict(mine) == dataclasses.asdict(theirs)
    assert repr(mine).replace("Box", "TheirBox") == repr(theirs)
    mine.parts.append(5)
    mine.name = "b"
    assert (mine.name, Box("a").parts, Box("a").known) == ("b", [], {})
    assert Box("a") == Box("a") and Box("a").parts is not Box("a").parts
    with pytest.raises(TypeError, match="unhashable"):
        hash(mine)
    factories = [[one.default_factory for one in dataclasses.fields(made)] for made in (Box, TheirBox)]
    assert factories[0] == factories[1]


def test_replacing() -> None:
    assert replace(Mine(1, 3, "a"), name="b", words=("c",)) == Mine(1, 3, "b", ("c",))
    assert replace(Base(1, 3), at=2) == Base(2, 3)
    with pytest.raises(TypeError, match="colour"):
        replace(Mine(1, 3, "a"), colour=2)  # type: ignore[call-arg]
