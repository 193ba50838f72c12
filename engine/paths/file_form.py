"""The form of the file of a saved path, and how it is read. docs/saved-path.schema.json is made from these classes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, TypeAdapter, ValidationError, model_validator

from engine.paths.errors import PathError
from engine.paths.host_steps import host_of
from engine.paths.json_places import refuse_twice
from engine.paths.json_problems import problems_of
from engine.paths.path_parts import (
    BYTE_ORDER,
    MOST_BYTES,
    MOST_STEPS,
    VERSION,
    Expect,
    Hash,
    Last,
    Line,
    Name,
    Names,
    PathHead,
    PathPart,
    Place,
    Places,
    Prose,
    SavedStep,
    Value,
    Values,
)

# Steps are checked so many at a time: as models, all of a long path would take hundreds of megabytes.
AT_A_TIME = 1000
Row = TypeVar("Row")


class FileStep(PathPart):
    """One choice, one answer or what the host did, and what it led to."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": [key]} for key in ("id", "text", "answer", "choice", "set", "refresh")]
        }
    )

    scene: Name | None = Field(default=None, description="The scene in which the play stood.")
    id: Name | None = Field(default=None, description="The id of the choice; of a question: scene and variable.")
    text: Line | None = Field(default=None, description="The choice, or the question, as it was shown.")
    answer: Line | None = Field(default=None, description="What was typed in; only where a question was answered.")
    state: Hash | None = Field(default=None, description="The hash of all variables after the step.")
    prose: Hash | None = Field(default=None, description="The hash of what the step printed.")
    changed: Values = Field(default={}, description="The variables that the step changed.")
    expect: Expect | None = Field(default=None, description="What is to hold after the step.")
    offered: Names = Field(default=(), description="The ids of all choices that stood there, the one taken among them.")
    choice: Place | None = Field(default=None, description="Where its scene, id and text stand among `choices`.")
    menu: Place | None = Field(default=None, description="Where what was offered stands among `menus`.")
    set: Annotated[dict[Name, Value], Field(min_length=1, max_length=1)] | None = Field(
        default=None, description="The variable to which the program that plays the story gave a value."
    )
    refresh: Literal[True] | None = Field(
        default=None, description="That the program had the story look again at what it offers."
    )

    @model_validator(mode="after")
    def _says_something(self) -> FileStep:
        said = [self.id, self.text, self.answer, self.choice]
        host = (self.set is not None) + (self.refresh is not None)
        if not host and all(one is None for one in said):
            raise ValueError("a step needs an `id`, a `text`, an `answer`, a `set` or a `refresh`")
        if host > 1 or (host and any(one is not None for one in said[:3])):
            raise ValueError("a step with `set` or `refresh` is nothing else beside it")
        return self


class NamedChoice(PathPart):
    """A choice or a question that steps of a long path refer to."""

    scene: Name | None = None
    id: Place | None = Field(default=None, description="Where its id stands among `ids`.")
    text: Line | None = None


class FilePath(PathHead):
    """A saved play."""

    model_config = ConfigDict(title="Nightcap saved path")

    brief: StrictBool = Field(default=False, description="A short form of version 1, in which a `choices` does it now.")
    choices: Annotated[tuple[NamedChoice, ...], Field(max_length=MOST_STEPS)] = Field(
        default=(), description="In a long path: what was chosen, once each; steps have its number, from 0."
    )
    menus: Annotated[tuple[Places, ...], Field(max_length=MOST_STEPS)] = Field(
        default=(), description="In a long path: what was offered, once each, as numbers of `ids`."
    )
    ids: Annotated[tuple[Name, ...], Field(max_length=MOST_STEPS)] = Field(
        default=(), description="In a long path: the ids of choices, once each."
    )
    steps: Annotated[tuple[FileStep, ...], Field(max_length=MOST_STEPS)]
    last: Last | None = None
    texts: dict[Hash, Prose] = Field(default={}, description="What was printed, by hash, so that changes can be shown.")

    @model_validator(mode="after")
    def _begins_once(self) -> FilePath:
        if self.origin is not None and self.start is not None:
            raise ValueError("a play begins with an `origin` or a `start`, not with both")
        return self


# What only the file has: the tables of long paths.
NOT_KEPT = ("brief", "choices", "menus", "ids", "steps")
STEPS: TypeAdapter[tuple[FileStep, ...]] = TypeAdapter(tuple[FileStep, ...])


def path_fields(data: bytes | str, name: str) -> dict[str, Any]:
    """The fields of the `SavedPath` in a text.

    Raises `PathError` with the place and the reason for whatever is wrong with it.
    """
    if len(data) > MOST_BYTES:
        raise PathError(name, [f"it is larger than {MOST_BYTES // 1024 // 1024} MB"])
    data = data.removeprefix("\ufeff") if isinstance(data, str) else data.removeprefix(BYTE_ORDER)
    refuse_twice(data, name)
    try:
        raw = json.loads(data)
        steps = raw.pop("steps")
        if not isinstance(steps, list) or len(steps) > MOST_STEPS:
            raise ValueError("these are no steps")
        head = FilePath.model_validate_json(json.dumps({**raw, "steps": []}))
        del raw
        found = tuple(_steps(steps, head, name))
    except PathError:
        raise
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise _problem(data, name) from None
    if head.brief:
        from engine.paths.version_1 import expanded

        found = expanded(found, head.variables)
    return {key: getattr(head, key) for key in FilePath.model_fields if key not in NOT_KEPT} | {"steps": found}


def _steps(raw: list[object], head: FilePath, name: str) -> Iterator[SavedStep]:
    """The steps, checked, with what the tables hold; `raw` is emptied on the way."""
    known: dict[str, str] = {}
    tables = ReadTables(head, name)
    raw.reverse()
    number = 0
    while raw:
        chunk = [raw.pop() for _ in range(min(AT_A_TIME, len(raw)))]
        for one in STEPS.validate_json(json.dumps(chunk)):
            number += 1
            yield tables.step(one, number, known)


class ReadTables:
    """The tables of a long path, by which steps have numbers for what was chosen and what was offered."""

    def __init__(self, head: FilePath, name: str) -> None:
        self.name = name
        self.choices = [
            (one.scene, None if one.id is None else self._at(head.ids, one.id, f"choices, {number}, id"), one.text)
            for number, one in enumerate(head.choices)
        ]
        self.menus = [
            tuple(self._at(head.ids, id, f"menus, {number}") for id in menu) for number, menu in enumerate(head.menus)
        ]

    def step(self, one: FileStep, number: int, known: dict[str, str]) -> SavedStep:
        """A step with nothing in tables. Equal texts are one object: there are 100,000 of some."""
        scene, id, text, offered = one.scene, one.id, one.text, one.offered
        if one.choice is not None:
            scene, id, text = self._at(self.choices, one.choice, f"step {number}, choice")
        host = host_of(one.set, one.refresh)
        if host is not None:
            id = text = None
        if one.menu is not None:
            offered = self._at(self.menus, one.menu, f"step {number}, menu")

        def shared(value: str | None) -> str | None:
            return None if value is None else known.setdefault(value, value)

        return SavedStep(
            shared(scene),
            shared(id),
            shared(text),
            one.answer,
            shared(one.state),
            shared(one.prose),
            one.changed or NOTHING,
            one.expect,
            offered,
            host,
        )

    def _at(self, table: Sequence[Row], number: int, what: str) -> Row:
        if number >= len(table):
            raise PathError(self.name, [f"{what}: there is no number {number} in the table"])
        return table[number]


NOTHING: Values = {}


def _problem(data: bytes | str, name: str) -> PathError:
    """What is wrong with a text that is no path."""
    try:
        FilePath.model_validate_json(data)
    except ValidationError as error:
        return PathError(name, _newer(data) or problems_of(error, _text_of(data)))
    except (ValueError, RecursionError) as error:
        return PathError(name, [f"it is not JSON: {error}"])
    return PathError(name, ["it cannot be read"])


class _NewerHead(BaseModel):
    """What tells a path of a newer version from a damaged one."""

    format: Literal["nightcap path"]
    version: Annotated[StrictInt, Field(gt=VERSION)]
    engine: str = "a newer version"


def _text_of(data: bytes | str) -> str:
    return data if isinstance(data, str) else data.decode("utf-8", "replace")


def _newer(data: bytes | str) -> list[str]:
    try:
        head = _NewerHead.model_validate_json(data)
    except (ValidationError, ValueError):
        return []
    return [f"it is written in version {head.version} of the format; this Nightcap reads version {VERSION}"]
