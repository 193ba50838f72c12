"""Reads the forms in braces inside text: values, conditions, variations; what is wrong with them is told there."""

from __future__ import annotations

import re

from engine.patterns import compiled, regex
from engine.slips import Slip, SlipKind
from engine.syntax.grammars import reads
from engine.syntax.inline_forms import (
    ELSE,
    NEAR_GUARD,
    Form,
    bars_are_quoted,
    check_else,
    check_habits,
    check_no_value,
    check_once,
    doubled,
    parted_braces,
    report_else,
)
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.odd_heads import late_guard
from engine.syntax.text_builder import HEAD_OF_CHOICE, TextBuilder, words_of
from engine.syntax.text_forms import FORM
from engine.syntax.tree import Conditional, Show, Variation

# What may begin a form or end one, each alternative with a plain character: so `re` skips ordinary text.
MARKUP = regex(r"\\|\{|\}|\||\*|#|//|->|<>")
KIND = regex(rf"[ \t\n]*({FORM})[ \t]*:")
IF = regex(r"[ \t\n]*if\b(?=[^\w])")
BEFORE_QUOTE = regex(r"[=<>(,][ \t]*$")
# `(if wet: It rains. | It shines.}`, up to the brace.
ROUND_FORM = regex(r"\((?P<form>(?:if\b[^(){}\n:]*+(?:\([^(){}\n:]*+\)[^(){}\n:]*+)?+|" + FORM + r"):)[^(){}\n]*+$")
LONGEST_ROUND, LONGEST_BARE = 300, 600
# What was meant as a guard, up to the brace that closes it: `(if warned}`, `needs gold > 2: too dear}`.
UNOPENED = regex(r"[ \t]*[*+][ \t]+\(?(?P<guard>(?:if|needs)\b[^(){}\n]*(?:\([^(){}\n]*\)[^(){}\n]*)?)$")
# `cycle: Tick. | Tock.}`, whose brace is missing.
BARE_FORM = regex(r"(?<![\w{(])(?P<form>(?:if\b[^{}|:\n]{1,80}|(?:" + FORM + r")[ \t]*):(?!//)[^{}\n]*+)$")
# What stands before a guard: the mark of a choice, its label and other guards.
CHOICE_AROUND = regex(r"[ \t]*(?P<mark>[*+])[ \t]+(?P<text>[^\n]*)")
# `|| off == 3:`, the other half of a condition.
OR_BARS = regex(r"\|\|[^{}|:\n]*+:")
GUARD_WORD = regex(r"[ \t\n]*(needs|otherwise)\b")
BRACES = regex(r"(?<!\\)[{}]")
SENTENCE_END = regex(r"[.!?…][\"”»]?\s+")
FIRST_WORDS = regex(r"\s*(?P<words>[^\s{}|]+(?:[ \t]+[^\s{}|]+){0,2})")
COMMA_BEFORE = regex(r",[ \t]*\Z")
DEEPEST = 16
GUARD_IN_TEXT = Slip(SlipKind.GUARD_IN_TEXT)
CLOSES_NOTHING = Slip(SlipKind.CLOSES_NOTHING)

# Forms as nearly all are, which are read at once: with words alone in them. Whatever else begins with a sign of these
# or holds one is read mark by mark.
WORDS = r"[^\\{}|*#/<>\"\n\t:-]"
PLAIN_VARIATION = regex(rf"\{{ *+(?!(?:if|{FORM})\b)(?=[^\W\d_])({WORDS}*+(?:\|{WORDS}*+)++)\}}")
PLAIN_BRANCHES = regex(rf"({WORDS}*+)(?:\|(?! *+(?:el|if\b))({WORDS}*+))?+\}}")


class BraceScanner(TextBuilder):
    """Reads a brace, a bar and what stands behind them, from `at` on. A method is true when the text is used up."""

    def _unclosed_expression(self, brace: int, at: int) -> bool:
        """An expression behind a brace that does not end: for want of a `}`, or of a quote before that."""
        line_end = self.text.find("\n", at, self.end)
        quote = self.reader.unclosed_text(at, self.end if line_end < 0 else line_end)
        if quote >= 0 and (BEFORE_QUOTE.search(self.text, at, quote) or not self.text[at:quote].strip()):
            self.reader.unclosed(quote, self.end)
            self.is_unclosed = True
            if self.lost_move < 0:
                self.lost_move = self.text.find("->", brace, self.end)
            self.close_all()
        else:
            self.report_unclosed_brace(brace)
        return True

    def open_brace(self) -> bool:
        """Read a `{` and what decides which form it begins."""
        at = self.at
        if len(self.open) >= DEEPEST and sum(form.kind != "style" for form in self.open) >= DEEPEST:
            self.reader.error("NC008", at, at + 1, f"`{{` is nested more than {DEEPEST} deep here")
            self.close_all()
            return True
        if self.text.startswith("{", at + 1) and (end := doubled(self.reader, at, self.end)) >= 0:
            self.at = end
            return False
        plain = PLAIN_VARIATION.match(self.text, at, self.end)
        if plain is not None:
            self.end_literal()
            self.at = plain.end()
            self.items.append(Variation(at, self.at, "then", tuple(map(words_of, plain[1].split("|")))))
            return False
        word = IF.match(self.text, at + 1, self.end)
        if word:
            return self._condition(self.begin_form("if", at, at + 1, ""), at, word.end())
        kind = KIND.match(self.text, at + 1, self.end)
        if kind:
            self.begin_form("vary", at, kind.end(), kind.group(1))
            self.at = kind.end()
            return False
        has_bar = self._has_bar(at + 1) and not bars_are_quoted(self.reader, at + 1, self.end)
        if has_bar:
            check_habits(self.reader, at, self.end)
            self.begin_form("vary", at, at + 1, "then")
            self.at = at + 1
            return False
        return self._show(at)

    def _show(self, at: int) -> bool:
        stop = self.reader.end_of_expression(at + 1, self.end, "}")
        if stop >= self.end:
            return self._unclosed_expression(at, at + 1)
        if GUARD_WORD.match(self.text, at + 1, stop):
            hint = "it belongs right behind the `*` or `+` of a choice and its label"
            line_at, line_end = self.text.rfind("\n", 0, at) + 1, self.reader.end_of_line(at, self.end)
            if not self.text[line_at:at].strip() and line_end - at < LONGEST:
                hint = f"{hint}: `* {self.text[at:line_end].partition(chr(10))[0].rstrip()}`"
            self.reader.error(
                "NC024", at, stop + 1, "this guard does not stand before a choice's text", hint, slip=GUARD_IN_TEXT
            )
        elif not self.text[at + 1 : stop].strip():
            self.reader.error("NC024", at, stop + 1, "these braces are empty", "write `\\{` for a plain brace")
        else:
            # What a word before a colon was meant to be, the checker says: it knows the names.
            colon = self.reader.end_of_expression(at + 1, stop, ":")
            if colon < stop and NEAR_GUARD.match(self.text, at + 1):
                self._report_near_guard(at, colon)
                if self.at > at:
                    return False
            elif colon < stop and self.text[colon + 1 : stop].lstrip(" \t").startswith("\n") and self.is_switch(at):
                self.end_literal()
            elif colon < stop:
                self.begin_form("vary", at, at + 1, "then")
                self.at = at + 1
                return False
            elif self.text.find("|", stop, stop + 4) >= 0 and (end := parted_braces(self.reader, at)) >= 0:
                self.at = end
                return False
            elif not (check_once(self.reader, at, stop) or check_no_value(self.reader, at, stop)):
                self.end_literal()
                self.items.append(Show(at, stop + 1, self.reader.expression(at + 1, stop)))
        self.at = stop + 1
        return False

    def _report_near_guard(self, at: int, colon: int) -> None:
        """`{unless wet: …}`: a guard right behind the mark of a choice, and a condition in all other text."""
        word, _, condition = self.text[at + 1 : colon].strip().partition(" ")
        condition = condition.strip()
        if word == "unless":
            condition = f"not {condition}" if compiled(r"\w+|\w+\(\w+\)").fullmatch(condition) else f"not ({condition})"
        is_guard = HEAD_OF_CHOICE.match(self.text, self.text.rfind("\n", 0, at) + 1, at) is not None
        message = "this guard cannot be read" if is_guard else "a condition begins with `if`"
        close = self.text.find("}", colon, self.end)
        reason = self.text[colon + 1 : close].strip() if close >= 0 else "…"
        hint = f"write `{{{'needs' if is_guard else 'if'} {shortened(f'{condition}: {reason}', LONGEST)}}}`"
        self.reader.error("NC024", at, colon + 1, message, hint)
        if is_guard and close >= 0:
            self.at = close + 1

    def _split(self, begin: int, end: int) -> tuple[str, str] | None:
        from engine.syntax.mended_expressions import condition_and_rest

        return condition_and_rest(self.text[begin:end])

    def _condition(self, form: Form, at: int, begin: int) -> bool:
        """Read the condition that begins behind an `if`; `at` is the brace or bar before it."""
        first = self.reader.skip(begin, self.end)
        if self.text.startswith(":", first) and self._colon_before_condition(form, first):
            return False
        stop = self.reader.end_of_expression(begin, self.end, ":}|")
        if stop >= self.end:
            return self._unclosed_expression(form.at, begin)
        colon = self.text.find(":", begin, stop)
        if self.text.startswith("||", stop) and (found := OR_BARS.match(self.text, stop)) is not None:
            self.reader.error("NC024", stop, stop + 2, "`||` is not written here", "write `or`")
            form.conditions.append(self.reader.quiet_expression(begin, stop))
            self.at = form.part_at = found.end()
            return False
        inner = self.text.find("{", begin, stop)
        if inner >= 0 and (split := self._split(begin, inner)) is not None and split[1].strip():
            # The colon found is that of braces within the text.
            rest_at = begin + self.text[begin:inner].find(split[1])
            if COMMA_BEFORE.search(self.text, begin, rest_at) and self.text[at - 1 : at].strip():
                rest_at = begin + len(split[0]) + self.text[begin + len(split[0]) : rest_at].find(",")
            form.conditions.append(self.reader.quiet_expression(begin, begin + len(split[0]) + 1))
            close = self._closing(at)
            gap = "" if self.text[rest_at] == "," else " "
            written = f"{{if {split[0]}:{gap}{self.text[rest_at : close + 1]}"
            hint = f"write `{shortened(written, LONGEST)}`"
            self.reader.error("NC024", at, rest_at, "a `:` is missing after this condition", hint)
            self.at = form.part_at = rest_at
            return False
        if self.text[stop] != ":" and colon >= 0:
            stop = colon  # behind a bracket that is not closed
        if self.text[stop] == ":":
            form.conditions.append(self.reader.expression(begin, stop))
        else:
            form.conditions.append(self.reader.quiet_expression(begin, stop))
            split = self._split(begin, stop)
            hint = "the form is `{if condition: text | other text}`"
            if split is not None and split[1]:
                close = self._closing(form.at)
                gap = " " if self.text[stop] == "|" and self.text[stop - 1] == " " else ""
                rest = f"{split[1]}{gap}{self.text[stop:close]}"
                # Right behind a word, the comma is part of the text.
                behind = self.text[begin:stop].strip()[len(split[0]) :].lstrip()
                if behind.startswith((",", ";")) and self.text[at - 1 : at].strip():
                    rest = f"{behind}{self.text[stop:close]}"
                written = f"if {split[0]}:{'' if rest[:1] in ',;' else ' '}{shortened(rest, LONGEST)}"
                hint = f"write `{'{' if self.text[at] == '{' else '| '}{written}{'}' if close < self.end else ''}`"
            line_at = self.text.rfind("\n", 0, at) + 1
            choice = CHOICE_AROUND.match(self.text, line_at, self.reader.end_of_line(at, self.end))
            late = late_guard(choice["text"], choice["mark"]) if choice is not None else None
            if late is not None and choice is not None and choice.start("text") < at:
                hint = f"the condition of a choice stands before its text: `{shortened(late, LONGEST)}`"
            self.reader.error("NC024", at, stop, "a `:` is missing after this condition", hint)
        self.at = form.part_at = stop + (self.text[stop] == ":")
        plain = PLAIN_BRANCHES.match(self.text, self.at, self.end)
        if plain is not None:
            self._close_branches(form, plain)
        return False

    def _colon_before_condition(self, form: Form, colon: int) -> bool:
        """`{if: wet: It rains.}`: the colon stands behind the condition, where there may be another or a bar."""
        stop = self.reader.end_of_expression(colon + 1, self.end, ":}|")
        condition = self.text[colon + 1 : stop].strip()
        if stop >= self.end or self.text[stop] == "}" or not reads("expression", condition):
            return False
        behind = self.text[stop + 1 : self._closing(form.at)].strip()
        written = f"if {condition}: {shortened(behind, LONGEST)}"
        is_first = self.text[form.at + 1 : colon].strip() == "if"
        hint = f"write `{{{written}}}`" if is_first else f"write `if {condition}:`"
        fixes = self.reader.fix(colon, colon + 1, "", "delete this `:`") if self.text[stop] == ":" else ()
        message = "the `:` stands behind the condition, not before it"
        self.reader.error("NC024", colon, colon + 1, message, hint, fixes)
        form.conditions.append(self.reader.quiet_expression(colon + 1, stop))
        self.at = form.part_at = stop + 1
        return True

    def _closing(self, at: int) -> int:
        """Where the brace at an offset is closed, or the end of the text."""
        depth = 0
        for found in BRACES.finditer(self.text, at, self.end):
            depth += 1 if found.group() == "{" else -1
            if depth == 0:
                return found.start()
        return self.end - 1

    def _close_branches(self, form: Form, plain: re.Match[str]) -> None:
        """Close a conditional of which nothing is left but words."""
        self.at = plain.end()
        self.open.pop()
        branches = tuple(zip(form.conditions, (*form.parts, words_of(plain[1])), strict=True))
        node = Conditional(form.at, self.at, branches, words_of(plain[2] or ""))
        self.items = [*form.outer, node]

    def bar(self) -> bool:
        """A `|`; true when the rest of the text is used up."""
        if not self.is_inside_braces():
            self.add_literal("|")
            return False
        self.close_styles()
        at, form = self.at, self.open[-1]
        # Nearly all alternatives begin otherwise.
        other = ELSE.match(self.text, at + 1, self.end) if "e" in self.text[at + 1 : at + 4] else None
        if other is not None and other["elif"] and form.kind != "if":
            other = None
        if other is not None:
            report_else(self.reader, other)
        if form.kind == "if":
            check_else(self.reader, form.part_at, at)
            word = IF.match(self.text, at + 1, self.end)
            if other is not None and other["elif"]:
                word = other
            if form.last:
                message = "this form has an alternative too many"
                hint = "`{if c: this | that}` has two; for more write `| if d: …`, for a plain bar `\\|`"
                if word:
                    message = "nothing can follow the alternative without a condition"
                    hint = "the text without a condition comes last"
                self.reader.error("NC024", at, at + 1, message, hint)
                self.add_literal("|")
                return False
            if word:
                self.end_alternative(form)
                return self._condition(form, at, word.end())
            form.last = True
        self.end_alternative(form)
        self.at = form.part_at = at + 1 if other is None else other.end()
        return False

    def close_brace(self) -> None:
        """Read a `}`."""
        self.close_styles()
        if not self.open:
            hint = "put a `{` where it begins, or write `\\}` for a plain brace"
            line_at = self.text.rfind("\n", 0, self.at) + 1
            opened = UNOPENED.match(self.text, line_at, self.at)
            if opened is not None:
                hint = f"write `{{{shortened(self.text[opened.start('guard') : self.at], LONGEST)}}}`"
            elif (form := ROUND_FORM.search(self.text, max(0, self.at - LONGEST_ROUND), self.at)) is not None:
                hint = f"it begins with `({form['form']}`: write `{{{form['form']}`"
            elif (whole := BARE_FORM.search(self.text, max(line_at, self.at - LONGEST_BARE), self.at)) is not None:
                hint = f"write `{{{self.text[whole.start('form') : self.at + 1]}`; for a plain brace `\\}}`"
            elif self.text[self.at - 1 : self.at] == "}":
                hint = "delete it; for a plain brace write `\\}`"
            begin, stop, message = self.at, self.at + 1, "this `}` closes nothing"
            variation = self._begin_of_variation(line_at) if opened is None else None
            if variation is not None:
                begin, stop = variation
                message = "a `{` is missing before this text, which a `}` below ends"
                hint = f"put a `{{` before `{self.text[begin:stop]}`, or write `\\}}` for a plain brace"
            self.reader.error("NC024", begin, stop, message, hint, slip=CLOSES_NOTHING)
            self.add_literal("}")
            return
        self.at += 1
        self.close_form()

    def _begin_of_variation(self, line_at: int) -> tuple[int, int] | None:
        """The first words of the sentence above in which the first bar stands, where the brace before it is missing."""
        bar = self.text.find("|", self.begin, self.at)
        if bar < 0 or BRACES.search(self.text, self.begin, self.at) is not None:
            return None
        before = self.text[self.begin : bar].rstrip(' \t.!?…"”')
        begin = self.begin + max((found.end() for found in SENTENCE_END.finditer(before)), default=0)
        words = FIRST_WORDS.match(self.text, begin)
        return words.span("words") if words is not None and words.start("words") < line_at else None

    def _has_bar(self, at: int) -> bool:
        """Whether a `|` stands between the brace before `at` and the one that closes it."""
        depth = 0
        while True:
            found = MARKUP.search(self.text, at, self.end)
            if found is None:
                return False
            mark, at = found.group(), found.end()
            if mark == "\\":
                at += 1
            elif mark == "{":
                depth += 1
            elif mark == "}":
                depth -= 1
                if depth < 0:
                    return False
            elif mark == "|" and depth == 0:
                return True
