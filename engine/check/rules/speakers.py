"""NC106: a line that looks like dialogue and is read as prose. NC114: a `cast:` whose names are not parted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.check.incremental import of_scene
from engine.check.names import SceneNames
from engine.check.rules.signs import holds_one_of
from engine.patterns import regex
from engine.source import Source, SourceSpan
from engine.syntax.header import OTHER_KEYS
from engine.syntax.messages import shortened
from engine.syntax.tree import HeaderEntry, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

SPEAKER = regex(r"^[ \t]*([^\W\d][\w'’. -]{0,30}?)[ \t]*[:：](?=(\s|(?<=：)))", re.MULTILINE)
# What is put around a name elsewhere, or behind it before the colon: `**Ada:**`, `[Ada]:`, `Ada (sighing):`, `Ada：`.
DRESSED = (
    r"^[ \t]*(?P<open>[*_\"“'‘\[<@]{{0,3}})(?P<name>{names})(?P<aside>[ \t]*[(\[][^()\[\]\n]{{1,40}}[)\]])?"
    r"(?P<close>[*_\"”'’\]>]{{0,3}})[ \t]*(?P<colon>[:：])(?P<last>[*_]{{0,3}})[ \t]*"
)
# Other marks between a name and its speech: `Ada; I see.`, `Ada "I see."`, `Ada - I see.`
PARTED = (
    r"^[ \t]*(?P<name>{names})(?:[ \t]*(?P<mark>[;=；])[ \t]*(?=[\"“«]?[^\W\d_a-z])"
    r"|[ \t]*(?P<other>[>|~]|--)[ \t]+(?=[\"“«]?[^\W\d_a-z])"
    r"|(?P<mood>[._/][^\W\d]\w*)[ \t]*:[ \t]+"
    r"|(?P<manner>,(?![ \t]*(?:{names})\b)[^\n:.!?\"“«]{{1,40}}"
    r"|[ \t]+(?:{saying})(?:[ \t]+[^\s:.!?\"“«]{{1,20}}){{0,3}})[ \t]*:[ \t]+"
    r"(?=[^\W\d_a-z]|\{{)"
    r"|(?P<comma>,)[ \t]+(?=(?:{first})\b)"
    r"|(?P<none>[ \t])(?=(?:Is|Are|It|You|The|What|Who|Why|How|They|There|Don't|Yes)\b)"
    r"|[ \t]*(?P<dash>[-–—])[ \t]+(?=[\"“«]?[^\W\d_a-z])(?![^\n]*[ \t][-–—][ \t])"
    r"|[ \t]+(?P<quote>[\"“«])[^\"”»\n]*[\"”»]?[ \t]*$)"
)
# Words with which somebody begins to speak, and which are hardly ever names.
FIRST_WORDS = (
    *(
        "Is",
        "Are",
        "Was",
        "It",
        "You",
        "The",
        "What",
        "Who",
        "Where",
        "When",
        "Why",
        "How",
        "Do",
        "Did",
        "Don't",
        "Yes",
    ),
    *(
        "No",
        "A",
        "An",
        "Well",
        "That",
        "This",
        "We",
        "They",
        "Can",
        "Will",
        "My",
        "Your",
        "Not",
        "Never",
        "Have",
        "Mind",
        "There",
    ),
)
# `Ada says: I see.`; with quotation marks behind it, that is prose.
SAYING = "says|said|asks|asked|whispers|whispered|shouts|shouted|replies|replied|answers|answered|sagt|fragt|dit"
# `: I see.` and `:Ada I see.`, where the name is missing or stands behind its colon.
WRAPPED = (
    r"^[ \t]*(?P<line>(?:\[(?P<square>{names})\]|\((?P<round>{names})\)|<{{1,2}}(?P<angle>{names})>{{1,2}}"
    r"|[#:](?P<sign>{names}):"
    r"|@(?P<at>{names})|(?P<low>{low})(?=[ \t]+[\"“«])"
    r"|(?P<short>[a-z]{{1,12}})(?=[ \t]+\"[^\"\n]*\"[ \t]*$)|(?:say|speak|talk)[ \t]+(?P<said>{names}):?"
    r"|(?:[-–•>|][ \t]*){{1,2}}(?P<dash>{names})[ \t]*:)[ \t]+)"
    r"(?=[\"“«]?[^\W\d_a-z])"
)
NAMELESS = r"^[ \t]*(?P<line>:[ \t]*(?:(?P<name>{names})[ \t]+(?=[\"“«]?[^\W\d_a-z])|[ \t](?=[\"“«]?[^\W\d_a-z])))"
# `ADA` on a line above her speech, as in the script of a film, or `Ada`.
CUE = (
    r"^[ \t]*(?P<name>{upper}|{names})[ \t]*(?:\([^()\n]{{1,40}}\)[ \t]*)?\n"
    r"(?:[ \t]*\([^()\n]{{1,40}}\)[ \t]*\n)?[ \t]*(?=[\"“«]?[^\W\d_a-z])"
)
# `Ada & Bob: We see.`
JOINED = r"^[ \t]*(?P<name>(?:{names})(?:[ \t]*[,&/+][ \t]*(?:{names}))+)[ \t]*:[ \t]"
# Somebody else who speaks on the same line.
SECOND = r"(?<=[.!?…”\"»])[ \t]+(?:[(\[/|•–—-][ \t]*)?(?P<name>{names}):[ \t]+(?=[\"“«]?[^\W\d_a-z])"
SECOND_COLON = regex(r"::|:[ \t]+:(?![)(\w/|-])")
BETWEEN = regex(r"[,;&/|]|[ \t](?:and|und|et|or|y|e)[ \t]")
NO_LETTER = regex(r"[\W_]+")
AROUND = " \t[](){}\"“”„«»':"
EMPTY_NAME = regex(r",[ \t]*,|^[ \t]*,|,[ \t]*$")
MOST_PLACES = 5
# Who speaks in many stories without being in any cast, and what may stand before a name of it.
USUAL = ("Narrator", "You", "All", "Both", "Everyone", "Everybody", "Crowd", "Voice", "Voices", "Chorus")
TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lady", "Lord", "Captain", "Master", "Madame", "Herr", "Frau")
# What stands before the colon of a line of dialogue is no longer than this, with all that may be around a name.
LONGEST = 120
# So many lines of one name are dialogue: where the story has a cast, one is forgotten sooner than all.
WITH_CAST, WITHOUT_CAST = 2, 3


@dataclass
class Unknown:
    """Lines that begin with the same name, which is not in the cast. `likely` if what follows reads like speech."""

    places: list[SourceSpan] = field(default_factory=list)
    likely: int = 0


def cast_of(checked: Checked) -> list[str]:
    """The names in the `cast:` line."""
    entries = [entry for entry in checked.story.entries if entry.key == "cast"]
    return [name.strip() for entry in entries[:1] for name in entry.value.split(",") if name.strip()]


def check_speakers(checked: Checked) -> None:
    """Warn about dialogue that is read as prose: a name like one of the cast, dressed up, or not in the cast at all."""
    if any(entry.key != "cast" and _is_cast(entry.key.casefold()) for entry in checked.story.entries):
        return  # NC108
    cast = cast_of(checked)
    if _check_cast(checked, cast):
        return
    dressed = None
    if cast:
        names = "|".join(sorted(map(re.escape, cast), key=len, reverse=True))
        dressed = re.compile(DRESSED.format(names=names), re.MULTILINE)
    if cast and not any(one.code in ("NC106", "NC114") for one in checked.report.found):
        _check_parted(checked, names)
    unknown: dict[str, Unknown] = {}
    meant: dict[str, str] = {}
    near_names: dict[str, list[SourceSpan]] = {}
    for source, statement, text in _texts(checked):
        seen: set[int] = set()
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
            near = _near(checked, name, cast, bool(rest) and not rest[0].islower())
            if near is not None:
                meant[name] = near
                near_names.setdefault(name, []).append(span)
            elif name not in cast and all(part in cast for part in BETWEEN.split(name) if part):
                message = "this line is read as prose: before the colon of dialogue stands one name"
                checked.report.warning(
                    "NC106", span, message, "give each of them a line, or put this name into `cast:`"
                )
            elif all(not word[0].islower() for word in name.split()):
                lines = unknown.setdefault(name, Unknown())
                lines.places.append(span)
                lines.likely += bool(rest) and not rest[0].islower()
    for name, places in near_names.items():
        message = f"`{name}` is not in the cast, so this line is read as prose"
        others = [(place, "and this one") for place in places[1 : 1 + MOST_PLACES]]
        checked.report.warning("NC106", places[0], message, f"did you mean `{meant[name]}`?", *others)
    enough = WITH_CAST if cast else WITHOUT_CAST
    for name, lines in unknown.items():
        if lines.likely >= enough or (cast and lines.likely and (name in USUAL or _is_person(checked, name))):
            message = f"`{name}` is not in the cast, so this line is read as prose"
            listed = ", ".join((*cast[:8], *(("…",) if len(cast) > 8 else ()), name))
            hint = f"at the top of the story, write `cast: {listed}`; for plain text write `\\{name}:`"
            others = [(place, "and this one") for place in lines.places[1 : 1 + MOST_PLACES]]
            entry = next((one for one in checked.story.entries if one.key == "cast"), None)
            first, last = lines.places[0], lines.places[-1]
            if entry is None or not cast or (first.file == last.file and last.line - first.line <= len(others)):
                checked.report.warning("NC106", lines.places[0], message, hint, *others)
                continue
            # Lines here and there are right sooner than the one that misses their name.
            message = f"`{name}` is not in the cast, so the lines that begin with `{name}:` are read as prose"
            span = entry.source.span(entry.value_at, entry.value_at + len(entry.value.rstrip()))
            checked.report.warning("NC106", span, message, hint, (lines.places[0], "this one"), *others)


def _check_parted(checked: Checked, names: str) -> None:
    """Warn about dialogue with another mark than a colon, with two colons, and about two speakers on a line."""
    parted = regex(PARTED.format(names=names, first="|".join(FIRST_WORDS), saying=SAYING), re.MULTILINE)
    nameless = regex(NAMELESS.format(names=names), re.MULTILINE)
    wrapped = regex(WRAPPED.format(names=names, low=names.casefold()), re.MULTILINE)
    anyone = rf"(?:(?:say|speak|talk)[ \t]+)?(?:{names}|{names.casefold()}|{names.upper()})"
    others = r"^[ \t]*:|^[ \t]*[a-z]{1,12}[ \t]+\""
    begins = regex(rf"^[ \t]*[(\[<#:@|>•–-]{{0,2}}[ \t]*{anyone}|{others}", re.MULTILINE)
    second = regex(SECOND.format(names=names))
    # With none of these at the beginning of a line, nothing but a second speaker can be found in it.
    line = regex(rf"^[\s(\[<#:@|>•–-]*{anyone}|{others}", re.MULTILINE)
    cue = regex(CUE.format(names=names, upper=names.upper()), re.MULTILINE)
    joined = regex(JOINED.format(names=names), re.MULTILINE)
    cast = cast_of(checked)
    signs = (":", ' "', *cast, *(one.casefold() for one in cast), *(one.upper() for one in cast))
    speaks = [f"{one}:" for one in cast]
    for scene in checked.names.tellings():
        source = scene.node.source
        for statement in scene.texts:
            if not isinstance(statement, Prose):
                continue
            # A piece of its own: at the first line of an indented paragraph, the text before it ends in blanks.
            at, text = statement.at, source.text[statement.at : statement.line.end]
            if not holds_one_of(text, signs):
                continue
            # Of a paragraph of dialogue, only the lines behind the first can be meant as those of another one.
            below = 0 if statement.speaker is None else text.find("\n") + 1 or len(text)
            if below < len(text) and (begins if below else line).search(text, below) is None:
                below = len(text)
            if below == len(text) and ":" not in text:
                continue  # with no name at the beginning of a line, there can be but a second speaker in it

            def warn(begin: int, end: int, message: str, hint: str, source: Source = source, at: int = at) -> None:
                checked.report.warning("NC106", source.span(at + begin, at + end), message, hint)

            for found in nameless.finditer(text, below):
                written = f"`{found['name']}:`" if found["name"] else "the name, a colon and the speech"
                hint = f"write {written}; for plain text put a `\\` before the colon"
                warn(*found.span("line"), "this line is read as prose: who speaks stands before the colon", hint)
            for found in wrapped.finditer(text, below):
                name = next(one for one in found.groups()[1:] if one)
                known = next((one for one in cast if one.casefold().startswith(name.casefold())), None)
                if known is None:
                    continue  # some word before a quotation
                name = known if found["short"] or found["low"] else name
                hint = f"write `{name}: …`; for plain text put a `\\` before it"
                warn(*found.span("line"), "this line is read as prose, not as dialogue", hint)
            for found in cue.finditer(text, below) if "\n" in text else ():
                name = next(one for one in cast if found["name"] in (one, one.upper()))
                message = "this line is read as prose, not as dialogue"
                warn(*found.span("name"), message, f"write `{name}: …`, on one line with the speech")
            for found in joined.finditer(text, below):
                message = "this line is read as prose: before the colon of dialogue stands one name"
                warn(*found.span("name"), message, "give each of them a line, or put this name into `cast:`")
            for found in parted.finditer(text, below):
                line_end = text.find("\n", found.start())
                said = text[found.end() : line_end if line_end >= 0 else len(text)]
                said = found.group()[found.start("quote") - found.start() :] if found["quote"] else said
                hint = f"write `{found['name']}: {shortened(said.strip())}`; for plain text put a `\\` before it"
                end = found.end("name") + 1
                warn(found.start("name"), end, "this line is read as prose, not as dialogue", hint)
            for found in second.finditer(text) if holds_one_of(text, speaks) else ():
                message = f"`{found['name']}:` is shown as it stands: who speaks stands at the beginning of a line"
                hint = f"begin a new line with `{found['name']}:`; for plain text write `\\{found['name']}:`"
                warn(found.start("name"), found.end("name") + 1, message, hint)
            again = SECOND_COLON.match(text, text.find(":")) if statement.speaker is not None and ":" in text else None
            if again is not None:
                hint = "one colon is enough; for plain text write `\\:`"
                warn(again.end() - 1, again.end(), "the second colon is shown as it stands", hint)


def _is_cast(key: str) -> bool:
    return key.startswith("cast") or OTHER_KEYS.get(key) == "cast"


def _texts(checked: Checked) -> Iterator[tuple[Source, Prose, str]]:
    """All prose with a colon that nobody speaks, with its source."""
    for scene in checked.names.tellings():
        yield from of_scene(scene, _texts_in)


def _texts_in(scene: SceneNames) -> list[tuple[Source, Prose, str]]:
    source, found = scene.node.source, []
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
    part = next((one for one in cast if is_likely and len(name) > 2 and name in one.split()), None)
    return part or checked.names.speller.nearest(name, cast)


def _is_person(checked: Checked, name: str) -> bool:
    """Whether the name stands within a sentence of the story, too: `Note` and `Rule` hardly do."""
    language = next((entry.value for entry in checked.story.entries if entry.key == "language"), "en")
    if not language.strip().casefold().startswith("en"):
        return False  # other languages write all nouns with capitals
    within = re.compile(rf"(?<=[a-z,;] ){re.escape(name)}\b(?!:)")
    return any(within.search(source.text) for source in checked.story.sources)


def _report_dressed(checked: Checked, source: Source, at: int, text: str, found: re.Match[str]) -> None:
    begin = at + found.start("open")
    stop = text.find("\n", found.end())
    rest = text[found.end() : len(text) if stop < 0 else stop].strip()
    aside = f"{found['aside'].strip()} " if found["aside"] else ""
    message = "this line is read as prose: before the colon of dialogue stands the name alone"
    hint = f"write `{found['name']}: {shortened(f'{aside}{rest}')}`; for plain text put a `\\` before it"
    checked.report.warning("NC106", source.span(begin, at + found.end()), message, hint)


# ---------------------------------------------------------------- the cast


def _check_cast(checked: Checked, cast: list[str]) -> bool:
    """Warn about a name of the cast that is several, or has marks around it; whether there is one."""
    entry = next((one for one in checked.story.entries if one.key == "cast"), None)
    if entry is None:
        return False
    speakers = {one.speaker for scene in checked.names.tellings() for one in scene.texts if isinstance(one, Prose)}
    odd = next((name for name in cast if name not in speakers and _is_odd(checked, name)), None)
    twice = next((name for number, name in enumerate(cast) if name in cast[:number]), None)
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
    names = [part.strip(AROUND) for part in BETWEEN.split(entry.value)]
    if odd is not None and odd.strip(AROUND) == odd and not BETWEEN.search(odd):
        names = [part for one in cast for part in (re.split(r"[.;]?[ \t]+", one) if one == odd else (one,))]
    written = ", ".join(dict.fromkeys(part for part in names if part))
    at = entry.source.text.rfind(name, entry.value_at, entry.end)
    message = f"`{name}` stands twice in the cast" if odd is None else f"`{name}` is one name here, and nobody has it"
    hint = f"write `cast: {shortened(written)}`"
    checked.report.warning("NC114", entry.source.span(at, at + len(name)), message, hint)
    return odd is not None


def _check_written(checked: Checked, cast: list[str], entry: HeaderEntry, speakers: set[str | None]) -> bool:
    """Warn about a name of the cast with which no line begins, while several begin with one written nearly so."""
    written: dict[str, int] = {}
    for _, _, text in _texts(checked):
        for found in SPEAKER.finditer(text):
            written[found.group(1)] = written.get(found.group(1), 0) + 1
    for name in cast:
        if name in speakers:
            continue
        often = [one for one, count in written.items() if count >= WITH_CAST and one not in cast]
        letters = NO_LETTER.sub("", name).casefold()
        same = [one for one in often if NO_LETTER.sub("", one).casefold() == letters]
        near = checked.names.speller.nearest(name, often)
        meant = same[0] if same else near
        if meant is not None:
            at = entry.source.text.find(name, entry.value_at, entry.end)
            message = f"no line begins with `{name}:`, but there are lines that begin with `{meant}:`"
            hint = f"write `cast: {shortened(', '.join(meant if one == name else one for one in cast))}`"
            checked.report.warning("NC114", entry.source.span(at, at + len(name)), message, hint)
            return True
    return False


def _is_odd(checked: Checked, name: str) -> bool:
    """Whether a name of the cast is several names, or one with marks around it."""
    if name.strip(AROUND) != name or BETWEEN.search(name) or ":" in name:
        return True
    parts = name.split()
    if len(parts) < 2:
        return False
    line = re.compile(rf"^[ \t]*(?:{'|'.join(map(re.escape, parts))})[ \t]*:[ \t]", re.MULTILINE)
    return any(line.search(source.text) for source in checked.story.sources)
