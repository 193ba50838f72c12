"""Data classes, as `dataclasses.dataclass(slots=True)` makes them, frozen or not, but made in a fiftieth of its time.

That writes and compiles the methods of each class anew, half a millisecond a class; its frozen constructors set each
attribute by a call, because they have to get past their own lock; and to import it takes 5 ms. The syntax tree has
fifty classes, and a long story sixty thousand nodes. Here constructors that are alike but for the names of their fields
share their code, and nothing but the type checker keeps attributes of frozen ones from being set. To mypy it is
`dataclasses.dataclass` itself; functions of `dataclasses` such as `fields` work, and `replace` is here as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:
    from operator import attrgetter
    from types import CodeType, FunctionType

    def dataclass(*, slots, frozen=False):
        """The decorator. It knows no other kind of data class."""
        assert slots
        return _frozen if frozen else _changing

    class field:  # noqa: N801  # as `dataclasses` calls it
        """What makes the value of a field that is not given."""

        __slots__ = ("default_factory",)

        def __init__(self, *, default_factory):
            self.default_factory = default_factory

    def replace(node, /, **changes):
        """The same with other values in some fields."""
        return node.__class__(**{name: getattr(node, name) for name in node._fields} | changes)

    def _changing(cls):
        cls = _frozen(cls)
        cls.__hash__ = None
        return cls

    def _frozen(cls):
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
        given = tuple(defaults[one] for one in fields if one in defaults)
        made = tuple(number for number, one in enumerate(fields) if isinstance(defaults.get(one), field))
        code = _code(len(fields), made)
        named = {f"_{number}": one for number, one in enumerate(fields)}
        code = code.replace(
            co_varnames=("self", *fields),
            co_names=tuple(named.get(one, one) for one in code.co_names),
            co_name="__init__",
            co_qualname=f"{name}.__init__",
        )
        return FunctionType(code, {"__builtins__": {}, "isinstance": isinstance, "field": field}, "__init__", given)

    _codes: dict[tuple[int, tuple[int, ...]], CodeType] = {}

    def _code(count: int, made: tuple[int, ...]) -> CodeType:
        """The code of a constructor with so many fields, whatever they are called; some may have to be made."""
        if (count, made) not in _codes:
            names = [f"_{number}" for number in range(count)]
            makes = [f"    if isinstance(_{one}, field): _{one} = _{one}.default_factory()\n" for one in made]
            body = "".join([*makes, *(f"    self.{name} = {name}\n" for name in names)]) or "    pass\n"
            space = {}
            exec(f"def __init__({', '.join(['self', *names])}):\n{body}", space)
            _codes[count, made] = space["__init__"].__code__
        return _codes[count, made]

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
            import dataclasses

            def described(name):
                given = owner._defaults.get(name, dataclasses.MISSING)
                if isinstance(given, field):
                    return name, object, dataclasses.field(default_factory=given.default_factory)
                return name, object, dataclasses.field(default=given)

            fields = [described(name) for name in owner._fields]
            made = {one.name: one for one in dataclasses.fields(dataclasses.make_dataclass(owner.__name__, fields))}
            owner.__dataclass_fields__ = made
            return made
