"""Nightcap: an interactive-fiction engine. Plays `.story` files, checks every one before it is played.

    import engine

    story = engine.load("stories/joes_bar.story")
    session = story.start(seed=1)
    while session.choices:
        print(*(paragraph.text for paragraph in session.text), sep="\\n\\n")
        session.choose(0)

docs/embedding.md tells more, and docs/api.md lists all names.

Names are imported when they are first used, so that playing a story that has not changed loads no parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.diagnostics import Diagnostic as Diagnostic
    from engine.loading import diagnose as diagnose
    from engine.loading import load as load
    from engine.loading import loads as loads
    from engine.paths.errors import PathError as PathError
    from engine.paths.files import load_path as load_path
    from engine.paths.files import save_path as save_path
    from engine.paths.saved_path import SavedPath as SavedPath
    from engine.runtime.errors import AnswerError as AnswerError
    from engine.runtime.errors import ChoiceError as ChoiceError
    from engine.runtime.errors import HostError as HostError
    from engine.runtime.errors import NightcapError as NightcapError
    from engine.runtime.errors import PlayError as PlayError
    from engine.runtime.errors import SessionError as SessionError
    from engine.runtime.errors import StateError as StateError
    from engine.runtime.errors import StoryErrors as StoryErrors
    from engine.runtime.offers import Choice as Choice
    from engine.runtime.offers import Question as Question
    from engine.runtime.session import Session as Session
    from engine.runtime.steps import Beginning as Beginning
    from engine.runtime.steps import Ending as Ending
    from engine.runtime.steps import Step as Step
    from engine.runtime.story import Story as Story
    from engine.runtime.text import Paragraph as Paragraph
    from engine.runtime.text import Span as Span

_HOMES = {
    "engine.diagnostics": ("Diagnostic",),
    "engine.loading": ("diagnose", "load", "loads"),
    "engine.paths.errors": ("PathError",),
    "engine.paths.files": ("load_path", "save_path"),
    "engine.paths.saved_path": ("SavedPath",),
    "engine.runtime.errors": (
        "AnswerError",
        "ChoiceError",
        "HostError",
        "NightcapError",
        "PlayError",
        "SessionError",
        "StateError",
        "StoryErrors",
    ),
    "engine.runtime.offers": ("Choice", "Question"),
    "engine.runtime.session": ("Session",),
    "engine.runtime.steps": ("Beginning", "Ending", "Step"),
    "engine.runtime.story": ("Story",),
    "engine.runtime.text": ("Paragraph", "Span"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)


if not TYPE_CHECKING:  # a checker of types would take any name for there

    def __getattr__(name: str) -> object:
        home = _HOME_OF.get(name)
        if home is None:
            raise AttributeError(f"module 'engine' has no attribute {name!r}")
        value = getattr(import_module(home), name)
        globals()[name] = value
        return value
