"""The table of what is odd about a form in braces: who finds it, and what is said of it.

Of one form the first habit that is found is told: the others follow from it. In a message and in a hint, `{name}` is a
word that the finder has found; braces that are shown are doubled.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from engine.check.rules.odd_variations import finders
from engine.check.rules.odd_variations.finders import Found
from engine.syntax.text_forms import FORM_WORDS
from engine.syntax.tree import Conditional, Variation

Form = TypeVar("Form", bound=Variation | Conditional)
# A finder, a message, a hint.
Habit = tuple[Callable[[str, Form], Found | None], str, str]

SECOND_COLON = ("the second colon is shown as it stands", "one colon is enough; for text `\\:`")
BY_VALUE = "each time the next text is shown: `{{one | other}}`; by a value, write `{{if n == 1: one | other}}`"

GLUED: Habit[Variation | Conditional] = (
    finders.glued,
    "no blank stands before this: two words run together",
    "put a blank before the brace; blanks within it do not count",
)
SIGN_BEFORE: Habit[Variation | Conditional] = (
    finders.sign_before,
    "the `{sign}` before this brace is shown",
    "delete it; for plain text write `\\{sign}`",
)
# Something else where a bar was meant, and two bars for one.
BARS: tuple[Habit[Variation | Conditional], ...] = (
    (
        finders.other_bar,
        "the `{sign}` is shown: it parts nothing",
        "the texts are parted by `|`; for plain text put a `\\` before it",
    ),
    (
        finders.shown_condition,
        "this condition is shown as it stands",
        "a condition stands behind the `{{` or a `|`: `{{if condition: text | if other: text}}`",
    ),
    (
        finders.escaped_blank,
        "this `\\` makes a blank, and parts nothing",
        "the texts are parted by `|`; delete it if a blank is meant",
    ),
    (finders.double_bar, "between two bars nothing is shown", "write one `|`; for nothing, write `| |`"),
)
# A variation without a word, whose first text begins like one that has one.
WITHOUT_WORD: tuple[Habit[Variation], ...] = (
    (
        finders.ink_sign,
        "the `{sign}` is shown: it says nothing here",
        "write `{{{form}: … | …}}`; for plain text put a `\\` before it",
    ),
    (
        finders.misread_form,
        "the word `{word}` is shown: this form cannot be read",
        "write `{{{form}: … | …}}`; for plain text put a `\\` before the word",
    ),
    (finders.named_texts, "the words before these colons are shown as they stand", BY_VALUE),
    (
        finders.open_call,
        "these brackets are shown as they stand",
        "the form is `{{random: one | other}}`; for plain text put a `\\` before the `(`",
    ),
    (
        finders.open_colon,
        "a word is missing before this colon, which is shown",
        f"the forms are {', '.join(f'`{word}:`' for word in FORM_WORDS)} and `if condition:`; for text `\\:`",
    ),
    (finders.call_beside_nothing, "this shows the words `{value}`", "for the value, write `{{{value}}}`"),
)
OF_VARIATIONS: tuple[Habit[Variation], ...] = (
    (finders.empty, "this never shows anything", "write a text into it, or delete it"),
    (
        finders.one_name,
        "this is always the same: `random` has one text only",
        "one of the names of a set is `{{random({name})}}`; else part the texts by `|`: `{{random: one | other}}`",
    ),
    (
        finders.one_text,
        "this is always the same: `{form}` has one text only",
        "part the texts by `|`: `{{{form}: one | other}}`",
    ),
    (
        finders.form_as_text,
        "the word `{form}` is shown: a `:` is missing behind it",
        "write `{{{form}: … | …}}`; for plain text put a `\\` before it",
    ),
    (
        finders.parted_quotation,
        "a bar within quotation marks parts the text, marks and all",
        "for a bar that is shown, write `\\|`",
    ),
    (
        finders.shuffle_without_colon,
        "the word `{form}` is shown: a `:` is missing behind it",
        "write `{{{form}: … | …}}`; for plain text put a `\\` before it",
    ),
    (finders.numbered_texts, "these numbers are shown as they stand", BY_VALUE),
    (
        finders.filter_of_value,
        "this shows the words `{value}` and `{function}`, one after the other",
        "for the value, write `{{{function}({value})}}`",
    ),
    *BARS,
    (
        finders.condition_without_if,
        "the condition `{condition}` is shown as it stands",
        "text on a condition is written `{{if {condition}: … | …}}`",
    ),
    (
        finders.condition_behind_bar,
        "the condition `{condition}` is shown as it stands",
        "the first text needs a condition, too: `{{if condition: text | if other: text}}`",
    ),
)
OF_VARIATIONS_WITH_WORD = (SIGN_BEFORE, (finders.second_colon, *SECOND_COLON), *OF_VARIATIONS)
OF_VARIATIONS_WITHOUT_WORD = (SIGN_BEFORE, *WITHOUT_WORD, *OF_VARIATIONS)
OF_CONDITIONALS: tuple[Habit[Conditional], ...] = (
    SIGN_BEFORE,
    (
        finders.empty,
        "this never shows anything",
        "write the text behind the `:`; a condition of a choice has none: `{{if condition}}`",
    ),
    (
        finders.choice_in_braces,
        "a choice cannot stand in braces: its mark is shown",
        "a choice with a condition is a line of its own: `* {{if condition}} Text`",
    ),
    (
        finders.other_text_within,
        "when this condition fails nothing is shown; when it holds, all of this",
        "the other text stands behind a `|`: `{{if condition: text | other}}`",
    ),
    (
        finders.else_behind_bar,
        "the word before this colon is shown",
        "the last text needs no word: `{{if condition: text | other}}`",
    ),
    *BARS,
    (
        finders.quoted_ending,
        "these quotation marks are shown within the word",
        "a text in braces has none: `{{if …: {inner}}}`",
    ),
    (finders.second_colon_of_condition, *SECOND_COLON),
)
