"""Playing from a place: a shortest play to it, as a saved path that the player goes on from."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.loading import checked_story
from engine.source import Read

if TYPE_CHECKING:
    from engine.runtime.session import Session

SECONDS = 10.0


def path_to(main: Path, name: str, read: Read) -> list[str] | None:
    """The command that plays from a scene, or from behind a choice, by its id; None if no play was found there."""
    from engine.proof.shortest_plays import shortest_plays
    from engine.proof.witness import replayed

    story, _, _ = checked_story(main, read)
    if story is None:
        return None
    found = shortest_plays(story, SECONDS, only=[name])
    witness = found.scenes.get(name) or found.choices.get(name)
    session = None if witness is None else replayed(story, witness)
    return None if session is None else _command(main, session)


def path_of(main: Path, play: Any, read: Read) -> list[str] | None:
    """The command that plays on behind a play, as `Witness.to_json` makes it; None if it is none of the story."""
    from engine.proof.witness import Witness, replayed

    story, _, _ = checked_story(main, read)
    try:
        steps = [(step.get("choice"), step.get("answer")) for step in play["steps"]]
        seed = int(play["seed"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    choices, answers = tuple(one for one, _ in steps), tuple(one for _, one in steps)
    session = None if story is None else replayed(story, Witness(choices, answers, (), seed))
    return None if session is None else _command(main, session)


def _command(main: Path, session: Session) -> list[str]:
    from engine.paths.files import save_path
    from engine.paths.saved_path import SavedPath

    with tempfile.NamedTemporaryFile(prefix="nightcap-", suffix=".path.json", delete=False) as file:
        path = Path(file.name)
    save_path(SavedPath.of(session), path)
    return [sys.executable, "-m", "engine", "replay", "--quiet", "--go-on", str(path), "--story", str(main)]


def values_told(main: Path, variable: str, scene: str, read: Read) -> str:
    """Which values a variable can have when a play enters a scene, in a sentence."""
    from engine.proof.possible_values import values_at

    found = values_at(main, scene, variable, SECONDS, read)
    if found is None:
        return f"The values of `{variable}` in `{scene}` cannot be told: it has too many, or the story has errors."
    parts = [
        f"{told} {', '.join(ones)}"
        for told, ones in zip(("can be", "never", "not decided:"), found, strict=True)
        if ones
    ]
    return f"In `{scene}`: {'; '.join(parts)}"
