"""Lines of dialogue: who is in the cast, and the prose that may be meant as a line of somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.names import SceneNames
from engine.check.rules.plain_scenes import has_signs
from engine.check.rules.signs import holds_one_of, rare_shown, rare_written
from engine.check.scene_facts import of_scene
from engine.patterns import regex
from engine.source import Source
from engine.syntax.tree import Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

SPEAKER = regex(r"^[ \t]*([^\W\d][\w'’. -]{0,30}?)[ \t]*[:：](?=(\s|(?<=：)))", re.MULTILINE)
BETWEEN = regex(r"[,;&/|]|[ \t](?:and|und|et|or|y|e)[ \t]")
# What stands before the colon of a line of dialogue is no longer than this, with all that may be around a name.
LONGEST = 120
# So many lines of one name are dialogue: where the story has a cast, one is forgotten sooner than all.
WITH_CAST, WITHOUT_CAST = 2, 3
# `Home: 2.`, a score and the like.
SCORE = regex(r"[\d.:,–-]+[ \t]*(?:\n|\Z)")
QUOTES = frozenset('"“„«「『')
# What may stand before a name of the cast.
ARTICLES = ("The", "A", "Der", "Die", "Das", "Le", "La", "Les", "El", "Los", "Las", "Il", "Lo")
# Of one family there may be several of these.
ADDRESSES = frozenset(("mr", "mrs", "ms", "miss", "sir", "lady", "old", "young", "little", "big"))
TITLES = (
    *("Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lady", "Lord", "Captain", "Master", "Madame", "Herr", "Frau"),
    *("Doctor", "Professor", "Commander", "Lieutenant", "Sergeant", "Colonel", "Major", "Corporal", "Inspector"),
)

# Languages in which somebody speaks behind a dash, and such a line.
DASHED = (
    *("ca", "cs", "da", "el", "es", "fi", "fr", "hu", "it"),
    *("nb", "nn", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk"),
)
DASH = regex(r"[-–—][ \t]")


def is_speech(rest: str) -> bool:
    """Whether what stands behind a name and its colon reads like speech.

    `Says: "No."` is hardly dialogue: that has no quotation marks.
    """
    return bool(rest) and not rest[0].islower() and rest[0] not in QUOTES and not SCORE.match(rest)


def has_title(name: str, last: str) -> bool:
    """Whether a name is another one behind a title, an article or what somebody is called: `Old Pim`, `The Vicar`."""
    first, _, rest = name.partition(" ")
    plain = first.rstrip(".")
    return rest == last and (plain.casefold() in ADDRESSES or plain in TITLES or plain in ARTICLES)


def speaks_with_dashes(checked: Checked, scene: SceneNames) -> bool:
    """Whether people of a story speak behind a dash: in its language they do, or a paragraph of the scene does."""
    if checked.names.language.casefold()[:2] in DASHED:
        return True
    return of_scene(scene, _has_dashed_line)


def _has_dashed_line(scene: SceneNames) -> bool:
    lines = (one.line.items[0] for one in scene.texts if isinstance(one, Prose) and one.line.items)
    return any(isinstance(first, str) and DASH.match(first) for first in lines)


def cast_of(checked: Checked) -> list[str]:
    """The names in the `cast:` line."""
    entries = [entry for entry in checked.story.entries if entry.key == "cast"]
    return [name.strip() for entry in entries[:1] for name in entry.value.split(",") if name.strip()]


def unspoken_texts(checked: Checked) -> Iterator[tuple[Source, Prose, str]]:
    """All prose with a colon that nobody speaks, with its source."""
    for scene in checked.names.tellings():
        yield from of_scene(scene, _texts_in)


def _texts_in(scene: SceneNames) -> list[tuple[Source, Prose, str]]:
    source, found = scene.node.source, list[tuple[Source, Prose, str]]()
    if not has_signs(scene):
        return found
    # Speakers stand before the words that are shown; a comment between two lines may hold a colon, too.
    if not holds_one_of(of_scene(scene, rare_shown), (":", "：")) and "//" not in of_scene(scene, rare_written):
        return found
    for statement in scene.texts:
        if isinstance(statement, Prose) and _has_colon(source.text, statement.at, statement.line.end):
            text = source.text[statement.at : statement.line.end]
            if statement.speaker is not None:
                # Of a paragraph of dialogue, only the lines behind the first can be meant as those of another one.
                first = text.find("\n")
                text = "" if first < 0 else " " * first + text[first:]
            found.append((source, statement, text))
    return found


def _has_colon(text: str, at: int, end: int) -> bool:
    """Whether a colon stands near the beginning of a line, and not within braces."""
    if text.find("：", at, end) >= 0:
        return True
    colon = text.find(":", at, end)
    while colon >= 0:
        begin = max(at, text.rfind("\n", at, colon) + 1)
        if colon - begin < LONGEST and text.find("{", begin, colon) < 0:
            return True
        colon = text.find(":", colon + 1, end)
    return False
