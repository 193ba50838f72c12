"""Reads the lines of choices: `*` and `+` with their guards, `each`, and `<-`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.named_tuples import NamedTuple
from engine.patterns import compiled, regex
from engine.slips import UNTOLD, Slip, SlipKind
from engine.syntax.file_lines import HEADING_LINES, lines_with
from engine.syntax.grammars import reads
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.moves import read_target
from engine.syntax.odd_heads import behind_label, odd_head, odd_loop
from engine.syntax.old_names import OLD_NAMES, old_names
from engine.syntax.reading import PieceReader
from engine.syntax.text import read_line
from engine.syntax.text_builder import spaced
from engine.syntax.tree import ChoiceStatement, Each, Expression, Guard, Line, Loop, Missing, Move, Thread

if TYPE_CHECKING:
    from engine.syntax.loops import LoopHead

CHOICE = regex(r"([*+])[ \t]*(?:\(([^\W\d]\w*)(?:[ \t]++%s)?[ \t]*+\)[ \t]*+)?" % OLD_NAMES)
# A choice whose text begins with a letter: it has neither a label nor a guard. Of nearly all, the text is words alone,
# with a move to a scene behind them or none.
PLAIN_CHOICE = regex(r"[*+][ \t]++(?!each|for)(?=[^\W\d_])")
# `go) {if wet}`, `go: {if wet}`: a label that lacks a bracket.
NEAR_LABEL = regex(r"[a-z]\w*+(?:[)\]}>]:?|:)[ \t]*\{[ \t]*(?:if|needs|otherwise)\b")
TAG_ALONE = regex(r"#[^\W\d][\w-]*")
PLAIN_WORDS = regex(
    PLAIN_CHOICE.pattern + r"(?P<text>[^\\{}*#/<\n-]++(?:[/-](?![/>])[^\\{}*#/<\n-]*+)*+)"
    r"(?P<move>->[ \t]*+(?!(?:back|any)\b|end|End|END)(?P<name>[^\W\d]\w*+)[ \t]*+)?"
)
NEAR_OTHERWISE = regex(r"\{[ \t]*(?:if[ \t]+(?=(?:otherwise|else)\b))?(\w{4,12})[ \t]*(?:[:;,.]?[ \t]*\}|:?[ \t]*$)")
# `{otherwise: Go.}`, `{otherwise Go. -> end`: the text within the braces of a guard that has none.
OTHERWISE_TEXT = regex(
    r"\{[ \t]*(?:other[ \t-]+wise|otherwise)[ \t]*+[:,;]?[ \t]*+(?P<text>[^{}\n]{0,400}?)[ \t]*(?:\}[ \t]*|(?=->)|$)"
)
# `{If wet}`, `{fi wet}`, `{when wet}`, `{Needs gold > 1: too dear}`
ODD_GUARD = regex(r"\{[ \t]*(?P<word>[^\W\d]\w*+)[ \t]++(?P<condition>[^{}|:\n]++)(?P<reason>:[^{}|\n]*)?\}[ \t]*")
# What the words before a condition are called elsewhere.
GUARD_WORDS = {
    "when": "if",
    **dict.fromkeys(("require", "requires", "required", "req", "need", "demands", "wants"), "needs"),
}
ODD_EACH = regex(
    r"(?:->[ \t]*)?(?:for[ \t]+)?(?P<word>[^\W\d]+):?[ \t]+#[ \t]*"
    r"(?P<tag>[^\W\d][\w-]*+)[ \t]*+(?P<returns>->)?[ \t]*+$"
)
IF_OTHERWISE = regex(r"\{[ \t]*if[ \t]+(?:otherwise|else)[ \t]*\}")
SQUARE_LABEL = regex(r"\[([^\W\d]\w*)\][ \t]*(?=\{[ \t]*(?:if|needs)\b)")
# `* {if wet} (use) for item in bag: …`: a label behind the conditions.
LATE_LABEL = regex(r"\((?P<name>[^\W\d]\w*)\)[ \t]*(?=(?P<loop>for[ \t]+[^\W\d]\w*[ \t]+in\b[^:{}\n]*:))")
GUARD = regex(r"\{[ \t]*(if\b|needs\b|otherwise[ \t]*\})[ \t]*")
EACH = regex(r"each[ \t]+#([^\W\d][\w-]*)[ \t]*+(->)?[ \t]*$")
BARE_EACH = regex(r"each[ \t]+([^\W\d][\w-]*)[ \t]*+(->)?[ \t]*$")
FOREIGN_EACH = regex(r"each[ \t]+(?:#[^\W\d]|[^\W\d][\w-]*[ \t]*+(?:->[ \t]*)?$)")


def _is_otherwise(word: str) -> bool:
    """Whether a word is `otherwise` with a slip in it, or what other languages have for it."""
    if word.casefold() in ("else", "default", "fallback"):
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, word.casefold(), "otherwise").ratio() > 0.75


def _plain_choice(once: bool, found: re.Match[str]) -> ChoiceStatement:
    """A choice that is words alone, perhaps with a move to a scene, as all others would be read of it."""
    begin, stop = found.span("text")
    source = found["text"].strip()
    move = None
    if found["move"] is not None:
        name_at, name_end = found.span("name")
        move = Move(stop, name_end, "scene", found["name"], name_at)
        text_end = stop
    else:
        text_end = max(begin + len(found["text"].rstrip()), begin + 1)
    line = Line(begin, stop, (spaced(source),), (), move)
    return ChoiceStatement(begin, text_end, once, None, begin, (), line, source)


class ChoiceHead(NamedTuple):
    """What stands at `at` before the conditions of a choice, which begin at `begin`.

    `is_square` says that its label stands in the wrong brackets, `is_all` that nothing else is on the line.
    """

    at: int
    begin: int
    label: str | None
    label_at: int
    is_square: bool
    is_all: bool = False


class ChoiceReader:
    """Reads the lines of choices of one source."""

    def __init__(self, reader: PieceReader) -> None:
        self.reader = reader
        self.text = reader.source.text

    def choice(self, at: int, end: int) -> tuple[str, object]:
        """A line that begins with `* ` or `+ `: the type of its token, and its node."""
        words = PLAIN_WORDS.fullmatch(self.text, at, end)
        if words is not None:
            return "CHOICE", _plain_choice(self.text[at] == "*", words)
        plain = PLAIN_CHOICE.match(self.text, at, end)
        if (
            plain is not None
            and NEAR_LABEL.match(self.text, plain.end(), end) is None
            and (self.text.find("#", plain.end(), end) < 0 or ODD_EACH.match(self.text, plain.end(), end) is None)
        ):
            begin = plain.end()
            line = read_line(self.reader, begin, end)
            text_end = max(min(line.end, self.reader.end_of_line(begin, end)), begin + 1)
            source = self.text[begin:text_end].strip()
            return "CHOICE", ChoiceStatement(begin, text_end, self.text[at] == "*", None, begin, (), line, source)
        return self._marked(at, end)

    def _marked(self, at: int, end: int) -> tuple[str, object]:
        """A choice with a label, conditions, a loop or a mistake before its text."""
        once = self.text[at] == "*"
        found = CHOICE.match(self.text, at, end)
        head = self._head(found, at, end)
        label, label_at, begin = head.label, head.label_at, head.begin
        if head.is_all:
            return "CHOICE", self._of_code(head.at, begin, once)
        guards, begin = self._guards(begin, end)
        bare = self.reader.end_of_line(begin, end)
        each = self._each(at, begin, bare, guards, label) if self.text.startswith("each", begin) else None
        if each is not None:
            return each
        if bare - begin == 2 and self.text.startswith("->", begin):
            hint = "a choice that is taken by itself is `* {otherwise}`, with `-> scene` behind it or a block below"
            self.reader.error("NC013", at, bare, "this choice has neither a text nor a scene to go to", hint)
            begin, guards = bare, (*guards, Guard(at, bare, "otherwise"))
        late = LATE_LABEL.match(self.text, begin, end) if guards and label is None else None
        if late is not None:
            written = shortened(f"({late['name']}) {self.text[guards[0].at : guards[-1].end]}")
            hint = f"write `{self.text[at]} {written} {late['loop']}`"
            self.reader.error("NC013", begin, late.end("name") + 1, "a label stands before the conditions", hint)
            label, label_at, begin = late["name"], late.start("name"), late.end()
        # A choice that is taken by itself may draw a scene with the same words.
        otherwise = any(guard.kind == "otherwise" for guard in guards)
        if not otherwise and "#" in self.text[begin:bare] and (odd := self._odd_each(begin, bare, once, guards)):
            return "EACH", odd
        text_at = begin
        told = self._loop_head(begin, end, self.text[at]) if self.text.startswith("for", begin, end) else None
        loop = None
        meant = None if told is not None else odd_loop(self.text, begin, bare)
        if meant is not None:
            before = " ".join(self.text[at:text_at].split())
            self.reader.error("NC013", text_at, meant.set_end, meant.message, f"write `{before} {meant.written}`")
            value = self.reader.quiet_expression(meant.set_at, meant.set_end)
            loop, begin = Loop(meant.name_at, meant.name_at + len(meant.name), meant.name, value), meant.stop
        if told is not None:
            loop, begin = Loop(told.at, told.end, told.name, told.value), self.reader.skip(told.stop, end)
            guards, begin = self._guards_behind(text_at, begin, end, guards)
        line = read_line(self.reader, begin, end)
        otherwise = any(guard.kind == "otherwise" for guard in guards)
        if otherwise and loop is not None:
            hint = "it is one choice, taken by itself where nothing else can be; leave the `for` away"
            self.reader.error("NC013", text_at, begin, "an `{otherwise}` does not stand for several choices", hint)
        unclosed = bool(guards) and begin >= end
        if not line.items and not otherwise and not unclosed:
            hint = "write what the player reads; a choice that is taken by itself is `* {otherwise} -> scene`"
            written = self.text[at:end].rstrip()[2:].strip()
            tag = written.removesuffix("->").rstrip()
            if TAG_ALONE.fullmatch(tag) and self._is_tag_of_a_scene(tag):
                hint = f"for a choice for each scene of a tag, write `{self.text[at]} each {written}`"
            if label is not None and _is_otherwise(label):
                hint = "a choice that is taken by itself is `* {otherwise}`"
            self.reader.error("NC013", at, max(bare, at + 1), "this choice has no text", hint)
        label_at = begin if label is None else label_at
        text_end = min(line.end, bare)
        source = self.text[begin:text_end].strip()
        was = old_names(found) if found and not head.is_square and found["names"] else ()
        place = text_at, max(text_end, text_at + 1)
        return "CHOICE", ChoiceStatement(*place, once, label, label_at, guards, line, source, (), was, loop)

    def _loop_head(self, begin: int, end: int, mark: str) -> LoopHead | None:
        from engine.syntax.loops import loop_head

        return loop_head(self.reader, begin, end, mark)

    def _is_tag_of_a_scene(self, tag: str) -> bool:
        """Whether `#tag` stands in the heading of a scene of this file."""
        lines = lines_with(HEADING_LINES, self.reader.source.whole)
        return tag in lines and compiled(rf"(?m)^==.*{tag}\b").search(lines) is not None

    def _head(self, found: re.Match[str] | None, at: int, end: int) -> ChoiceHead:
        """What stands before the conditions: a label, or something that was meant as one, which is reported."""
        label, label_at = (found.group(2), found.start(2)) if found else (None, at)
        begin = found.end() if found else at + 1
        square = SQUARE_LABEL.match(self.text, begin, end) if self.text.startswith("[", begin, end) else None
        square = square if label is None else None
        if square is not None:
            hint = f"write `({square.group(1)})`"
            self.reader.error("NC013", begin, square.end(1) + 1, "a label stands in round brackets", hint)
            label, label_at, begin = square.group(1), square.start(1), square.end()
        stop = self.reader.end_of_line(begin, end)
        mark = self.text[at]
        if label is None:
            odd = odd_head(self.text, mark, begin, stop)
        else:
            odd = behind_label(self.text, mark, label, begin, stop)
        if odd is None:
            return ChoiceHead(at, begin, label, label_at, square is not None)
        slip = UNTOLD if odd.label in (None, label) else Slip(SlipKind.ODD_LABEL, odd.label)
        self.reader.error("NC013", odd.at, odd.end, odd.message, odd.hint, slip=slip)
        label_at = odd.at + 1 if label is None else label_at
        return ChoiceHead(odd.at, odd.begin, odd.label, label_at, square is not None, odd.begin >= stop)

    def _of_code(self, at: int, end: int, once: bool) -> ChoiceStatement:
        """A choice of which nothing is known but that it is one: its text is its code."""
        line = Line(at, end, (self.text[at:end],))
        return ChoiceStatement(at, end, once, None, at, (), line, self.text[at:end].strip())

    def _each(
        self, at: int, begin: int, bare: int, guards: tuple[Guard, ...], label: str | None
    ) -> tuple[str, object] | None:
        """A line `* each #tag`, or one that was meant so; None for a text that begins with the word."""
        once = self.text[at] == "*"
        each = EACH.match(self.text[begin:bare])
        if each:
            if label:
                hint = "its choices are known by the scenes they lead to"
                self.reader.error("NC013", at, bare, "an `each` line has no label", hint)
            tag_at = begin + each.start(1)
            return "EACH", Each(begin, bare, once, guards, each.group(1), tag_at, bool(each.group(2)))
        if FOREIGN_EACH.match(self.text, begin, bare) is None:
            return None
        word = BARE_EACH.match(self.text, begin, bare)
        if word is not None and f"#{word.group(1)}" not in self.reader.source.whole:
            return None  # words: `* each time`
        return self._each_meant(begin, bare, once, guards)

    def _odd_each(self, begin: int, bare: int, once: bool, guards: tuple[Guard, ...]) -> Each | None:
        """`* eahc #tag` and `* any #tag ->`; None for a text with a tag."""
        from engine.syntax.near_words import nearest_word

        found = ODD_EACH.match(self.text, begin, bare)
        if found is None or not (
            nearest_word(found["word"], ("each",)) or (found["returns"] and found["word"] in ("any", "all", "every"))
        ):
            return None
        written = f"each #{found['tag']}{' ->' if found['returns'] else ''}"
        fixes = self.reader.fix(begin, bare, written)
        self.reader.error("NC013", begin, bare, "this `each` cannot be read", f"write `{written}`", fixes)
        return Each(begin, bare, once, guards, found["tag"], found.start("tag"), bool(found["returns"]))

    def _each_meant(self, at: int, end: int, once: bool, guards: tuple[Guard, ...]) -> tuple[str, object]:
        """An `each` that cannot be read. Where only the `#` is missing, it is read as if it was there."""
        meant = BARE_EACH.match(self.text, at, end)
        hint = "the forms are `* each #tag` and `* each #tag ->`"
        if meant is not None:
            hint = f"write `{'*' if once else '+'} each #{meant.group(1)}{' ->' if meant.group(2) else ''}`"
        self.reader.error("NC013", at, end, "this `each` cannot be read", hint)
        if meant is None:
            return "LOGIC", None
        return "EACH", Each(at, end, once, guards, meant.group(1), meant.start(1), bool(meant.group(2)))

    def _guards(self, at: int, end: int) -> tuple[tuple[Guard, ...], int]:
        guards: list[Guard] = []
        while at < end and self.text[at] == "{":
            found = GUARD.match(self.text, at, end)
            if found is None or IF_OTHERWISE.match(self.text, at, end):
                nearly = NEAR_OTHERWISE.match(self.text, at, end)
                if nearly is None or not _is_otherwise(nearly.group(1)):
                    odd = self._odd_guard(at, end)
                    if odd is None:
                        break
                    guards.append(odd)
                    at = self.reader.skip(odd.end, end)
                    continue
                hint = "write `{otherwise}`"
                fixes = self.reader.fix(at, nearly.end(), "{otherwise}")
                self.reader.error("NC013", at, nearly.end(), "this guard cannot be read", hint, fixes)
                guards.append(Guard(at, nearly.end(), "otherwise"))
                at = self.reader.skip(nearly.end(), end)
                continue
            guard = self._guard(found, at, end)
            if guard is None:
                break
            guards.append(guard)
            at = self.reader.skip(guard.end, end)
        return tuple(guards), at

    def _odd_guard(self, at: int, end: int) -> Guard | None:
        """A guard whose word is misspelt, or which holds the text of its choice; it is reported. None for all else."""
        found = OTHERWISE_TEXT.match(self.text, at, end)
        if found is not None and (found["text"] or " " in found.group().strip() or "-" in found.group()):
            text = f" {shortened(found['text'], LONGEST)}" if found["text"] else ""
            hint = f"write `{{otherwise}}{text}`"
            self.reader.error("NC013", at, found.end(), "`{otherwise}` stands alone in its braces", hint)
            return Guard(at, found.end(), "otherwise")
        found = ODD_GUARD.match(self.text, at, end)
        if found is None or not reads("expression", found["condition"].strip()):
            return None
        from engine.syntax.near_words import nearest_word

        word = found["word"]
        near = GUARD_WORDS.get(word.casefold()) or nearest_word(word, ("if", "needs"))
        if near in (None, word) or (near == "if") != (found["reason"] is None):
            return None
        hint = f"write `{{{near} {found['condition'].strip()}{found['reason'] or ''}}}`"
        fixes = self.reader.fix(found.start("word"), found.end("word"), near)
        self.reader.error("NC013", at, found.end(), f"`{word}` is no word of this language", hint, fixes)
        condition = self.reader.quiet_expression(*found.span("condition"))
        return Guard(at, found.end(), "if", condition)

    def _guards_behind(self, at: int, begin: int, end: int, before: tuple[Guard, ...]) -> tuple[tuple[Guard, ...], int]:
        """What is read behind the `for` of a choice: its conditions, which should have stood before that."""
        guards, stop = self._guards(begin, end)
        if guards:
            from engine.syntax.loops import CONDITIONS_FIRST

            written = shortened(self.text[guards[0].at : guards[-1].end])
            rest = self.text[stop : self.reader.end_of_line(stop, end)]
            hint = f"write `{written} {shortened(f'{self.text[at:begin].rstrip()} {rest}', LONGEST)}`"
            self.reader.error("NC013", guards[0].at, guards[-1].end, CONDITIONS_FIRST, hint)
        return (*before, *guards), stop

    def _guard(self, found: re.Match[str], at: int, end: int) -> Guard | None:
        kind = found.group(1)
        if kind.startswith("otherwise"):
            return Guard(at, found.end(), "otherwise")
        begin = found.end()
        if self.text.startswith(":", begin) and (kind == "needs" or self.text.find(":", begin + 1, end) < 0):
            hint = f"delete the `:` behind `{kind}`"
            fixes = self.reader.fix(begin, begin + 1, "", hint)
            self.reader.error("NC013", begin, begin + 1, "this `:` is one too many", hint, fixes)
            begin = self.reader.skip(begin + 1, end)
        stop = self.reader.end_of_expression(begin, end, ":}")
        closed = stop < end
        quote = -1 if closed else self.reader.unclosed_text(begin, end)
        if quote >= 0:
            self.reader.unclosed(quote, end)
            return Guard(at, end, "if", Expression(at, end, Missing(0, 1)))
        if kind == "if":
            if not closed or self.text[stop] == ":":
                return None  # an inline form at the beginning of the text, or an unclosed one
            return Guard(at, stop + 1, "if", self.reader.expression(begin, stop))
        has_colon = closed and self.text[stop] == ":"
        read = self.reader.expression if has_colon else self.reader.quiet_expression
        condition = read(begin, stop)
        reason_end = self._closing_brace(stop, end) if closed else end
        if reason_end >= end:
            hint = "the form is `{needs condition: reason}`"
            self.reader.error("NC021", at, at + 1, "this `{` is not closed", hint)
            return Guard(at, end, "needs", condition, None)
        if self.text[stop] != ":" or not self.text[stop + 1 : reason_end].strip():
            from engine.syntax.mended_expressions import condition_and_rest

            split = condition_and_rest(self.text[begin:reason_end].rstrip(" \t:"))
            hint = "the form is `{needs condition: reason}`; without a reason write `{if condition}`"
            if split is not None and split[1]:
                hint = f"write `{{needs {split[0]}: {shortened(split[1], LONGEST)}}}`"
            elif split is not None:
                hint = f"write it behind a `:`, or without a reason `{{if {split[0]}}}`"
            self.reader.error("NC013", at, reason_end + 1, "the reason is missing in this guard", hint)
            return Guard(at, reason_end + 1, "needs", condition, None)
        if self.text.startswith(":", stop + 1):
            self.reader.error("NC013", stop + 1, stop + 2, "the second colon would be shown", "one colon is enough")
        return Guard(at, reason_end + 1, "needs", condition, read_line(self.reader, stop + 1, reason_end, moves=False))

    def _closing_brace(self, at: int, end: int) -> int:
        """The `}` that closes the brace which is open at `at`, or `end`."""
        depth = 0
        while at < end:
            char = self.text[at]
            if char == "\\":
                at += 1
            elif char == "{":
                depth += 1
            elif char == "}":
                if depth == 0:
                    return at
                depth -= 1
            at += 1
        return end

    def thread(self, at: int, end: int) -> Thread | None:
        """A line `<- scene`."""
        end = self.reader.end_of_line(at, end)
        begin = self.reader.skip(at + 2, end)
        target, target_at, arguments = read_target(self.reader, begin, end, at)
        return Thread(at, end, target, target_at, arguments) if target else None
