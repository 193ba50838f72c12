"""What a reader sees on the page is what the terminal shows, character by character: odd prose that is right.

The lines are those of `tests/slips/as_written.txt`, and the stories beside this file; paragraphs with their speakers,
and choices, come from the elements that the page makes.
"""

import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from javascript import JavaScript

import engine
from engine.characters import speaker_colon
from engine.terminal.blocks import paragraph_block

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "slips"))
from test_as_written import PLACES, odd_lines, story_of  # noqa: E402

STORIES = (HERE / "odd_prose.stories").read_text(encoding="utf-8").split("\n%%%%\n")
# As much of a document as the page asks for, and a play of which each turn is told as it is seen.
DOCUMENT = r"""
class SeenElement {
  constructor(tag) { this.tag = tag; this.children = [] }
  setAttribute() {}
  addEventListener() {}
  append(...children) { this.children.push(...children) }
  replaceChildren(...children) { this.children = children }
  get textContent() { return this.tag === 'br' ? '\n' : this.children.map((one) => one.textContent ?? one).join('') }
}
globalThis.document = { createElement: (tag) => new SeenElement(tag) }
globalThis.seenOf = (language, picks) => {
  const parts = { words: wordsIn(language), media: new Map(), actions: {}, choices: new SeenElement('section') }
  const view = Object.assign(Object.create(View.prototype), parts)
  const session = new Session(machine, 1, {})
  const seen = () => {
    view.offer(session)
    const items = view.choices.children[0]?.children ?? []
    return [session.text.flatMap((one) => view.paragraph(one)), items].map((some) => some.map((one) => one.textContent))
  }
  const turns = [seen()]
  for (const pick of picks) { session.choose(session.choices[pick].id); turns.push(seen()) }
  return JSON.stringify(turns)
}
"""


@pytest.fixture(scope="module")
def page() -> JavaScript:
    made = JavaScript("page/view.js", "page/words.js")
    made.context.eval(DOCUMENT)
    return made


def seen_in_terminal(session: engine.Session) -> list[list[str]]:
    colon = speaker_colon(session.story.language)
    blocks = [block for one in session.text if (block := paragraph_block(one, colon)) is not None]
    return [["".join(piece for piece, _ in block.pieces) for block in blocks], [one.text for one in session.choices]]


def same(story: engine.Story, page: JavaScript, most: int, seed: int) -> int:
    """Play a story in both and compare what is seen; how many turns it took."""
    page.load(story)
    draw, picks, session = random.Random(seed), list[int](), story.start(seed=1)
    here = [seen_in_terminal(session)]
    while not session.over and len(picks) < most:
        picks.append(draw.randrange(len(session.choices)))
        session.choose(picks[-1])
        here.append(seen_in_terminal(session))
    there: Any = json.loads(page.context.eval(f"seenOf('{story.language}', {json.dumps(picks)})"))
    # A browser breaks words at soft hyphens and hides them; not every terminal does, so that they are left out there.
    there = [[[one.replace("\xad", "") for one in some] for some in turn] for turn in there]
    here = [[[one.replace("\xad", "") for one in some] for some in turn] for turn in here]
    assert [(one, other) for one, other in zip(here, there, strict=True) if one != other] == []
    return len(here)


@pytest.mark.parametrize("place", PLACES)
def test_odd_lines(place: str, page: JavaScript) -> None:
    lines = [one for one in odd_lines() if place not in one.elsewhere]
    assert same(engine.loads(story_of(place, lines)), page, most=len(lines) + 9, seed=0) > len(lines)


@pytest.mark.parametrize("text", STORIES, ids=lambda text: text.partition("\n")[0])
def test_odd_stories(text: str, page: JavaScript) -> None:
    story = engine.loads(text)
    assert sum(same(story, page, most=12, seed=seed) for seed in range(4)) > 8
