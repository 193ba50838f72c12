"""NC106: a line of dialogue that is read as prose: its name is dressed up, or not quite one of the cast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.rules.cast_names import check_cast
from engine.check.rules.dialogue import (
    ADDRESSES,
    ARTICLES,
    BETWEEN,
    SPEAKER,
    TITLES,
    WITH_CAST,
    WITHOUT_CAST,
    cast_of,
    is_speech,
    unspoken_texts,
)
from engine.check.rules.dialogue_forms import check_dialogue_forms
from engine.check.spelling import meant_hint
from engine.data_classes import dataclass, field
from engine.diagnostics import Edit, Fix
from engine.patterns import compiled, regex
from engine.source import Source, SourceSpan
from engine.syntax.header import OTHER_KEYS
from engine.syntax.messages import shortened

if TYPE_CHECKING:
    from engine.check.checker import Checked

# What is put around a name elsewhere, or behind it before the colon: `**Ada:**`, `[Ada]:`, `Ada (sighing):`, `Ada：`.
DRESSED = (
    r"^[ \t]*(?P<open>[*_\"“'‘\[<@]{{0,3}})(?P<name>{names})(?P<aside>[ \t]*[(\[][^()\[\]\n]{{1,40}}[)\]])?"
    r"(?P<close>[*_\"”'’\]>]{{0,3}})[ \t]*(?P<colon>[:：])(?P<last>[*_]{{0,3}})[ \t]*"
)
MOST_PLACES = 5
# The line above ends no sentence.
WITHIN_SENTENCE = regex(r"[\w,][ \t]*\n[ \t]*\Z")
POSSESSIVE = regex(r"['’][sS]\Z")
# Who speaks in many stories without being in any cast.
USUAL = ("Narrator", "You", "All", "Both", "Everyone", "Everybody", "Crowd", "Voice", "Voices", "Chorus")


@dataclass(slots=True)
class Unknown:
    """Lines that begin with the same name, which is not in the cast. `likely` if what follows reads like speech."""

    places: list[SourceSpan] = field(default_factory=list)
    likely: int = 0


def check_speakers(checked: Checked) -> None:
    """Warn about dialogue that is read as prose: a name like one of the cast, dressed up, or not in the cast at all."""
    if any(entry.key != "cast" and _is_cast(entry.key.casefold()) for entry in checked.story.entries):
        return  # NC108
    cast = cast_of(checked)
    if check_cast(checked, cast):
        return
    dressed = None
    names = "|".join(sorted(map(re.escape, cast), key=len, reverse=True))
    if cast and not any(one.code in ("NC106", "NC114") for one in checked.report.found):
        check_dialogue_forms(checked, names)
    lines = SpeakerLines(checked, cast)
    for source, statement, text in unspoken_texts(checked):
        seen: set[int] = set()
        # A line of speech holds nothing of it but its name.
        if cast and dressed is None and text:
            dressed = re.compile(DRESSED.format(names=names), re.MULTILINE)
        for found in dressed.finditer(text) if dressed is not None else ():
            if found["open"] or found["aside"] or found["close"] or found["last"] or found["colon"] == "：":
                seen.add(text.count("\n", 0, found.start()))
                _report_dressed(checked, source, statement.at, text, found)
        for found in SPEAKER.finditer(text):
            name = found.group(1)
            if text.count("\n", 0, found.start()) in seen or (name in cast and "：" not in found.group()):
                continue
            span = source.span(statement.at + found.start(1), statement.at + found.end(1))
            rest = text[found.end() :].lstrip()
            lines.add(name, span, is_speech(rest), WITHIN_SENTENCE.search(text, 0, found.start()) is not None)
    lines.report()


class SpeakerLines:
    """The lines that begin with a name and a colon, by names: near ones of the cast, and others."""

    def __init__(self, checked: Checked, cast: list[str]) -> None:
        self.checked = checked
        self.cast = cast
        self.unknown: dict[str, Unknown] = {}
        self.meant: dict[str, str] = {}
        self.near: dict[str, list[SourceSpan]] = {}

    def add(self, name: str, span: SourceSpan, is_likely: bool, is_within: bool) -> None:
        """Take in a line, whose rest may read like speech (`is_likely`), or that begins `is_within` a sentence.

        A name that is several is reported at once.
        """
        near = _near(self.checked, name, self.cast, is_likely)
        if near is not None and is_within and name[0].islower() and near.casefold() != name.casefold():
            near = None  # a word of the sentence: `the / end: …`, and no Ben
        if near is not None:
            self.meant[name] = near
            self.near.setdefault(name, []).append(span)
        elif name not in self.cast and all(part in self.cast for part in BETWEEN.split(name) if part):
            message = "this line is read as prose: before the colon of dialogue stands one name"
            hint = "give each of them a line, or put this name into `cast:`"
            self.checked.report.warning("NC106", span, message, hint)
        elif all(not word[0].islower() for word in name.split()):
            lines = self.unknown.setdefault(name, Unknown())
            lines.places.append(span)
            lines.likely += is_likely

    def report(self) -> None:
        """Report each name once, with its first lines."""
        for name, places in self.near.items():
            message = f"`{name}` is not in the cast, so this line is read as prose"
            others = [(place, "and this one") for place in places[1 : 1 + MOST_PLACES]]
            meant = self.meant[name]
            edits = tuple(Edit(place, meant) for place in places if place.length == len(name))
            fixes = (Fix(f"write `{meant}`", edits),) if len(edits) == len(places) else ()
            self.checked.report.warning("NC106", places[0], message, meant_hint(meant, name), *others, fixes=fixes)
        enough = WITH_CAST if self.cast else WITHOUT_CAST
        unknown = {
            name: lines
            for name, lines in self.unknown.items()
            if lines.likely >= enough
            or (self.cast and lines.likely and (name in USUAL or _is_person(self.checked, name)))
        }
        if len(unknown) == 1:
            self._report_unknown(*next(iter(unknown.items())))
        elif unknown:
            self._report_several(unknown)

    def _report_several(self, unknown: dict[str, Unknown]) -> None:
        """Report names that are all missing from the cast: a line of it is missing, or cannot be read."""
        listed = ", ".join(f"`{name}`" for name in unknown)
        message = f"{listed} are not in the cast, so the lines that begin with them are read as prose"
        hint = f"at the top of the story, write `cast: {', '.join((*self.cast, *unknown))}`"
        entry = next((one for one in self.checked.story.entries if one.key == "cast"), None)
        places = [(lines.places[0], f"`{name}` is the first word here") for name, lines in unknown.items()]
        span = places[0][0]
        if entry is not None:
            span = entry.source.span(entry.at, entry.at + len(entry.key))
        related = places if entry is not None else places[1:]
        self.checked.report.warning("NC106", span, message, hint, *related[: 2 * MOST_PLACES])

    def _report_unknown(self, name: str, lines: Unknown) -> None:
        cast, report = self.cast, self.checked.report
        hint = f"at the top of the story, write `cast: {', '.join((*cast, name))}`; for plain text write `\\{name}:`"
        others = [(place, "and this one") for place in lines.places[1 : 1 + MOST_PLACES]]
        entry = next((one for one in self.checked.story.entries if one.key == "cast"), None)
        first, last = lines.places[0], lines.places[-1]
        if entry is None or not cast or (first.file == last.file and last.line - first.line <= len(others)):
            message = f"`{name}` is not in the cast, so this line is read as prose"
            report.warning("NC106", first, message, hint, *others)
            return
        # Lines here and there are right sooner than the one that misses their name.
        message = f"`{name}` is not in the cast, so the lines that begin with `{name}:` are read as prose"
        span = entry.source.span(entry.value_at, entry.value_at + len(entry.value.rstrip()))
        report.warning("NC106", span, message, hint, (first, "this one"), *others)


def _is_cast(key: str) -> bool:
    return key.startswith("cast") or OTHER_KEYS.get(key) == "cast"


def _near(checked: Checked, name: str, cast: list[str], is_likely: bool) -> str | None:
    """The name of the cast that is meant: one spelled nearly so or, where it `is_likely`, one with this as a part."""
    if name in cast or not cast:
        return None
    twice = next((one for one in cast if name.startswith(one) and name[len(one) :].strip() == one), None)
    if twice is not None:
        return twice
    first, _, rest = name.partition(" ")
    if is_likely and first.rstrip(".") in TITLES and rest in cast:
        return rest
    if (
        is_likely
        and first in ARTICLES
        and (own := next((one for one in cast if one.casefold() == rest.casefold()), ""))
    ):
        return own
    if is_likely and (short := next((one for one in cast if _is_in_short(name, one)), None)) is not None:
        return short
    last = name.rpartition(" ")[2] if is_likely and rest else ""
    owners = [one for one in cast if " " in one and one.rpartition(" ")[2] == last]
    if len(owners) == 1 and ADDRESSES.isdisjoint(word.casefold().rstrip(".") for word in name.split()[:-1]):
        return owners[0]
    part = next((one for one in cast if is_likely and len(name) > 2 and name in one.split()), None)
    if part is not None or POSSESSIVE.search(name):
        return part
    # Other names have this one in them, or differ in more: Maria and Miami are no Mia.
    folded = name.casefold()
    alike = (one for one in cast if one.casefold() == folded or (len(one) > 2 and abs(len(one) - len(name)) < 2))
    return checked.names.speller.nearest(name, alike)


def _is_in_short(name: str, known: str) -> bool:
    """Whether a name is another one with one of its words cut short: `Dr Wren`, `Capt. Rusk`, `Mrs Crab`."""
    words, others = name.casefold().split(), known.casefold().split()
    if len(words) != len(others) or len(words) < 2:
        return False
    unlike = [(one.rstrip("."), other) for one, other in zip(words, others, strict=True) if one != other]
    if len(unlike) != 1 or not ADDRESSES.isdisjoint(unlike[0]):
        return False
    one, other = unlike[0]
    letters = iter(other)
    return 1 < len(one) < len(other) and one[0] == other[0] and all(letter in letters for letter in one)


def _is_person(checked: Checked, name: str) -> bool:
    """Whether the name stands within a sentence of the story, too: `Note` and `Rule` hardly do."""
    language = next((entry.value for entry in checked.story.entries if entry.key == "language"), "en")
    if not language.strip().casefold().startswith("en"):
        return False  # other languages write all nouns with capitals
    within = compiled(rf"(?<=[a-z,;] ){re.escape(name)}\b(?!:)")
    return any(within.search(source.text) for source in checked.story.sources)


def _report_dressed(checked: Checked, source: Source, at: int, text: str, found: re.Match[str]) -> None:
    begin = at + found.start("open")
    stop = text.find("\n", found.end())
    rest = text[found.end() : len(text) if stop < 0 else stop].strip()
    aside = f"{found['aside'].strip()} " if found["aside"] else ""
    message = "this line is read as prose: before the colon of dialogue stands the name alone"
    hint = f"write `{found['name']}: {shortened(f'{aside}{rest}')}`; for plain text put a `\\` before it"
    checked.report.warning("NC106", source.span(begin, at + found.end()), message, hint)
