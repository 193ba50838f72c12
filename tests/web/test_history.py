"""Going back in a long play: most of its stops are not kept, and come out as they did when somebody asks for them."""

import json
import re
from pathlib import Path

import pytest
from javascript import JavaScript

import engine
from engine.program import limits

ROOT = Path(__file__).parent.parent.parent
STORY = """\
status: {n}

var n: 0..99999 = 0
var name: text = "nobody"

== hall
{shuffle: One | Two | Three} and {random(1, 6)}, {name}.
* Once. -> hall
+ On.
    ~ n += 1
    {cycle: Tick. | Tock.}
    -> hall
+ {if chance(60)} Ask.
    ~ ask name: Who?
    -> hall
+ {needs n % 3 > 0: not now} Visit. -> room ->
    -> hall

== room
Room {visits(room)}.
+ Back. -> back
"""
WALK = """
const seen = (session, number) => JSON.stringify([session.history.at(number).state, session.history.at(number).after,
  session.turn(number).text, session.turn(number).taken])
const walk = (session, turns, seed, shown) => {
  for (let pick = seed; session.turns < turns; pick = (pick * 48271 + 11) % 2147483647) {
    if (session.question) session.answer(['Ada', '', 'Bo'][pick % 3])
    else {
      const open = session.choices.filter((one) => one.reason === null)
      const { id } = open[pick % open.length]
      if (pick % 7 || !session.turns) session.choose(id)
      else session.repeat(pick % 2 ? { set: { n: pick % 99 } } : { refresh: true })
    }
    shown[session.turns - 1] = seen(session, session.turns - 1)
  }
}
globalThis.wandered = (turns) => {
  const session = new Session(machine, 7)
  const shown = [seen(session, 0)]
  const wrong = []
  const check = (number) => { if (seen(session, number) !== shown[number]) wrong.push(number) }
  walk(session, turns, 5, shown)
  const kept = session.history.stops.filter((one) => one !== null).length
  for (let number = 0; number < session.turns; number++) check(number)
  for (let number = session.turns - 1; number >= 0; number -= 37) check(number)
  const undone = []
  while (session.undo()) { check(session.turns - 1); undone.push(session.stop.state) }
  while (session.redo()) check(session.turns - 1)
  // Back past what is kept, and on by another way: what was played once more must not be taken for it.
  for (let back = 0; back < turns / 2; back++) session.undo()
  session.turn(session.turns - 70)
  shown.length = session.turns
  walk(session, turns, 99, shown)
  for (let number = 0; number < session.turns; number++) check(number)
  return JSON.stringify({ wrong, kept, undone: undone.length, turns: session.turns })
}
"""


@pytest.fixture(scope="module")
def javascript() -> JavaScript:
    made = JavaScript()
    made.context.eval(WALK)
    return made


def test_each_turn_of_a_long_play_comes_out_once_more(javascript: JavaScript) -> None:
    javascript.load(engine.loads(STORY))
    found = json.loads(javascript.context.eval("wandered(700)"))
    assert found["wrong"] == []
    assert (found["undone"], found["turns"]) == (699, 700)
    assert found["kept"] < 200


def test_all_is_kept_where_a_host_has_functions(javascript: JavaScript) -> None:
    """What a host answers need not come out the same once more."""
    javascript.load(engine.loads("extern roll_dice(number) -> number\n\n== a\n{roll_dice(6)}\n+ On. -> a\n"))
    lost = """(() => {
        let calls = 0
        const session = new Session(machine, 1, { roll_dice: () => ++calls })
        for (let turn = 0; turn < 400; turn++) session.choose('a.on')
        const before = calls
        while (session.undo());
        return [session.text[0].text, calls - before].join()
    })()"""
    assert javascript.context.eval(lost) == "1,0"


def test_what_was_undone_is_gone_when_something_else_is_done(javascript: JavaScript) -> None:
    """Else `redo` would put a step of another way behind it."""
    javascript.load(engine.loads("== a\nHere.\n+ On. -> a\n+ Off. -> b\n== b\nThere.\n+ Back. -> a\n"))
    done = """(() => {
        const session = new Session(machine, 1)
        for (const id of ['a.on', 'a.off']) session.choose(id)
        session.undo()
        session.undo()
        session.choose('a.off')
        return [session.redo(), session.steps.map((step) => step.id), session.scene.name].join()
    })()"""
    assert javascript.context.eval(done) == "false,a.off,b"


def test_limits_are_those_of_the_engine() -> None:
    text = (ROOT / "engine" / "web" / "runtime" / "limits.js").read_text(encoding="utf-8")
    named = re.findall(r"^export const (\w+) = (.*)$", text, re.MULTILINE)
    values = {name: 2**53 - 1 if "SAFE" in value else eval(value) for name, value in named}
    assert len(values) >= 10
    assert values == {name: getattr(limits, name) for name in values}
