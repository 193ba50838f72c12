"""Named tuples, as `typing.NamedTuple` makes them, but made in a twentieth of its time.

That compiles each annotation and the constructor of each class anew, which takes about 0.2 ms a class: a player waited
a fifth of the time for the first text for it, and `nightcap check` has more than a hundred such classes. Here the
annotations are left alone, and classes with equally many fields share the code of their constructor. To mypy it is
`typing.NamedTuple` itself.
"""

from __future__ import annotations

from types import CodeType, FunctionType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter

    def _constructor(name: str, fields: tuple[str, ...], defaults: tuple[object, ...]) -> FunctionType:
        """`__new__` for a class with these fields; the last ones have defaults."""
        code = _code(len(fields)).replace(co_varnames=("_cls", *fields), co_qualname=f"{name}.__new__")
        return FunctionType(code, {"_new": tuple.__new__, "__builtins__": {}}, "__new__", defaults)

    _codes: dict[int, CodeType] = {}

    def _code(count: int) -> CodeType:
        """The code of a constructor with so many fields, whatever they are called."""
        if count not in _codes:
            names = "".join(f"_{number}, " for number in range(count))
            _codes[count] = eval(f"lambda _cls, {names}: _new(_cls, ({names}))").__code__
        return _codes[count]

    class _Record(tuple):
        """What all named tuples can do."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes):
            made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        __replace__ = _replace

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(map('{}={!r}'.format, self._fields, self))})"

        def __getnewargs__(self):
            return tuple(self)

    class _Maker(type):
        """Makes a class of the fields that stand in a class."""

        def __new__(cls, name, bases, space):
            fields = tuple(space.get("__annotations__", ()))
            defaults = {field: space[field] for field in fields if field in space}
            space["__new__"] = _constructor(name, fields, tuple(defaults.values()))
            space["_field_defaults"] = defaults
            space["__match_args__"] = space["_fields"] = fields
            space["__slots__"] = ()
            for number, field in enumerate(fields):
                space[field] = _tuplegetter(number, "")
            return type(name, (_Record,), space)

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
