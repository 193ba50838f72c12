"""NC317: words that were probably written for the player, who never sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow, end_of
from engine.check.names import SceneNames
from engine.check.rules.foreign_markup import SLANTED
from engine.check.rules.lost_stars import holds_star, is_beside_word, is_lost
from engine.check.rules.plain_scenes import has_signs
from engine.check.rules.signs import is_said_of, written_in
from engine.check.scene_facts import of_scene
from engine.diagnostics import Fix, replaced
from engine.patterns import regex
from engine.program.program import ClaimedPlace
from engine.slips import Slip, SlipKind
from engine.source import Source
from engine.syntax.messages import shortened
from engine.syntax.reading import COMMENT, tags_begin
from engine.syntax.tree import ChoiceStatement, Prose, Styled, TextItems

if TYPE_CHECKING:
    from engine.check.checker import Checked

MOVE = regex(r"(?<!\\)->")
# The end of a line that is no end of a sentence: a word, and a tag or a comment behind it.
WORD_END = regex(r"[^\W_]$")
# Nor do these end one.
GOES_ON = regex(r"(?:[^\W_]|[,:;–—]|--)$")
COLOUR = regex(r"#(?:[0-9a-fA-F]{3}){1,2}(?![\w-])")
ADDRESS = regex(r"//[\w-]+(?:\.[\w-]+)+")
GLUED = regex(r"//(?=[^\s/])")
TWICE = regex(r"//[ \t][^/\n]*[^/\s][ \t]//[ \t]*\S")
# `n // 2`, a whole quotient in Python, and `The platform //outdoors`, a tag of a heading.
QUOTIENT = regex(r"(?<=[\w)])[ \t]+//[ \t]*(?P<value>\d+|[^\W\d]\w*)[ \t)]*$", re.MULTILINE)
CODE_LINE = regex(r"^[ \t]*(?:~|def\b|const\b|var\b)", re.MULTILINE)
ESCAPED = regex(r"\\(.?)", re.DOTALL)
BEGINNING = regex(r"(?:^|[\n{|])[ \t]*$|(?:^|\n)[ \t]*[-*+][ \t]*$|:[ \t]+$")
# How something is said, in English: `(whispering) "Go."`, `(softly) "Go."`.
SPEAKING = (
    *("whispering", "lying", "shouting", "yelling", "screaming", "sighing", "laughing", "smiling", "grinning"),
    *("crying", "sobbing", "weeping", "joking", "mumbling", "muttering", "murmuring", "stammering", "singing"),
    *("thinking", "nodding", "shrugging", "frowning", "coughing", "bluffing", "pleading", "begging", "teasing"),
    *("hissing", "growling", "groaning", "gasping", "sneering", "snarling", "winking", "interrupting", "pretending"),
)
MANNER = regex(rf"(?:{'|'.join(SPEAKING)}|(?!family|reply|assembly|anomaly|butterfly|monopoly)\w{{4,}}ly)$")
# How something is done, which stands before no quotation either: `(sighing) Open it.`
GESTURES = (
    *("sigh", "nodd", "nod", "shrugg", "shrug", "whisper", "shout", "laugh", "smil", "grinn", "grin", "mutter"),
    *("mumbl", "frown", "cough", "gasp", "groan", "wink", "gulp", "sob"),
)
GESTURE = regex(
    rf"(?:{'|'.join(GESTURES)})"
    r"(?:ing|e?s|e)?$|(?!\w*(?:thing|king|ring|sing|wing|spring|morning|evening|ceiling|wedding|building|painting)$)\w{4,}ing$"
    r"|(?!(?:family|reply|assembly|anomaly|butterfly|monopoly|supply|belly|jelly|bully|lily|only|early|daily)$)\w{3,}ly$"
)
STEM = 3
# Words of the language and of others that say when a choice is there, and no name of one.
WORDS = {
    **dict.fromkeys(("otherwise", "else", "fallback", "default"), "where no other choice is left, write `{otherwise}`"),
    **dict.fromkeys(("once", "sticky"), "a choice with `*` is offered once, one with `+` always: delete it"),
}
# Labels with which answers are counted: `* (a) The fox.`, `* (b) The dog.`
COUNTED = (tuple("abcdefgh"), ("i", "ii", "iii", "iv", "v"))
NOTED = regex(r"(?:TODO|FIXME|XXX|NOTE)\b|[^\W\d]\w*:")
# Blanks that would be shown as one, and not before what is no text.
RUN = regex(r"   (?<=[^\s\\|]   )[ \t]*+(?=[^\s#|])(?!//|->)|\\ [ \t]{2,}+(?=\S)")
# Signs that nothing takes for a mark of the language, and with which faces and animals are drawn.
DRAWN = frozenset("_/',`^")
QUOTE = regex(r"[\"“”«»„‘‚「『]")
# What could go on a sentence. A dash and dots begin one, too, as dialogue does in many languages.
MARK_BEHIND_LABEL = regex(r"[:.,;](?!\.)|[!?](?=[ \t]+\w)|[-–—](?![>]|[ \t]+[^\W\d_])")


def check_unseen_text(checked: Checked) -> None:
    """Warn about tags, comments, labels, stars and backslashes that were probably meant to be read."""
    finder = _Finder(checked)
    _check_quotients(checked)
    names = checked.names
    with_signs = [(names.scenes[name], signs) for name, signs in checked.facts.of(_signs_of).items()]
    with_signs += [(body, _signs_in(body)) for body in names.bodies.values()]
    for scene, signs in with_signs:
        for statement in scene.texts if signs else ():
            finder.look_at(scene, statement, signs)


def _signs_of(scene: SceneNames, flow: SceneFlow) -> set[str]:
    return _signs_in(scene)


def _signs_in(scene: SceneNames) -> set[str]:
    text, at, end = scene.node.source.text, scene.node.heading.end, scene.node.end
    signs = {sign for sign in ("#", "//", "\\", "*") if text.find(sign, at, end) >= 0}
    # Before a line, blanks are no part of its text.
    if has_signs(scene) and "   " in of_scene(scene, written_in) and RUN.search(text, at, end) is not None:
        signs.add("   ")
    return signs


def _quotients(text: str) -> Iterator[re.Match[str]]:
    """All that looks like a quotient: the pattern begins with a blank, so it is tried where the `//` are alone."""
    at = text.find("//")
    while at >= 0:
        begin = at
        while begin > 0 and text[begin - 1] in " \t":
            begin -= 1
        found = QUOTIENT.match(text, begin)
        if found is not None:
            yield found
        at = text.find("//", at + 1)


def _check_quotients(checked: Checked) -> None:
    """Warn about `~ half = gold // 2`, which is read as `~ half = gold`, and about `== bar: The bar //indoors`."""
    names = checked.names
    for source in checked.story.sources:
        for found in _quotients(source.text):
            begin = source.text.rfind("\n", 0, found.start()) + 1
            line = source.text[begin : found.start()]
            value = found["value"]
            at = found.start() + found.group().index("//")
            if CODE_LINE.match(line) and "=" in line and (value.isdigit() or value in names.variables):
                hint = f"a whole quotient is written `/`: `/ {value}`; for a comment write more than a number or a name"
            elif line.startswith("==") and source.text[at + 2] not in " \t":
                hint = f"for a tag, write `#{value}`; for a comment, put a space behind the `//`"
            else:
                continue
            message = "this begins a comment: it is no part of this line"
            checked.report.warning("NC317", source.span(at, found.end()), message, hint)


class _Finder:
    """Looks at the texts of a story, one after the other."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.is_english = any(
            entry.key == "language" and entry.value.strip().casefold().startswith("en")
            for entry in checked.story.entries
        ) or all(entry.key != "language" for entry in checked.story.entries)

        # Where a star is not closed, the next ones are in disorder.
        self.unclosed = {one.span[:2] for one in checked.report.found if one.code == "NC022"}

    def look_at(self, scene: SceneNames, statement: Prose | ChoiceStatement, signs: set[str]) -> None:
        source = scene.node.source
        at, end = statement.at, min(end_of(statement), len(source.text))
        if isinstance(statement, ChoiceStatement):
            self._label(scene, statement)
            if "\\" in signs and statement.source.endswith("\\") and not statement.source.endswith("\\\\"):
                message = "a choice is one line long: this `\\` joins nothing to it"
                span, hint = source.span(max(at, end - 1), end), "write the whole text on the choice's own line"
                self.checked.report.warning("NC317", span, message, hint, slip=Slip(SlipKind.JOINS_NOTHING))
                return
        # The tags at the end of the text stand behind what `end_of` counts.
        line_end = source.text.find("\n", end)
        line_end = len(source.text) if line_end < 0 else line_end
        if "#" in signs or "//" in signs:
            self._lines(scene, statement, at, line_end)
        run = RUN.search(source.text, at, end) if "   " in signs and isinstance(statement, Prose) else None
        if run is not None and not is_said_of(self.checked, source, run.start()):
            message = "of several blanks the player sees one"
            self._warn(source, *run.span(), message, "a blank that stays is `\\ `, once for each")
        elif "\\" in signs:
            self._backslashes(source, at, end)
        if "*" in signs and source.text.find("*", at, end) >= 0:
            self._stars(source, statement.line.items)

    def _warn(self, source: Source, at: int, end: int, message: str, hint: str, plain: bool = False) -> None:
        """Warn; where it is `plain`, a `\\` before it makes it text, which is what the fix does."""
        fixes = (Fix("make it plain text", (replaced(source, at, at, "\\"),)),) if plain else ()
        self.checked.report.warning("NC317", source.span(at, end), message, hint, fixes=fixes)

    # ------------------------------------------------------------ tags and comments

    def _lines(self, scene: SceneNames, statement: Prose | ChoiceStatement, at: int, end: int) -> None:
        source, text = scene.node.source, scene.node.source.text
        while at < end:
            line_end = text.find("\n", at, end)
            line_end = end if line_end < 0 else line_end
            comment = COMMENT.search(text, at, line_end) if text.find("//", at, line_end) >= 0 else None
            stop = line_end if comment is None else comment.start()
            if comment is not None and text[at:stop].strip():
                self._comment(source, at, comment.start(), line_end)
            if text.find("#", at, stop) >= 0:
                move = MOVE.search(text, at, stop)
                self._tag(scene, statement, at, stop if move is None else move.start())
            at = line_end + 1

    def _tag(self, scene: SceneNames, statement: Prose | ChoiceStatement, at: int, end: int) -> None:
        text = scene.node.source.text
        begin = tags_begin(text, at, end)
        if begin >= end:
            return
        tag = text[begin:end].split()[0]
        is_colour = COLOUR.fullmatch(tag) is not None
        if not GOES_ON.search(text[at:begin].rstrip()) and not (is_colour and any(map(str.isdigit, tag))):
            return
        if not is_colour and ("=" in tag or self._is_known(tag[1:]) or self._is_habit(scene, statement)):
            return
        if self.checked.report.covers("NC324", scene.node.source.span(begin)):
            return
        message = f"`{tag}` is a tag, which the player does not see"
        hint = f"for text, write `\\{tag}`; for a tag, end the sentence before it"
        self._warn(scene.node.source, begin, begin + len(tag), message, hint, plain=True)

    def _is_known(self, tag: str) -> bool:
        """Whether the story has this tag in another place, too."""
        return self._tags.get(tag, 0) > 1 or tag in self.checked.names.tags

    @cached_property
    def _tags(self) -> dict[str, int]:
        counted: dict[str, int] = {}
        for scene in self.checked.names.tellings():
            for statement in scene.texts:
                for tag in statement.line.tags:
                    counted[tag] = counted.get(tag, 0) + 1
        return counted

    def _is_habit(self, scene: SceneNames, statement: Prose | ChoiceStatement) -> bool:
        """Whether the choices of a scene have no marks at their ends, so that a tag can well follow a word."""
        if not isinstance(statement, ChoiceStatement):
            return False
        others = [
            one for one in scene.texts if isinstance(one, ChoiceStatement) and one is not statement and one.source
        ]
        return not any(one.source[-1] in '.!?…”"»' for one in others)

    def _comment(self, source: Source, at: int, begin: int, end: int) -> None:
        text = source.text
        if SLANTED.match(text, begin, end):
            return  # NC315
        before = text[at:begin].rstrip()
        if not text[begin + 2 : end].strip() and text[end : end + 2].strip() and before.endswith((",", ";")):
            hint = "to break the line, write `\\` at its end; a comment stands behind its `//`"
            self._warn(source, begin, end, "this is an empty comment, and the line does not break here", hint)
            return
        is_text = ADDRESS.match(text, begin, end) or TWICE.match(text, begin, end)
        if before.count('"') % 2 and text.count('"', begin, end) % 2:
            message = "this begins a comment: the player sees nothing of the line from here on"
            self._warn(
                source, begin, end, message, "for text, write `\\//`; for a comment, close the quotation before it"
            )
            return
        is_open = WORD_END.search(before) or before.endswith((",", ":", ',"', ",”", ",«", ",»"))
        is_quotient = before[-1:].isdigit() and text[begin + 2 : end].lstrip()[:1].isdigit()
        if is_text is None and not (
            is_quotient or (is_open and (GLUED.match(text, begin, end) or self._is_cut(source, begin, end)))
        ):
            return
        message = "this begins a comment: the player sees nothing of the line from here on"
        meant = "put a space behind the `//`" if GLUED.match(text, begin, end) else "end the sentence before it"
        self._warn(source, begin, end, message, f"for text, write `\\//`; for a comment, {meant}")

    def _is_cut(self, source: Source, begin: int, end: int) -> bool:
        """Whether a comment cuts a sentence in two: it begins small, and nothing of the paragraph follows."""
        text = source.text
        below, said = text[end + 1 : text.find("\n", end + 1)], text[begin + 2 : end].strip()
        is_prose = text[text.rfind("\n", 0, begin) + 1 : begin].lstrip()[:1] not in ("*", "+")
        # A comment behind a line stands two spaces apart, and says of itself what it is.
        is_close = text[begin - 1 : begin] == " " != text[begin - 2 : begin - 1] and not NOTED.match(said)
        is_close = is_close and not is_said_of(self.checked, source, begin)
        is_text = (said[:1].islower() and said[-1:] in ".!?") or (is_prose and (said.isdigit() or is_close))
        return is_text and (not is_prose or below.strip()[:1] in ("", *"~*+-=<"))

    # ------------------------------------------------------------ backslashes and stars

    def _backslashes(self, source: Source, at: int, end: int) -> None:
        text = source.text
        for found in ESCAPED.finditer(text, at, end):
            shown = found.group(1)
            if shown == "_" and text[found.start() - 1] == "¯":
                self._warn(source, *found.span(), "of `\\_` the player sees `_` only", "for a backslash, write `\\\\`")
                return
            if shown in DRAWN and text[found.start() - 2] != "\\" and self._is_drawn(text, at, found):
                hint = "for a backslash, write `\\\\`"
                self._warn(source, *found.span(), f"of `\\{shown}` the player sees `{shown}` only", hint)
                return
            if shown == " " and self._runs_on(text, at, found.start()):
                message = "the line above goes on here: this begins no line of its own"
                self._warn(source, *found.span(), message, "to break the line above, write `\\` at its end")
                return
            if shown == " " and (text[found.end() :].lstrip(" \t")[:1] or "\n") == "\n":
                message = "a blank stands behind this `\\`, so the line does not break here"
                self._warn(source, *found.span(), message, "delete the blank: `\\` stands at the very end of the line")
                return
            if (
                not shown.isalnum()
                or found.start() == at
                or BEGINNING.search(text[max(at, found.start() - 20) : found.start()])
            ):
                continue
            hint = "for a backslash, write `\\\\`"
            if shown == "n" and not text[found.end() : found.end() + 1].islower():
                hint = f"a line is broken by a `\\` at its end; {hint}"
            self._warn(source, *found.span(), f"of `\\{shown}` the player sees `{shown}` only", hint)
            return

    def _is_drawn(self, text: str, at: int, found: re.Match[str]) -> bool:
        """Whether a backslash is part of a drawing, `(\\_/)`: signs stand before it and behind what it escapes."""
        before, behind = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if found.start() == at or before.isspace() or before.isalnum() or before in '\\"“”.,;:!?':
            return False
        if "\\\\" in text[text.rfind("\n", 0, at) + 1 : text.find("\n", found.end())]:
            return False  # who wrote that knows how a backslash is written
        return behind not in ("", "\n", " ", "\\") and not behind.isalnum() and found.group() + behind != "\\//"

    def _runs_on(self, text: str, at: int, place: int) -> bool:
        """Whether a place begins a line of a paragraph whose line above is not broken."""
        begin = text.rfind("\n", 0, place) + 1
        return begin > at and not text[begin:place].strip() and text[:begin].rstrip()[-1:] != "\\"

    def _stars(self, source: Source, items: TextItems, outer: str = "") -> None:
        styled = {item.at for item in items if isinstance(item, Styled)}
        for number, item in enumerate(items):
            if isinstance(item, Styled):
                if self.unclosed and source.span(item.at)[:2] in self.unclosed:
                    continue
                is_last = item.end not in styled  # `*f**k*` is `f` and `k`, with no star between them
                if is_last and not outer and item.style == "*" and source.text[item.end : item.end + 1] == "*":
                    message = "the second star is shown as it stands"
                    hint = f"write `**{shortened(source.text[item.at + 1 : item.end - 1])}**`, or one star on each side"
                    self._warn(source, item.at, item.end + 1, message, hint)
                elif (not is_last and item.style == "*") or is_lost(source.text, item) or is_beside_word(items, number):
                    message = "these stars are not shown: what stands between them is emphasis"
                    width = len(item.style)
                    places = [(item.at, item.at + width)]
                    if not holds_star(item):  # else the other star belongs to that one: `*note 3, and *The Times*`
                        places.append((item.end - width, item.end))
                    edits = tuple(replaced(source, *place, "\\*" * width) for place in places)
                    span, hint = source.span(item.at, item.end), "for plain stars, write `\\*`"
                    fixes = (Fix("make them plain stars", edits),)
                    self.checked.report.warning("NC317", span, message, hint, fixes=fixes)
                self._stars(source, item.items, item.style)
            elif not isinstance(item, str):
                for part in item.texts:
                    self._stars(source, part)

    # ------------------------------------------------------------ labels

    def _label(self, scene: SceneNames, choice: ChoiceStatement) -> None:
        """`(whispering) "Go."`, `(Lie) I never saw it.`: brackets that are a label, though they read like text."""
        label = choice.label
        if label is None or choice.was or self._is_asked(scene.node.name, label):
            return
        text = choice.source
        odd = label in WORDS or bool(MARK_BEHIND_LABEL.match(text)) or (label[0].isupper() and not self._has_capitals)
        odd = odd or any(label in row and self._is_counted(scene, label, row) for row in COUNTED)
        if not odd and self.is_english:
            odd = bool(QUOTE.match(text) and MANNER.search(label)) or self._is_gesture(scene, choice)
        if odd:
            begin = choice.label_at - 1
            hint = f"for text, write `\\({label})`"
            if label[0].isupper():
                hint += f"; for a label, `({label.casefold()})`"
            elif label in WORDS:
                hint = WORDS[label]
            message = f"`({label})` is a label, which the player does not see"
            self._warn(scene.node.source, begin, choice.label_at + len(label) + 1, message, hint, plain=True)

    def _is_counted(self, scene: SceneNames, label: str, row: tuple[str, ...]) -> bool:
        """Whether a label is the first of several, `a` and `b`: answers of a quiz, if nothing asks about them."""
        at = row.index(label)
        is_first = row[at + 1 : at + 2] and row[at + 1] in scene.labels and (at == 0 or row[at - 1] not in scene.labels)
        return bool(is_first) and not any(self._is_asked(scene.node.name, one) for one in scene.labels if one in row)

    def _is_gesture(self, scene: SceneNames, choice: ChoiceStatement) -> bool:
        """Whether a label tells how something is done, the text has no such word, and other choices have no labels."""
        label = choice.label or ""
        # Asked for its beginning and its end first: nearly no label has these.
        may_be = label.startswith(GESTURES) or label.endswith(("ing", "ly"))
        if not may_be or not GESTURE.match(label) or label[:STEM] in choice.source.casefold():
            return False
        others = [one for one in scene.texts if isinstance(one, ChoiceStatement) and one is not choice and one.source]
        is_manner = label.endswith(("ing", "ly"))  # hardly ever the name of anything
        is_habit = not is_manner and any(one.label is not None and not GESTURE.match(one.label) for one in others)
        return not is_habit and any(one.label is None for one in others)

    def _is_asked(self, scene: str, label: str) -> bool:
        resolver = self.checked.resolver
        key = f"{scene}.{label}"
        places = [place for claim in self.checked.claims for place in (claim.point, claim.after)]
        return key in resolver.counted or key in resolver.timed or ClaimedPlace("label", key) in places

    @cached_property
    def _has_capitals(self) -> bool:
        """Whether the story asks about labels with capitals: then they are its habit."""
        scenes = self.checked.names.scenes.values()
        return any(
            label[0].isupper() and self._is_asked(scene.node.name, label) for scene in scenes for label in scene.labels
        )
