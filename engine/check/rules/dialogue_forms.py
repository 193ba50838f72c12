"""NC106: dialogue with another mark than a colon, with two colons, or with two speakers on a line."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from engine.check.rules.dialogue import cast_of
from engine.check.rules.signs import holds_one_of
from engine.patterns import compiled, regex
from engine.source import Source
from engine.syntax.messages import shortened
from engine.syntax.tree import Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

# Other marks between a name and its speech: `Ada; I see.`, `Ada "I see."`, `Ada - I see.`
PARTED = (
    r"^[ \t]*(?P<name>{names})(?:[ \t]*(?P<mark>[;=；])[ \t]*(?=[\"“«]?[^\W\d_a-z]|\{{)"
    r"|[ \t]*(?P<other>[>|~]|--)[ \t]+(?=[\"“«]?[^\W\d_a-z])"
    r"|(?P<mood>[._/][^\W\d]\w*)[ \t]*:[ \t]+"
    r"|(?P<manner>,(?![ \t]*(?:{names})\b)[^\n:.!?\"“«]{{1,40}}"
    r"|[ \t]+(?:{saying})(?:[ \t]+[^\s:.!?\"“«]{{1,20}}){{0,3}})[ \t]*:[ \t]+"
    r"(?=[^\W\d_a-z]|\{{)"
    r"|(?P<comma>,)[ \t]+(?=(?:{first})\b)"
    r"|(?P<none>[ \t])(?=(?:(?:(?:{asking})\b|(?:{bare})\b(?![ \t]+(?!I\b)[A-Z]))(?!-)"
    r"|{let}|{placed}|{first_person})\b)"
    r"|(?P<stop>\.)[ \t]+(?=[^\W\d_a-z])"
    r"|[ \t]*(?P<dash>[-–—])[ \t]+(?=[\"“«]?[^\W\d_a-z])(?![^\n]*[ \t][-–—][ \t])"
    r"|[ \t]+(?P<quote>[\"“«])[^\"”»\n]*(?:[.!?…,][\"”»](?=[ \t])|[\"”»]?[ \t]*$))"
)
# `Vicar I find that …`; `Henry I was king` and `Elizabeth I never married` are prose.
FIRST_PERSON = (
    "I(?:['’](?:m|ve|ll|d)|[ \t]+(?:am|have|haven['’]t|find|found|know|knew|think|thought|do|don['’]t|didn['’]t"
    "|can|can['’]t|cannot|could|couldn['’]t|will|won['’]t|wouldn['’]t|shall|should|must|only|always|want"
    "|need|see|saw|say|said|hear|heard|told|lent|love|like|hope|suppose|believe|remember|mean|feel|felt))"
)
# Words with which somebody begins to speak, and which are hardly ever names.
FIRST_WORDS = (
    "Is|Are|Was|It|You|The|What|Who|Where|When|Why|How|Do|Did|Don't|Yes|"
    "No|A|An|Well|That|This|We|They|Can|Will|My|Your|Not|Never|Have|Mind|There"
)
# With these, even where no sign stands before them, unless they are part of a name: `Ben And Jerry`, `Grace Let`.
BARE_WORDS = (
    "It|You|The|What|Who|Why|How|They|There|Don't|Yes|No|Well|That|This|We|Your|Never|Across|Not|Whatever|Nothing|"
    "Perhaps|So|But|And|He|She"
)
# A name may stand behind these: `Ada Is Bob there?`
ASKING_WORDS = "Is|Are|Do|Did|Can|Could|Would|Where|When|If"
LET = "Let(?:['’]s|[ \t]+(?:me|us|him|her|it|them|the|that|this|my|your|our|go))"
# `Ada In the pub.`
PLACES = ("In", "On", "At", "For", "From", "With", "By", "After", "Before", "Behind", "Under")
PLACED = rf"(?:{'|'.join(PLACES)})[ \t]+(?:the|a|an|my|your|his|her|our|their|this|that|it|you|me)"
# `Ada says: I see.`; with quotation marks behind it, that is prose.
SAYING = "says|said|asks|asked|whispers|whispered|shouts|shouted|replies|replied|answers|answered|sagt|fragt|dit"
# How what stands before the name, or behind it, begins in all of these: asked before their patterns are made.
JOINING = (*",&/+",)
WRAPPING = frozenset("[(<#:@-–—•>|")
PARTING = (*';=；>|~-–—,"“«', "I", "Let", *PLACES, *BARE_WORDS.split("|"), *ASKING_WORDS.split("|"))
SAID = tuple(SAYING.split("|"))
# `: I see.` and `:Ada I see.`, where the name is missing or stands behind its colon.
WRAPPED = (
    r"^[ \t]*(?P<line>(?:\[(?P<square>{names})\]|\((?P<round>{names})\)|<{{1,2}}(?P<angle>{names})>{{1,2}}"
    r"|[#:](?P<sign>{names}):"
    r"|@(?P<at>{names})|(?P<low>{low})(?=[ \t]+[\"“«])"
    r"|(?P<short>[a-z]{{1,12}})(?=[ \t]+\"[^\"\n]*\"[ \t]*$)"
    r"|\A(?P<open>[a-z]{{1,12}})(?=[ \t]+\"[A-Z][^\"\n]*$)|(?:say|speak|talk)[ \t]+(?P<said>{names}):?"
    r"|(?:[-–—•>|][ \t]*){{1,2}}(?P<dash>{names})[ \t]*:|(?P<letter>[a-z]):)[ \t]+)"
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
SECOND_COLON = regex(r"::|:[ \t]+:(?!['´`]?[)(\w/|-])")  # `Mia: :-)`

BLANKS = " \t\n"
# `I` of somebody who speaks, and what stands in quotation marks or is emphasised.
SAYS_I = regex(r"(?<![\w.])I(?:['’][a-z]|[ \t]+[a-z])")
UNQUOTED = regex(r"\"[^\"]*+\"|“[^“”]*+”|\*[^*]*+\*")
OTHERS = r"^[ \t]*:|^[ \t]*[a-z]{1,12}[ \t]+\"|^[ \t]*[a-z]:[ \t]"
IS_PROSE = "this line is read as prose, not as dialogue"
# Warns about a piece of a paragraph, by its offsets there.
Warn = Callable[[tuple[int, int], str, str], None]


def check_dialogue_forms(checked: Checked, names: str) -> None:
    """Warn about them. `names` is the pattern of the names of the cast, the longest first."""
    forms = DialogueForms(cast_of(checked), names, lambda: _is_told_by_me(checked))
    for scene in checked.names.tellings():
        source = scene.node.source
        for statement in scene.texts:
            if not isinstance(statement, Prose):
                continue
            # A piece of its own: at the first line of an indented paragraph, the text before it ends in blanks.
            at, text = statement.at, source.text[statement.at : statement.line.end]
            if not holds_one_of(text, forms.signs):
                continue

            def warn(where: tuple[int, int], message: str, hint: str, source: Source = source, at: int = at) -> None:
                checked.report.warning("NC106", source.span(at + where[0], at + where[1]), message, hint)

            forms.check(statement.speaker, text, warn)


def _is_told_by_me(checked: Checked) -> bool:
    """Whether a sentence of prose says `I`, and no line that begins with a name and a full stop."""
    begin = compiled(rf"[ \t]*(?:{'|'.join(map(re.escape, cast_of(checked)))})\.[ \t]")
    for scene in checked.names.tellings():
        text = scene.node.source.text
        for one in scene.texts:
            if not isinstance(one, Prose) or one.speaker is not None or text.find("I", one.at, one.line.end) < 0:
                continue
            if begin.match(text, one.at) is None and SAYS_I.search(UNQUOTED.sub("", text[one.at : one.line.end])):
                return True
    return False


class DialogueForms:
    """The forms that lines of one cast are mistaken for, as patterns."""

    def __init__(self, cast: list[str], names: str, is_told_by_me: Callable[[], bool]) -> None:
        self.cast, self.names, self._is_told_by_me = cast, names, is_told_by_me
        # A name that goes on in letters is another word: `Jo`, `Joe's`.
        self.anyone = rf"(?:(?:say|speak|talk)[ \t]+)?(?:{names}|{names.casefold()}|{names.upper()})(?![^\W_])"
        self.signs = (":", ' "', *cast, *(one.casefold() for one in cast), *(one.upper() for one in cast))
        self.speaks = [f"{one}:" for one in cast]
        self.low = {*"abcdefghijklmnopqrstuvwxyz", *(one[:1].casefold() for one in cast)}
        self.alone = {*cast, *(one.upper() for one in cast)}

    # Patterns, each compiled when a text holds the signs of what it looks for.

    @cached_property
    def parted(self) -> re.Pattern[str]:
        words = {"first": FIRST_WORDS, "bare": BARE_WORDS, "asking": ASKING_WORDS, "let": LET, "placed": PLACED}
        return _lines(PARTED, names=self.names, first_person=FIRST_PERSON, saying=SAYING, **words)

    @cached_property
    def is_told_by_me(self) -> bool:
        """Whether somebody who says `I` tells the story."""
        return self._is_told_by_me()

    @cached_property
    def nameless(self) -> re.Pattern[str]:
        return _lines(NAMELESS, names=self.names)

    @cached_property
    def wrapped(self) -> re.Pattern[str]:
        return _lines(WRAPPED, names=self.names, low=self.names.casefold())

    @cached_property
    def second(self) -> re.Pattern[str]:
        return compiled(SECOND.format(names=self.names))

    @cached_property
    def cue(self) -> re.Pattern[str]:
        return _lines(CUE, names=self.names, upper=self.names.upper())

    @cached_property
    def joined(self) -> re.Pattern[str]:
        return _lines(JOINED, names=self.names)

    @cached_property
    def begins(self) -> re.Pattern[str]:
        return compiled(rf"^[ \t]*[(\[<#:@|>•–—-]{{0,2}}[ \t]*{self.anyone}|{OTHERS}", re.MULTILINE)

    @cached_property
    def line(self) -> re.Pattern[str]:
        """With none of these at the beginning of a line, nothing but a second speaker can be found in it."""
        return compiled(rf"^[\s(\[<#:@|>•–—-]*{self.anyone}|{OTHERS}", re.MULTILINE)

    def check(self, speaker: str | None, text: str, warn: Warn) -> None:
        """Look for all of them in a paragraph that holds one of the signs."""
        # Of a paragraph of dialogue, only the lines behind the first can be meant as those of another one.
        below = 0 if speaker is None else text.find("\n") + 1 or len(text)
        if below < len(text) and (self.begins if below else self.line).search(text, below) is None:
            below = len(text)
        if below < len(text):
            behind = self._behind_names(text, below)
            self._check_names(text, below, behind, warn)
            self._check_marks(text, below, behind, warn)
        if ":" in text:
            # With no name at the beginning of a line, there can be but a second speaker in it.
            self._check_colons(speaker, text, warn)

    def _check_names(self, text: str, below: int, behind: list[str], warn: Warn) -> None:
        """The name is missing, is wrapped, stands on a line of its own, or is several."""
        lines = [line.strip() for line in text[below:].split("\n")]
        begins = {line[:1] for line in lines}
        for found in self.nameless.finditer(text, below) if ":" in begins else ():
            written = f"`{found['name']}:`" if found["name"] else "the name, a colon and the speech"
            hint = f"write {written}; for plain text put a `\\` before the colon"
            warn(found.span("line"), "this line is read as prose: who speaks stands before the colon", hint)
        for found in self.wrapped.finditer(text, below) if self._may_be_wrapped(text, begins) else ():
            name = next(one for one in found.groups()[1:] if one)
            known = next((one for one in self.cast if one.casefold().startswith(name.casefold())), None)
            if known is None:
                continue  # some word before a quotation
            name = known if found["short"] or found["open"] or found["low"] or found["letter"] else name
            warn(found.span("line"), IS_PROSE, f"write `{name}: …`; for plain text put a `\\` before it")
        is_cue = any(line.partition("(")[0].rstrip() in self.alone for line in lines[:-1])
        for found in self.cue.finditer(text, below) if is_cue else ():
            name = next(one for one in self.cast if found["name"] in (one, one.upper()))
            warn(found.span("name"), IS_PROSE, f"write `{name}: …`, on one line with the speech")
        is_joined = any(":" in rest and rest.lstrip(" \t").startswith(JOINING) for rest in behind)
        for found in self.joined.finditer(text, below) if is_joined else ():
            message = "this line is read as prose: before the colon of dialogue stands one name"
            warn(found.span("name"), message, "give each of them a line, or put this name into `cast:`")

    def _check_marks(self, text: str, below: int, behind: list[str], warn: Warn) -> None:
        """Between the name and the speech stands something else than a colon."""
        for found in self.parted.finditer(text, below) if any(map(_may_part, behind)) else ():
            line_end = text.find("\n", found.start())
            said = text[found.end() : line_end if line_end >= 0 else len(text)]
            said = found.group()[found.start("quote") - found.start() :] if found["quote"] else said
            if found["stop"] and (text[: found.start()].strip() or not self._is_said(said)):
                continue
            hint = f"write `{found['name']}: {shortened(said.strip())}`; for plain text put a `\\` before it"
            warn((found.start("name"), found.end("name") + 1), IS_PROSE, hint)

    def _is_said(self, text: str) -> bool:
        """Whether only somebody who speaks says `I` so: not `Tobias. That is who it was.`, nor who tells the story."""
        return SAYS_I.search(UNQUOTED.sub("", text)) is not None and not self.is_told_by_me

    def _may_be_wrapped(self, text: str, begins: set[str]) -> bool:
        """Whether a line begins with a sign or a word of `WRAPPED`; `begins` are the first characters of lines."""
        is_word = not begins.isdisjoint(self.low) and holds_one_of(text, ('"', "“", "«", ":", "say", "speak", "talk"))
        return is_word or not begins.isdisjoint(WRAPPING)

    def _behind_names(self, text: str, below: int) -> list[str]:
        """The rest of each line that begins with a name."""
        ends = ((found.end(), text.find("\n", found.end())) for found in self.line.finditer(text, below))
        return [text[at : end if end >= 0 else len(text)] for at, end in ends]

    def _check_colons(self, speaker: str | None, text: str, warn: Warn) -> None:
        """Somebody else speaks on the same line, or a line of dialogue has two colons."""
        for found in self.second.finditer(text) if holds_one_of(text[1:], self.speaks) else ():
            message = f"`{found['name']}:` is shown as it stands: who speaks stands at the beginning of a line"
            hint = f"begin a new line with `{found['name']}:`; for plain text write `\\{found['name']}:`"
            warn((found.start("name"), found.end("name") + 1), message, hint)
        again = SECOND_COLON.match(text, text.find(":")) if speaker is not None and ":" in text else None
        if again is not None:
            hint = "one colon is enough; for plain text write `\\:`"
            warn((again.end() - 1, again.end()), "the second colon is shown as it stands", hint)
        elif speaker is not None:
            name, colon, rest = text[text.find(":") + 1 :].lstrip().partition(":")
            if colon and name.rstrip() == speaker and rest[:1] in BLANKS:
                begin = text.find(speaker, text.find(":"))
                said = shortened(rest.partition("\n")[0].strip())
                hint = f"write `{speaker}: {said}`; for plain text write `{speaker}\\:`"
                where = begin, begin + len(name) + 1
                warn(where, f"`{speaker}:` stands twice, and the second one is shown", hint)


def _may_part(rest: str) -> bool:
    """Whether what stands behind a name begins with a sign or a word of `PARTED`: in `Ada looks up.`, it does not."""
    text = rest.lstrip(" \t")
    is_mood = rest.startswith((".", "_", "/")) and not rest[1:2].isspace()
    if rest.startswith(". "):
        return SAYS_I.search(rest) is not None
    return text.startswith(PARTING) or (":" in rest and (is_mood or text.startswith(SAID)))


def _lines(pattern: str, **parts: str) -> re.Pattern[str]:
    """A pattern of lines, with the parts that differ from cast to cast."""
    return compiled(pattern.format(**parts), re.MULTILINE)
