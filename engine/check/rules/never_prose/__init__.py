"""NC315: shapes that no sentence has, wherever in a text they stand.

The kinds stand in a table, `shapes.py`: signs around a word, a bar outside of braces, a name that only the program
knows, a call. Each says which plain signs it cannot do without, so that a scene that has none of them is done with at
once; where its pattern alone does not tell, a function of `judges.py` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import end_of
from engine.check.names import SceneNames
from engine.check.rules.never_prose.judges import WrittenText
from engine.check.rules.never_prose.shapes import IN_BRACES, KINDS, ShapeKind
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import (
    Wanted,
    holds_one_of,
    rare_shown,
    rare_written,
    shown_in,
    uncommented,
    warn_once,
    without_braces,
    written_in,
)
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_of
from engine.patterns import regex
from engine.syntax.messages import shortened
from engine.syntax.text_forms import SURE_FORM, SURE_WORDS

if TYPE_CHECKING:
    from engine.check.checker import Checked

ELSE = regex(r"[ \t]+(?:else|otherwise)\b")
# What a form has that stands before its brace: its word and a colon.
PARTED_WORDS = Wanted(tuple(f"{word}:" for word in SURE_WORDS))
PARTED = regex(rf"(?:{SURE_FORM}):[ \t]*\{{")
SIGNS = Wanted(tuple(dict.fromkeys(sign for kind in KINDS for sign in kind.signs)))


def check_never_prose(checked: Checked) -> None:
    """Warn about shapes that are no prose, one for each text."""
    for scene in with_signs(checked):
        kinds = of_scene(scene, _kinds_in)
        if not kinds:
            continue
        source = scene.node.source
        for statement in of_scene(scene, texts_of):
            at, end = statement.at, end_of(statement)
            if statement.line.move is not None:
                end = min(end, statement.line.move.at)
            whole = source.text[at:end]
            here = [kind for kind in kinds if holds_one_of(whole, kind.signs or "{")]
            if here and "\\{" in whole:
                # With braces that are shown, it is code that is meant to be read.
                here = [kind for kind in here if kind.shown_braces]
            if not here:
                continue
            whole = uncommented(whole)
            text = WrittenText(scene, statement, whole, without_braces(whole))
            found = _found(checked, text, here)
            if found is not None:
                begin, stop, hint = found
                message = f"`{shortened(whole[begin:stop].strip())}` is shown as it stands"
                warn_once(checked, source, at + begin, at + stop, message, hint)


def _kinds_in(scene: SceneNames) -> list[ShapeKind]:
    """The kinds of which the texts of a scene have signs."""
    signs = set(SIGNS.found_in(of_scene(scene, shown_in), of_scene(scene, rare_shown)))
    kinds = [kind for kind in KINDS if not signs.isdisjoint(kind.signs)] if signs else []
    return [*kinds, *IN_BRACES] if _has_odd_brace(scene) else kinds


def _has_odd_brace(scene: SceneNames) -> bool:
    """Whether a form or a call stands right before a brace, or the word of another case right behind one."""
    written, rare = of_scene(scene, written_in), of_scene(scene, rare_written)
    if "{" not in rare:
        return False
    at = written.find("{")
    while at >= 0:
        if written[at - 1].isalnum() and not written[at - 1].isdecimal():
            return True
        at = written.find("{", at + 1)
    at = written.find("}")
    while at >= 0:
        if written[at + 1 : at + 2] in (" ", "\t") and ELSE.match(written, at + 1):
            return True
        at = written.find("}", at + 1)
    return bool(PARTED_WORDS.found_in(written, rare) and PARTED.search(written))


def _found(checked: Checked, text: WrittenText, kinds: list[ShapeKind]) -> tuple[int, int, str] | None:
    for kind in kinds:
        for found in kind.pattern.finditer(text.plain if kind.signs else text.whole):
            hint = kind.judge if isinstance(kind.judge, str) else kind.judge(checked, text, found)
            if hint is not None:
                return *found.span("line" if found["line"] is not None else "last"), hint
    return None
