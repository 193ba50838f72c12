"""NC315, NC119 and NC317: titles, names of endings and the status line, with signs that are shown or are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.rules.odd_variations import odd_items
from engine.check.rules.signs import without_braces
from engine.check.rules.value_signs import signs_before
from engine.check.texts import has_quotation
from engine.patterns import regex
from engine.program.functions import BUILT_INS
from engine.source import Source
from engine.syntax.messages import shortened
from engine.syntax.reading import COMMENT
from engine.syntax.tree import Heading

if TYPE_CHECKING:
    from engine.check.checker import Checked

BRACES = regex(r"(?<!\\)\{[^{}\n]*\}")
# As programs put a text into quotation marks; « » and „ “ are written because they shall be read.
OPENING = "\"“'"
QUOTED = regex(r"[\"“'](?P<text>[^\"“”„«»]+)[\"”']$")
STARRED = regex(r"(?<![\\\w*])\*{1,2}+(?=[\w\"“„«‘'(¿¡])[^*\n]*+(?<![\s\\(])\*{1,2}+(?!\w)")
# A `#` behind a letter is part of a word: `In the Key of F#`.
LAST = regex(r"(?P<sign>[,;:]|(?<!\w)#)$")
BRACKET = regex(r"(?<=[ \t])(?:\[(?P<square>\w+)\]|\((?P<round>\w+)\))$")
SIGNED = regex(r"(?<![\w{\\])(?P<sign>[$%@(])?(?P<name>[^\W\d]\w*)\b(?(sign)(?!\w)[%)]?)")
CALL = regex(r"(?<![\w\\.])(?P<name>[^\W\d]\w*)\([^()]*\)")
WORD = regex(r"[^\W\d]\w*")
# `A minute's rest#indoors`; `In F#m` is a title.
GLUED_TAG = regex(r"(?<=\w)#(?P<name>[a-z][\w-]{2,}(?:=[\w-]+)?)$")
WAS = regex(r"\(was [\w, .-]+\)$")
SQUARE = regex(r"\[(?P<name>[^\W\d]\w*)\]")
NO_TITLE = regex(r"(?:[ \t]*\([^()\n]*\))*[ \t]*(?P<sign>:)[ \t]*(?=#|//|$)", re.MULTILINE)
# `C:\\Users`, of which the player sees `C:Users`; before a sign, a `\\` was put on purpose.
LOST_BACKSLASH = regex(r"(?<!\\)(?:\\\\)*+(?P<lost>\\(?P<shown>[^\W_]))")
GLUED = regex(r"//(?=[^\s/])")
# A face is shorter: `:-D`.
SHORTEST = 4


def check_titles(checked: Checked) -> None:
    """Warn about titles in quotation marks or with braces, with a tag in brackets, and about such a status line."""
    for scene in checked.names.scenes.values():
        heading, source = scene.node.heading, scene.node.source
        if not heading.title and (colon := NO_TITLE.match(source.text, heading.end)) is not None:
            span = source.span(colon.start("sign"), colon.end("sign"))
            if not any(one.span[:2] == span[:2] for one in checked.report.found):
                hint = "write the title, or delete the colon"
                checked.report.warning("NC315", span, "no title stands behind this colon", hint)
        odd = next(_odd(checked, source, heading), None) if heading.title else None
        if odd is not None:
            stop = source.text.find("\n", heading.end)
            if odd[0].startswith("{") and source.text.find("\\{", heading.end, stop) >= 0:
                continue
            at = source.text.rfind(odd[0], heading.end, stop if stop >= 0 else len(source.text))
            at = heading.at if at < 0 else at
            span = source.span(at, at + len(odd[0]))
            if not any(one.span[:2] == span[:2] and one.code[2] in "03" for one in checked.report.found):
                checked.report.warning("NC315", span, f"`{shortened(odd[0])}` is shown as part of the title", odd[1])
    for entry in checked.story.entries:
        if entry.key == "status":
            value = entry.value.strip()
            quoted, square = QUOTED.match(value), SQUARE.search(value)
            hint = f"write `status: {shortened(quoted['text'])}`" if quoted is not None else ""
            if square is not None and square["name"] in checked.names.variables:
                hint = f"for the value, write `{{{square['name']}}}`; for plain text write `\\[`"
            if value.startswith(":") and value.lstrip(": ")[:1].isalpha() and len(value) > SHORTEST:
                hint = f"write `status: {shortened(value.lstrip(': '))}`"
            span, found = entry.source.span(entry.value_at, entry.end), _value_in(checked, value)
            if not hint and found is not None:
                message = f"the status line always shows `{shortened(found[0])}` as it stands"
                checked.report.warning("NC119", span, message, f"for the value, write `{{{found[1]}}}`")
            elif not hint and checked.story.status is not None:
                for at, sign in signs_before(checked, entry.source.text, checked.story.status.items):
                    message, hint = f"the `{sign}` is shown as it stands", f"delete it; for text write `\\{sign}`"
                    checked.report.warning("NC119", entry.source.span(at, at + 1), message, hint)
                    break
                for form in odd_items(entry.source.text, checked.story.status.items):
                    if form.filter is None and not form.condition:
                        checked.report.warning("NC330", entry.source.span(form.at, form.end), form.message, form.hint)
                hint = ""
            if hint:
                checked.report.warning("NC119", span, "these signs are part of the status line", hint)
    _check_entries(checked)
    for source, at, end in _fixed_texts(checked):
        lost = LOST_BACKSLASH.search(source.text, at, end)
        if lost is not None:
            message = f"of `{lost['lost']}` the player sees `{lost['shown']}` only"
            checked.report.warning("NC317", source.span(*lost.span("lost")), message, "for a backslash, write `\\\\`")


def _check_entries(checked: Checked) -> None:
    """Warn about stars of the story's title, which are shown, and about its end, if that is read as a comment."""
    for entry in checked.story.entries:
        if entry.key not in ("title", "author"):
            continue
        text = entry.source.text
        starred = STARRED.search(text, entry.value_at, entry.end) if "*" in entry.value else None
        if starred is not None:
            message, hint = "these stars are shown: a title is plain", "leave them away; for text write `\\*`"
            checked.report.warning("NC119", entry.source.span(*starred.span()), message, hint)
        stop = text.find("\n", entry.end)
        stop = stop if stop >= 0 else len(text)
        comment = COMMENT.search(text, entry.value_at, stop)
        if comment is not None and GLUED.match(comment.group()):
            message = "this begins a comment: the player sees nothing of the line from here on"
            hint = "for text, write `\\//`; for a comment, put a space behind the `//`"
            checked.report.warning("NC317", entry.source.span(*comment.span()), message, hint)


def _fixed_texts(checked: Checked) -> Iterator[tuple[Source, int, int]]:
    """Where titles, authors and names of endings stand; of a scene that holds no `\\`, none."""
    for entry in checked.story.entries:
        if entry.key in ("title", "author"):
            yield entry.source, entry.value_at, entry.end
    for scene in checked.names.scenes.values():
        source, heading = scene.node.source, scene.node.heading
        if source.text.find("\\", heading.end, scene.node.end) < 0:
            continue
        if heading.title:
            stop = source.text.find("\n", heading.end)
            stop = stop if stop >= 0 else len(source.text)
            comment = COMMENT.search(source.text, heading.end, stop)
            yield source, heading.end, comment.start() if comment is not None else stop
        for move in checked.flows[scene.node.name].moves:
            if move.kind == "end" and move.target:
                yield source, move.target_at, move.end


def _value_in(checked: Checked, status: str) -> tuple[str, str] | None:
    """What is shown as a word and may be meant as a value, with that: a call, or a variable that no braces show.

    A variable that is shown may well have its name before it: `Coins {coins}`.
    """
    shown = without_braces(status)
    for call in CALL.finditer(shown):
        if call["name"] in checked.names.functions or call["name"] in BUILT_INS:
            return call.group(), call.group()
    in_braces = set(WORD.findall("".join(BRACES.findall(status))))
    for found in SIGNED.finditer(shown):
        name = found["name"]
        if name in checked.names.variables and (found["sign"] or name not in in_braces):
            return found.group().strip(), name
    return None


def _written(source: Source, heading: Heading) -> str:
    """A heading behind its name, as it is written."""
    stop = source.text.find("\n", heading.end)
    return source.text[heading.end : stop if stop >= 0 else len(source.text)]


def _odd(checked: Checked, source: Source, heading: Heading) -> Iterator[tuple[str, str]]:
    title = heading.title
    braces = BRACES.search(title) if "{" in title else None
    quoted = QUOTED.match(title) if title[0] in OPENING else None
    last = LAST.search(title) if title[-1] in ",;:#" else None
    bracket = BRACKET.search(title) if title[-1] in "])" else None
    if title.startswith(":") and title.lstrip(": ")[:1].isalpha() and len(title) > SHORTEST:
        yield ":", f"one colon is enough: `== {heading.name}: {shortened(title.lstrip(': '))}`"
    if braces is not None:
        yield braces.group(), "a title is fixed: take the braces away; a text that changes stands in the scene"
    # A scene that is drawn gives a choice its title, and a choice that is spoken has its quotation marks.
    is_quoted = quoted is not None and not heading.tags and quoted["text"][-1] not in ",?!…"
    if quoted is not None and is_quoted and not has_quotation(title) and "\\" not in _written(source, heading):
        yield title, f"write `== {heading.name}: {shortened(quoted['text'])}`"
    if last is not None:
        tags = "".join(f" #{tag}" for tag in heading.tags)
        written = f"== {heading.name}: {shortened(title.rstrip(last['sign']).rstrip())}{tags}"
        yield last["sign"], f"write `{written}`" if tags else "delete it; a tag is written `#name`"
    glued = GLUED_TAG.search(title) if "#" in title else None
    if glued is not None:
        tags = "".join(f" #{tag}" for tag in heading.tags)
        written = f"== {heading.name}: {shortened(title[: glued.start()])} {glued.group()}{tags}"
        yield glued.group(), f"a blank stands before a tag: write `{written}`; for plain text `\\#`"
    starred = STARRED.search(_written(source, heading)) if "*" in title else None
    if starred is not None:
        yield starred.group(), "a title is plain: leave the stars away, or write `\\*`"
    was = WAS.search(title) if title[-1] == ")" else None
    if was is not None:
        rest = title[: was.start()].rstrip()
        yield was.group(), f"what a scene was called stands before its title: `== {heading.name} {was.group()}: {rest}`"
    if bracket is not None and (bracket["square"] or bracket["round"]) in checked.names.tags:
        yield bracket.group().strip(), f"a tag is written `#{bracket['square'] or bracket['round']}`"
