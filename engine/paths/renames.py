"""Which scenes and choices have other names now: what the story records with `(was …)`, and what a replay has found."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from engine.paths.host_steps import LOOK_AGAIN
from engine.program.program import Program
from engine.runtime.history import HostAct


class Renames:
    """The names of a path's scenes and choices in the story as it is today."""

    def __init__(self, program: Program) -> None:
        was = program.was
        self.scenes: dict[str, str] = dict(was.get("scenes", {}))
        self.choices: dict[str, str] = dict(was.get("choices", {}))
        self.endings: dict[str, str] = dict(was.get("endings", {}))
        self.variables: dict[str, str] = dict(was.get("variables", {}))
        # Of each variable whose values are names that were renamed: old ones to those of today.
        self.values: dict[str, dict[str, str]] = {}
        for old, new in was.get("values", {}).items():
            variable, _, name = old.partition(".")
            self.values.setdefault(variable, {})[name] = new
        self.recorded = frozenset((*self.scenes, *self.choices))
        self._known = {scene.name for scene in program.scenes}

    def exists(self, scene: str) -> bool:
        """Whether the story has a scene of that name."""
        return scene in self._known

    def scene(self, name: str) -> str:
        """A scene's name today. A name that is in use is never taken for an old one."""
        return name if name in self._known else self.scenes.get(name, name)

    def variable(self, name: str) -> str:
        """A variable's name today."""
        return self.variables.get(name, name)

    def value(self, variable: str, value: object) -> object:
        """A variable's value with the names of today."""
        names = self.values.get(self.variable(variable))
        if not names:
            return value
        if isinstance(value, tuple | list):
            return type(value)(names.get(one, one) for one in value)
        return names.get(value, value) if isinstance(value, str) else value

    def all_values(self, values: Mapping[str, object]) -> Mapping[str, object]:
        """Variables and their values with the names of today."""
        if not self.variables and not self.values:
            return values
        return {self.variable(name): self.value(name, value) for name, value in values.items()}

    def host(self, host: HostAct, known: Container[str]) -> HostAct:
        """What a host did, with the names of today. Of a variable that is gone, looking again is what is left."""
        if len(host) == 1:
            return host
        name = self.variable(host[1])
        return ("set", name, self.value(host[1], host[2])) if name in known else LOOK_AGAIN

    def point(self, id: str) -> str:
        """The id of a choice or of a question today."""
        today = self.choice(id)
        return self.question(id) if today == id else today

    def question(self, id: str) -> str:
        """The id of a question today: its scene, and its variable."""
        scene, _, variable = id.partition(".")
        return f"{self.scene(scene)}.{self.variable(variable)}"

    def ending(self, name: str) -> str:
        """An ending's name today."""
        return self.endings.get(name, name)

    def choice(self, id: str) -> str:
        """A choice's id today."""
        found = self.choices.get(id)
        if found is not None:
            return found
        scene, _, own = id.partition(".")
        today = self.scene(scene)
        if own.startswith("each-"):
            own = f"each-{self.scene(own[5:])}"
        id = f"{today}.{own}"
        return self.choices.get(id, id)

    def is_recorded(self, scene: str | None, id: str | None) -> bool:
        """Whether the story itself says so of a step's names."""
        return not (scene and self.scene(scene) != scene and scene not in self.recorded) and not (
            id and not self._is_recorded_choice(id)
        )

    def _is_recorded_choice(self, id: str) -> bool:
        scene, _, own = id.partition(".")
        target = own[5:] if own.startswith("each-") else None
        renamed: Iterable[str] = [one for one in (scene, target) if one and self.scene(one) != one]
        return all(one in self.recorded for one in renamed)

    def scene_became(self, old: str, new: str) -> None:
        """A replay found that a scene has another name."""
        self.scenes[old] = new

    def is_new_name(self, scene: str) -> bool:
        """Whether some scene of the path is known to be called so now."""
        return scene in self.scenes.values()
