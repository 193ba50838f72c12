"""Several uses that are wrong for one reason: a value of another kind in a declaration, a parameter that is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from engine.check.causes.kinds import UNREAD, kind_of
from engine.check.causes.lost_lines import scene_around
from engine.diagnostics import AND_HERE, MOST_USES, Diagnostic, Fix, Report, replaced
from engine.patterns import compiled, regex
from engine.slips import Slip, SlipKind
from engine.source import Source

NAME = regex(r"[^\W\d]\w*")
CODE_LINE = regex(r"[ \t]*(?:~|(?:var|const|def|claim|extern)\b|==|-> )")
ASSIGNED = regex(r"[ \t]*~[ \t]*(?:let[ \t]+)?([^\W\d]\w*)[ \t]*=(?!=)")
NUMBER_FOR_TRUTH = regex(r"[01]")
QUOTED = regex(r"\"(-?\d+|true|false)\"")
# A declaration with a value and no type: then the value alone says what kind it is.
VALUE = r"^[ \t]*(?:var|const|~[ \t]*let)[ \t]+{name}[ \t]*=[ \t]*(?P<value>[^\n]*?)[ \t]*(?://[^\n]*)?$"
HEAD = r"^(?:==|def)[ \t]*{name}\b(?:[ \t]*:(?=[ \t]*\())?(?P<parameters>[ \t]*\([^()\n]*\))?"
# With so many uses that are wrong, the declaration is sooner wrong than they.
SEVERAL = 2
# So many wrong uses to a right one.
MOST_WRONG = 3


def blame_declarations(report: Report, sources: dict[str, Source]) -> None:
    """Put one finding where something is declared in the place of those about its uses."""
    _blame_names(report, sources)
    _blame_values(report, sources)
    _blame_heads(report, sources)


def _blame_names(report: Report, sources: dict[str, Source]) -> None:
    """Blame `buns`, which stands in one type and nowhere else, for all places where that type should be another one."""
    wrong: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in report.found:
        if one.slip.kind is SlipKind.ODD_NAME:
            wrong.setdefault((one.slip.name, one.slip.meant[0]), []).append(one)
    for (name, meant), uses in wrong.items():
        places = [(source, at) for source in sources.values() for at in _places_in_code(source, name)]
        if len(places) != 1:
            name, meant = meant, name
            places = [(source, at) for source in sources.values() for at in _places_in_code(source, name)]
        if len(places) != 1:
            continue
        (source, at), *_ = places
        message = f"nothing else has the name `{name}`, and others of these names are beside `{meant}`"
        related = tuple((one.span, "here, for one") for one in uses[:MOST_USES])
        fixes = (Fix(f"write `{meant}`", (replaced(source, at, at + len(name), meant),)),)
        report.drop({id(one) for one in uses})
        report.drop({id(one) for one in report.found if one.slip.name == meant and one.slip.meant == (name,)})
        span = source.span(at, at + len(name))
        slip = Slip(SlipKind.ODD_NAME, name, (meant,))
        report.add(Diagnostic("NC105", "error", message, span, f"write `{meant}`", related, fixes, slip))


def _places_in_code(source: Source, name: str) -> Iterator[int]:
    """Where a name stands in a line of logic or in braces, and not in quotes."""
    for found in compiled(rf"(?<![\w\"]){name}(?![\w\"])").finditer(source.text):
        begin = source.text.rfind("\n", 0, found.start()) + 1
        before = source.text[begin : found.start()]
        if before.count("{") > before.count("}") or (CODE_LINE.match(before) and before.count('"') % 2 == 0):
            yield found.start()


def _blame_values(report: Report, sources: dict[str, Source]) -> None:
    """Blame `var masked = "false"` for all places where `masked` is a text that should be true or false."""
    uses: dict[str, list[Diagnostic]] = {}
    for one in report.found:
        if one.code == "NC201" and one.span.file in sources:
            begin = one.span.column - 1
            line = sources[one.span.file].line(one.span.line)
            name = line[begin : begin + one.span.length]
            assigned = ASSIGNED.match(line)
            if assigned is not None and begin >= assigned.end() and line[assigned.end() : begin].isspace():
                name = assigned[1]  # what it is given is of the kind that is wanted elsewhere
            if NAME.fullmatch(name):
                uses.setdefault(name, []).append(one)
    for name, wrong in uses.items():
        declared = list(islice(_matches(sources, VALUE.format(name=name)), 2))
        if len(declared) != 1:
            continue
        source, found = declared[0]
        begin, end = found.span("value")
        plain = QUOTED.fullmatch(found["value"])
        if begin == end or (plain is None and not _are_most(wrong, sources, name)):
            continue
        hint = "give it a value of the kind that is wanted there, or change these places"
        fixes: tuple[Fix, ...] = ()
        if plain is not None:
            hint = f"write `{found.group().strip().replace(found['value'], plain[1])}`"
            fixes = (Fix(f"write `{plain[1]}`", (replaced(source, begin, end, plain[1]),)),)
        elif NUMBER_FOR_TRUTH.fullmatch(found["value"]) and any(_is_given_truth(one, sources) for one in wrong):
            meant = "true" if found["value"] == "1" else "false"
            hint = f"write `{found.group().strip()[: -len(found['value'])]}{meant}`"
            fixes = (Fix(f"write `{meant}`", (replaced(source, begin, end, meant),)),)
        message = f"`{name}` is another kind of value here than where it is used"
        related = tuple((one.span, one.message) for one in wrong[:MOST_USES])
        report.drop({id(one) for one in wrong})
        report.add(Diagnostic("NC201", "error", message, source.span(begin, end), hint, related, fixes))


def _blame_heads(report: Report, sources: dict[str, Source]) -> None:
    """Blame `== inside` for moves that give it a value, where a name in it is not known: the parameter is missing."""
    for one in [*report.found]:
        if one.slip.kind is not SlipKind.VALUES_TOO_MANY:
            continue
        found = next(_matches(sources, HEAD.format(name=re.escape(one.slip.name))), None)
        if found is None:
            continue
        source, head = found
        first = source.line_of(head.start())
        if any(other.span[:2] == (source.name, first) and kind_of(other) == UNREAD for other in report.found):
            continue  # it cannot be read
        last = scene_around(source, first + 1)[1] if head.group().startswith("==") else _end_of(source, first)
        unknown = [
            other
            for other in report.found
            if (other.slip.kind is SlipKind.UNKNOWN_VARIABLE or (other.code == "NC105" and other.slip.name))
            and other.span.file == source.name
            and first <= other.span.line < last
        ]
        names = list(dict.fromkeys(other.slip.name for other in unknown))
        if len(names) != int(one.slip.owner):
            continue
        line = source.line(first)
        end = head.end() - head.start()
        known = (head["parameters"] or "").strip(" \t()")
        parameters = known if ":" in head.group().split("(")[0] else ", ".join((*([known] if known else ()), *names))
        name_end = end - len(head["parameters"] or "")
        hint = f"write `{line[:name_end].rstrip(' :')}({parameters}){line[end:]}`"
        message = f"`{one.slip.name}` is given a value, and has no parameter for `{names[0]}`"
        span = source.span(head.start(), head.end())
        others = [place for place in one.related if place[0][:2] != span[:2]]
        related = ((one.span, AND_HERE), *others[:MOST_USES])
        report.drop({id(other) for other in (one, *unknown)})
        report.add(Diagnostic("NC203", "error", message, span, hint, related))


def _are_most(wrong: list[Diagnostic], sources: dict[str, Source], name: str) -> bool:
    """Whether several uses of a name in code are wrong, and hardly one is right."""
    uses = sum(1 for source in sources.values() for _ in _places_in_code(source, name)) - 1
    return len(wrong) >= SEVERAL and len(wrong) >= MOST_WRONG * max(uses - len(wrong), 0)


def _is_given_truth(one: Diagnostic, sources: dict[str, Source]) -> bool:
    """Whether a finding is about `true` or `false`, or about a condition that is a value alone: `{if lit: …}`."""
    begin = one.span.column - 1
    line = sources[one.span.file].line(one.span.line)
    return line[begin : begin + one.span.length] in ("true", "false")


def _matches(sources: dict[str, Source], pattern: str) -> Iterator[tuple[Source, re.Match[str]]]:
    matcher = compiled(pattern, re.MULTILINE)
    for source in sources.values():
        yield from ((source, found) for found in matcher.finditer(source.text))


def _end_of(source: Source, first: int) -> int:
    """The line behind the last one of a function."""
    last = first
    while last < len(source.starts()) and source.line(last + 1)[:1] in (" ", "\t"):
        last += 1
    return last + 1
