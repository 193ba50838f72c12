"""Scenes of plain sentences, in which no rule that looks at texts can find anything: it is not run for them.

A text is plain if it is words, points and commas, its sentences and lines begin with capitals, and its forms in braces
hold words alone. Each rule of texts looks for signs, for what stands at the beginning of a text or line or behind the
end of a sentence and begins small, or for one of a few words. So one question is asked of a scene in place of one by
each rule. `tests/check/test_plain_scenes.py` holds the rules to that: where one finds something in such a text, what it
finds it by is added here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from engine.check.names import SceneNames
from engine.check.rules.misspelt_forms import MISSPELT
from engine.check.rules.signs import holds_one_of, stands_in, traits_of
from engine.check.scene_facts import of_scene
from engine.check.texts import CODE_WORDS, texts_beside
from engine.patterns import regex
from engine.syntax.text_forms import SURE_WORDS
from engine.syntax.tree import ChoiceStatement, Prose, Styled, TextItems, Variation

if TYPE_CHECKING:
    from engine.check.checker import Checked
    from engine.check.flow import SceneFlow

# What stands nowhere in a scene that is plain, on lines of logic neither: quotations, escapes, sets and comments.
NOWHERE = ('"', "\\", "[", "//")
# `_x_`, which is emphasis elsewhere.
LOW_LINE = regex(r"(?<!\w)_")
# What a text does not begin with that is words alone.
CODED = CODE_WORDS | MISSPELT.keys()
# A line and a sentence that do not begin with a capital or a brace. Each begins with one plain character: so `re` goes
# through the others at full speed.
SMALL_LINE = regex(r"\n(?![A-Z{])")
SMALL_SENTENCE = regex(r"\.,?[ ](?![A-Z{])")
# All capitals alike, among which two that stand side by side are found at once.
CAPITALS = bytes(65 if 65 <= code <= 90 else code for code in range(256))
# Where a line does not end in a point, a condition may stand behind its end.
ENDS = (".", "}")
CONDITIONS = (" if ", " when ", " unless ")
# In a form: what stands for a bar, or before another text.
OTHER_WORDS = (" if", "else", "otherwise", "Else", "Otherwise", *map(str.title, SURE_WORDS))


def scenes_with_signs(checked: Checked) -> Iterator[SceneNames]:
    """The scenes that are not plain."""
    return map(checked.names.scenes.__getitem__, checked.facts.of(has_signs))


def with_signs(checked: Checked) -> Iterator[SceneNames]:
    """All that holds prose and is not plain: these, and bodies of functions."""
    return chain(scenes_with_signs(checked), filter(has_signs, checked.names.bodies.values()))


def has_signs(scene: SceneNames, flow: SceneFlow | None = None) -> bool:
    """Whether a scene is not plain."""
    return not of_scene(scene, is_plain)


def is_plain(scene: SceneNames) -> bool:
    """Whether the texts of a scene are plain; to be asked for by `of_scene`."""
    traits = of_scene(scene, traits_of)
    shown, rare = traits.shown, traits.rare_shown
    if (rare and not rare.isalnum()) or traits.shows or traits.tags or traits.moves or traits.renamed:
        return False
    source, begin, end = scene.node.source.text, scene.node.heading.end, scene.node.end
    if " has " in shown or "goto" in shown or stands_in(source, begin, end, NOWHERE):
        return False
    if source.find("_", begin, end) >= 0 and LOW_LINE.search(source, begin, end) is not None:
        return False
    lines, parts = [""], list[str]()
    has_ends = True
    for one in scene.texts:
        line = one.line
        if one.__class__ is ChoiceStatement:
            written = one.source
            if written[:1] == "{" or "*" in written or "+" in written:
                return False
        else:
            written = source[line.at : line.end]
            if "\n" in written:
                has_ends = False
                if "{" in written or any(one.isupper() or " " not in one.strip() for one in written.split("\n")):
                    return False
        if written:
            lines.append(written)
            has_ends = has_ends and written[-1] in ENDS
        items = line.items
        if not items and one.__class__ is Prose:
            return False  # somebody who says nothing
        if line.joins or ((len(items) != 1 or items[0].__class__ is not str) and not _add_parts(source, items, parts)):
            return False
    text = "\n".join(lines)
    if not text.isascii() or "   " in text or "\t" in text or not (has_ends or not holds_one_of(shown, CONDITIONS)):
        return False
    if SMALL_LINE.search(text) or SMALL_SENTENCE.search(text) or b"AA" in text.encode().translate(CAPITALS):
        return False
    if parts and not ("".join(parts).replace(" ", "").isalpha() and not holds_one_of("\n".join(parts), OTHER_WORDS)):
        return False
    for beside in of_scene(scene, texts_beside):
        items = beside.line.items
        if len(items) != 1 or items[0].__class__ is not str or ". " in items[0] or ".," in items[0]:
            return False
        parts.append(items[0])
    # A text that is no line of its own may begin small, but not like code.
    first = [one.lstrip().partition(" ")[0] for one in parts]
    return CODED.isdisjoint(first)


def _add_parts(text: str, items: TextItems, parts: list[str]) -> bool:
    """Add the texts of the forms in a line; false where such a form has something odd about it."""
    for item in items:
        if isinstance(item, str):
            if item.startswith("if "):
                return False
            continue
        words = item.texts
        if isinstance(item, Styled) or not words:
            return False
        for part in words:
            if len(part) != 1 or part[0].__class__ is not str:
                return False
            parts.append(part[0])
        first = words[0]
        if text[item.at - 1] not in " \n" or (len(words) > 1 and words.count(first) == len(words)):
            return False
        # A word alone in the first place may be meant as a condition, one text alone as a value.
        if item.__class__ is Variation and (len(words) == 1 or " " not in str(first[0]).strip()):
            return False
    return True
