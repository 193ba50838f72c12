"""Plays a program in JavaScript, in an embedded V8, and the same in Python, for comparison."""

import json
import random
from collections.abc import Iterable, Iterator
from typing import Any

from playing import functions_for
from py_mini_racer import MiniRacer

import engine
from engine.program.files import program_data
from engine.runtime.publishing import costs_of, published
from engine.web.scripts import joined

# The same host functions as in tests/playing.py.
DRIVER = r"""
const HOST = {
  roll_dice: (sides) => Math.min(4, sides),
  greeting: (name) => `Good\tevening,\x1b[31m ${name}`,
  is_open: (hour) => hour >= 17,
  mood_of: (name) => name === 'Mia' ? 'glad' : 'sour',
  bag_of: (bag) => bag.filter((one) => one !== 'rope'),
}
const shown = (session) => ({
  text: session.text.map((one) => [one.speaker, one.spans.map((span) => [span.text, span.emphasis, span.strong]), one.tags]),
  choices: session.choices.map((one) => [one.id, one.label, one.text, one.reason, one.tags]),
  question: session.question && [session.question.text, session.question.default],
  ending: session.ending && (session.ending.name ?? ''),
  scene: session.scene.name,
  variables: session.variables,
  state: session.stop.state,
})
const entered = (session, pick) => {
  const question = session.question
  if (!question) {
    const open = session.choices.filter((one) => one.reason === null)
    return session.choose(open[pick % open.length].id)
  }
  const number = String((question.low ?? -3) + pick % 4)
  session.answer(question.kind === 'number' ? number : ['Ada', '', ' B  o ', 'x'][pick % 4])
}
globalThis.played = (seed, picks) => {
  const turns = []
  try {
    const session = new Session(machine, seed, HOST)
    turns.push(shown(session))
    for (const pick of picks) {
      if (session.ending) break
      entered(session, pick)
      turns.push({ ...shown(session), status: statusOf(session) })
    }
  } catch (error) {
    turns.push(error.code ?? error.message)
  }
  return JSON.stringify(turns, (_, value) => typeof value === 'bigint' ? Number(value) : value)
}
const statusOf = (session) => { try { return session.status } catch (error) { return error.code } }
"""


class JavaScript:
    """A context that holds the runtime, and the program of one story after the other."""

    def __init__(self, *more: str) -> None:
        self.context = MiniRacer()
        self.context.eval(joined("runtime/session.js", *more) + DRIVER)

    def load(self, story: engine.Story) -> None:
        """Take a story as `nightcap export` writes it."""
        program = program_data(published(story.program), costs_of(story.program))
        self.context.eval(f"globalThis.machine = new Machine({json.dumps(program)})")

    def played(self, seed: int, picks: list[int]) -> Any:
        return json.loads(self.context.eval(f"played({seed}, {json.dumps(picks)})"))


def shown(session: engine.Session) -> dict[str, Any]:
    question, ending = session.question, session.ending
    return {
        "text": [[one.speaker, [list(span) for span in one.spans], list(one.tags)] for one in session.text],
        "choices": [[one.id, one.label, one.text, one.reason, list(one.tags)] for one in session.choices],
        "question": question and [question.text, question.default],
        "ending": ending and (ending.name or ""),
        "scene": session.scene,
        "variables": session.variables,
        "state": session.state,
    }


def enter(session: engine.Session, pick: int) -> None:
    question = session.question
    if question is None:
        choices = [one for one in session.choices if one.enabled]
        session.choose(choices[pick % len(choices)])
        return
    low = -3 if question.low is None else question.low
    session.answer(str(low + pick % 4) if question.kind == "number" else ["Ada", "", " B  o ", "x"][pick % 4])


def status_of(session: engine.Session) -> str | None:
    try:
        return None if session.status is None else session.status.raw
    except engine.PlayError as error:
        return error.diagnostic.code


def turns_of(story: engine.Story, seed: int, picks: Iterable[int]) -> Iterator[Any]:
    try:
        session = story.start(seed, functions=functions_for(story))
        yield shown(session)
        for pick in picks:
            if session.over:
                break
            enter(session, pick)
            yield {**shown(session), "status": status_of(session)}
    except engine.PlayError as error:
        yield error.diagnostic.code
    except engine.AnswerError as error:
        yield str(error)


def compare(javascript: JavaScript, story: engine.Story, seed: int, length: int = 40) -> None:
    """One play at random, turn by turn, in both."""
    chance = random.Random(seed)
    picks = [chance.randrange(1000) for _ in range(length)]
    in_python = json.loads(json.dumps(list(turns_of(story, seed, picks))))
    in_javascript = javascript.played(seed, picks)
    for turn, (this, other) in enumerate(zip(in_python, in_javascript, strict=False)):
        assert other == this, (seed, turn)
    assert len(in_javascript) == len(in_python), seed
