"""NC113: a name that a scene or a choice is said to have had, and that means something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.names import SceneNames
from engine.syntax.tree import Choice, Name

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_old_names(checked: Checked) -> None:
    """Report `(was …)` with a name that is in use, or that two claim: saved paths could not tell which is meant."""
    scenes = checked.names.scenes
    ids = {id for scene in scenes.values() for id in scene.choice_ids.values()}
    claimed: dict[str, str] = {}

    def report(scene: SceneNames, name: Name, message: str, hint: str) -> None:
        checked.report.error("NC113", scene.node.source.span(name.at, name.end), message, hint)

    for own, scene in scenes.items():
        for name in scene.node.heading.was:
            if name.name == own and name is scene.node.heading.was[-1]:
                continue  # it has its first name again, by which its draws are known
            if name.name in scenes:
                report(
                    scene, name, f"`{name.name}` is a scene of this story", "a scene that is there was never renamed"
                )
            elif claimed.setdefault(name.name, own) != own:
                message = f"the scene `{claimed[name.name]}` was `{name.name}` already"
                report(scene, name, message, "a scene that was split in two has its old name in one of them")
        for choice in scene.statements:
            if not isinstance(choice, Choice):
                continue
            own_id = scene.choice_ids[id(choice)]
            for name in choice.was:
                old = full_name(own, name.name)
                if old in ids:
                    report(scene, name, f"`{old}` is a choice of this story", "one that is there was never renamed")
                elif claimed.setdefault(old, own_id) != own_id:
                    message = f"the choice `{claimed[old]}` was `{old}` already"
                    report(scene, name, message, "leave the old name with one of them")


def full_name(scene: str, name: str) -> str:
    """The id that an old name of a choice means: of its own scene, if none is named."""
    return name if "." in name else f"{scene}.{name}"


def renamed(checked: Checked) -> dict[str, dict[str, str]]:
    """The names of today for those that scenes and choices had, as the program keeps them."""
    scenes: dict[str, str] = {}
    choices: dict[str, str] = {}
    for own, scene in checked.names.scenes.items():
        scenes.update((name.name, own) for name in scene.node.heading.was)
        for choice in scene.statements:
            if isinstance(choice, Choice):
                own_id = scene.choice_ids[id(choice)]
                choices.update((full_name(own, name.name), own_id) for name in choice.was)
    return {"scenes": scenes, "choices": choices}
