"""The LALR(1) tables of our grammars, from the file where they are kept."""

from __future__ import annotations

import json
from functools import cache

from engine.syntax.lr_parser import Table
from engine.syntax.table_keys import FOLDER, key_of

FILE = FOLDER / "lr_tables.json"


def lr_table(grammar: str, starts: list[str]) -> Table:
    """What Lark made of the grammar file with that name, which has these start rules."""
    table = _tables().get(key_of(grammar, starts))
    if table is None:
        from engine.syntax import tables

        table = tables.lr_table_of(tables.analysed(grammar, starts))
    return table


@cache
def _tables() -> dict[str, Table]:
    try:
        tables: dict[str, Table] = json.loads(FILE.read_bytes())
    except (OSError, ValueError):
        return {}
    return tables
