"""All surfaces by name."""

import random
from pathlib import Path

from hostile.commands import Commands, Imports
from hostile.hosts import Hosts
from hostile.made_programs import MadePrograms
from hostile.surfaces import Caches, Libraries, Programs, SavedPaths, States, StoryFiles, Surface

SURFACES: dict[str, type[Surface]] = {
    "story": StoryFiles,
    "program": Programs,
    "path": SavedPaths,
    "state": States,
    "library": Libraries,
    "cache": Caches,
    "command": Commands,
    "import": Imports,
    "host": Hosts,
    "made": MadePrograms,
}


class Every(Surface):
    """All of them, one after the other."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.surfaces = [kind(folder) for name, kind in SURFACES.items() if name != "every"]
        self.tried = 0

    def try_one(self, chance: random.Random) -> None:
        self.tried += 1
        self.surfaces[self.tried % len(self.surfaces)].try_one(chance)
        self.used = sum(one.used for one in self.surfaces)


SURFACES["every"] = Every
