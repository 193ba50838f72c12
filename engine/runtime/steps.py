"""The steps of a play, where it began, and how it ended: what a path is made of."""

from __future__ import annotations

from collections.abc import Mapping

from engine.named_tuples import NamedTuple
from engine.runtime.history import HostAct


class Ending(NamedTuple):
    """An ending; its name is None for the unnamed one."""

    name: str | None


class Step(NamedTuple):
    """One step of a path: in which scene, and the id and text of a choice, or the answer to a question.

    `host` is what the host did instead: `("set", name, value)` or `("refresh",)`.
    """

    scene: str
    id: str | None
    text: str | None
    answer: str | None
    host: HostAct | None = None


class Beginning(NamedTuple):
    """Where a play began that did not begin as the story does: in a scene, with values for some variables."""

    scene: str | None
    variables: Mapping[str, object]
