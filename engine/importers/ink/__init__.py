"""Imports ink: knots and stitches become scenes, the weave keeps its choices and gathers, functions become `def`s."""

from __future__ import annotations

from pathlib import Path

from engine.importers.builder.tree import Draft


def read(path: Path) -> Draft:
    """The story in an ink file and those that it includes. Raises `ImportFault`."""
    from engine.importers.ink.files import read_story
    from engine.importers.ink.translation import Translation

    translation = Translation(read_story(path))
    draft = translation.draft()
    dead = translation.dead_labels()
    # What is asked about labels that nothing comes to is known only now.
    return Translation(read_story(path), dead).draft() if dead else draft
