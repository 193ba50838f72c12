"""What the program that plays a story did besides choosing, as saved paths write it and as people read it.

A session has it as `("set", name, value)` or `("refresh",)`; a path as a step with a `set` or a `refresh`.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.paths.differences import written
from engine.runtime.history import HostAct

LOOK_AGAIN: HostAct = ("refresh",)


def host_fields(host: HostAct) -> dict[str, object]:
    """The keys of a step in a path."""
    return {"refresh": True} if len(host) == 1 else {"set": {host[1]: host[2]}}


def host_of(set: Mapping[str, object] | None, refresh: bool | None) -> HostAct | None:
    """What keys of a step say; None if it is a step of the player."""
    if set is not None:
        return ("set", *next(iter(set.items())))
    return LOOK_AGAIN if refresh else None


def told_host(host: HostAct) -> str:
    """What was done, in a few words."""
    return "looked again at what is offered" if len(host) == 1 else f"set {host[1]} = {written(host[2])}"
