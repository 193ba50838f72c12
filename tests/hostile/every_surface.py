"""All surfaces by name."""

from commands import Commands, Imports
from surfaces import Caches, Libraries, Programs, SavedPaths, States, StoryFiles, Surface

SURFACES: dict[str, type[Surface]] = {
    "story": StoryFiles,
    "program": Programs,
    "path": SavedPaths,
    "state": States,
    "library": Libraries,
    "cache": Caches,
    "command": Commands,
    "import": Imports,
}
