"""NC114: a `cast:` whose names are not parted, or that has a name with which no line begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.rules.dialogue import BETWEEN, SPEAKER, WITH_CAST, has_title, is_speech, unspoken_texts
from engine.diagnostics import Fix, replaced
from engine.patterns import regex
from engine.syntax.lines import typed_forms
from engine.syntax.messages import shortened
from engine.syntax.tree import HeaderEntry, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

NO_LETTER = regex(r"(?:\W|_)+")
AROUND = " \t[](){}\"“”„«»':"
# `Captain Rusk (the old one)`: what a writer notes about somebody.
REMARK = regex(r"(?<=\S)[ \t]*[(\[{][^()\[\]{}]*[)\]}][ \t]*$")
STOP = regex(r"[.;][ \t]+")
EMPTY_NAME = regex(r",[ \t]*,|^[ \t]*,|,[ \t]*$")


def check_cast(checked: Checked, cast: list[str]) -> bool:
    """Warn about a name of the cast that is several, or has marks around it; whether there is one."""
    entry = next((one for one in checked.story.entries if one.key == "cast"), None)
    if entry is None:
        return False
    speakers = {one.speaker for scene in checked.names.tellings() for one in scene.texts if isinstance(one, Prose)}
    odd = next((name for name in cast if name not in speakers and _is_odd(checked, name)), None)
    # However their accents are typed.
    read = [typed_forms(name)[0] for name in cast]
    twice = next((cast[number] for number, name in enumerate(read) if name in read[:number]), None)
    name = odd or twice
    gap = EMPTY_NAME.search(entry.value)
    if name is None and gap is not None:
        at = entry.value_at + gap.start()
        written = ", ".join(part.strip() for part in entry.value.split(",") if part.strip())
        hint = f"write `cast: {shortened(written)}`"
        span = entry.source.span(at, at + len(gap.group()))
        checked.report.warning("NC114", span, "a name is missing between these commas", hint)
        return False
    if name is None:
        return _check_written(checked, cast, entry, speakers)
    names = [REMARK.sub("", part).strip(AROUND) for part in BETWEEN.split(entry.value)]
    if odd is not None and odd.strip(AROUND) == odd and not BETWEEN.search(odd):
        names = [part for one in cast for part in (_parts_of(checked, one) if one == odd else (one,))]
    once: dict[str, str] = {}
    for part in names:
        once.setdefault(typed_forms(part)[0], part)
    written = ", ".join(part for part in once.values() if part)
    at = entry.source.text.rfind(name, entry.value_at, entry.end)
    message = f"`{name}` stands twice in the cast" if odd is None else f"`{name}` is one name here, and nobody has it"
    hint = f"write `cast: {shortened(written)}`"
    checked.report.warning("NC114", entry.source.span(at, at + len(name)), message, hint)
    return odd is not None


def _check_written(checked: Checked, cast: list[str], entry: HeaderEntry, speakers: set[str | None]) -> bool:
    """Warn about a name of the cast with which no line begins, while others begin with one written nearly so."""
    written: dict[str, int] = {}
    spoken: set[str] = set()
    for _, _, text in unspoken_texts(checked):
        for found in SPEAKER.finditer(text):
            written[found.group(1)] = written.get(found.group(1), 0) + 1
            if is_speech(text[found.end() :].lstrip()):
                spoken.add(found.group(1))
    meant: dict[str, str] = {}
    for name in cast:
        if name in speakers:
            continue
        often = [one for one, count in written.items() if count >= WITH_CAST and one not in cast]
        letters = NO_LETTER.sub("", name).casefold()
        same = [one for one in often if NO_LETTER.sub("", one).casefold() == letters]
        near = checked.names.speller.nearest(name, often)
        near = near or next((one for one in often if name in one.split() or one in name.split()), None)
        near = near or next((one for one in sorted(spoken) if one not in cast and has_title(one, name)), None)
        if same or near is not None:
            meant[name] = same[0] if same else near or ""
    if not meant:
        return False
    name, other = next(iter(meant.items()))
    at = entry.source.text.find(name, entry.value_at, entry.end)
    lines = "there are lines that begin" if written[other] > 1 else "there is a line that begins"
    message = f"no line begins with `{name}:`, but {lines} with `{other}:`"
    # Two that are one name, `Konrad, Emil`, are it once.
    names = ", ".join(dict.fromkeys(meant.get(one, one) for one in cast))
    hint = f"write `cast: {shortened(names)}`"
    fix = Fix(hint, (replaced(entry.source, entry.value_at, entry.value_at + len(entry.value.rstrip()), names),))
    checked.report.warning("NC114", entry.source.span(at, at + len(name)), message, hint, fixes=(fix,))
    return True


def _parts_of(checked: Checked, name: str) -> Iterator[str]:
    """The names of which one name of the cast is made: as many words together as lines begin with, else each word."""
    words = re.split(r"[.;]?[ \t]+", name)
    while words:
        count = next((n for n in range(len(words), 1, -1) if _begins_lines(checked, words[:n])), 1)
        # `the Vicar`, `Wanda = attendant`: what is no name beside one.
        is_name = not words[0].islower() and not NO_LETTER.fullmatch(words[0])
        if count > 1 or is_name or _begins_lines(checked, words[:1]):
            yield " ".join(words[:count])
        words = words[count:]


def _begins_lines(checked: Checked, words: list[str]) -> bool:
    line = re.compile(rf"^[ \t]*{re.escape(' '.join(words))}[ \t]*:[ \t]", re.MULTILINE)
    return any(line.search(source.text) for source in checked.story.sources)


def _is_odd(checked: Checked, name: str) -> bool:
    """Whether a name of the cast is several names, or one with marks around it."""
    if name.strip(AROUND) != name or BETWEEN.search(name) or ":" in name:
        return True
    parts = name.split()
    if len(parts) < 2:
        return False
    if len(sentences := STOP.split(name)) > 1 and all(_begins_lines(checked, one.split()) for one in sentences):
        return True
    if has_title(name, " ".join(parts[1:])) and not _begins_lines(checked, parts[:1]):
        return False  # `Old Pim`, of whom a line says `Pim:`
    line = re.compile(rf"^[ \t]*(?:{'|'.join(map(re.escape, parts))})[ \t]*:[ \t]", re.MULTILINE)
    return any(line.search(source.text) for source in checked.story.sources)
