"""Names that mean one thing: whoever searches for a class finds one."""

import ast
from collections import defaultdict
from pathlib import Path


def test_no_two_classes_have_one_name(root: Path) -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted((root / "engine").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path.relative_to(root)}:{node.lineno}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
