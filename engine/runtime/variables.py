"""A story's variables as its host sees and sets them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NoReturn

from engine.program.limits import MOST_ANSWER
from engine.program.program import Program
from engine.program.types import Value
from engine.program.values import inner_value, outer_value, plain
from engine.runtime.errors import HostError
from engine.runtime.history import Act
from engine.runtime.host_calls import shown, wanted
from engine.runtime.layout import Layout
from engine.runtime.steps import Beginning


class Variables(dict[str, Any]):
    """All variables by name, to read. What changes one is `Session.set`."""

    def _refuse(self, *given: object, **named: object) -> NoReturn:
        raise TypeError("these are only shown; to change a variable, write `session.set(name, value)`")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[object, ...]:
        return dict, (dict(self),)


def number_of(program: Program, name: str) -> int:
    """The number of a variable. Raises `HostError` if there is none of that name."""
    asked = plain(name)
    for number, variable in enumerate(program.variables):
        if isinstance(asked, str) and variable.name == asked and not variable.is_hidden:
            return number
    names = [variable.name for variable in program.variables if not variable.is_hidden]
    raise HostError(f"the story has no variable {_quoted(asked)}{_meant(asked, names)}")


def value_for(program: Program, name: str, value: object) -> tuple[int, Value]:
    """The number of a variable, and a value for it as states keep it. Raises `HostError` if it does not fit."""
    number = number_of(program, name)
    name, kind, value = program.variables[number].name, program.variables[number].type, plain(value)
    inner = inner_value(value, kind)
    if inner is None:
        raise HostError(f"`{name}` takes {wanted(kind)}, not {shown(value)}")
    if kind.kind == "text" and isinstance(value, str) and len(value) > MOST_ANSWER:
        raise HostError(f"`{name}` takes a text of at most {MOST_ANSWER} characters, not {len(value):,}")
    return number, inner


def values_for(program: Program, variables: Mapping[str, object]) -> dict[int, Value]:
    """The same for several, by number."""
    return dict(value_for(program, name, value) for name, value in variables.items())


def start_of(program: Program, beginning: Beginning | None) -> tuple[int | None, dict[int, Value], Beginning | None]:
    """The scene in which a play begins, its variables by number, and the same as a path tells it.

    Raises `HostError` if there is no such scene or variable, or a value does not fit.
    """
    if beginning is None:
        return None, {}, None
    scene = None if beginning.scene is None else scene_named(program, beginning.scene)
    values = values_for(program, beginning.variables)
    variables = [program.variables[number] for number in values]
    told = {one.name: outer_value(value, one.type) for one, value in zip(variables, values.values(), strict=True)}
    return scene, values, beginning._replace(variables=told)


def host_act(program: Program, layout: Layout, said: object) -> Act:
    """What the host does, as a path tells it, for this story. Raises `HostError` if it does not fit."""
    if said == ("refresh",):
        return Act(None, None, ("refresh",))
    if not isinstance(said, tuple) or len(said) != 3 or said[0] != "set":
        raise HostError("a host sets a variable, `('set', name, value)`, or looks again, `('refresh',)`")
    number, inner = value_for(program, said[1], said[2])
    variable = program.variables[number]
    return Act(layout.variables + number, inner, ("set", variable.name, outer_value(inner, variable.type)))


def typed_value(program: Program, name: str, text: str) -> object:
    """A value for a variable that somebody typed: digits, `true`, a name, names with commas between, or a text.

    Raises `HostError` if it is none.
    """
    number = number_of(program, name)
    kind = program.variables[number].type.kind
    value: object = text
    if kind == "set":
        value = [one.strip() for one in text.split(",") if one.strip()]
    elif kind == "truth":
        value = {"true": True, "false": False}.get(text, text)
    elif kind == "number" and re.fullmatch(r"[-+]?[0-9]{1,20}", text):
        value = int(text)
    value_for(program, name, value)
    return value


def scene_named(program: Program, name: str) -> int:
    """The number of a scene in which a play can begin. Raises `HostError` if there is none."""
    asked = plain(name)
    for index, scene in enumerate(program.scenes):
        if not isinstance(asked, str) or scene.name != asked or scene.is_function:
            continue
        if scene.parameters:
            raise HostError(f"scene `{asked}` is given values by those who go there: a play cannot begin in it")
        return index
    names = [scene.name for scene in program.scenes if not scene.is_function]
    raise HostError(f"the story has no scene {_quoted(asked)}{_meant(asked, names)}")


def _quoted(name: object) -> str:
    return f"`{shown(name)[1:-1]}`" if isinstance(name, str) else shown(name)


def _meant(name: object, names: list[str]) -> str:
    from difflib import get_close_matches  # late: a start does not wait for it

    near = get_close_matches(str(name)[:100], names, 1)
    return f"; did you mean `{near[0]}`?" if near else ""
