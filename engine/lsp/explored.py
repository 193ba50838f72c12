"""What an exploration found out about a story, as the editor shows it: faults, lenses, plays to begin from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.check.blocks import statements_of
from engine.diagnostics import Diagnostic
from engine.rendering import from_json
from engine.syntax.tree import ChoiceStatement, Scene

if TYPE_CHECKING:
    from engine.proof.exploration_client import ExplorationLine, ShownPlay, VerdictData
    from engine.proof.witness import PlayData


@dataclass(slots=True)
class ExplorationFacts:
    """What is known of the texts of one number: each part is None until it is known.

    `scenes` and `choices` are shortest plays by name and id, as `Witness.to_json` makes them; `plays` show faults, each
    with its file and line.
    """

    number: int
    found: list[Diagnostic] | None = None
    verdicts: list[VerdictData] = field(default_factory=list)
    plays: list[ShownPlay] = field(default_factory=list)
    scenes: dict[str, PlayData] | None = None
    choices: dict[str, PlayData] | None = None
    complete: bool = False
    seen: dict[str, float] | None = None
    saved: dict[str, int] = field(default_factory=dict)

    def learn(self, data: ExplorationLine) -> None:
        """Take in a line of the explorer."""
        if "found" in data:
            self.found = [from_json(one) for one in data["found"]]
            self.verdicts, self.plays = data["verdicts"], data["plays"]
        elif "scenes" in data:
            self.scenes, self.choices, self.complete = data["scenes"], data["choices"], data["complete"]
        else:
            self.seen, self.saved = data["seen"], data["saved"]


def lenses_of(scene: Scene, ids: dict[int, str], explored: ExplorationFacts) -> Iterator[tuple[int, str, str]]:
    """What stands above a scene and its choices: an offset in the scene's piece, the text, the name to play from."""
    told = _told(explored, explored.scenes, scene.name, scene.name)
    if told:
        yield scene.heading.at, told, scene.name
    for statement in statements_of(scene.body):
        id = ids.get(id_of(statement)) if isinstance(statement, ChoiceStatement) else None
        if id is not None:
            told = _told(explored, explored.choices, id, None)
            if told:
                yield statement.at, told, id


def id_of(statement: object) -> int:
    """By what the ids of choices are kept."""
    return id(statement)


def _told(explored: ExplorationFacts, plays: dict[str, PlayData] | None, name: str, random: str | None) -> str:
    if plays is None:
        return ""
    play = plays.get(name)
    if play is None:
        return "no play comes here" if explored.complete else ""
    count = len(play["steps"]) - (random is None)
    parts = ["at the beginning" if not count else f"shortest way: {count} choice{'' if count == 1 else 's'}"]
    if explored.seen is not None:
        paths = explored.saved.get(name, 0)
        parts.append(f"{paths} saved path{'' if paths == 1 else 's'}")
        if random is not None:
            parts.append(f"{explored.seen.get(random, 0.0):.0%} of random plays")
    return " · ".join(parts)
