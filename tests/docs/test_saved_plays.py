"""What docs/saved-plays.md and docs/replaying.md promise to programs that read files: held by readers made from them."""

import json
import random
import re
import sqlite3
from hashlib import blake2s
from pathlib import Path
from typing import Any

import engine
from engine.paths.library.opening import FILE
from engine.paths.library.schema import APPLICATION, TABLES, VERSION


def hash_of(text: str) -> str:
    return blake2s(text.encode(), digest_size=4).hexdigest()


def test_the_tables_are_those_of_the_page(root: Path) -> None:
    page = (root / "docs" / "saved-plays.md").read_text(encoding="utf-8")
    written = [
        " ".join(one.split()) for one in page.partition("```sql\n")[2].partition("```")[0].split(";\n") if one.strip()
    ]
    assert written == [" ".join(table.split()) for table in TABLES]
    connection = sqlite3.connect(":memory:")
    for statement in written:
        connection.execute(statement)
    assert f"`user_version` is {VERSION}" in page and f"{APPLICATION:#X}".replace("0X", "0x") in page and FILE in page


def read_by_the_page(data: dict[str, Any]) -> list[dict[str, Any]]:
    """A reader made from docs/replaying.md alone: all steps in full."""
    steps = []
    for step in data["steps"]:
        step = dict(step)
        if "choice" in step:
            one = dict(data["choices"][step.pop("choice")])
            if "id" in one:
                one["id"] = data["ids"][one["id"]]
            step.update(one)
        if "menu" in step:
            step["offered"] = [data["ids"][number] for number in data["menus"][step.pop("menu")]]
        steps.append(step)
    return steps


def test_a_reader_made_from_the_page_gets_every_step_right() -> None:
    scenes = [
        f"== s{i}\nScene {i}.\n\nAda: It is {{n}}, {{name}}.\n+ Go on to the very next one of the scenes, number {i}.\n"
        f"    ~ n = (n + 1) % 10\n    -> s{(i + 1) % 300}\n+ (ask) Ask.\n    ~ ask name: Who?\n    ~ bag += rope\n    -> s{i}\n"
        for i in range(300)
    ]
    head = 'cast: Ada\nvar n: 0..9 = 0\nvar name: text = "é \\"x\\""\nvar bag: set of lamp, rope\nvar z_on = true\n'
    story = engine.loads(head + "\n".join(scenes))
    session, dice = story.start(seed=3), random.Random(3)
    turns: list[tuple[str | None, str, str]] = []
    for _ in range(9000):
        question = session.question
        id = f"{session.scene}.name" if question is not None else dice.choice(session.choices).id
        if question is not None:
            session.answer(dice.choice(["Mia", "Zoë", ""]))
        else:
            session.choose(id)
        prose = "\n\n".join(f"{one.speaker}: {one.text}" if one.speaker else one.text for one in session.text)
        state = json.dumps(session.variables, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        turns.append((id, hash_of(prose), hash_of(state)))
    data = json.loads(engine.SavedPath.of(session).dumps())
    assert "choices" in data
    steps = read_by_the_page(data)
    assert [(step["id"], step["prose"], step["state"]) for step in steps] == turns
    assert all(step["id"] in step["offered"] for step in steps if "answer" not in step)


def test_the_example_of_the_page_is_a_path(root: Path) -> None:
    page = (root / "docs" / "replaying.md").read_text(encoding="utf-8")
    examples = re.findall(r"```json\n(.*?)```", page.partition("## The file")[2], re.S)
    (path,) = [engine.SavedPath.loads(one) for one in examples]
    assert [step.id for step in path.steps] == ["porch.wait", "porch.ask"]
    assert path.steps[0].offered == ("porch.ask", "porch.wait")
