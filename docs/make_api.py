"""Makes docs/api.md, the reference of the Python interface, from the docstrings of what `engine` exports.

    .venv/bin/python docs/make_api.py

The tests hold the page to what this makes.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import engine

PAGE = Path(__file__).resolve().parent / "api.md"
HEAD = """\
# The Python interface

All names of `import engine`, made from their docstrings by `docs/make_api.py`. [embedding.md](embedding.md) shows how
they are used. What is not on this page may change at any time.
"""
GROUPS = {
    "Stories": ("load", "loads", "diagnose", "Story"),
    "Playing": ("Session", "Choice", "Question", "Paragraph", "Span", "Ending", "Step", "Beginning"),
    "Saved plays": ("SavedPath", "load_path", "save_path"),
    "Mistakes": ("Diagnostic",),
}
ALIASES = {"State": "tuple[Any, ...]", "Variables": "dict[str, Any]", "Observer": "Callable[[str, Any], object]"}


def page() -> str:
    """The text of the page."""
    return "\n".join([HEAD, *sections()])


def sections() -> Iterator[str]:
    """The parts of the page, group by group; errors are the last."""
    errors = sorted(name for name in engine.__all__ if _is_error(name))
    groups = {**GROUPS, "Errors": ("NightcapError", *(name for name in errors if name != "NightcapError"))}
    missing = set(engine.__all__) - {name for names in groups.values() for name in names}
    assert not missing, f"to be put into a group: {missing}"
    for title, names in groups.items():
        yield f"## {title}\n"
        for name in names:
            yield from _told(name, getattr(engine, name))


def _is_error(name: str) -> bool:
    value = getattr(engine, name)
    return isinstance(value, type) and issubclass(value, Exception)


def _told(name: str, value: Any) -> Iterator[str]:
    if not isinstance(value, type):
        yield f"### `{name}{_signature(value)}`\n\n{_doc(value)}\n"
        return
    if issubclass(value, Exception):
        kinds = [base.__name__ for base in value.__bases__]
        yield f"### `{name}`\n\n{_doc(value)} A kind of {' and '.join(f'`{kind}`' for kind in kinds)}.\n"
        return
    yield f"### `{name}`\n\n{_doc(value)}\n"
    if issubclass(value, tuple):
        fields = value.__annotations__
        yield "\n".join(f"- `{field}: {_type(fields[field])}`" for field in value._fields) + "\n"  # type: ignore[attr-defined]  # a named tuple
    # What a class has of another one of the engine's stands first, as it does in the file that one is in.
    bases = [base for base in reversed(value.__mro__) if base.__module__.startswith("engine.") and base is not value]
    for member, what in [one for base in (*bases, value) for one in vars(base).items()]:
        if member.startswith("_") or not inspect.getdoc(what):
            continue
        if isinstance(what, property):
            kind = _type(inspect.signature(what.fget).return_annotation)  # type: ignore[arg-type]  # a property that is read has one
            yield f"- **`{member}`**: `{kind}`. {_doc(what, '  ')}"
        elif isinstance(what, (staticmethod, classmethod)) or inspect.isfunction(what):
            plain = what.__func__ if isinstance(what, (staticmethod, classmethod)) else what
            yield f"- **`{member}{_signature(plain)}`**: {_doc(plain, '  ')}"
    yield ""


def _signature(function: Any) -> str:
    signature = inspect.signature(function)
    shown = []
    for name, one in signature.parameters.items():
        if name in ("self", "cls"):
            continue
        default = "" if one.default is one.empty else f" = {one.default!r}"
        shown.append(f"{name}: {_type(one.annotation)}{default}")
    result = "" if signature.return_annotation in ("None", None) else f" -> {_type(signature.return_annotation)}"
    return f"({', '.join(shown)}){result}"


def _type(annotation: Any) -> str:
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    text = getattr(annotation, "__forward_arg__", text)
    text = re.sub(r"\b(State|Variables|Observer)\b", lambda found: ALIASES[found.group()], text)
    return re.sub(r"\b(?:engine|typing|collections)(?:\.\w+)*\.(?=\w)", "", text)


def _doc(value: Any, indent: str = "") -> str:
    return (inspect.getdoc(value) or "").replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
