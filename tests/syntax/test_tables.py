"""What is kept of the grammars is what Lark makes of them; and it is used only where it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import lark
import pytest

from engine.syntax import grammars, tables
from engine.syntax.expression_shapes import ShapeParser
from engine.syntax.expression_tree import ExpressionTree
from engine.syntax.grammars import EXPRESSION_STARTS
from engine.syntax.nesting import SceneTree, TokenLexer
from engine.syntax.shapes import CallRecorder

CONSTRAINTS = Path(__file__).parent.parent.parent / "constraints.txt"


def test_kept_tables_are_those_of_the_grammars(update: bool) -> None:
    """If this fails, you have changed a grammar: `make tables`."""
    if f"lark=={lark.__version__}" not in CONSTRAINTS.read_text(encoding="utf-8").split():
        pytest.skip("tables are kept for the Lark of constraints.txt")
    parsers = {
        "expressions.lark": tables.analysed("expressions.lark", EXPRESSION_STARTS, CallRecorder(ExpressionTree())),
        "story.lark": tables.analysed("story.lark", ["scene"], CallRecorder(SceneTree()), TokenLexer),
    }
    made = tables.written_down(parsers)
    if update:
        tables.FILE.write_text(made, encoding="utf-8")
    assert tables.FILE.read_text(encoding="utf-8") == made


@pytest.mark.parametrize("damage", ["missing", "no JSON", "another Lark", "other start rules"])
def test_without_a_table_the_grammar_is_read(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, starts = tables.FILE.read_text(encoding="utf-8"), list(EXPRESSION_STARTS)
    file = tmp_path / "tables.json"
    if damage == "no JSON":
        file.write_text(text[:1000], encoding="utf-8")
    elif damage == "another Lark":
        file.write_text(re.sub(r"Lark [\d.]+", "Lark 0.1", text), encoding="utf-8")
    elif damage == "other start rules":
        file.write_text(text, encoding="utf-8")
        starts.remove("claim")
    monkeypatch.setattr(tables, "FILE", file)
    monkeypatch.setattr(tables, "_tables", tables._tables.__wrapped__)
    analysed, read = tables.analysed, list[str]()

    def noted(grammar: str, *given: Any) -> lark.Lark:
        read.append(grammar)
        return analysed(grammar, *given)

    monkeypatch.setattr(tables, "analysed", noted)
    notes = CallRecorder(ExpressionTree())
    made = ShapeParser(tables.parser_of("expressions.lark", starts, notes, postlex=notes), notes)
    assert read == ["expressions.lark"]
    assert made.parse("expression", "1 + 2") == grammars.parse_expression("expression", "1 + 2")


def test_a_table_names_its_grammar() -> None:
    kept = json.loads(tables.FILE.read_text(encoding="utf-8"))
    assert [key.split()[0] for key in kept] == ["expressions.lark", "story.lark"]
