"""Checks a whole story: names, then types, then the rules, each of which adds what it finds to one report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.causes import drop_consequences, lines_of
from engine.check.constants import resolve_constants
from engine.check.expressions import Resolver
from engine.check.flow import SceneFlow, flows_of
from engine.check.functions import check_def, parameters_of
from engine.check.names import Names, SceneNames, Variable
from engine.check.parameters import infer_parameters
from engine.check.places import place_of
from engine.check.resolution import Resolution
from engine.check.scene_facts import SceneFacts
from engine.check.scene_graph import Reach
from engine.check.scope import ExpressionScope
from engine.check.statements import Walker
from engine.check.texts import has_quotation
from engine.check.unknown_names import report_unknown
from engine.data_classes import dataclass
from engine.diagnostics import Edit, Fix, Report
from engine.patterns import regex
from engine.program.evaluate import is_constant
from engine.program.program import ClaimedPlace, ClaimNode
from engine.program.types import ANY, SetOf, default_of, general
from engine.slips import UNTOLD, Slip, SlipKind
from engine.syntax.header import KNOWN_KEYS, OTHER_KEYS
from engine.syntax.messages import as_name, shortened
from engine.syntax.tree import Claim, Def, HeaderEntry, Name, StoryTree, Text

if TYPE_CHECKING:
    from engine.check.incremental import Memory

# `:-)`, a title that is a face.
FACE = regex(r":['´`]?-?[)(DPp/|*3]")
# BCP 47: a language has two or three letters, then perhaps a script, a region and more.
LANGUAGE = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
# Names of languages in the language itself and in English; others are asked for in general.
LANGUAGES = {
    **dict.fromkeys(("english", "british", "american"), "en"),
    **dict.fromkeys(("german", "deutsch"), "de"),
    **dict.fromkeys(("french", "français", "francais"), "fr"),
    **dict.fromkeys(("spanish", "español", "espanol", "castellano"), "es"),
    **dict.fromkeys(("italian", "italiano"), "it"),
    **dict.fromkeys(("portuguese", "português", "portugues"), "pt"),
    **dict.fromkeys(("dutch", "nederlands"), "nl"),
    **dict.fromkeys(("polish", "polski"), "pl"),
    **dict.fromkeys(("russian", "русский"), "ru"),
    **dict.fromkeys(("japanese", "日本語"), "ja"),
    **dict.fromkeys(("chinese", "中文"), "zh"),
}
# As programs put a text into quotation marks; « » and „ “ are written because they shall be read.
QUOTES = (('"', '"'), ("'", "'"), ("“", "”"))
WORD = regex(r"[^\W\d]\w*")
# Names with other signs between them than commas.
LISTED = regex(r"\w+(?:[ \t]*[&+|;/][ \t]*\w+)+")
MOST_JOINED = 20
# `var: bag = 3`, `var :bag set of rope`: a colon behind the word of a declaration.
DECLARING = ("var", "const", "extern")
DECLARED = regex(r"[ \t]*(?P<name>[^\W\d]\w*)[ \t]*(?P<sign>[:=(]?)(?P<rest>.*)")


@dataclass(slots=True)
class Checked:
    """A story with all that the checker found out about it; the compiler and the rules read it.

    `lost` are the words on lines that could not be read: they may be the ones that use what nothing else uses.
    """

    story: StoryTree
    names: Names
    resolver: Resolver
    resolved: Resolution
    flows: dict[str, SceneFlow]
    facts: SceneFacts
    reach: Reach
    lost: set[str]
    start: str | None
    claims: list[ClaimNode]
    endings: list[str | None]
    report: Report


def check(story: StoryTree, report: Report, memory: Memory | None = None) -> Checked:
    """Check a story. Whatever is wrong goes to the report; nothing is raised.

    With a `memory`, scenes are passed over that have not changed since the last check; the result is for the report,
    not to be compiled.
    """
    lost = _words_of_errors(story, report)
    names = Names(story, report, memory)
    names.reported_headings = _words_of_headings(story, report)
    resolver = Resolver(names)
    walker = Walker(names, resolver)
    resolve_constants(names, resolver)
    _resolve_variables(names, resolver)
    infer_parameters(names)
    if memory is not None:
        memory.begin(names)
        memory.walk(walker)
    else:
        for scene in names.scenes.values():
            walker.walk(scene)
    for scene in names.others:
        walker.walk(scene)
    _check_unused_functions(names, resolver)
    flows, others = flows_of(names)
    start = next(iter(names.scenes), None)
    reach = Reach(names, flows, others, start, walker.resolved)
    facts = SceneFacts(names.scenes, flows) if memory is None else memory.facts(names, flows)
    checked = Checked(story, names, resolver, walker.resolved, flows, facts, reach, lost, start, [], [], report)
    checked.endings = _endings(checked)
    _check_header(checked, walker)
    checked.claims = [_claim(node, checked) for node in story.declarations if isinstance(node, Claim)]
    from engine.check.rules import RULES, SCENE_RULES, STORY_RULES

    if memory is None:
        for rule in RULES:
            rule(checked)
    else:
        memory.recall_reach(reach)
        memory.rules(SCENE_RULES, checked)
        for rule in STORY_RULES:
            memory.go_on()
            rule(checked)
        memory.end(checked)
    drop_consequences(report, story.sources)
    return checked


def _words_of_errors(story: StoryTree, report: Report) -> set[str]:
    """All words on the lines of which something has been reported, and on those that join to them."""
    sources = {source.name: source for source in story.sources}
    words: set[str] = set()
    seen: set[tuple[str, int]] = set()
    for diagnostic in report.found:
        source = sources.get(diagnostic.span.file)
        for number in range(diagnostic.span.line, diagnostic.span.line + MOST_JOINED):
            place = diagnostic.span.file, number
            line = source.line(number) if source is not None and place not in seen else ""
            seen.add(place)
            words.update(WORD.findall(line))
            if not line.strip():
                break
    return words


def _words_of_headings(story: StoryTree, report: Report) -> set[str]:
    """The names that headings may have been meant to give of which something has been reported."""
    sources = {source.name: source for source in story.sources}
    words: set[str] = set()
    for one in report.found:
        source = sources.get(one.span.file) if one.code == "NC011" else None
        if source is not None:
            written = source.line(one.span.line).strip("= \t").partition(":")[0]
            words.update((*WORD.findall(written), as_name(written)))
    return words


def _resolve_variables(names: Names, resolver: Resolver) -> None:
    for variable in names.variables.values():
        _resolve_variable(variable, names, resolver)


def _resolve_variable(variable: Variable, names: Names, resolver: Resolver) -> None:
    node = variable.node
    written = None if node.type is None else variable.type
    if node.value is None:
        if written is None:
            span = node.source.span(node.at, node.end)
            values = f"`var {node.name} = 0` or `var {node.name} = false`"
            hint = f"give it a value, {values}, or a type: `var {node.name}: text`"
            names.report.error("NC207", span, f"`{node.name}` has neither a type nor a value", hint)
        variable.initial = default_of(variable.type)
        return
    found = len(names.report.found)
    was_wrong = node.source.span(node.at)[:2] in lines_of(names.report)
    type, code = resolver.resolve(
        node.value, node.source, ExpressionScope("var", draws=False, fixed=f"var {node.name}"), written
    )
    if was_wrong and any(one.severity == "error" for one in names.report.found[found:]):
        # It was read as it may have been meant, and that does not fit, either: nothing is known of it.
        names.report.drop({id(one) for one in names.report.found[found:]})
        variable.type, variable.initial = ANY, 0
        names.broken.add(node.name)
        return
    reported = len(names.report.found) > found
    if reported:
        names.broken.add(node.name)  # which values it may have, nobody knows
    root = node.value.root
    span_at, span_end = node.value.at + root.at, node.value.at + root.end
    span = node.source.span(span_at, span_end)
    if written is None:
        if type.kind == "literal":
            hint = f"write its type: `var {node.name}: {type.names[0]} | … = {type.names[0]}`"
            names.report.error("NC207", span, f"it cannot be told which type `{type.names[0]}` belongs to", hint)
            type = ANY
        variable.type = general(type)
    if not is_constant(code) and not reported:
        message = f"`{node.name}` cannot begin with a value that is not fixed"
        listed = LISTED.fullmatch(node.source.text, span_at, span_end) if type.kind == "set" else None
        hint = "set it in a scene with a `~` line"
        if listed is not None:
            hint = f"write `{', '.join(WORD.findall(listed.group()))}`"
        names.report.error("NC207", span, message, hint)
    initial = code if not isinstance(code, tuple) else default_of(variable.type)
    variable.initial = int(initial) if isinstance(initial, SetOf) else initial


def _check_unused_functions(names: Names, resolver: Resolver) -> None:
    """A `def` that nobody calls is checked as well; where its body does not tell, for parameters of any type."""
    for function in names.functions.values():
        if not function.checked and isinstance(function.node, Def):
            check_def(resolver, function, [type or ANY for type in parameters_of(resolver, function)])


def _endings(checked: Checked) -> list[str | None]:
    """The names of all endings, in the order of the source; None stands for the unnamed one."""
    found: dict[str | None, None] = {}
    for endings in checked.facts.of(_endings_in).values():
        found.update(dict.fromkeys(endings))
    return list(found)


def _endings_in(scene: SceneNames, flow: SceneFlow) -> list[str | None]:
    return [move.target for move in flow.moves if move.kind == "end"]


def _check_header(checked: Checked, walker: Walker) -> None:
    names, report = checked.names, checked.report
    seen: dict[str, HeaderEntry] = {}
    hint: str | None
    main = checked.story.sources[0]
    for entry in checked.story.entries:
        key_span = entry.source.span(entry.at, entry.at + len(entry.key))
        if entry.source is not main:
            message = "an included file has declarations and scenes, but no header lines"
            move = "move this line into the main file"
            report.error("NC010", key_span, message, move, slip=Slip(SlipKind.HEADER_LINE_ELSEWHERE))
            continue
        if entry.key in seen:
            other = entry.source.span(seen[entry.key].at, seen[entry.key].at + len(entry.key))
            report.error(
                "NC110", key_span, f"`{entry.key}` stands twice", "delete one of them", (other, "the first one")
            )
            continue
        seen[entry.key] = entry
        declared = DECLARED.match(entry.value) if entry.key in DECLARING else None
        if declared is not None:
            written = f"{entry.key} {declared['name']}{declared['sign'] or ':'} {declared['rest'].strip()}"
            hint = f"write `{shortened(written)}`"
            report.error("NC010", key_span, "this declaration cannot be read", hint)
            continue
        if entry.key not in KNOWN_KEYS:
            meant = OTHER_KEYS.get(entry.key.casefold())
            hint = f"did you mean `{meant}`?" if meant else names.speller.hint(entry.key, KNOWN_KEYS)
            near = meant or (names.speller.nearest(entry.key, KNOWN_KEYS) if hint else None)
            hint = hint or "it is kept, but means nothing to the engine"
            slip = Slip(name=entry.key, meant=() if near is None else (near,))
            message = f"`{entry.key}` is not a header line of the language"
            is_free = near is not None and all(one.key != near for one in checked.story.entries)
            safe = near is not None and near == entry.key.casefold()
            fixes = (Fix(f"write `{near}`", (Edit(key_span, near),), safe),) if near is not None and is_free else ()
            report.warning("NC108", key_span, message, hint, fixes=fixes, slip=slip)
        if entry.key == "start":
            _check_start(checked, entry)
        elif entry.key in ("title", "author", "language"):
            _check_value(checked, entry)
    if checked.story.status is not None:
        walker.source = main
        walker.items(checked.story.status.items, ExpressionScope("status", draws=False))


def _check_value(checked: Checked, entry: HeaderEntry) -> None:
    """Warn about a title in quotation marks or with braces, both shown, and about a language without its code."""
    value = entry.value.strip()
    at = entry.value_at + len(entry.value) - len(entry.value.lstrip())
    span = entry.source.span(at, at + max(1, len(value)))
    if value.startswith(":") and FACE.match(value) is None:
        written = f"{entry.key}: {shortened(value.lstrip(': '))}"
        slip = Slip(SlipKind.OF_LANGUAGE, value) if entry.key == "language" else UNTOLD
        checked.report.warning("NC119", span, "the second colon is part of the value", f"write `{written}`", slip=slip)
    elif not value:
        place = entry.source.span(entry.at, entry.at + len(entry.key))
        checked.report.warning("NC119", place, f"nothing stands behind `{entry.key}:`", "write it, or delete the line")
    elif entry.key == "language":
        if not LANGUAGE.fullmatch(value):
            message = f"`{shortened(value)}` is not the code of a language"
            known = LANGUAGES.get(value.casefold())
            hint = f"write `{known}`" if known else "write `en` for English, `de` for German, `pt-BR` and so on"
            checked.report.warning("NC119", span, message, hint, slip=Slip(SlipKind.OF_LANGUAGE, value))
    elif (
        (value[0], value[-1]) in QUOTES and len(value) > 1 and value[0] not in value[1:-1] and not has_quotation(value)
    ):
        message = f"the quotation marks are part of the {entry.key}"
        checked.report.warning("NC119", span, message, f"write `{entry.key}: {shortened(value[1:-1])}`")
    elif re.search(r"(?<!\\)\{[^{}]*\}", value):
        message = f"the {entry.key} is fixed: these braces are shown as they stand"
        checked.report.warning("NC119", span, message, "take them away; the `status:` line shows values")


def _check_start(checked: Checked, entry: HeaderEntry) -> None:
    name = entry.value.strip()
    span = entry.source.span(entry.value_at, entry.end)
    if not name:
        first = next(iter(checked.names.scenes), "scene")
        hint = f"write `start: {first}`, or delete the line: a story begins with its first scene"
        span = entry.source.span(entry.at, entry.at + len(entry.key))
        checked.report.error("NC101", span, "no scene stands behind `start:`", hint)
        return
    scene = checked.names.scenes.get(name)
    if scene is None:
        message = f"there is no scene `{name}` to start in"
        report_unknown(checked.names, "NC101", span, name, message, checked.names.scenes)
    elif scene.parameters:
        message = f"the story cannot start in `{name}`: it takes values"
        checked.report.error("NC203", span, message, "start in a scene that moves there")
    else:
        checked.start = checked.reach.start = name


def _claim(node: Claim, checked: Checked) -> ClaimNode:
    """A claim as the program keeps it, but for its place, which is an offset in the source here."""
    resolver = checked.resolver
    scope = ExpressionScope("claim", draws=False)
    text = node.source.text[node.at : node.end]
    claim = ClaimNode(node.kind, text, node.at, node.source.name)
    if node.condition is not None:
        type, code = resolver.resolve(node.condition, node.source, scope)
        if type.kind not in ("truth", "any"):
            span = node.source.span(node.condition.at + node.condition.root.at, node.end)
            checked.report.error("NC201", span, "a claim needs a condition: something true or false")
        claim = claim._replace(condition=code)
    point, after = (None if one is None else _claimed_place(one, node, checked) for one in (node.point, node.after))
    return claim._replace(point=point, after=after)


def _claimed_place(point: Name | Text, node: Claim, checked: Checked) -> ClaimedPlace:
    resolver = checked.resolver
    if isinstance(point, Text):
        if point.value not in checked.endings:
            known = [ending for ending in checked.endings if ending]
            hint = f"an ending gets its name where the story ends: `-> end: {point.value}`"
            scene, _, label = point.value.partition(".")
            if scene in checked.names.scenes and label in checked.names.scenes[scene].labels:
                hint = f"it is a label: names stand without quotes, `{point.value}`"
            if point.value in checked.names.scenes:
                hint = f"it is a scene: names stand without quotes, `{point.value}`"
            span = node.source.span(point.at + 1, point.end - 1)
            message = f"no ending is named `{point.value}`"
            report_unknown(checked.names, "NC109", span, point.value, message, known, hint)
        return ClaimedPlace("ending", point.value)
    resolver.source, resolver.base, resolver.scope = node.source, 0, ExpressionScope("claim", draws=False)
    ending = next((one for one in checked.endings if one and one.casefold() == point.name.casefold()), None)
    if ending is not None and point.name not in checked.names.scenes:
        span = node.source.span(point.at, point.end)
        hint = f'an ending stands in quotes: `"{ending}"`'
        checked.report.error("NC101", span, f"there is no scene or label `{point.name}`", hint)
        return ClaimedPlace("ending", ending)
    key = place_of(resolver, point) or ""
    return ClaimedPlace("label" if "." in key else "scene", key)
