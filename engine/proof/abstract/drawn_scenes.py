"""Which scenes can be drawn by their tag where only some of the state is known."""

from __future__ import annotations

from engine.program.program import Program
from engine.program.types import Value
from engine.proof.abstract.values import Env, Evaluator


class DrawnScenes:
    """Draws scenes of a program by their tags with some cells kept."""

    def __init__(self, program: Program, values: Evaluator) -> None:
        self.program, self.values, self.numbers = program, values, values.kept

    def drawn(self, tag: str, env: Env, given: int | None = None) -> tuple[list[int], bool]:
        """The scenes that may be the best one with a tag, and whether one is in any case.

        A `given` one is drawn alone, if it can be.
        """
        if given is not None and self._may_win(given, tag, env):
            return [given], True
        found: list[int] = []
        best: int | None = None
        for index in self.program.tags.get(tag, ()):
            if best is not None and self.program.scenes[index].priority < best:
                break
            truths = self.may_be_drawn(index, env)
            if True in truths:
                found.append(index)
            if False not in truths:
                best = self.program.scenes[index].priority
        return found, best is not None

    def _may_win(self, index: int, tag: str, env: Env) -> bool:
        """Whether a scene with a tag may be drawn in any case, and none can be that comes before it."""
        scenes = self.program.scenes
        before = [one for one in self.program.tags.get(tag, ()) if scenes[one].priority > scenes[index].priority]
        return False not in self.may_be_drawn(index, env) and not any(
            True in self.may_be_drawn(one, env) for one in before
        )

    def may_be_drawn(self, index: int, env: Env) -> frozenset[Value]:
        """Whether a scene may be drawn by its tag."""
        scene = self.program.scenes[index]
        truths = self.values.truths(scene.when, env, -1)
        if not scene.once or True not in truths:
            return truths
        cell = ("visits", scene.name)
        if cell not in self.numbers:
            self.values.doubt.add(cell)
            return truths | {False}
        return frozenset((False,)) if env[self.numbers[cell]] else truths
