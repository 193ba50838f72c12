"""Joins the JavaScript modules of a folder into one script, as a page can hold it.

The modules are written for that: each import and export stands on a line of its own or before a declaration, and
no two modules of a script declare the same name.
"""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
_IMPORT = re.compile(r"^import \{[^}]*\} from '(\./[\w/.-]+|\.\./[\w/.-]+)'\n", re.MULTILINE)
# What no reader needs: comments that have lines for themselves, types beside expressions, indentation.
_LEFT_OUT = re.compile(r"^ *(?:/\*\*(?:[^*]|\*(?!/))*\*/|//.*)\n|/\*\* @(?:type|param) [^\n]*?\*/ ?|^ +", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|class|function)\b)", re.MULTILINE)


def joined(*entries: str) -> str:
    """The modules that some entries need, and the entries, in one script. Entries are named from this folder on."""
    done: dict[Path, str] = {}
    for entry in entries:
        _add((HERE / entry).resolve(), done)
    return "".join(done.values())


def _add(module: Path, done: dict[Path, str]) -> None:
    if module in done:
        return
    done[module] = ""
    text = module.read_text(encoding="utf-8")
    for name in _IMPORT.findall(text):
        _add((module.parent / name).resolve(), done)
    del done[module]
    done[module] = _LEFT_OUT.sub("", _EXPORT.sub("", _IMPORT.sub("", text))).strip() + "\n"
