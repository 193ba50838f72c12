"""Where an expression stands, and the local variables that are known there."""

from __future__ import annotations

from engine.data_classes import dataclass, field
from engine.program.types import Type


@dataclass(slots=True)
class ExpressionScope:
    """Where an expression stands: the local variables known there, and the name of the place for draws.

    `place` is a scene's name or `def name`. `draws` is false where chance may not decide (`when`, `status`, claims).
    `fixed` is `var name` or `const name` for the value that one of these begins with. `unset` are the local variables
    without a value, in choices that another scene borrows; `offers` says that these are still being offered.
    """

    place: str
    scene: str | None = None
    locals: dict[str, tuple[int, Type]] = field(default_factory=dict)
    draws: bool = True
    fixed: str = ""
    frame: list[str] = field(default_factory=list)
    unset: frozenset[int] = frozenset()
    offers: bool = False
