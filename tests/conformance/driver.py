"""Plays programs as another program asks: one JSON value a line in, one a line out.

    python tests/conformance/driver.py

The protocol is told in README.md beside this file; this is the driver of the Python engine. A runtime in another
language brings its own, and `run.py` compares it with the cases.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import engine
from engine.program.codec import ProgramError
from engine.program.files import program_of_json
from engine.runtime.story import Story


class Driver:
    """One story and one session of it."""

    def __init__(self) -> None:
        self.story: Story | None = None
        self.session: engine.Session | None = None

    def begin(self, seed: int, functions: dict[str, Callable[..., Any]], begin: dict[str, Any]) -> Any:
        """Begin a play with functions that are no tables; the turn, or the error."""
        assert self.story is not None, "load a program first"
        try:
            self.session = self.story.start(seed, functions, **begin)
        except engine.PlayError as error:
            return {"error": error.diagnostic.code}
        except engine.HostError:
            return {"error": "host"}
        return turn_of(self.session)

    def answer(self, request: dict[str, Any]) -> Any:
        """What a request is answered with."""
        try:
            return self._answer(request)
        except engine.PlayError as error:
            return {"error": error.diagnostic.code}
        except engine.ChoiceError:
            return {"error": "choice"}
        except engine.AnswerError:
            return {"error": "answer"}
        except (engine.HostError, engine.SessionError):
            return {"error": "host"}
        except ProgramError:
            return {"error": "program"}

    def _answer(self, request: dict[str, Any]) -> Any:
        if "load" in request:
            self.session, self.story = None, None
            self.story = Story(program_of_json(json.dumps(request["load"])), has_source=False)
            return {"loaded": True}
        if "start" in request:
            assert self.story is not None, "load a program first"
            begin = request["start"]
            functions = {name: host(table) for name, table in begin.get("host", {}).items()}
            self.session = self.story.start(begin["seed"], functions, begin.get("scene"), begin.get("variables"))
        assert self.session is not None, "start a play first"
        if "choose" in request:
            self.session.choose(request["choose"])
        elif "answer" in request:
            self.session.answer(request["answer"])
        elif "set" in request:
            self.session.set(*next(iter(request["set"].items())))
        elif "refresh" in request:
            self.session.refresh()
        return turn_of(self.session)


def host(table: list[Any]) -> Callable[..., Any]:
    """A function of the host: rows of arguments and what is given for them."""
    rows = {json.dumps(arguments): result for arguments, result in table}
    return lambda *arguments: rows[json.dumps([list(one) if isinstance(one, tuple) else one for one in arguments])]


def turn_of(session: engine.Session) -> dict[str, Any]:
    """What a player is shown, in the form of the cases."""
    question, ending = session.question, session.ending
    return {
        "scene": session.scene,
        "paragraphs": [
            {"speaker": one.speaker, "spans": [list(span) for span in one.spans], "tags": list(one.tags)}
            for one in session.text
        ],
        "choices": [
            {"id": one.id, "label": one.label, "text": one.text, "reason": one.reason, "tags": list(one.tags)}
            for one in session.choices
        ],
        "question": None
        if question is None
        else {
            "text": question.text,
            "kind": question.kind,
            "low": question.low,
            "high": question.high,
            "default": question.default,
        },
        "ending": None if ending is None else {"name": ending.name},
        "status": status_of(session),
        "variables": json.loads(json.dumps(session.variables)),
    }


def status_of(session: engine.Session) -> Any:
    """The status line's text, None without one, or the error that reading it makes."""
    try:
        return None if session.status is None else session.status.text
    except engine.PlayError as error:
        return {"error": error.diagnostic.code}


def main() -> None:
    """Answer requests until the input ends."""
    driver = Driver()
    for line in sys.stdin:
        print(json.dumps(driver.answer(json.loads(line)), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
