"""Saved paths of the page are those of the terminal: the same file, and a replay that finds nothing to tell."""

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from javascript import JavaScript, enter
from playing import functions_for
from random_stories import story as random_story

import engine
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath, path_of
from engine.web.scripts import HERE

ROOT = Path(__file__).parent.parent
PATHS = """
globalThis.pathIn = (seed, picks) => {
  const session = new Session(machine, seed, HOST)
  for (const pick of picks) if (!session.ending) entered(session, pick)
  return textOfPath(pathOf(session))
}
globalThis.stepsOf = (text) => JSON.stringify(readPath(text)?.steps ?? null)
"""


@pytest.fixture(scope="module")
def javascript() -> JavaScript:
    made = JavaScript("runtime/paths.js")
    made.context.eval(PATHS)
    return made


def stories(folder: Path) -> list[engine.Story]:
    found = [engine.load(path) for path in sorted((ROOT / "cases").rglob("*.story")) if path.parent.name != "parts"]
    for seed in range(40):
        path = folder / f"made{seed}.story"
        path.write_text(random_story(seed), encoding="utf-8")
        try:
            found.append(engine.load(path))
        except engine.StoryErrors:
            continue
    return [story for story in found if not story.externs]


def test_a_path_is_the_same_from_both(javascript: JavaScript, tmp_path: Path) -> None:
    compared = 0
    for number, story in enumerate(stories(tmp_path)):
        javascript.load(story)
        chance = random.Random(number)
        picks = [chance.randrange(1000) for _ in range(12)]
        try:
            session = story.start(number, functions=functions_for(story))
            for pick in picks:
                if not session.over:
                    enter(session, pick)
        except (engine.PlayError, engine.AnswerError):
            continue
        text = javascript.context.eval(f"pathIn({number}, {json.dumps(picks)})")
        ours = path_of(session)
        theirs = SavedPath.loads(text)
        assert theirs.steps == ours.steps
        assert (theirs.begin, theirs.variables, theirs.last) == (ours.begin, ours.variables, ours.last)
        assert replay(story, theirs).fits
        compared += 1
    assert compared > 40


def test_what_python_writes_is_read(javascript: JavaScript) -> None:
    story = engine.load(ROOT / "cases" / "whole" / "endings.story")
    session = story.start(1)
    while not session.over:
        enter(session, 0)
    path = path_of(session)
    read = json.loads(javascript.context.eval(f"stepsOf({json.dumps(path.dumps())})"))
    assert [(one["id"], one["text"], one["answer"]) for one in read] == [
        (step.id, step.text, step.answer) for step in path.steps
    ]


def test_tables_of_a_long_path_are_read(javascript: JavaScript) -> None:
    path = {
        "format": "nightcap path", "version": 2, "ids": ["a.b", "a.c"], "choices": [{"scene": "a", "id": 1, "text": "C"}],
        "menus": [[0, 1]], "steps": [{"choice": 0, "menu": 0, "prose": "00000000"}, {"answer": "Ada"}],
    }  # fmt: skip
    text = json.dumps(path)
    SavedPath.loads(text)
    first, second = json.loads(javascript.context.eval(f"stepsOf({json.dumps(text)})"))
    assert (first["scene"], first["id"], first["text"], first["offered"]) == ("a", "a.c", "C", ["a.b", "a.c"])
    assert second["answer"] == "Ada"


@pytest.mark.parametrize("text", [
    "", "[]", "null", "{", '{"format": "nightcap path", "version": 3, "steps": []}',
    '{"format": "nightcap path", "version": 2, "steps": {}}', '{"format": "nightcap path", "version": 2, "steps": [null]}',
    '{"format": "nightcap path", "version": 2, "steps": [{"choice": 3}]}',
    '{"format": "nightcap path", "version": 2, "steps": [{"id": 3}]}',
    '{"format": "nightcap path", "version": 2, "steps": [{"set": {}}]}',
    '{"format": "nightcap path", "version": 2, "steps": [{"set": {"a": 1, "b": 2}}]}',
    '{"format": "nightcap path", "version": 2, "steps": [{"set": {"a": 1}, "id": "b"}]}',
    '{"format": "nightcap path", "version": 2, "steps": [{"refresh": 1}]}',
    '{"format": "nightcap path", "version": 2, "steps": [], "start": {"scene": 5}}',
    '{"format": "nightcap path", "version": 2, "steps": [], "start": []}',
])  # fmt: skip
def test_what_is_no_path_is_none(javascript: JavaScript, text: str) -> None:
    assert javascript.context.eval(f"stepsOf({json.dumps(text)})") == "null"


@pytest.mark.parametrize("more", [{"origin": {"scene": "a"}}, {"brief": True}])
def test_what_only_the_terminal_plays_is_said(javascript: JavaScript, more: dict[str, object]) -> None:
    text = json.dumps(json.dumps({"format": "nightcap path", "version": 2, "steps": [], **more}))
    assert javascript.context.eval(f"[readPath({text}), isForTerminal({text})].join()") == ",true"


def test_no_two_modules_declare_one_name() -> None:
    """They are joined into one script."""
    declared = re.compile(r"^(?:export )?(?:async )?(?:const|let|class|function) (\w+)", re.MULTILINE)
    modules = [path for path in HERE.rglob("*.js") if path.parent != HERE]
    names = [name for path in modules for name in declared.findall(path.read_text(encoding="utf-8"))]
    assert len(modules) > 30
    assert [name for name, count in Counter(names).items() if count > 1] == []
