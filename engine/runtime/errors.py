"""What can go wrong while a story is played."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.diagnostics import Diagnostic


class NightcapError(Exception):
    """The base of all errors that the engine raises on purpose."""

    # Whether the files that the error names may be read to show an excerpt. Those that a compiled story names are
    # no more than its word: they could be any on this machine.
    has_source = True


class StoryErrors(NightcapError):
    """A story that cannot be played. `diagnostics` holds every mistake found, and warnings as well."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics
        first = next((one for one in diagnostics if one.severity == "error"), None)
        more = sum(one.severity == "error" for one in diagnostics) - 1
        text = "the story has errors"
        if first is not None:
            text = f"{first.span.file}:{first.span.line}:{first.span.column}: {first.message}"
        super().__init__(f"{text} (and {more} more)" if more > 0 else text)


class PlayError(NightcapError):
    """A mistake of the story that showed while it was played. `diagnostic` says what and where.

    The session is where it was before the choice.
    """

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        span = diagnostic.span
        super().__init__(f"{span.file}:{span.line}: {diagnostic.message}")


class ChoiceError(NightcapError, ValueError):
    """A choice that does not exist here, or is closed. Nothing has happened."""


class AnswerError(NightcapError, ValueError):
    """An answer that does not fit the question. The message is for the player; the question is still open."""


class StateError(NightcapError, ValueError):
    """A value that is no state of this story."""


class SessionError(NightcapError, RuntimeError):
    """A session that cannot be used so now: it is in the middle of a turn, or over. Nothing has happened."""


class HostError(NightcapError, ValueError):
    """Something the host asks for that the story does not have: a variable, a value of its type, a scene."""
