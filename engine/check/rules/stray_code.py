"""NC315: logic, choices, tags and conditions that stand within a line of text, where they are text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from engine.check.names import SceneNames
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import Wanted, holds_one_of, rare_written, traits_of, uncommented, written_in
from engine.check.scene_facts import of_scene
from engine.named_tuples import NamedTuple
from engine.patterns import compiled, regex
from engine.source import Source
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.tree import ChoiceStatement, Let, Prose, Set

if TYPE_CHECKING:
    from engine.check.checker import Checked

# `You pay. ~ coins -= 1`
LOGIC = regex(
    r"(?<=[^\s\\])[ \t]+(?P<line>~[ \t]*(?:(?:let|set)[ \t]+)?[^\W\d]\w*[ \t]*(?:[-+*/]?=(?!=)|\+\+|--)[^\n~]*)"
)
# `It rains. * Go in.`
CHOICE = regex(r"(?<=[.!?…”\"»])[ \t]+(?P<line>[*+][ \t]+(?=[\"“«(\[]?[^\W\d_a-z])[^\n]*)")
# A sum behind an abbreviation, or with one: `25% b.p. + VAT`, `etc. + tip`.
SUM = regex(r"(?:(?<=\b[a-z]\.)|(?<=\betc\.))[ \t]+\+|[ \t]+\+[ \t]+[A-Z]{2,}\b")
# `#sound = bell`, `# sound=bell`, `#sound="a bell"`, and a tag before the text.
TAG = regex(
    r"(?<![^\s])(?P<line>#(?P<gap>[ \t]*)(?P<name>[^\W\d][\w-]*)(?P<is>[ \t]*=[ \t]*)(?P<value>\"[^\"\n]*\"|[^\s\"]+))"
)
# `whistle`, behind `#sound=steam`, where a sentence would end with its stop.
WORDS_OF_VALUE = regex(r"(?:[ \t]+[a-z][\w-]*){1,3}[ \t]*")
# `Text.#bell`, `#sound=`, `##bell`, and `#sound bell` where a line ends.
TAG_AND_VALUE = regex(r"#(?P<name>[^\W\d][\w-]*)[ \t]+(?P<value>[^\W\d]\w*)")
ODD_TAG = regex(
    r"(?<=[.!?…”\"»])(?P<glued>#[^\W\d][\w-]*(?:=[^\s#]+)?)(?=[ \t]*(?:\n|\Z))"
    r"|(?<![^\s])(?P<open>#(?:[^\W\d][\w-]*=|=[^\s#]*))(?=\s|\Z)"
    r"|(?<![^\s])(?P<twice>##+[^\W\d][^\s]*)"
    r"|(?:^|(?<=[.!?…”\"»][ \t]))(?P<parted>#[^\W\d][\w-]*:?[ \t]+[\w.-]+)(?=[ \t]*(?:\n|\Z))",
    re.MULTILINE,
)
# A tag in the middle of a sentence.
INNER_TAG = regex(r"(?<=\w[ \t])(?P<line>#(?P<name>[^\W\d][\w-]*))(?![ \t]*\()(?=[ \t,.;:!?]+\S)")
# `<%= coins %>` and `#{coins}`, values as other languages show them.
OTHER_VALUE = regex(
    r"(?P<line><%=?[ \t]*(?P<name>[^\W\d]\w*)[ \t]*%>|(?<![^\s])@(?P<at>[^\W\d]\w*)(?=[ \t]*(?:\n|\Z)))"
)
# A value in a text that is a value: `~ name = "Dear {friend}"`.
IN_QUOTES = regex(r"\"[^\"\n]*?\{[ \t]*(?P<name>[^\W\d]\w*)[ \t]*\}[^\"\n]*\"")
# Labels and old names of choices in other places.
ODD_LABEL = regex(r"#(?P<sign>[^\W\d]\w*)[ \t]+(?=\S)|(?P<bracket>[^\W\d]\w*)\)[ \t]+(?=\S)")
WAS_BEHIND = regex(r"\(was[ \t]+[\w, -]+\)$")
WAS_FIRST = regex(r"\(was[ \t]+(?P<old>[\w, .-]+)\)(?=[ \t])")
# Not behind or before a word in capitals: `SELECT * FROM cats`.
SECOND_CHOICE = regex(r"(?<=\w)(?<![A-Z]{2})[ \t]+[*+][ \t]+(?=[\"“«]?[^\W\d_a-z])(?![A-Z]{2,}\b)")
END_MARKS = tuple(".,;!?")
HASH = regex(r"(?<=[.!?…”\"»][ \t])(?P<line>#)(?=[ \t]*(?:\n|\Z))")
# `[if wet] It rains. [end if]`
BRACKETS = regex(r"(?<!\\)(?P<line>\[[ \t]*(?:(?:else[ \t]*)?if[ \t][^\[\]\n]+|else|end[ \t]?if|/if)[ \t]*\])")
# `divert -> letter`: a word of another tool before the move.
MOVE_WORDS = frozenset(("divert", "goto", "go to", "go", "jump", "jump to", "call", "visit", "gosub", "move", "next"))
# `* ( open ) Go in.` and, behind a label, `(once)`.
WIDE_LABEL = regex(r"\((?:[ \t]+([^\W\d]\w*)[ \t]*|([^\W\d]\w*)[ \t]+)\)")
KIND = regex(r"\((once|sticky|hidden|locked|disabled|default|fallback)\)")
# `* open: Go in.`
NAMED = regex(r"([a-z_][a-z0-9_]*):[ \t]+(?=[\"“«(]?[^\W\d_a-z])")
# Words before a colon at the beginning of a choice that are meant to be read.
# Words that `otherwise:` and the like are no labels either, is told in choice_heads.py.
KEYWORDS = frozenset(("else", "otherwise", "sticky", "fallback", "default", "hidden", "locked", "disabled"))
SAYING = frozenset(("say", "ask", "think", "reply", "answer", "lie", "whisper", "shout", "write", "no", "yes"))
LONGEST_WORD = 10
# Without one of these, the text of a choice has no label and no name before it.
LABEL_SIGNS = ("(", ")", ":")
INNER, RARE = Wanted(("~", "* ", "+ ")), Wanted(("#", "[", "<%", "@"))


def check_stray_code(checked: Checked) -> None:
    """Warn about what is written like code of this language, or nearly so, in a place where it is shown."""
    for scene in checked.names.tellings():
        if scene.node.heading.tags:
            _check_tags(checked, scene.node.source, scene.node.heading.at, scene.node.heading.tags)
    for scene in with_signs(checked):
        if not of_scene(scene, _is_suspect):
            continue
        for statement in scene.statements:
            if isinstance(statement, (Prose, ChoiceStatement)):
                _check_line(checked, scene.node.source, statement)
                if isinstance(statement, ChoiceStatement):
                    _check_label(checked, scene.node.source, statement)
            elif isinstance(statement, (Set, Let)):
                _check_quoted(checked, scene.node.source, statement)


def _is_suspect(scene: SceneNames) -> bool:
    """Whether a line of the scene holds one of the signs behind its beginning, or a choice that may have a label."""
    text = scene.node.source.text
    find, begin, stop = text.find, scene.node.heading.end, scene.node.end
    if find('"', begin, stop) >= 0:
        for statement in scene.statements:
            if isinstance(statement, (Set, Let)) and find('"', statement.at, find("\n", statement.at)) >= 0:
                return True
    written, rare_there = of_scene(scene, written_in), of_scene(scene, rare_written)
    inner, rare = INNER.found_in(written, rare_there), RARE.found_in(written, rare_there)
    traits = of_scene(scene, traits_of)
    if not (inner or rare or traits.tags or traits.moves or holds_one_of(traits.choices, LABEL_SIGNS)):
        return False
    for text_line in scene.texts:
        line = text_line.line
        if inner or rare:
            at, end = text_line.at, line.end
            if any(find(sign, at + 1, end) >= 0 for sign in inner) or any(find(sign, at, end) >= 0 for sign in rare):
                return True
        if line.tags and any(tag[-1:] in END_MARKS for tag in line.tags):
            return True
        if isinstance(text_line, ChoiceStatement):
            source = text_line.source
            if source[:1] == "(" or source[-1:] == ")" or ") " in source:
                return True
            if ":" in source and NAMED.match(source):
                return True
        elif line.move is not None and len(line.items) == 1 and len(str(line.items[0])) < LONGEST_WORD:
            return True
    return False


def _check_quoted(checked: Checked, source: Source, statement: Set | Let) -> None:
    found = IN_QUOTES.search(source.text, statement.at, source.text.find("\n", statement.at) + 1 or len(source.text))
    if found is not None and found["name"] in checked.names.variables:
        message = "these braces are shown as they stand: a text in quotation marks does not change"
        hint = f'put it together: `"…" + {found["name"]}`'
        checked.report.warning("NC315", source.span(*found.span()), message, hint)


class LineText(NamedTuple):
    """What a line shows, and where it begins in its file."""

    checked: Checked
    source: Source
    statement: Prose | ChoiceStatement
    at: int
    shown: str

    def warn(self, found: re.Match[str], hint: str) -> None:
        """Warn about what a pattern has found in it, unless something is said of it already."""
        span = self.source.span(self.at + found.start("line"), self.at + found.end("line"))
        report = self.checked.report
        if not report.covers("NC315", span) and not report.covers("NC317", span):
            report.warning("NC315", span, f"`{shortened(found['line'].strip())}` is shown as it stands", hint)


def _check_line(checked: Checked, source: Source, statement: Prose | ChoiceStatement) -> None:
    end, move = statement.line.end, statement.line.move
    shown = uncommented(source.text[statement.at : end if move is None else min(end, move.at)])
    line = LineText(checked, source, statement, statement.at, shown)
    _check_logic(line)
    has_hash = "#" in shown
    if has_hash:
        _check_hashes(line)
    _check_tags(checked, source, statement.at, statement.line.tags)
    for found in OTHER_VALUE.finditer(shown) if "@" in shown or "<%" in shown else ():
        name = found["name"] or found["at"]
        if name in checked.names.variables:
            line.warn(found, f"for the value, write `{{{name}}}`")
    for found in HASH.finditer(shown) if has_hash else ():
        line.warn(found, "a tag is a `#` and a name: `#bell`; for plain text write `\\#`")
    bracketed = BRACKETS.search(shown) if "[" in shown else None
    if bracketed is not None:
        line.warn(bracketed, "a condition in a text is written `{if condition: text | other text}`")


def _check_logic(line: LineText) -> None:
    """Logic, choices and words of a move within a line."""
    statement, shown = line.statement, line.shown
    for found in LOGIC.finditer(shown) if "~" in shown else ():
        written = shortened(found["line"].strip())
        where = "below it, indented" if isinstance(statement, ChoiceStatement) else "of its own"
        line.warn(found, f"write it on a line {where}: `{written}`; for plain text write `\\~`")
    if isinstance(statement, Prose):
        for found in CHOICE.finditer(shown) if "*" in shown or "+" in shown else ():
            before = shown[: found.start()]
            if before.count("(") == before.count(")") and SUM.match(shown, found.start()) is None:
                line.warn(found, f"a choice stands on a line of its own: `{shortened(found['line'].strip())}`")
        if statement.line.move is not None and shown.strip().casefold() in MOVE_WORDS:
            span = line.source.span(line.at, line.at + len(shown.rstrip()))
            message, hint = f"`{shown.strip()}` is shown as it stands", "the arrow alone is the move: delete the word"
            line.checked.report.warning("NC315", span, message, hint)


def _check_hashes(line: LineText) -> None:
    """What was meant as tags."""
    checked, source, at = line.checked, line.source, line.at
    for found in TAG.finditer(line.shown):
        tag = f"{found['name']}={found['value']}"
        # The value of a tag may hold blanks within its braces.
        if any(one.startswith(tag) for one in line.statement.line.tags) or (
            "{" in found["value"] and _has_error(checked, source, at + found.start())
        ):
            continue
        line.warn(found, f"{_as_tag(line, found)}; for plain text write `\\#`")
    for found in ODD_TAG.finditer(line.shown):
        written = found[found.lastgroup or 0].strip()
        # What follows on the line as tags is part of it.
        end = source.text.find("\n", at + found.end())
        last = source.text.rfind("#", at + found.end(), end if end >= 0 else len(source.text))
        span = source.span(at + found.start(), max(at + found.end(), last + 1))
        if not checked.report.covers("NC315", span):
            message = f"`{shortened(written)}` is shown as it stands"
            hint = "a tag stands behind a blank at the end of the line, `#bell` or `#sound=bell`; for text write `\\#`"
            valued = TAG_AND_VALUE.fullmatch(written)
            if valued is not None and f"#{valued['name']}=" in source.text:
                hint = f"no blank stands in a tag: `#{valued['name']}={valued['value']}`; for text write `\\#`"
            checked.report.warning("NC315", span, message, hint)
    for found in INNER_TAG.finditer(line.shown):
        if found["name"] in checked.names.tags:
            line.warn(found, "a tag stands behind the text, at the end of its line; for plain text write `\\#`")


def _as_tag(line: LineText, found: re.Match[str]) -> str:
    """How something with blanks or quotation marks in it, or before the text, is written as a tag."""
    if not found["gap"] and found["is"] == "=" and '"' not in found["value"]:
        return _tag_meant(line.source, line.at + found.start("line"), line.at + found.end("line"))
    if found["value"].startswith("{"):
        return f"a tag has no blanks around its `=`: `#{found['name']}={{…}}`"
    value = compiled(r"\W+").sub("_", found["value"].strip('"')).strip("_")
    return f"a tag has no blanks and quotation marks in it: `#{found['name']}={value}`"


def _tag_meant(source: Source, begin: int, end: int) -> str:
    """Where a tag with a value is to stand that has something behind it: words of its value, a comment, its text."""
    line_at, line_end = source.text.rfind("\n", 0, begin) + 1, source.text.find("\n", end)
    tag, before = source.text[begin:end], source.text[line_at:begin].strip()
    behind = source.text[end : line_end if line_end >= 0 else None]
    if tag.endswith("//"):
        return f"a blank stands before the `//` of a comment: `{tag[:-2]} // {shortened(behind)}`"
    if before and WORDS_OF_VALUE.fullmatch(behind):
        return f"a tag has no blanks in it: `{'_'.join([tag, *behind.split()])}`"
    # A comma behind the tag is one of the sentence.
    plain = tag.rstrip(",;")
    before, tag = before.removesuffix(tag[len(plain) :]) + tag[len(plain) :], plain
    moved = " ".join(f"{before} {behind.strip()} {tag}".split())
    return f"a tag stands behind the text: `{moved if len(moved) < LONGEST else f'… {tag}'}`"


def _check_tags(checked: Checked, source: Source, at: int, tags: Sequence[str]) -> None:
    """Tags that end in a mark; of those without a value, a sentence may well end there."""
    for tag in tags:
        if tag[-1:] in END_MARKS and "=" in tag:
            place = source.text.find(f"#{tag}", at)
            message = f"the `{tag[-1]}` is part of this tag"
            checked.report.warning("NC315", source.span(place, place + len(tag) + 1), message, f"write `#{tag[:-1]}`")


def _has_error(checked: Checked, source: Source, at: int) -> bool:
    """Whether something is wrong on the line of a place: a brace that cannot be read, for one."""
    place = source.span(at)
    return any(one.severity == "error" and one.span[:2] == place[:2] for one in checked.report.found)


def _check_label(checked: Checked, source: Source, choice: ChoiceStatement) -> None:
    text = choice.source
    at = source.text.find(text[:20], choice.label_at if choice.label else choice.at, choice.end + len(text))
    at = choice.at if at < 0 else at
    mark = "*" if choice.once else "+"
    wide = WIDE_LABEL.match(text) if choice.label is None else None
    kind = KIND.match(text)
    named = NAMED.match(text) if choice.label is None else None
    if wide is not None:
        label = wide.group(1) or wide.group(2)
        message = f"`{wide.group()}` is shown as it stands"
        hint = f"a label has no blanks in its brackets: `{mark} ({label})`; for plain text write `\\(`"
        checked.report.warning("NC315", source.span(at, at + wide.end()), message, hint)
    elif choice.label is None and (odd := ODD_LABEL.match(text)) is not None:
        message = f"`{odd.group().strip()}` is shown as it stands"
        label = odd["sign"] or odd["bracket"]
        hint = f"a label stands in brackets: `{mark} ({label})`; for plain text put a `\\` before it"
        checked.report.warning("NC315", source.span(at, at + odd.end()), message, hint)
    elif (first := WAS_FIRST.match(text)) is not None:
        message = f"`{first.group()}` is shown as it stands"
        hint = (
            f"an old name stands in the brackets of the label: `{mark} ({choice.label or 'label'} was {first['old']})`"
        )
        checked.report.warning("NC315", source.span(at, at + first.end()), message, hint)
    elif (was := WAS_BEHIND.search(text)) is not None:
        message = f"`{was.group()}` is shown as it stands"
        hint = f"an old name stands in the brackets of the label: `{mark} (label {was.group()[1:-1]})`"
        checked.report.warning("NC315", source.span(at + was.start(), at + was.end()), message, hint)
    elif (second := SECOND_CHOICE.search(text)) is not None:
        message = "this is one choice: the second mark is shown as it stands"
        hint = f"each choice has a line of its own: `{mark} {shortened(text[second.end() :])}`"
        checked.report.warning("NC315", source.span(at + second.start() + 1, at + len(text)), message, hint)
    elif kind is not None:
        message = f"`{kind.group()}` is shown as it stands"
        hint = "a choice with `*` is offered once, one with `+` always; a condition is a guard, such as `{if open}`"
        checked.report.warning("NC315", source.span(at, at + kind.end()), message, hint)
    elif named is not None and named.group(1) not in SAYING | KEYWORDS:
        message = f"`{named.group(1)}:` is shown as it stands"
        hint = f"for a label, write `{mark} ({named.group(1)})`; for plain text write `\\{named.group(1)}:`"
        checked.report.warning("NC315", source.span(at, at + len(named.group(1)) + 1), message, hint)
