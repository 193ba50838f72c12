"""What a command says, and how it ends, when a story or a file is not what it should be."""

from __future__ import annotations

import sys

from engine.characters import in_one_line
from engine.cli.exit_codes import STORY_HAS_ERRORS, WRONG_USE
from engine.cli.stories import WrongUse, show_errors


def code_of(problem: Exception, command: str) -> int | None:
    """The exit code for a problem, which is told; None for one that is nobody's mistake but ours."""
    from engine.paths.errors import PathError
    from engine.runtime.errors import HostError, PlayError, StoryErrors
    from engine.terminal.settings import SettingError

    if isinstance(problem, StoryErrors):
        show_errors(problem)
        return STORY_HAS_ERRORS
    if isinstance(problem, PlayError):
        errors = StoryErrors([problem.diagnostic])
        errors.has_source = problem.has_source
        show_errors(errors)
        return STORY_HAS_ERRORS
    if isinstance(problem, WrongUse | HostError | PathError | SettingError):
        print(f"nightcap {command}: {in_one_line(str(problem))}", file=sys.stderr)
        return WRONG_USE
    return None
