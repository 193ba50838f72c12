"""NC304: lines that hold nothing but a name of the story and signs around it, which would be read as prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from engine.check.causes import files_are_lost
from engine.check.flow import end_of
from engine.check.names import SceneNames
from engine.check.rules.dialogue import cast_of, speaks_with_dashes
from engine.check.rules.plain_scenes import scenes_with_signs
from engine.diagnostics import Diagnostic, Fix, replaced
from engine.patterns import compiled, regex
from engine.program.functions import BUILT_INS
from engine.slips import Slip, SlipKind
from engine.source import Source, SourceSpan
from engine.syntax.messages import as_name, shortened
from engine.syntax.tree import ChoiceStatement, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

# `> market`, `<= small_talk`, `[weather]`, `thread small_talk`, `--ask`: a sign or a word, a name, nothing else.
LONE = regex(
    r"\n[ \t]*+(?P<line>(?P<sign>[^\w\s\"“«„'‘\\*~]{1,4}[ \t]*+)?"
    r"(?P<word>(?:thread|scene|visit|goto|call|run|open|label|knot|passage|point|section|enter|gosub|divert|tunnel"
    r"|node|room|chapter|stitch|import|insert|borrow|menu|detour)[ \t]++(?:to[ \t]++)?)?"
    r"(?P<name>[^\W\d]\w*+)(?P<values>\([^()\n]*+\))?[ \t]*+(?P<close>[^\w\s.!?…,\"”»'’]{1,4})?)[ \t]*+(?=\n|\Z)"
)
DEFINING = ("scene", "label", "knot", "passage", "point", "section", "node", "room", "chapter", "stitch")
LENDING = ("thread", "import", "insert", "borrow", "menu")
# Behind the name of a scene that nothing has: what may have been meant to begin it.
WORDS = "scene|label|knot|passage|point|section|node|room|chapter|stitch"
HEADING = (
    r"\n[ \t]*+(?P<line>(?:[^\w\s\"“«„'‘\\~]{{1,4}}[ \t]*+)?(?:(?P<word>{words})[ \t]++)?"
    r"[(\[\"']?{name}[)\]\"']?(?=[ \t]*+(?:[.;](?=\n)|[^\w\s,.!?…][^\n]*)?(?:\n|\Z)))"
)
# `-- the work` for a point `work`.
POINT = (
    r"\n[ \t]*+(?P<line>--[ \t]++(?:(?:(?!{name}\b)[\w'’-]++[ \t]++){{1,3}}{name}|{name}(?:[ \t]++[\w'’-]++){{1,3}}))"
    r"[ \t]*+(?=\n|\Z)"
)
LABEL = (
    r"(?<!\w)[(<\[#{{:@][ \t]*{name}[ \t]*[)>\]}}:]?|^[ \t]*[*+][ \t]+[^\w\s\"“(<\[#{{:@]?{name}[ \t]*(?:was\b|[:.)>-])"
)
# `end: Found` and `- end Found` for an ending that a claim asks for.
ENDING = (
    r"^[ \t]*(?P<line>(?!->)[^\w\s]{{0,3}}[ \t]*(?:the[ \t]+)?end(?:ing)?[ \t]*[:=]?[ \t]*[\"']?{name}\b[^\n]*?)[ \t]*$"
)
LOOP = regex(r"\bfor[ \t]+\Z")
PARTS = regex(r"[^\W\d_]+")
MOST_NAMES = 20
# Of shorter names, the letters tell nothing.
SHORTEST = 4
# So many uses of a name besides the first are no slips of the finger, if the name like it has uses of its own.
OFTEN = 3
MARKS = ("== ", "-> ", "<- ", "* ", "+ ", "~ ", "//")
CODE = ("~", "== ", "-> ", "<- ", "-- ", "* (", "+ (", "var ", "const ", "def ", "extern ", "claim ", "start:")
# A name between the same dashes or waves, as books have it.
DASHES = "—―─～〜"
DRAWN = regex(r"([—―─～〜]{1,3})[^—―─～〜]+\1")
# Names that stand once where they are declared, and elsewhere where they are used.
BLAMED = ("NC101", "NC102", "NC103", "NC104", "NC105", "NC109", "NC116")


def check_lone_names(checked: Checked) -> None:
    """Report a line that is the name of a scene or a point with signs around it: a move, or choices from elsewhere."""
    for scene in scenes_with_signs(checked):
        source = scene.node.source
        for found in LONE.finditer(source.text, scene.node.heading.at, scene.node.end):
            sign = found["sign"]
            if (sign is None and found["word"] is None and found["close"] is None) or (sign or "").startswith("->"):
                continue  # a word, or a move
            is_dashed = (sign or "").strip(" \t—―─–") == "" != (sign or "") and found["close"] is None
            is_drawn = found["line"][0] in DASHES and DRAWN.fullmatch(found["line"]) is not None
            if is_drawn or (is_dashed and speaks_with_dashes(checked, scene)):
                continue  # `——夢——`, and `— Adiós` as speech
            name = found["name"]
            is_point = name in scene.points
            if is_point and (sign or "").startswith("-"):
                continue
            if (is_point or name in checked.reach.flows) and _is_prose(scene, found.start("line")):
                _report_move(checked, source, scene, found.start("line"), found.end("line"), found.groupdict())


def _is_prose(scene: SceneNames, at: int) -> bool:
    """Whether a place is in prose that nobody speaks."""
    number = bisect_right(scene.texts, at, key=lambda one: one.at) - 1
    text = scene.texts[number] if number >= 0 else None
    return isinstance(text, Prose) and text.speaker is None and at < max(text.line.end, text.at + 1)


def _report_move(
    checked: Checked, source: Source, scene: SceneNames, at: int, end: int, found: dict[str, str | None]
) -> None:
    sign, word, name = (found["sign"] or "").strip(), (found["word"] or "").split(), found["name"] or ""
    whole = f"{name}{found['values'] or ''}"
    written = f"-> {whole}"
    if (word and word[0] in LENDING) or sign in ("<", "<=", "<<-", "<~", "<--", "←"):
        written = f"<- {whole}"
    elif word and word[0] in ("visit", "call", "gosub", "detour", "tunnel"):
        written = f"-> {whole} ->"
    if word and word[0] in DEFINING:
        return
    span = source.span(at, end)
    if _is_wrong(checked, span):
        return
    hint = f"write `{written}`; for plain text put a `\\` before it"
    checked.report.error("NC304", span, "this move would be read as prose", hint)


def check_unread_names(checked: Checked) -> None:
    """Report lines that seem to give a scene, a point or a choice a name which is used, and which nothing has."""
    names = checked.names
    for code, name in [*names.misspelt][:MOST_NAMES]:
        if code == "NC101" and checked.report.covers(code, names.misspelt[code, name]):
            _find_heading(checked, name)
    blamed = MOST_NAMES if files_are_lost(checked.report) else 0
    for one in [*checked.report.found]:
        if one.code in BLAMED and one.slip.meant and blamed < MOST_NAMES:
            blamed += 1
            _blame_declaration(checked, one)
        if one.code == "NC109" and one.slip.name:
            _find_ending(checked, one.slip.name)
        if one.slip.kind in (SlipKind.UNKNOWN_LABEL, SlipKind.UNKNOWN_PLACE):
            _find_label(checked, one.slip)


def _find_heading(checked: Checked, name: str) -> None:
    """The line of prose that may have been meant as the heading of a scene, or as a point."""
    pattern, point = compiled(HEADING.format(words=WORDS, name=name)), compiled(POINT.format(name=name))
    for source in checked.story.sources:
        for at in _occurrences(source.text, name):
            begin = max(0, source.text.rfind("\n", 0, at))
            found = pattern.match(source.text, begin) or point.match(source.text, begin)
            if found is None:
                continue
            span = source.span(found.start("line"), found.end("line"))
            text = source.line(span.line).strip()
            if text.startswith(f"{name}:") and name in cast_of(checked):
                continue
            is_alone = text == name and span.line > 1 and not source.line(span.line - 1).strip()
            if (text.rstrip(".;,:") == name and not is_alone) or text.startswith(MARKS) or _is_wrong(checked, span):
                continue
            hint = f"a scene begins with `== {name}`; for plain text put a `\\` before it"
            if found.re.groups == 1:
                hint = f"a point is one word: `-- {name}`; for plain text put a `\\` before it"
            elif text.startswith(("-", "—", "–")) or found["word"] == "point":
                hint = f"a point inside a scene is a line of its own, `-- {name}`; for plain text put a `\\` before it"
            checked.report.error("NC304", span, "this line would be read as prose", hint, slip=Slip(name=name))
            return


def _find_ending(checked: Checked, name: str) -> None:
    """The line of prose that may have been meant to end the story under a name."""
    pattern = compiled(ENDING.format(name=re.escape(name)), re.MULTILINE)
    for source in checked.story.sources:
        found = pattern.search(source.text) if name in source.text else None
        if found is not None:
            span = source.span(found.start("line"), found.end("line"))
            if not _is_wrong(checked, span):
                hint = f"to end the story, write `-> end: {name}`; for plain text put a `\\` before it"
                checked.report.error("NC304", span, "this move would be read as prose", hint)
            return


def _blame_declaration(checked: Checked, one: Diagnostic) -> None:
    """Where a name is used again and again, and only its declaration has another one, that is the slip."""
    near, name = one.slip.meant[0], one.slip.name
    is_near = len(one.slip.meant) == 1
    if not is_near:
        idle = [word for word in one.slip.meant if len(_places(checked, word)) == 1]
        near = idle[0] if len(idle) == 1 else ""
    if (
        near in BUILT_INS
        or near in ("back", "end")
        or not (near.isidentifier() or one.code == "NC109")
        or checked.names.renamed.get(name) == near
    ):
        return
    places = _places(checked, near)
    if len(places) > 1 and is_near and one.code == "NC103" and len(one.related) >= OFTEN:
        hint = f"declare it before the first scene, `var {name} = …`; or did you mean `{near}`?"
        checked.report.put(one, one._replace(hint=hint, fixes=()))
    if len(places) != 1:
        return
    source, at = places[0]
    if one.code == "NC116" and ("NC101", name) not in checked.names.misspelt:
        return  # the type of a place alone has the name
    if not one.related and ((len(near) < SHORTEST and near.casefold() != name) or not is_near):
        return
    if not one.related and not (_is_oddly_written(checked, near, name) or _is_no_word(checked, near, name)):
        # Either of the two may be the slip: who reads the one is shown the other.
        found = checked.report.found
        unused = (source.span(at, at + len(near)), "nothing uses this name")
        found[next(number for number, other in enumerate(found) if other is one)] = one._replace(related=(unused,))
        return
    message = f"nothing uses the name `{near}`, and there is no `{name}`"
    hint = f"write `{name}` here, or `{near}` where it is used"
    where = ((one.span, "here, for one"), *one.related)
    fix = Fix(f"write `{name}`", (replaced(source, at, at + len(near), name),))
    checked.report.drop({id(one)})
    span = source.span(at, at + len(near))
    if any(other.slip.kind is SlipKind.MISNAMED and other.span == span for other in checked.report.found):
        return
    slip = Slip(SlipKind.MISNAMED, near, (name,))
    checked.report.error(one.code, span, message, hint, *where, fixes=(fix,), slip=slip)


def _is_oddly_written(checked: Checked, near: str, name: str) -> bool:
    """Whether a name is the only one of its kind with capitals, and without them it is the name that is used."""
    names = checked.names
    places = [place for scene in names.scenes.values() for place in scene.places]
    kinds = (names.scenes, names.functions, names.variables, places)
    known = next((kind for kind in kinds if near in kind), ())
    return near.lower() == name and sum(one != one.lower() for one in known) == 1


def _is_no_word(checked: Checked, near: str, name: str) -> bool:
    """Whether the name that is used is made of words of the story, and the declared one is not: `wreck`, `wrnck`."""
    return all(_is_word(checked, part) for part in PARTS.findall(name)) and not all(
        _is_word(checked, part) for part in PARTS.findall(near)
    )


def _is_word(checked: Checked, part: str) -> bool:
    """Whether a word stands more than once in the story, in a name or in prose."""
    pattern = compiled(rf"(?<![^\W\d_]){re.escape(part)}(?![^\W\d_])", re.IGNORECASE)
    every = (found for source in checked.story.sources for found in pattern.finditer(source.text))
    return len(list(islice(every, 2))) > 1


def _places(checked: Checked, name: str) -> list[tuple[Source, int]]:
    """Where a name stands in code: the first two places."""
    pattern = compiled(rf"(?<!\w){re.escape(name)}(?!\w)")
    every = (
        (source, at)
        for source in checked.story.sources
        for at in _occurrences(source.text, name)
        if pattern.match(source.text, at) and _is_code(source.text, at)
    )
    return list(islice(every, 2))


def _occurrences(text: str, name: str) -> Iterator[int]:
    """Where a name stands in a text: quicker to find than what a pattern says of what is around it."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _is_code(text: str, at: int) -> bool:
    """Whether a place is in code: on a line that holds no prose, in the brackets of a label, or in braces."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    line = before.lstrip()
    if before.count("{") > before.count("}"):
        inner = before[before.rfind("{") + 1 :]
        begin = max(inner.rfind(":"), inner.rfind("|"))
        # Behind these signs stands a text, or the next condition.
        return begin < 0 or (inner[begin] == "|" and inner[begin + 1 :].lstrip().startswith("if "))
    if before.endswith(("-> end: ", "->end:", "-> end:")):
        return True
    if line.startswith("== "):
        return ":" not in line.partition("(")[0]  # behind it is a title
    if line.startswith(("* ", "+ ")) and LOOP.search(before):
        return True
    return line.startswith(CODE) and (line[0] not in "*+" or ")" not in line)


def _find_label(checked: Checked, slip: Slip) -> None:
    """The choice of a scene that may have been meant to have the label."""
    scene, label = checked.names.scenes.get(slip.owner), slip.name
    if scene is None or as_name(label) != label:
        return
    source = scene.node.source
    for choice in scene.texts:
        if not isinstance(choice, ChoiceStatement) or choice.label is not None:
            continue
        begin, end = source.text.rfind("\n", 0, choice.at) + 1, end_of(choice)
        # To compile a pattern for each unknown label takes long; most stand nowhere.
        if source.text.find(label, begin, end) < 0:
            continue
        found = compiled(LABEL.format(name=label), re.MULTILINE).search(source.text, begin, end)
        if found is not None:
            span = source.span(found.start(), found.end())
            if _is_wrong(checked, span):
                return
            hint = f"a label stands in brackets at the beginning: `{'*' if choice.once else '+'} ({label})`"
            message = f"`{shortened(found.group().strip())}` is shown as it stands"
            checked.report.warning("NC315", span, message, hint)
            return


def _is_wrong(checked: Checked, span: SourceSpan) -> bool:
    """Whether something has been said of the line already, but for what follows from it."""
    found = checked.report.on_line(span.file, span.line)
    return any(one.severity == "error" or one.code == "NC315" for one in found)
