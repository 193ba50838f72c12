"""Judges a turn by the text that a path has of it, where nobody kept the version in which it was recorded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from engine.paths.differences import EDITED, REWORDED, Judgement, StepVerdict
from engine.paths.judgement import only_in_one, quoted
from engine.paths.similarity import LIKE, similarity
from engine.paths.tracing import PrintedParagraph, Traced

UNKNOWN_TEXT = "it prints something else, and the path has not kept what it printed"
LEAST_LETTERS = 3
A_NUMBER = re.compile(r"\d+")


def judge_texts(
    old: str | None, now: tuple[PrintedParagraph, ...], traced: Traced, scenes: set[str], known: Collection[str] = ()
) -> Judgement:
    """What became of a turn whose prose differs. `scenes` are those in which the play stood before and stands now.

    `known` is what other turns of the play printed then.
    """
    if old is None:
        return Judgement(StepVerdict.UNTOLD, UNKNOWN_TEXT)
    then = tuple(PrintedParagraph(text, (), ()) for text in old.split("\n\n") if text)
    missing, extra = only_in_one(then, now)
    printed = {number for one in now for number in one.texts}
    places, everywhere = scenes, {text.words for text in traced.texts}
    scenes = scenes | {traced.texts[number].scene for number in printed}
    said = {traced.texts[number].words for number in printed}
    unsaid = [
        traced.texts[number].words
        for scene in scenes
        for number in traced.by_scene.get(scene, ())
        if number not in printed and traced.texts[number].words not in said
    ]
    unsaid = [words for words in unsaid if len(words) >= LEAST_LETTERS]
    edited = False
    for paragraph in missing:
        nearest = max(extra, key=lambda one: similarity(paragraph.text, one.text), default=None)
        ratio = 0.0 if nearest is None else similarity(paragraph.text, nearest.text)
        if paragraph.text in everywhere and paragraph.text not in said:
            unsaid.append(paragraph.text)  # it stands in a scene to which the play did not come
        for words in unsaid:
            stands = _has_words(paragraph.text, words) and not (nearest and _has_words(nearest.text, words))
            if stands or (similarity(paragraph.text, words) >= LIKE and similarity(paragraph.text, words) > ratio):
                says = "does not now" if nearest is None else f"says {quoted(nearest.text)} now"
                return Judgement(StepVerdict.OUTCOME, f"it said {quoted(paragraph.text)}, and {says}")
        if nearest is not None and ratio >= LIKE:
            extra.remove(nearest)
            if _shows_others(paragraph.text, nearest) or _says_more_often(paragraph.text, nearest, traced):
                return Judgement(
                    StepVerdict.OUTCOME, f"it said {quoted(paragraph.text)}, and says {quoted(nearest.text)} now"
                )
        elif extra:
            why = f"it said {quoted(paragraph.text)}, and says {quoted(extra[0].text)} now"
            return Judgement(StepVerdict.UNTOLD, f"{why}, which may be the same in other words")
        else:
            edited = True
    for one in extra:
        if any(_stood_then(traced.texts[number].words, known, old) for number in one.texts):
            return Judgement(StepVerdict.OUTCOME, f"it says {quoted(one.text)}, which it did not")
        texts = [traced.texts[number] for number in one.texts]
        if any(text.chosen or text.scene not in places for text in texts):
            return Judgement(StepVerdict.UNTOLD, f"it says {quoted(one.text)}, which may be new in the story")
    return EDITED if edited or extra else REWORDED


def _stood_then(words: str, known: Collection[str], old: str) -> bool:
    """Whether another turn of the play printed a text, so that it is not new in the story."""
    return len(words) >= LEAST_LETTERS and any(text != old and _has_words(text, words) for text in known)


def _says_more_often(old: str, new: PrintedParagraph, traced: Traced) -> bool:
    """Whether a text was printed more or less often in a paragraph: a loop went round other times."""
    said = Counter(traced.texts[number].words for number in new.texts)
    found = {words: len(_places_of(words, old)) for words in said if len(words) >= LEAST_LETTERS}
    return any(count and count != said[words] for words, count in found.items())


def _places_of(words: str, text: str) -> list[str]:
    return re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text)


def _has_words(text: str, words: str) -> bool:
    return words in text and bool(_places_of(words, text))


def _shows_others(old: str, new: PrintedParagraph) -> bool:
    """Whether a text shows other numbers than the one that it was."""
    return any(value.isdecimal() for _, value in new.shown) and A_NUMBER.findall(old) != A_NUMBER.findall(new.text)
