"""NC315: text that the player would see otherwise than it was meant, such as variables written as in other tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.flow import end_of, line_end_of
from engine.check.names import SceneNames
from engine.check.parameters import expressions_of
from engine.check.rules.brackets import check_bare_condition, check_brackets
from engine.check.rules.dialogue import cast_of
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import traits_of, written_in
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_beside
from engine.patterns import regex
from engine.syntax.arrows import is_shown
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.tree import (
    Binary,
    Call,
    ChoiceStatement,
    Conditional,
    Expression,
    Name,
    Prose,
    Show,
    TextItems,
    Unary,
)

if TYPE_CHECKING:
    from engine.check.checker import Checked

BRACKETS = regex(r"[^\[\]\\{}]*\[([^\[\]{}]+)\](.*)", re.DOTALL)
# What begins with each of these characters.
FOREIGN_SIGNS = (
    ("#", regex(r"#[^\W\d]\w*[,.;!?]?[ \t]+[^#\s]")),
    ("@", regex(r"@[^\W\d]")),
    ("｛", regex("｛")),
    ("%", regex(r"%[^\W\d]\w*%")),
    (":", regex(r":[^\W\d]\w*:")),
    ("<", regex(r"<[^\W\d]\w*>")),
    ("$", regex(r"\$")),
    ("[", regex(r"\[")),
)
KEY = regex(r"(?:Ctrl|Alt|Shift|Cmd|Strg|Esc|Enter|Return|Tab|Del|Space|F\d{1,2})(?:[+-]\w+)*+|[YyNn]/[YyNn]")
SIGN = regex(r"\d{1,2}|[A-Z][A-Z\d/+-]*")
DOLLAR = regex(r"(?<!\\)\$\{[ \t]*([^\W\d]\w*+)[ \t]*\}")
# What is in a title by mistake: a move, the `==` of other headings, a tag with a blank in it.
WORD = regex(r" (?P<first>[^\W\d_])")
WORD_END = regex(r"[^\W\d_] $")
TITLE = regex(r"->|==|#")
TITLE_MARK = regex(
    # A title that begins with `#general, 10:42` names a channel.
    r"(?<![\\\w])(?!(?<=: )#[\w-]+,)(?P<mark>#[ \t]*(?P<tag>[^\W\d_][\w-]*)[^#\n]*)$|(?<![\\=])(?P<end>={2,4}[ \t]*)$"
    r"|(?<=:)[ \t]*(?P<begin>={2,4})(?=[ \t]*[^\W_])",
    re.MULTILINE,
)
ODD_TAG = regex(r"#[ \t]*(?P<key>[^\W\d][\w-]*)(?:[ \t]*[=:][ \t]*(?P<value>[^\s#]+))?(?P<words>(?:[ \t]+[^\s#]+)*)")
# What comes before `was` in a sentence, and is hardly ever the label of a choice.
SUBJECTS = (
    *("i", "he", "she", "it", "this", "that", "there", "who", "what", "all", "one", "none"),
    *("nobody", "somebody", "everybody", "someone", "everyone", "nothing", "something", "everything"),
)
FOREIGN = regex(
    r"(?<![\\{])(?:\$(?P<dollar>[^\W\d]\w*)|\$\((?P<round>[^\W\d]\w*)\)|(?<![\w:]):(?P<colons>[^\W\d]\w*):(?!\w)|\[(?P<square>[^\W\d]\w*)\]"
    r"|%(?P<percent>[^\W\d]\w*)%|<(?P<angle>[^\W\d]\w*)>|｛(?P<wide>[^\W\d]\w*)｝"
    r"|(?<![\w&])[#@](?P<sign>[^\W\d]\w*)(?=[ \t,.;!?]\S|[,.;!?]))"
)


# Between two guards: `* {if wet} and {late} Run.`
JOINED = regex(r"[ \t]*(?:(?P<or>or\b|\|\|)|and\b|&&?|,|\+)[ \t]*", re.IGNORECASE)
# What a choice begins with that may be a condition, or brackets.
FIRST = frozenset("iwu([{")


def check_shown_values(checked: Checked) -> None:
    """Warn about `$gold`, `[gold]` and `${name}` in a text, and about a choice that begins with `true` or `false`."""
    cast = {name.casefold() for name in cast_of(checked)}
    for scene in checked.names.scenes.values():
        if scene.node.heading.title and TITLE.search(scene.node.heading.title):
            _check_title(checked, scene)
    for scene in with_signs(checked):
        suspect = _holds_foreign_sign(of_scene(scene, written_in))
        traits = of_scene(scene, traits_of)
        if not (suspect or traits.shows or traits.renamed or not traits.first.isdisjoint(FIRST)):
            continue
        for statement in (*scene.texts, *of_scene(scene, texts_beside)):
            items = statement.line.items
            is_plain = len(items) == 1 and isinstance(items[0], str)
            if isinstance(statement, Prose) and not is_plain:
                _check_truth(checked, scene, items)
            if suspect:
                _check_names(checked, scene, statement)
            if isinstance(statement, ChoiceStatement):
                if not is_plain:
                    _check_condition(checked, scene, statement)
                    _check_blank(checked, scene, statement)
                _check_label(checked, scene, statement, cast)
                if statement.source[:1] in ("i", "w", "u"):
                    check_bare_condition(checked, scene, statement)
                if statement.source[:1] in ("(", "[") and check_brackets(checked, scene, statement):
                    continue
                brackets = BRACKETS.match(statement.source) if suspect else None
                frame = checked.resolved.frames.get(scene.node.name, ())
                if brackets and brackets.group(1) not in frame and brackets.group(1) not in checked.names.variables:
                    _report_brackets(checked, scene, statement, brackets)


def _holds_foreign_sign(text: str) -> bool:
    for sign, pattern in FOREIGN_SIGNS:  # noqa: SIM110  # no generator for each scene
        if sign in text and pattern.search(text):
            return True
    return False


def _check_names(checked: Checked, scene: SceneNames, statement: Prose | ChoiceStatement) -> None:
    source, at, end = scene.node.source, statement.at, end_of(statement)
    for found in FOREIGN.finditer(source.text, at, end):
        name = found[found.lastgroup or 0]
        if found["square"] and any(one.at <= found.start() < one.end for one in _expressions_of(statement)):
            continue  # a set
        is_local = name in checked.resolved.frames.get(scene.node.name, ()) and found["dollar"] is None
        is_known = name in checked.names.variables or is_local
        if is_known and not checked.report.covers("NC315", source.span(found.start())):
            message = f"`{found.group()}` is shown as it stands"
            checked.report.warning("NC315", source.span(*found.span()), message, f"for the value, write `{{{name}}}`")
    for found in DOLLAR.finditer(source.text, at, end):
        variable = checked.names.variables.get(found.group(1))
        # Before a number it may well be the price of something.
        if variable is not None and variable.type.kind != "number":
            message = f"the `$` of `{found.group()}` is shown as it stands"
            hint = f"for the value, write `{{{found.group(1)}}}`; for a plain `$`, `\\$`"
            checked.report.warning("NC315", source.span(*found.span()), message, hint)


def _expressions_of(statement: Prose | ChoiceStatement) -> Iterator[Expression]:
    """The expressions that stand on the line of a text."""
    yield from expressions_of(statement.line.items)
    for value in statement.line.values:
        yield from expressions_of(value.items)
    if isinstance(statement, ChoiceStatement):
        if statement.loop is not None:
            yield statement.loop.value
        for guard in statement.guards:
            if guard.condition is not None:
                yield guard.condition
            if guard.reason is not None:
                yield from expressions_of(guard.reason.items)


# Signs that no language has in its words.
PHONETIC = regex(r"[ˈˌːɑɐɒɜɪʌɾʁ]")


def _report_brackets(checked: Checked, scene: SceneNames, choice: ChoiceStatement, found: re.Match[str]) -> None:
    """`* [Wait] You wait.`, of which ink shows the brackets' text in the choice only."""
    source = scene.node.source
    if len(found.group(1)) == 1 and found.group(2)[:1] == " " and found.group(1).isupper():
        return  # `[A] Attack`, a key
    before = choice.source[: found.start(1) - 1]
    is_sign = KEY.fullmatch(found.group(1)) or (before.strip() and SIGN.fullmatch(found.group(1)))
    if is_sign and not found.group(2)[:1].isalnum() and "[" not in found.group(2):
        return  # `Skip [Esc]`, `Press [ON/OFF]`, `See note 1[1].`
    if found.group(1) in (" ", "x", "X") and found.group(2)[:1] == " ":
        return  # `[ ] Rope`, a box
    if PHONETIC.search(found.group(1)):
        return  # `[ˈfuθɑrk]?`
    message = "these brackets are shown; a choice's text is never printed when it is taken"
    # The brackets' text belongs to the choice, what stands behind them to what is printed; what is before, to both.
    then = f", and below it `{shortened(before + found.group(2))}`" if found.group(2).strip() else ""
    head = f"{'*' if choice.once else '+'} " + (f"({choice.label}) " if choice.label is not None else "")
    hint = f"write `{head}{shortened(before + found.group(1))}`{then}; for plain brackets `\\[`"
    label = found.group(1)
    if not before and label == "otherwise":
        hint = f"write `{head}{{otherwise}} {shortened(found.group(2).strip())}`; for plain brackets `\\[`"
    elif not before and found.group(2).strip() and label.islower() and label.isidentifier():
        hint = f"for a label, write `({label})`; for ink's choice, {hint}"
    begins_in_word = before[-1:].isalnum() and found.group(1)[0].isalnum()
    ends_in_word = found.group(1)[-1].isalnum() and found.group(2)[:1].isalnum()
    if begins_in_word or ends_in_word or "[" in found.group(2):
        shown = choice.source.replace("[", "\\[")
        message, hint = "these brackets are shown", f"for plain brackets write `{shortened(shown, LONGEST)}`"
    checked.report.warning("NC315", source.span(choice.at, line_end_of(source, choice)), message, hint)


def _check_condition(checked: Checked, scene: SceneNames, choice: ChoiceStatement) -> None:
    """`* {open} Go in.` begins with the word `true`: a condition was meant, as in `* {if a} and {b} Go in.`"""
    items = choice.line.items
    joined = JOINED.fullmatch(items[0]) if choice.guards and items and isinstance(items[0], str) else None
    if joined is not None:
        items = items[1:]
    if len(items) < 2 or not isinstance(items[0], Show):
        return
    show = items[0]
    known = checked.resolved.codes.get(id(show.value))
    if known is not None and known[0].kind == "truth":
        source = scene.node.source
        written = source.text[show.value.at : show.value.end]
        hint = f"for a condition of this choice, write `{{if {written}}}`"
        guard = choice.guards[-1] if choice.guards else None
        if joined is not None and guard is not None and guard.condition is not None:
            word = "or" if joined["or"] else "and"
            first = source.text[guard.condition.at : guard.condition.end]
            hint = f"for one condition, write `{{{guard.kind} {shortened(f'{first} {word} {written}')}}}`"
        message = "this shows the player the word `true` or `false`"
        checked.report.warning("NC315", source.span(show.at, show.end), message, hint)


def _check_blank(checked: Checked, scene: SceneNames, choice: ChoiceStatement) -> None:
    """`* {if wet: Run.}`, of which nothing is left when the condition fails; `* {if poor: you have no coin} Buy it.`"""
    items = choice.line.items
    if _is_reason(items):
        source, first = scene.node.source, items[0]
        assert isinstance(first, Conditional)
        condition = shortened(source.text[first.branches[0][0].at : first.branches[0][0].end])
        message = "this text stands before the other when the condition holds; nothing is hidden or closed"
        hint = f"to close the choice, write `{{needs {condition}: …}}`; to hide it, `{{if {condition}}}`"
        checked.report.warning("NC315", source.span(first.at, first.end), message, hint)
        return
    if len(items) != 1 or not isinstance(items[0], Conditional) or items[0].otherwise or not items[0].branches:
        return
    source = scene.node.source
    condition = source.text[items[0].branches[0][0].at : items[0].branches[0][0].end]
    message = "when this condition fails, the choice has no text"
    hint = f"for a condition of the choice, write `{{if {shortened(condition)}}}` and the text behind it"
    checked.report.warning("NC315", source.span(items[0].at, items[0].end), message, hint)


def _is_reason(items: TextItems) -> bool:
    """Whether a choice begins with a condition whose text reads like a reason, and goes on with a sentence."""
    if len(items) != 2 or not isinstance(items[0], Conditional) or len(items[0].branches) != 1 or items[0].otherwise:
        return False
    first, behind = items[0].branches[0][1], items[1]
    if not first or not isinstance(first[0], str) or not isinstance(behind, str):
        return False
    is_sentence = behind.startswith(" ") and behind.lstrip(' "“«')[:1].isupper()
    return is_sentence and first[0].lstrip()[:1].islower() and len(first[0].split()) > 1


def _check_truth(checked: Checked, scene: SceneNames, items: TextItems) -> None:
    """`{gold > 3} You are rich.`, which shows the word `true` or `false`: a condition is meant for what follows."""
    for number, item in enumerate(items):
        if isinstance(item, Show) and isinstance(item.value.root, (Binary, Call, Name, Unary)):
            before, behind = items[number - 1] if number else "", items[number + 1] if number + 1 < len(items) else ""
            # With commas, it is shown on purpose: to see what it is; and so is a value alone, but not a comparison.
            word = WORD.match(behind) if isinstance(behind, str) else None
            is_alone = len(items) == 1 and isinstance(item.value.root, Binary)
            if not is_alone and (
                word is None or not (word["first"].isupper() or (isinstance(before, str) and WORD_END.search(before)))
            ):
                continue
            known = checked.resolved.codes.get(id(item.value))
            if known is not None and known[0].kind == "truth":
                source = scene.node.source
                written = source.text[item.value.at : item.value.end]
                hint = f"for a text with a condition, write `{{if {shortened(written)}: … | …}}`"
                message = "this shows the player the word `true` or `false`"
                checked.report.warning("NC315", source.span(item.at, item.end), message, hint)


def _check_title(checked: Checked, scene: SceneNames) -> None:
    """`== bar: The bar -> street`, of which the arrow is part of the title."""
    heading, source = scene.node.heading, scene.node.source
    at = source.text.find("->", heading.end, source.text.find("\n", heading.end))
    if "->" in heading.title and at >= 0 and source.text[at - 1] != "\\" and not is_shown(source, at):
        message = "a heading has no move: the arrow is part of the title"
        hint = "write the move on a line of its own where the scene goes on"
        checked.report.warning("NC315", source.span(at, at + 2), message, hint)
        return
    line_end = source.text.find("\n", heading.at)
    line_end = len(source.text) if line_end < 0 else line_end
    found = TITLE_MARK.search(source.text, heading.at, line_end)
    if found is not None and (found["tag"] is None or found["mark"].strip()[1:] not in heading.tags):
        part = next(one for one in ("mark", "end", "begin") if found[one])
        message = f"`{found[part].strip()}` is part of the title"
        hint = "a title has no marks: delete it"
        if found["tag"]:
            hint = f"tags have no blanks: write `{_tags_meant(found['mark'])}`; for plain text write `\\#`"
        span = source.span(found.start(part), found.end(part))
        checked.report.warning("NC315", span, message, hint)


def _tags_meant(text: str) -> str:
    """Tags as they are written here: `#music = river`, `# music:river` and `#music=slow river` with their values."""
    written: list[str] = []
    for tag in ODD_TAG.finditer(text):
        words = [tag["key"] + (f"={tag['value']}" if tag["value"] else "")]
        for word in (one.strip("()[]{}\"'.,;") for one in tag["words"].split()):
            key, sign, value = word.partition("=")
            words = [*words, word] if sign and key and value else [*words[:-1], f"{words[-1]}_{word}"]
        written += words
    return " ".join(f"#{one}" for one in written)


def _check_label(checked: Checked, scene: SceneNames, choice: ChoiceStatement, cast: set[str]) -> None:
    """`* (he was tired) Sleep.`, of which the player sees `Sleep.`: the brackets are a label with an old name."""
    if not choice.was or choice.label is None or f"{scene.node.name}.{choice.label}" in checked.resolver.counted:
        return
    if choice.label.casefold() in SUBJECTS or choice.label.casefold() in cast:
        source = scene.node.source
        begin = source.text.rfind("(", 0, choice.label_at)
        end = source.text.find(")", choice.was[-1].end) + 1
        message = f"these brackets are not shown: they say that the label `{choice.label}` had another name before"
        hint = f"for text, write `\\{shortened(source.text[begin:end])}`"
        checked.report.warning("NC315", source.span(begin, end), message, hint)
