"""Stories: what `engine.load` gives, to be played in any number of sessions."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from engine.diagnostics import Diagnostic
from engine.program.program import Program
from engine.runtime.code import CodeCache
from engine.runtime.errors import HostError
from engine.runtime.host_calls import shown
from engine.runtime.machine import Machine
from engine.runtime.session import Session
from engine.runtime.state_types import Functions
from engine.runtime.steps import Beginning


class Story:
    """A story that can be played. Made by `engine.load`. Any number of threads may share it."""

    def __init__(
        self,
        program: Program,
        path: str | None = None,
        warnings: tuple[Diagnostic, ...] = (),
        cache: CodeCache | None = None,
        has_source: bool = True,
        reader: Callable[[str, str, str], Story] | None = None,
    ) -> None:
        self.program = program
        self.path = path
        self.warnings = warnings
        # Whether the files that the program names are those it was made of, and may be read for excerpts.
        self.has_source = has_source
        # What reads the story's file once more, for a session that was pickled; see pickling.py.
        self.reader = reader
        self.machine = Machine(program, cache, has_source)

    @property
    def metadata(self) -> dict[str, str]:
        """All header lines, known and unknown."""
        return dict(self.program.metadata)

    @property
    def title(self) -> str:
        """The story's title; empty if it has none."""
        return str(self.program.metadata.get("title", ""))

    @property
    def author(self) -> str:
        """Its author; empty if none is named."""
        return str(self.program.metadata.get("author", ""))

    @property
    def language(self) -> str:
        """The language it is written in, as its header says; empty if it does not."""
        return str(self.program.metadata.get("language", ""))

    @property
    def version(self) -> str:
        """Its version, as its header says."""
        return str(self.program.metadata.get("version", ""))

    @property
    def ifid(self) -> str:
        """Its interactive-fiction id, as its header says."""
        return str(self.program.metadata.get("ifid", ""))

    @property
    def cast(self) -> tuple[str, ...]:
        """Who can speak."""
        return tuple(self.program.cast)

    @property
    def scenes(self) -> tuple[str, ...]:
        """The names of all scenes, in the order of the source."""
        return tuple(scene.name for scene in self.program.scenes)

    @property
    def endings(self) -> tuple[str, ...]:
        """The names of all named endings."""
        return tuple(name for name in self.program.endings if name is not None)

    @property
    def externs(self) -> tuple[str, ...]:
        """The names of the functions that the host must supply."""
        return tuple(one.name for one in self.program.functions if one.is_extern)

    def start(
        self,
        seed: int | None = None,
        functions: Functions | None = None,
        scene: str | None = None,
        variables: Mapping[str, object] | None = None,
    ) -> Session:
        """Begin a play. The seed (32 bits) decides all chance; without one it is drawn.

        `functions` are those that the story declares with `extern`. A play can begin in another scene, and with other
        values of `variables`, by name; `nightcap check` has then proved nothing about it.

        Raises `PlayError` if a function is missing, or if the story makes a mistake before its first choice, and
        `HostError` if there is no such scene or variable, or a value is not of its variable's type, or an argument is
        not of its own.
        """
        for given, what, kind in (
            (seed, "a seed is a whole number", int),
            (functions, "functions are a dict of names and functions", Mapping),
            (variables, "variables are a dict of names and values", Mapping),
        ):
            if given is not None and (not isinstance(given, kind) or isinstance(given, bool)):
                raise HostError(f"{what}, not {shown(given)}")
        if seed is None:
            seed = int.from_bytes(os.urandom(4), "little")
        beginning = Beginning(scene, dict(variables or {})) if scene is not None or variables else None
        return Session(self, seed & 0xFFFFFFFF, dict(functions or {}), beginning)

    def __reduce__(self) -> tuple[object, ...]:
        from engine.runtime.pickling import story_in_parts

        return story_in_parts(self)

    def __repr__(self) -> str:
        return f"<Story {self.title or self.path or 'untitled'!r}: {len(self.program.scenes)} scenes>"
