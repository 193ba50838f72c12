"""NC315: brackets at the beginning of a choice that are shown, though a label or a condition was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.names import SceneNames
from engine.check.rules.unseen_text import MANNER
from engine.patterns import regex
from engine.slips import UNTOLD, Slip, SlipKind
from engine.syntax.grammars import Problem, parse_expression
from engine.syntax.messages import as_name, shortened
from engine.syntax.reading import NAME
from engine.syntax.tree import Binary, Call, ChoiceStatement, ExpressionNode, Name, Unary

if TYPE_CHECKING:
    from engine.check.checker import Checked

CONDITION = regex(
    r"[(\[][ \t]*(?P<word>if|when|unless|needs|requires)[ \t]++"
    r"(?P<condition>[^()\[\]]*+(?:\([^()]*+\)[^()\[\]]*+)*+)[)\]]"
)
BARE = regex(r"(?P<word>if|when|unless)[ \t]++(?P<condition>[^:{}]++):[ \t]+\S")
# They are asked of labels, too, which are known in their scene alone.
OF_PLACES = ("seen", "visits", "since")
LABEL = regex(r"\((?P<name>[^\W\d]\w*)\)[ \t]+\S")
HYPHENED = regex(r"\((?P<name>[^\W\d]\w*(?:[-.][^\W_]\w*)+)\)[ \t]+\S")
OLD_NAME = regex(r"\((?P<names>was[ \t]++[\w.-]++(?:[ \t]*+,[ \t]*+[\w.-]++)*+)\)[ \t]+\S")
UNCLOSED = regex(r"\((?P<name>[^\W\d]\w*)[ \t]++[^()]*+$")


def check_brackets(checked: Checked, scene: SceneNames, choice: ChoiceStatement) -> bool:
    """Warn about `* (if wet) Go.`, `* {if wet} (go) Go.`, `* (knock-knock) Knock.` and `* (knock Knock.`."""
    source, text = scene.node.source, choice.source
    mark = "*" if choice.once else "+"

    at = choice.at if choice.loop is None else source.text.index(text, choice.at)

    def warn(end: int, message: str, hint: str, slip: Slip = UNTOLD) -> bool:
        checked.report.warning("NC315", source.span(at, at + end), message, hint, slip=slip)
        return True

    condition = CONDITION.match(text)
    if condition is not None and is_condition(checked, condition["condition"]):
        written = condition["condition"].strip()
        if condition["word"] == "unless":
            written = f"not {written}" if NAME.fullmatch(written) else f"not ({written})"
        hint = f"for a condition of this choice, write `{{if {shortened(written)}}}`; for plain text `\\(`"
        return warn(condition.end(), f"`{shortened(condition.group())}` is shown as it stands", hint)
    label = LABEL.match(text) if (choice.guards or choice.loop) and choice.label is None else None
    if label is not None and not MANNER.search(label["name"]) and not label["name"][0].isupper():
        first = choice.guards[0].at if choice.guards else choice.at
        before = source.text[first:at].strip()
        what = "conditions" if choice.guards else "`for`"
        hint = f"a label stands before the {what}: `{mark} ({label['name']}) {shortened(before)}`; for text `\\(`"
        return warn(label.end("name") + 1, f"`({label['name']})` is shown as it stands", hint)
    old_name = OLD_NAME.match(text)
    if old_name is not None and choice.label is None:
        hint = f"an old name stands behind the label: `{mark} (label {old_name['names']})`; for plain text `\\(`"
        return warn(old_name.end("names") + 1, f"`({old_name['names']})` is shown as it stands", hint)
    hyphened = HYPHENED.match(text)
    if hyphened is not None and choice.label is None:
        hint = f"a label is one name: `({as_name(hyphened['name'])})`; for plain text put a `\\` before it"
        return warn(hyphened.end("name") + 1, f"`({hyphened['name']})` is shown as it stands", hint)
    unclosed = UNCLOSED.match(text)
    if unclosed is not None and choice.label is None:
        hint = f"close it for a label: `({unclosed['name']})`; for plain text put a `\\` before it"
        message = "this `(` is not closed, and it is shown as it stands"
        return warn(unclosed.end("name"), message, hint, Slip(SlipKind.NOT_CLOSED))
    return False


def check_bare_condition(checked: Checked, scene: SceneNames, choice: ChoiceStatement) -> None:
    """Warn about `* if wet: Run.`"""
    found = BARE.match(choice.source)
    if found is None or not is_condition(checked, found["condition"]):
        return
    hint = f"for a condition of this choice, write `{{if {shortened(found['condition'])}}}`; for plain text `\\if`"
    span = scene.node.source.span(choice.at, choice.at + found.end("condition") + 1)
    checked.report.warning("NC315", span, "this condition is shown as it stands", hint)


def is_condition(checked: Checked, text: str) -> bool:
    """Whether a text reads as a condition that speaks of the story's own names."""
    root = parse_expression("expression", text.strip())
    return not isinstance(root, Problem) and any(_is_known(checked, node) for node in _leaves(root))


def _is_known(checked: Checked, name: str) -> bool:
    names = checked.names
    return (
        name in OF_PLACES
        or name in names.variables
        or name in names.functions
        or name in names.scenes
        or name in names.constants
    )


def _leaves(node: ExpressionNode) -> list[str]:
    """The names in an expression."""
    if isinstance(node, Name):
        return [node.name]
    if isinstance(node, Unary):
        return _leaves(node.operand)
    if isinstance(node, Binary):
        return _leaves(node.left) + _leaves(node.right)
    if isinstance(node, Call):
        return [node.function, *(name for one in node.arguments for name in _leaves(one))]
    return []
