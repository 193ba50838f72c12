"""Heads of choices with their parts in other places or signs than they have here: what was meant, and what is left."""

from __future__ import annotations

from engine.named_tuples import NamedTuple
from engine.patterns import compiled, regex
from engine.syntax.messages import as_name, shortened
from engine.syntax.near_words import nearest_word

LONGEST = 120
# `* #angry {if wet} Go.`: a tag before the text.
TAG_FIRST = regex(r"(?P<tag>#[^\W\d][\w=-]*)[ \t]+(?P<rest>\{[^\n]*)")
# `* {(go)} Go.`, `* {for thing in bag} Take it.`
BRACED_LABEL = regex(r"\{[ \t]*\([ \t]*(?P<name>[^\W\d]\w*)[ \t]*\)[ \t]*\}[ \t]*(?P<rest>[^\n]*)")
BRACED_LOOP = regex(
    r"\{[ \t]*(?P<loop>for[ \t]+[^\W\d]\w*[ \t]+in[ \t]+[^{}:\n]*[^{}:\s])[ \t]*:?[ \t]*\}[ \t]*:?[ \t]*"
    r"(?P<rest>[^\n]*)"
)
# `* for thing in bag Take the {thing}.`, `* fro thing of bag: …`, `* {for thing in bag} …`: the loop of a choice with a
# slip in it. What it goes over is a name or several in brackets, and its own name is used in the text.
ODD_LOOP = regex(
    r"(?P<open>\{[ \t]*)?(?P<word>[^\W\d]{2,7})[ \t]++(?:each[ \t]++)?"
    r"(?P<name>[^\W\d]\w*)[ \t]++(?P<of>[^\W\d]{2})[ \t]++"
    r"(?P<set>(?:[^\W\d]\w*|\[[^\]\n]*\])(?:[ \t]++[-+&][ \t]++(?:[^\W\d]\w*|\[[^\]\n]*\]))*+)[ \t]*+"
    r"(?(open)\})(?P<sign>[:;,.]?)[ \t]*+"
    r"(?P<rest>\S[^\n]*\{[ \t]*+(?P=name)\b[^\n]*)"
)
# `* Go. {if wet} -> street`: a condition behind the text.
LATE_GUARD = regex(
    r"(?P<text>[^\n{}]*[^\s{}])[ \t]*(?P<guard>\{[ \t]*(?:if|needs)\b[^{}|:\n]*\})[ \t]*(?P<move>(?:->[^\n]*)?)"
)


GUARD = r"\{[ \t]*(?:if\b[^{}:|\n]*|needs\b[^{}\n]*|otherwise[ \t]*)\}"
# `* (stay silent) {if wet} Go.`, `* go) {if wet} Go.`: no label, but what stands before a guard can be nothing else.
ODD_LABEL = regex(
    r"(?P<open>[(\[<{]{0,2})(?:label\b[ \t:]*)?(?P<inner>[^()\[\]{}<>:\n]{1,40})(?P<close>[)\]}>]{0,2}:?)[ \t]*"
    rf"(?P<rest>(?:{GUARD}[ \t]*)+\S[^\n]*)"
)
# `* (go {if wet}) Go.`: the guard within the brackets of the label.
GUARD_IN_LABEL = regex(rf"\([ \t]*(?P<inner>[^\W\d]\w*)[ \t]*(?P<guard>{GUARD})[ \t]*\)[ \t]*(?P<rest>\S[^\n]*)")
# `* (go): {if wet} Go.`: a sign behind the label, from which on it is written here.
BEHIND_LABEL = regex(rf"[:.,;-][ \t]*(?P<rest>(?:{GUARD}[ \t]*)+\S[^\n]*)")
LABEL = regex(r"[a-z]\w*")
OLD_NAME = regex(r"\bwas\b")


class OddHead(NamedTuple):
    """What is wrong from one offset to another, and how the line is written; its text is read from `begin` on.

    The label is known where there is one.
    """

    at: int
    end: int
    message: str
    hint: str
    begin: int
    label: str | None = None


def odd_head(text: str, mark: str, at: int, end: int) -> OddHead | None:
    """What is wrong with the head of a choice whose label, guards and text stand from `at` to `end`."""
    first = text[at : at + 1]
    if first == "#" and (found := TAG_FIRST.match(text, at, end)) is not None:
        written = f"{mark} {shortened(found['rest'], LONGEST)} {found['tag']}"
        message = "a tag stands behind the text of its choice"
        return OddHead(at, found.end("tag"), message, f"write `{written}`; for plain text `\\#`", found.start("rest"))
    if first == "{":
        within = text[at + 1 : end].lstrip()
        if within.startswith("(") and (found := BRACED_LABEL.match(text, at, end)) is not None:
            hint = f"write `{mark} ({found['name']}) {shortened(found['rest'], LONGEST)}`"
            stop = found.start("rest")
            return OddHead(at, text.rindex("}", at, stop) + 1, "a label stands in round brackets alone", hint, stop)
        if within.startswith("for") and (found := BRACED_LOOP.match(text, at, end)) is not None:
            hint = f"write `{mark} {found['loop']}: {shortened(found['rest'], LONGEST)}`"
            stop = found.start("rest")
            return OddHead(at, text.rindex("}", at, stop) + 1, "the `for` of a choice has no braces", hint, end)
    if (first in "([{<" or first.islower()) and (label := _odd_label(text, mark, at, end)) is not None:
        return label
    return None


class OddLoop(NamedTuple):
    """A loop of a choice that cannot be read: its name and its set with their places, where the text begins."""

    name_at: int
    name: str
    set_at: int
    set_end: int
    stop: int
    message: str
    written: str


def odd_loop(text: str, at: int, end: int) -> OddLoop | None:
    """The loop of a choice between two offsets that has a slip in it; None for a right one, and for all else."""
    found = ODD_LOOP.match(text, at, end) if text.find("{", at, end) >= 0 else None
    if (
        found is None
        or nearest_word(found["word"], ("for", "foreach")) is None
        or found["of"] not in ("in", "of", "on")
    ):
        return None
    loop = f"for {found['name']} in {found['set']}"
    written = f"{loop}: {shortened(found['rest'], LONGEST)}"
    is_right = text[found.start() : found.end("set")].split() == loop.split()
    if is_right and found["sign"] == ":" and not found["open"]:
        return None
    message = f"a `:` is missing behind `{loop}`" if is_right and not found["open"] else "this loop cannot be read"
    places = found.start("name"), found["name"], *found.span("set"), found.start("rest")
    return OddLoop(*places, message, written)


def behind_label(text: str, mark: str, label: str, at: int, end: int) -> OddHead | None:
    """A sign between the label of a choice and its guards; None for all else."""
    found = BEHIND_LABEL.match(text, at, end)
    if found is None:
        return None
    hint = f"write `{mark} ({label}) {shortened(found['rest'], LONGEST)}`"
    return OddHead(at, at + 1, "nothing stands between a label and its condition", hint, found.start("rest"), label)


def _odd_label(text: str, mark: str, at: int, end: int) -> OddHead | None:
    """What stands before a guard, or around it, in the place of a label."""
    if text.find("{", at + 1, end) < 0:
        return None
    within = GUARD_IN_LABEL.match(text, at, end)
    found = within or ODD_LABEL.match(text, at, end)
    if found is None or OLD_NAME.search(found["inner"]):
        return None
    if within is None:
        signs = found["open"][:1], found["close"][:1]
        is_name = any(signs) and LABEL.fullmatch(found["inner"].strip()) is not None
        is_value = signs == ("{", "}") and not _is_asked_about(text, found["inner"].strip())
        if is_value or not (all(signs) or is_name):
            return None  # a value that is shown, or a guard within a text
    label = as_name(found["inner"].rpartition(".")[2])
    rest = found["rest"] if within is None else f"{within['guard']} {within['rest']}"
    hint = f"write `{mark} ({label}) {shortened(rest, LONGEST)}`"
    stop = found.end("close") if within is None else within.end("guard")
    return OddHead(at, stop, "a label is one name in round brackets", hint, found.start("rest"), label)


def _is_asked_about(text: str, name: str) -> bool:
    """Whether the story asks about a name as one does about a label."""
    return (
        name.isidentifier() and compiled(rf"\b(?:seen|visits|since)\([ \t]*(?:\w+\.)?{name}\b").search(text) is not None
    )


def late_guard(line: str, mark: str) -> str | None:
    """How a choice is written that has its condition behind its text; None for all else."""
    found = LATE_GUARD.fullmatch(line.strip())
    if found is None:
        return None
    move = f" {found['move'].strip()}" if found["move"].strip() else ""
    return f"{mark} {found['guard']} {found['text']}{move}"
