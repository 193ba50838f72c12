"""Data classes, as `dataclasses.dataclass(frozen=True, slots=True)` makes them, but made in a fiftieth of its time.

That writes and compiles the methods of each class anew, half a millisecond a class, and its constructors set each
attribute by a call, because they have to get past their own lock. The syntax tree has fifty classes, and a long story
sixty thousand nodes. Here classes with equally many fields share the code of their constructor, and nothing but the
type checker keeps attributes from being set. To mypy it is `dataclasses.dataclass` itself; functions of `dataclasses`
such as `replace` and `fields` work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    from operator import attrgetter
    from types import CodeType, FunctionType

    def dataclass(*, frozen, slots):
        """The decorator. It knows no other kind of data class."""
        assert frozen and slots
        return _made

    def _made(cls):
        space = dict(cls.__dict__)
        own = tuple(space.get("__annotations__", ()))
        inherited, defaults = getattr(cls, "_fields", ()), dict(getattr(cls, "_defaults", {}))
        defaults |= {field: space.pop(field) for field in own if field in space}
        fields = inherited + tuple(field for field in own if field not in inherited)
        for name in ("__dict__", "__weakref__"):
            space.pop(name, None)
        space |= {
            "__slots__": tuple(field for field in own if field not in inherited),
            "__match_args__": fields,
            "__init__": _constructor(cls.__qualname__, fields, defaults),
            "__eq__": _equal,
            "__hash__": _hash,
            "__repr__": _text,
            "__dataclass_fields__": _LateFields(),
            "_fields": fields,
            "_defaults": defaults,
            "_values": staticmethod(attrgetter(*fields)) if fields else staticmethod(lambda node: ()),
        }
        return type(cls)(cls.__name__, cls.__bases__, space)

    def _constructor(name: str, fields: tuple[str, ...], defaults: dict[str, object]) -> FunctionType:
        """`__init__` for a class with these fields; the last ones have defaults."""
        code = _code(len(fields)).replace(
            co_varnames=("self", *fields), co_names=fields, co_name="__init__", co_qualname=f"{name}.__init__"
        )
        given = tuple(defaults[field] for field in fields if field in defaults)
        return FunctionType(code, {"__builtins__": {}}, "__init__", given)

    _codes: dict[int, CodeType] = {}

    def _code(count: int) -> CodeType:
        """The code of a constructor with so many fields, whatever they are called."""
        if count not in _codes:
            names = [f"_{number}" for number in range(count)]
            body = "".join(f"    self.{name} = {name}\n" for name in names) or "    pass\n"
            space = {}
            exec(f"def __init__({', '.join(['self', *names])}):\n{body}", space)
            _codes[count] = space["__init__"].__code__
        return _codes[count]

    def _equal(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._values(self) == self._values(other)

    def _hash(self):
        return hash((self.__class__, self._values(self)))

    def _text(self):
        values = ", ".join(f"{field}={getattr(self, field)!r}" for field in self._fields)
        return f"{type(self).__qualname__}({values})"

    class _LateFields:
        """What `dataclasses` knows of a class, made when something of it asks for that."""

        def __get__(self, instance, owner):
            from dataclasses import field, fields, make_dataclass

            given = owner._defaults
            described = [
                (name, object, field(default=given[name]) if name in given else field()) for name in owner._fields
            ]
            made = {one.name: one for one in fields(make_dataclass(owner.__name__, described))}
            owner.__dataclass_fields__ = made
            return made
