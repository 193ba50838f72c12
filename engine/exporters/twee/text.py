"""Writes text in Harlowe's markup."""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.exporters.twee.expressions import NotInHarlowe, TweeScope, expression
from engine.syntax.text_forms import FORM_OF
from engine.syntax.tree import Conditional, Show, Styled, TextItems, Variation

# What Harlowe would read as markup; between back quotes it is text.
SPECIAL = re.compile(
    r"[\[\]{}<>|\\*~^]|\$(?=\w)|\b_+(?=\w)|''+|//+|`+|\((?=[\w-]+:)|&(?=#?\w+;)|(?m:^)[ ]*(?:#|--+|[-+=]+[>=]|\d+\.)"
)
STYLES = {"*": "//", "**": "''"}


def plain(text: str) -> str:
    """Plain text that Harlowe shows as it is."""
    return SPECIAL.sub(_verbatim, text.replace("\u0006", ""))


def _verbatim(found: re.Match[str]) -> str:
    text = found.group()
    if text[0] == "`":
        return "&#96;" * len(text)
    return f"`{text}`"


class TextWriter:
    """Writes text with its forms; `counter` makes a variable for each that moves on, `mark` tells what is left out."""

    def __init__(self, counter: Callable[[], str], mark: Callable[[str], str]) -> None:
        self.counter = counter
        self.mark = mark

    def write(self, items: TextItems, scope: TweeScope) -> str:
        """The text in Harlowe's markup."""
        return "".join(self._item(item, scope) for item in items)

    def _item(self, item: object, scope: TweeScope) -> str:
        match item:
            case str():
                return plain(item)
            case Show():
                return self._show(item, scope)
            case Conditional():
                return self._conditional(item, scope)
            case Variation():
                return self._variation(item, scope)
            case Styled():
                mark = STYLES[item.style]
                return f"{mark}{self.write(item.items, scope)}{mark}"
            case _:
                return self.mark("a form of text")

    def _show(self, item: Show, scope: TweeScope) -> str:
        try:
            code = expression(item.value, scope)
        except NotInHarlowe as problem:
            return self.mark(str(problem))
        if code[1:] in scope.sets or code.startswith("(ds:"):
            return self.mark("a set that is shown")
        return f"(print: {code})"

    def _conditional(self, item: Conditional, scope: TweeScope) -> str:
        written = ""
        word = "if"
        for condition, text in item.branches:
            try:
                written += f"({word}: {expression(condition, scope)})[{self.write(text, scope)}]"
            except NotInHarlowe as problem:
                return self.mark(f"a condition with {problem}")
            word = "else-if"
        return written + (f"(else:)[{self.write(item.otherwise, scope)}]" if item.otherwise else "")

    def _variation(self, item: Variation, scope: TweeScope) -> str:
        texts = [self.write(one, scope) for one in item.items]
        return variation(item.kind, [f"[{text}]" for text in texts], self.counter())


def variation(kind: str, hooks: list[str], count: str) -> str:
    """Texts of which each time another one is shown, as hooks under conditions on a counter."""
    number, operation = len(hooks), FORM_OF[kind].operation
    if operation in (None, "shuffle"):
        begin = f"(set: {count} to (random: 1, {number}))"
        tests = [f"{count} is {one + 1}" for one in range(number)]
    elif operation == "cycle":
        begin = f"(set: {count} to it % {number} + 1)"
        tests = [f"{count} is {one + 1}" for one in range(number)]
    else:
        last = number + 1 if operation == "once" else number
        begin = f"(set: {count} to (min: it + 1, {last}))"
        tests = [f"{count} is {one + 1}" for one in range(number)]
    return begin + "".join(f"(if: {test}){hook}" for test, hook in zip(tests, hooks, strict=True))
