"""The page's tree of plays (page/plays.js), against a plain model of it, and read again from what it has kept."""

import json
import random
from typing import Any

import pytest
from javascript import JavaScript

DRIVER = """
const kept = new Map()
const storage = {
  get: (name) => kept.get(name) ?? null,
  set: (name, text) => kept.set(name, text),
  remove: (name) => kept.delete(name),
}
const path = (seed, ids) => ({ seed, variables: {}, begin: { prose: 'p', state: 's' }, steps: ids.map((id) => step(id)) })
const step = (id) => ({ scene: 'a', id, text: null, answer: null, prose: `after ${id}`, offered: ['x', 'y'] })
const acts = {
  begin: (plays, seed, source) => plays.begin(seed, source, { text: [], variables: {} }),
  add: (plays, id) => plays.add(step(id)),
  stand: (plays, node) => plays.stand(node),
  path: (plays, seed, source, ids, way) => plays.addPath(path(seed, ids), source, way),
  found: (plays, name) => plays.found(name),
  clear: (plays) => plays.clear(),
}
const told = (plays) => ({
  nodes: plays.nodes.map(({ parent, step, seed, source, earlier }) => [parent, step.id, seed, source, earlier]),
  here: plays.here, way: plays.wayTo(plays.here), shown: [...plays.shown()].filter((one) => one >= 0).sort((a, b) => a - b),
  endings: [...plays.endings], sources: [...plays.sources].sort(),
})
let plays = new Plays(storage)
globalThis.act = (all) => {
  for (const [name, ...given] of all) acts[name](plays, ...given)
  return JSON.stringify([told(plays), told(new Plays(storage)), Object.fromEntries(kept)])
}
globalThis.keep = (texts) => {
  kept.clear()
  for (const [name, text] of Object.entries(texts)) kept.set(name, text)
  plays = new Plays(storage)
}
globalThis.pathHere = () => JSON.stringify(plays.pathOf(plays.wayTo(plays.here), { title: 'T', ifid: 'I' }))
"""
IDS = "pqr"


class Tree:
    """What a tree of plays should be: nodes with a parent, an id, a seed, a source and what they became of."""

    def __init__(self) -> None:
        self.nodes: list[list[Any]] = []
        self.here = -1
        self.endings: list[str] = []

    def _go(self, node: list[Any], is_same: Any) -> None:
        at = next((number for number, one in enumerate(self.nodes) if is_same(one)), len(self.nodes))
        if at == len(self.nodes):
            self.nodes.append(node)
        self.here = at

    def act(self, name: str, *given: Any) -> None:
        if name == "begin":
            self._go([-1, None, *given, None], lambda _: False)
        elif name == "add":
            self._add(given[0], None)
        elif name == "stand":
            self.here = given[0]
        elif name == "path":
            seed, source, ids, way = given
            first = way[0] if way else None
            self._go([-1, None, seed, source, first], lambda one: one[0] < 0 and one[2:4] == [seed, source])
            for place, id in enumerate(ids):
                self._add(id, way[place + 1] if place + 1 < len(way) else None)
        elif name == "found":
            self.endings += [given[0]] if given[0] not in self.endings else []

    def _add(self, id: str, earlier: int | None) -> None:
        here = self.here
        self._go([here, id, None, None, earlier], lambda one: one[:2] == [here, id])

    def way(self) -> list[int]:
        way, at = [], self.here
        while at >= 0:
            way.append(at)
            at = self.nodes[at][0]
        return way[::-1]

    def told(self) -> dict[str, Any]:
        taken_up = {one[4] for one in self.nodes}
        shown = {number for number in range(len(self.nodes)) if number not in taken_up}
        for number in sorted(range(len(self.nodes)), reverse=True):
            if number in shown:
                shown.add(self.nodes[number][0])
        return {
            "nodes": self.nodes,
            "here": self.here,
            "way": self.way(),
            "shown": sorted(shown - {-1}),
            "endings": self.endings,
            "sources": sorted({one[3] or "" for one in self.nodes}),
        }


@pytest.fixture(scope="module")
def page() -> JavaScript:
    made = JavaScript("page/plays.js")
    made.context.eval(DRIVER)
    return made


@pytest.fixture(autouse=True)
def emptied(page: JavaScript) -> None:
    page.context.eval("keep({})")


def act(page: JavaScript, *acts: Any) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    one, again, kept = json.loads(page.context.eval(f"act({json.dumps(acts)})"))
    return one, again, kept


def acts_at_random(chance: random.Random, count: int) -> list[tuple[Any, ...]]:
    made: list[tuple[Any, ...]] = [("begin", 1, "s0")]
    tree = Tree()
    tree.act(*made[0])
    while len(made) < count:
        kind = chance.choice(["add"] * 8 + ["stand", "stand", "path", "found", "begin"])
        given: tuple[Any, ...] = (chance.choice(IDS),)
        if kind == "begin":
            given = (chance.randrange(3), f"s{chance.randrange(2)}")
        elif kind == "stand":
            given = (chance.randrange(len(tree.nodes)),)
        elif kind == "path":
            way = tree.way() if chance.random() < 0.5 else []
            given = (chance.randrange(3), f"s{chance.randrange(2)}", chance.choices(IDS, k=chance.randrange(5)), way)
        made.append((kind, *given))
        tree.act(*made[-1])
    return made


def without_none(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "nodes": [[one for one in node if one is not None] for node in told["nodes"]]}


@pytest.mark.parametrize("seed", range(8))
def test_the_tree_is_what_the_model_says(page: JavaScript, seed: int) -> None:
    acts = acts_at_random(random.Random(seed), 450)
    tree = Tree()
    for one in acts:
        tree.act(*one)
    told, again, kept = act(page, *acts)
    assert without_none(told) == without_none(tree.told())
    assert again == told
    pieces = [json.loads(kept[f"plays.{number}"]) for number in range(len(kept)) if f"plays.{number}" in kept]
    assert [len(one) for one in pieces[:-1]] == [100] * (len(pieces) - 1)
    assert sum(map(len, pieces)) == len(tree.nodes) > 100


def test_cleared_plays_leave_nothing(page: JavaScript) -> None:
    told, again, kept = act(page, *acts_at_random(random.Random(1), 400), ("clear",))
    assert (told["nodes"], told["here"], again["nodes"], again["here"]) == ([], -1, [], -1)
    assert not any(name.startswith("plays.") for name in kept)


@pytest.mark.parametrize(
    "damage",
    [
        "{",
        "null",
        "[null]",
        '[{"parent": 100, "step": {"scene": "a", "id": "p"}}]',
        '[{"parent": -2, "step": {"scene": "a", "id": "p"}}]',
        '[{"parent": 0.5, "step": {"scene": "a", "id": "p"}}]',
        '[{"parent": 0, "step": {"scene": "a", "id": 7}}]',
        '[{"parent": -1, "step": {"scene": "", "id": null}}]',
        '[{"parent": -1, "seed": 1, "start": {"scene": 3}, "step": {"scene": "", "id": null}}]',
    ],
)
def test_what_is_damaged_ends_there(page: JavaScript, damage: str) -> None:
    told, _, kept = act(page, *acts_at_random(random.Random(2), 500))
    assert len(told["nodes"]) > 200
    page.context.eval(f"keep({json.dumps({**kept, 'plays.1': damage})})")
    found, again, _ = act(page)
    assert found["nodes"] == told["nodes"][:100]
    assert found["here"] == (told["here"] if told["here"] < 100 else 99)
    assert again == found


@pytest.mark.parametrize("here", ["-1", "7000", "x", "1.5"])
def test_a_place_that_is_none_is_the_last(page: JavaScript, here: str) -> None:
    _, _, kept = act(page, ("begin", 1, "s"), ("add", "p"), ("add", "q"), ("stand", 0))
    page.context.eval(f"keep({json.dumps({**kept, 'here': here})})")
    assert act(page)[0]["here"] == 2


def test_damaged_endings_are_none(page: JavaScript) -> None:
    _, _, kept = act(page, ("begin", 1, "s"), ("found", "Home"))
    for text, endings in (("{", []), ('{"a": 1}', []), ('["Home", 3]', ["Home", "3"])):
        page.context.eval(f"keep({json.dumps({**kept, 'endings': text})})")
        assert act(page)[0]["endings"] == endings


def test_a_way_is_a_path(page: JavaScript) -> None:
    act(page, ("path", 5, "s0", ["p", "q"], []), ("stand", 1), ("add", "r"))
    path = json.loads(page.context.eval("pathHere()"))
    assert (path["seed"], path["begin"], path["story"]["source"]) == (5, {"prose": "p", "state": "s"}, "s0")
    assert [(one["id"], one["prose"], one["offered"]) for one in path["steps"]] == [
        ("p", "after p", ["x", "y"]),
        ("r", "after r", ["x", "y"]),
    ]


def test_a_step_that_leads_elsewhere_is_another(page: JavaScript) -> None:
    act(page, ("begin", 1, "s"), ("add", "p"), ("stand", 0))
    page.context.eval("plays.add({ ...step('p'), prose: 'something else' })")
    assert [one[0] for one in act(page)[0]["nodes"]] == [-1, 0, 0]
