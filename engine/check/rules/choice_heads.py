"""NC315: what stands between a choice's mark and its text, and behind the text, and was meant for the program.

A label, a number, a condition, a word such as `sticky`: other tools write them so, or they are forms of this language
with a sign too many. None of them is how a sentence begins or ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.flow import end_of
from engine.check.names import SceneNames
from engine.check.rules.brackets import is_condition
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import warn_once
from engine.check.scene_facts import of_scene
from engine.patterns import compiled, regex
from engine.syntax.messages import as_name, shortened
from engine.syntax.text_forms import FORM, FORM_WORDS
from engine.syntax.tree import ChoiceStatement, Set, Variation

if TYPE_CHECKING:
    from engine.check.checker import Checked

PLAIN = "for plain text put a `\\` before it"
# How a text begins: with a capital, a quotation or something in braces.
TEXT = r"(?=[\"“«(]?[^\W\d_a-z]|[\"“«{])"
EMPTY = regex(r"(?P<line>\([ \t]*\)|<[ \t]*>|\[\])[ \t]*")
NUMBER = regex(r"(?P<line>\d{1,2}(?:(?P<stop>\.)|\)))[ \t]+" + TEXT)
WORDS = (
    *("else", "otherwise", "sticky", "fallback", "default", "hidden", "locked", "disabled"),
    *FORM_WORDS,
)
WORD = regex(
    r"(?P<line>(?:else|otherwise|sticky|fallback|default|hidden|locked|disabled)[ \t]*[:,-]?[ \t]+)"
    + TEXT
    + r"|(?P<form>(?:"
    + FORM
    + r")[ \t]+)(?=[\"“«])"
)
THEN = regex(r"(?P<line>then[ \t]+)" + TEXT)
CONDITION = regex(r"[^\w\s\"“«\\{]{0,2}[ \t]*(?P<word>if|when|unless|needs|requires|IF|WHEN)(?=[ \t(])[ \t]*")
# Where such a condition may end, before the text of the choice.
STOP = regex(
    r"[ \t]*(?:[)\]>}|]{1,2}[ \t]*)?(?:then\b|THEN\b|[:;]|->|[-–—](?=[ \t])|,(?=[ \t]+[\"“«A-Z]))[ \t]*|[ \t]+" + TEXT
)
MOST_STOPS = 6
NAME = regex(
    r"(?P<line>(?:[^\w\s\"“«\\({<]{1,2}(?P<signed>[^\W\d]\w*)[^\w\s\"”».,!?…]{1,2}|(?P<asked>[^\W\d]\w*)\?))[ \t]+"
    + TEXT
)
# A label with words around it that the language does not know: `(go: harbour)`, `(how_much, was asked)`.
BRACKET = regex(r"(?P<line>\((?P<inner>[^(){}\n]{1,80}|\w++[ \t]*+\(was\b[^(){}\n]{0,40}\))\))[ \t]*")
ODD_WAS = regex(r"(?P<label>[^\W\d]\w*)[ \t]+(?:were|is|wsa|wass|formerly|ex)[ \t]+(?P<old>[^\W\d]\w*)")
CODE_WORD = regex(r"(?<!\w)[^\W\d]\w*_\w+(?!\w)|(?<!\w)[a-z]{2,}\w*\.[a-z][\w-]+")
PAIR = regex(r"(?P<key>[a-z]\w*)[ \t]*[:=][ \t]*(?P<value>\w+)")
WAS = regex(r"(?P<label>[a-z]\w*(?:[ \t]+[a-z]\w*)*)[,:;]?[ \t]+\(?was:?(?:[ \t]+(?P<old>[\w.-]+))?\)?")
COLON = regex(r"(?:(?<=[.!?…”\"»])(?P<line>:)|(?P<apart>(?<=[\w.!?…”\"»)])[ \t]+:))\Z")
KIND = regex(
    r"[ \t](?P<line>[(\[<{](?:sticky|hidden|locked|disabled|fallback|default)[)\]>}])\Z"
    r"|(?<=[.!?…”\"»])[ \t](?P<once>\(once\))\Z"
)
# `Read the names (names).`, a label behind the text.
LABEL_BEHIND = regex(r"[ \t](?P<line>\((?P<name>[a-z]\w*)\))[.!?]?\Z")
FRENCH = "fr"
KINDS_OF_CHOICES = "a choice with `*` is offered once, one with `+` always; a condition is `{if …}` before the text"
# What is shown as it stands: the group of a pattern that says where it is.
PARTS = ("line", "form", "apart", "once")
# From where to where in a choice's text, what is said, and what to write instead.
Said = tuple[int, int, str, str]


def check_choice_heads(checked: Checked) -> None:
    """Warn about what stands before or behind the text of a choice, one thing for each."""
    for scene in with_signs(checked):
        for choice in of_scene(scene, _suspects):
            source = scene.node.source
            at = source.text.find(choice.source, choice.at, end_of(choice) + len(choice.source))
            said = next(_said_of(checked, scene, choice), None) if at >= 0 else None
            if said is not None:
                begin, end, message, hint = said
                warn_once(checked, source, at + begin, at + end, message, hint)
    for scene in checked.names.tellings():
        for choice in of_scene(scene, _labelled) if scene.labels else ():
            _check_label(checked, scene, choice)


def _suspects(scene: SceneNames) -> list[ChoiceStatement]:
    """Choices whose text begins with a small letter, a digit or a sign, or ends in a colon or a bracket."""
    found = []
    for one in scene.texts:
        if isinstance(one, ChoiceStatement) and one.source:
            first = one.source[0]
            if (
                (first not in '"“«' and not first.isupper())
                or one.source[-1] in ":)]>}"
                or one.source[-2:-1] == ")"
                or _may_be_if(one)
            ):
                found.append(one)
    return found


def _may_be_if(choice: ChoiceStatement) -> bool:
    """Whether the text of a choice may begin with `IF`, or with a name that is asked about and begins like that."""
    return choice.source[0] == "I" and (choice.source[:2] == "IF" or "?" in choice.source)


def _labelled(scene: SceneNames) -> list[ChoiceStatement]:
    return [one for one in scene.labels.values() if not one.was and not one.guards]


def _said_of(checked: Checked, scene: SceneNames, choice: ChoiceStatement) -> Iterator[Said]:
    """What is said of a choice; the likeliest first."""
    yield from _said_of_words(checked, scene, choice)
    yield from _conditions(checked, choice.source, "*" if choice.once else "+")
    yield from _said_of_names(checked, choice)
    yield from _said_of_ends(checked, choice)


def _shown(text: str, found: re.Match[str], hint: str) -> Said:
    begin, end = found.span(next(name for name, value in found.groupdict().items() if value and name in PARTS))
    return begin, end, f"`{shortened(text[begin:end].strip())}` is shown as it stands", hint


def _said_of_words(checked: Checked, scene: SceneNames, choice: ChoiceStatement) -> Iterator[Said]:
    """A number, or a word of the language or of another, before the text."""
    text, mark = choice.source, "*" if choice.once else "+"
    if (empty := EMPTY.match(text)) is not None:
        yield _shown(text, empty, f"delete it; a label stands in brackets: `{mark} (label) …`; {PLAIN}")
    number = NUMBER.match(text) if text[:1].isdigit() else None
    if number is not None and (number["stop"] is None or not _counts_days(checked)) and not _is_same(scene, choice):
        rest = shortened(text[number.end() :])
        yield _shown(text, number, f"whoever shows the choices counts them: write `{mark} {rest}`; {PLAIN}")
    if text.startswith(WORDS) and (word := WORD.match(text)) is not None:
        hint = KINDS_OF_CHOICES
        if text.startswith(("else", "otherwise")):
            hint = f"where no other choice is left, write `{mark} {{otherwise}} {shortened(text[word.end() :])}`"
        yield _shown(text, word, f"{hint}; {PLAIN}")
    then = THEN.match(text) if choice.guards and text.startswith("then") else None
    if then is not None:
        yield _shown(text, then, f"the text stands right behind the condition: delete the word; {PLAIN}")


def _said_of_names(checked: Checked, choice: ChoiceStatement) -> Iterator[Said]:
    """A variable, or what was meant as a label, before the text."""
    text, mark = choice.source, "*" if choice.once else "+"
    name = NAME.match(text) if not text[:1].isalpha() or "?" in text else None
    if name is not None:
        variable = checked.names.variables.get(name["signed"] or name["asked"])
        if variable is not None and variable.type.kind in ("truth", "set"):
            written = name["signed"] or name["asked"]
            yield _shown(text, name, f"for a condition of this choice, write `{{if {written}}}`; {PLAIN}")
    if (
        choice.label is None
        and (bracket := BRACKET.match(text)) is not None
        and _is_code(checked, bracket["inner"], text)
    ):
        was = WAS.fullmatch(bracket["inner"].strip())
        label = f"({as_name(was['label'])} was {was['old'] or 'old_name'})" if was is not None else "(label)"
        odd_was = ODD_WAS.fullmatch(bracket["inner"].strip()) if was is None else None
        label = label if odd_was is None else f"({odd_was['label']} was {odd_was['old']})"
        yield _shown(text, bracket, f"a label is one name: `{mark} {label}`; for plain text write `\\(`")


def _said_of_ends(checked: Checked, choice: ChoiceStatement) -> Iterator[Said]:
    """A colon, a word or a label behind the text."""
    text, mark = choice.source, "*" if choice.once else "+"
    colon = COLON.search(text) if text.endswith(":") else None
    if colon is not None and (colon["line"] or not checked.names.language.casefold().startswith(FRENCH)):
        yield _shown(text, colon, f"a choice ends with its text: `{mark} {shortened(text[: colon.start()].rstrip())}`")
    if text.endswith((")", "]", "}", ">")) and (kind := KIND.search(text)) is not None:
        yield _shown(text, kind, KINDS_OF_CHOICES)
    behind = LABEL_BEHIND.search(text) if choice.label is None else None
    if behind is not None and behind["name"] in compiled(r"\w+").findall(text[: behind.start()].casefold()):
        yield _shown(
            text, behind, f"a label stands before the text: `{mark} ({behind['name']}) …`; for plain text write `\\(`"
        )
    items = choice.line.items
    if len(items) == 1 and isinstance(items[0], Variation) and items[0].kind == "once":
        begin = text.find("{")
        message = "once this has been shown, the choice has no text"
        yield (
            begin,
            len(text),
            message,
            f"a choice with `*` is offered once: write `{mark} ` and the text without braces",
        )


def _is_same(scene: SceneNames, choice: ChoiceStatement) -> bool:
    """Whether several choices begin with the same number, and not with the first: a move of chess, `4. Bxc6`."""
    first, _, _ = choice.source.partition(" ")
    texts = (one.source for one in scene.texts if isinstance(one, ChoiceStatement))
    return first[:-1] != "1" and sum(text.startswith(f"{first} ") for text in texts) > 1


def _counts_days(checked: Checked) -> bool:
    """Whether a number with a full stop is a day of the month in the language of the story."""
    return not checked.names.language.casefold().startswith("en") and checked.names.language != ""


def _conditions(checked: Checked, text: str, mark: str) -> Iterator[Said]:
    """`if wet "Run."`, `unless wet then Run.`, `needs wet: Run.`"""
    found = CONDITION.match(text)
    if found is None:
        return
    for number, stop in enumerate(STOP.finditer(text, found.end())):
        condition = text[found.end() : stop.start()].strip()
        if number >= MOST_STOPS:
            return
        if is_condition(checked, condition):
            word = found["word"].casefold()
            written = shortened(condition if word != "unless" else f"not ({condition})")
            form = f"{{needs {written}: reason}}" if word in ("needs", "requires") else f"{{if {written}}}"
            hint = f"a condition stands before a choice's text: `{mark} {form} …`; {PLAIN}"
            yield 0, stop.end(), "this condition is shown as it stands", hint
            return


def _is_code(checked: Checked, inner: str, text: str) -> bool:
    """Whether brackets before a text hold what is never prose: a name with `_`, `key: name`, an old name."""
    names = checked.names
    pair, was = PAIR.fullmatch(inner.strip()), WAS.fullmatch(inner.strip())
    if pair is not None:
        return pair["key"] in names.variables or pair["value"] in names.variables or pair["value"] in names.scenes
    if was is not None:
        known = was["old"] is None or was["old"] in checked.reach.flows or not was["old"].isalpha()
        return known or set(was["label"].split()) <= set(compiled(r"\w+").findall(text.casefold()))
    return CODE_WORD.search(inner) is not None


def _check_label(checked: Checked, scene: SceneNames, choice: ChoiceStatement) -> None:
    """`(bag) Sell the bread.`, a label with the name of a variable that nothing asks about; a condition was meant."""
    label = choice.label
    variable = checked.names.variables.get(label or "")
    if label is None or variable is None or variable.type.kind != "set":
        return
    if f"{scene.node.name}.{label}" in checked.resolver.counted or _sets(choice, label):
        return
    begin = choice.label_at - 1
    message = f"`({label})` is a label here, and says nothing of the variable `{label}`"
    hint = f"for a condition, write `{{if {label} has …}}`; for a label, give it another name"
    warn_once(checked, scene.node.source, begin, begin + len(label) + 2, message, hint, "NC317")


def _sets(choice: ChoiceStatement, name: str) -> bool:
    """Whether taking a choice changes a variable: then it may well have the same name."""
    return any(isinstance(one, Set) and one.name == name for one in choice.body)
