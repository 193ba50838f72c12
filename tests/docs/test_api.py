"""docs/api.md is what docs/make_api.py makes of the docstrings, and no public name is without one."""

import inspect
import runpy
from pathlib import Path

import engine

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_is_current() -> None:
    made = runpy.run_path(str(DOCS / "make_api.py"))["page"]()
    assert (DOCS / "api.md").read_text(encoding="utf-8") == made, "run docs/make_api.py"


def test_all_names_have_docstrings() -> None:
    for name in engine.__all__:
        value = getattr(engine, name)
        assert inspect.getdoc(value), name
        for member, what in vars(value).items() if isinstance(value, type) else ():
            if not member.startswith("_") and (inspect.isfunction(what) or isinstance(what, property)):
                assert inspect.getdoc(what), f"{name}.{member}"
