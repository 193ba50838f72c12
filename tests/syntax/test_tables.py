"""What is kept of the grammars is what Lark makes of them; and it is used only where it is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import lark
import pytest

from engine.syntax import grammars, lr_tables, tables
from engine.syntax.expression_shapes import ShapeParser
from engine.syntax.expression_tree import ExpressionTree
from engine.syntax.grammars import EXPRESSION_STARTS
from engine.syntax.lr_parser import LRTextParser

CONSTRAINTS = Path(__file__).parent.parent.parent / "constraints.txt"
EXPRESSIONS = "expressions.lark"


def test_kept_tables_are_those_of_the_grammars(update: bool) -> None:
    """If this fails, you have changed a grammar: `make tables`."""
    if f"lark=={lark.__version__}" not in CONSTRAINTS.read_text(encoding="utf-8").split():
        pytest.skip("tables are kept for the Lark of constraints.txt")
    expressions = tables.analysed(EXPRESSIONS, EXPRESSION_STARTS)
    parsers = {EXPRESSIONS: expressions, "story.lark": tables.analysed("story.lark", ["scene"])}
    made = {
        tables.FILE: tables.written_down(EXPRESSIONS, expressions),
        lr_tables.FILE: tables.lr_tables_written_down(parsers),
    }
    for file, text in made.items():
        if update:
            file.write_text(text, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("damage", ["missing", "no JSON", "another Lark", "other start rules"])
def test_without_a_table_the_grammar_is_read(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts, expected = list(EXPRESSION_STARTS), grammars.parse_expression("expression", "1 + 2")
    for module in (lr_tables, tables):
        text = module.FILE.read_text(encoding="utf-8")
        file = tmp_path / module.FILE.name
        if damage == "no JSON":
            file.write_text(text[:1000], encoding="utf-8")
        elif damage == "another Lark":
            file.write_text(re.sub(r"Lark [\d.]+", "Lark 0.1", text), encoding="utf-8")
        elif damage == "other start rules":
            file.write_text(text, encoding="utf-8")
            starts = [one for one in starts if one != "claim"]
        monkeypatch.setattr(module, "FILE", file)
        monkeypatch.setattr(module, "_tables", module._tables.__wrapped__)
    analysed, read = tables.analysed, list[str]()

    def noted(grammar: str, starts: list[str]) -> lark.Lark:
        read.append(grammar)
        return analysed(grammar, starts)

    monkeypatch.setattr(tables, "analysed", noted)
    made = ShapeParser(LRTextParser(lr_tables.lr_table(EXPRESSIONS, starts), ExpressionTree()))
    # Which Lark it was does not matter to what reads without it.
    assert read == [EXPRESSIONS] * (damage != "another Lark")
    assert made.parse("expression", "1 + 2") == expected
    with pytest.raises(lark.UnexpectedToken):
        tables.parser_of(EXPRESSIONS, starts).parse("1 +", start="expression")
    assert read == [EXPRESSIONS] * (1 + (damage != "another Lark"))


def test_a_table_names_its_grammar() -> None:
    kept = [json.loads(file.read_text(encoding="utf-8")) for file in (tables.FILE, lr_tables.FILE)]
    assert [[key.split()[0] for key in one] for one in kept] == [[EXPRESSIONS], [EXPRESSIONS, "story.lark"]]


@pytest.mark.parametrize("condition, loaded", [("gold > 2", "False"), ("gold >", "True")])
def test_a_story_without_a_mistake_is_read_without_lark(condition: str, loaded: str, tmp_path: Path) -> None:
    """To import it takes as long as to read a story of four hundred lines."""
    story = tmp_path / "one.story"
    text = f"var gold: 0..9 = 3\n== start\n{{if {condition}: Rich. | Poor.}}\n* Leave. -> end\n"
    story.write_text(text, encoding="utf-8")
    script = (
        "import sys, engine; engine.diagnose(sys.argv[1]); print('lark' in sys.modules, 'dataclasses' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, story], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [loaded, loaded]
