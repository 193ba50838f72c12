"""Applies the code that a hint shows, in the ways in which a writer may: in place of what is underlined, of the line, …

.venv/bin/python tests/slips/applying.py    the hints of all slips; those that never work are printed,
                                                but for those of by_hand.txt
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from slips import FOLDER, Slip, all_slips, said_of

from engine.cli.fixing import _is_better
from engine.diagnostics import Diagnostic
from engine.fixes import edited_text
from engine.slips import shown_in

Check = Callable[[str], list[Diagnostic]]
TOKENS = re.compile(r"[\w.]+|[^\w\s]")
DECLARED = re.compile(r"var (\w+) = ")
BY_HAND = frozenset((FOLDER / "by_hand.txt").read_text(encoding="utf-8").splitlines()[1:])
# What stands for the writer's own words in a hint, and words that a form names.
LEFT_OUT = "…"


def works(text: str, one: Diagnostic, check: Check) -> bool:
    """Whether some way of applying a hint, or its fix, leaves a story without the mistake and without a new one."""
    before = {(other.code, other.message) for other in check(text)}
    # What a hint declares is to be set, too: that is the next thing to write.
    unset = {
        ("NC306", f"`{found[1]}` is read, but nothing ever sets it")
        for code in shown_in(one.hint)
        if (found := DECLARED.match(code)) is not None
    }

    def is_mended(changed: str) -> bool:
        left = {(other.code, other.message) for other in check(changed)}
        return (one.code, one.message) not in left and left <= before | unset

    if one.fixes and all(edit.span.file == one.span.file for edit in one.fixes[0].edits):
        return is_mended(edited_text(text, one.fixes[0].edits))
    lines = text.split("\n")
    ways = (changed for code in shown_in(one.hint) for changed in ways_of(lines, one, code))
    return any(is_mended("\n".join(changed)) for changed in ways)


def ways_of(lines: list[str], one: Diagnostic, code: str) -> Iterator[list[str]]:
    """The story with code of a hint in each place that it may be meant for; those that are likely first."""
    number = one.span.line - 1
    line = lines[number]
    indent = line[: len(line) - len(line.lstrip())]
    at, end = one.span.column - 1, one.span.column - 1 + one.span.length

    def put(*new: str, of: int = 1, there: int = number) -> list[str]:
        return [*lines[:there], *new, *lines[there + of :]]

    for written in _filled(code, line, line[at:end]):
        yield put(indent + written)
        yield put(line[:at] + written + line[end:])
        opened, closed = line.rfind("{", 0, at + 1), line.find("}", end - 1)
        if 0 <= opened <= closed:
            yield put(line[:opened] + written + line[closed + 1 :])
        yield from (put(changed) for changed in _anchored(line, written))
        word = re.search(r"[\w.]*$", line[:at])
        rest = re.match(r"[\w.]*", line[end:])
        assert word is not None and rest is not None, "they match nothing at least"
        yield put(line[: word.start()] + written + line[end + rest.end() :])
        yield put(line[:at] + written)
        yield put(indent + written + line[end:])
        yield put(line[:at] + written + line[at:])
        yield put(f"{line.rstrip()} {written}")
        yield put(line.rstrip() + written)
        yield put(indent + written, line)
        yield put(line, indent + written)
        yield put(line, f"{indent}    {written}")
        yield put(indent + line[indent.__len__() :].replace(line[at:end], "", 1), indent + written)
        first = next((n for n, other in enumerate(lines) if other.startswith("==")), len(lines))
        yield put(written, of=0, there=first)
        for span, _ in one.related:
            if span.file == one.span.file:
                other = lines[span.line - 1]
                begin = span.column - 1
                yield put(other[:begin] + written + other[begin + span.length :], there=span.line - 1)


def _filled(code: str, line: str, underlined: str) -> list[str]:
    """A form with the writer's own words in place of `…`."""
    if LEFT_OUT not in code:
        return [code]
    body = line.strip()
    inner = re.search(r"[{(](.*)[})]", line)
    words = [body, re.sub(r"^[-*+~>]+\s*", "", body), underlined, *([inner[1]] if inner else []), "x", "0", "true"]
    return [code.replace(LEFT_OUT, one) for one in dict.fromkeys(words)]


def _anchored(line: str, code: str) -> Iterator[str]:
    """A line with code in place of the stretch between the code's first and last words."""
    tokens = TOKENS.findall(code)
    if len(tokens) < 2:
        return
    begins = [found.start() for found in re.finditer(re.escape(tokens[0]), line)][:3]
    ends = [found.end() for found in re.finditer(re.escape(tokens[-1]), line)][-3:]
    yield from (line[:begin] + code + line[end:] for begin in begins for end in ends if begin < end)


def shows_code(slip: Slip) -> tuple[str, Diagnostic] | None:
    """The story with a slip, and what is said of it, if that has a hint or a fix to apply and none is written down."""
    if slip.mended:
        return None  # applied in test_slips.py as it is written there
    text = slip.story(slip.new)[0]
    said = said_of(text)
    return (text, said[0]) if said and (said[0].fixes or shown_in(said[0].hint)) else None


def worse_fixes(slip: Slip) -> Iterator[str]:
    """The fixes of a slip, safe or not, that leave the story with a line that cannot be read, or with more errors."""
    text = slip.story(slip.new)[0]
    before = said_of(text)
    for one in before:
        for fix in one.fixes:
            after = said_of(edited_text(text, fix.edits))
            if not _is_better(before, after):
                yield f"{slip.where}: {fix.title} | {[(other.code, other.message) for other in after]}"


if __name__ == "__main__":
    count = failed = worse = 0
    for slip in all_slips():
        for told in worse_fixes(slip):
            worse += 1
            print(told)
        shown = shows_code(slip)
        if shown is None:
            continue
        count += 1
        if slip.name not in BY_HAND and not works(*shown, said_of):
            failed += 1
            print(f"{slip.where}: {slip.new[0][:80] if slip.new else ''} | {shown[1].message} | {shown[1].hint}")
    print(f"{count} hints that show code, {failed} never work; {worse} fixes make a story worse")
    raise SystemExit(failed + worse > 0)
