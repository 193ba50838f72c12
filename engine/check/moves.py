"""Resolves moves: the scenes, points and tags that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.check.call_arguments import taken_for_a_name
from engine.check.scope import ExpressionScope
from engine.check.unknown_names import report_again, report_unknown
from engine.diagnostics import Edit, Fix, replaced
from engine.patterns import regex
from engine.program.functions import BUILT_INS
from engine.program.nodes import LocalRef, VarRef
from engine.program.types import Type, describe, general
from engine.slips import UNTOLD, Slip, SlipKind
from engine.source import SourceSpan
from engine.syntax.tree import Def, Either, Expression, ExpressionNode, Move, Name

if TYPE_CHECKING:
    from engine.check.names import SceneNames
    from engine.check.statements import Walker

GATHER = regex(r"^[ \t]*-+[ \t]*\(([^\W\d]\w*)\)", re.MULTILINE)
# What other tools call the end of a story, and the way back from a visit.
ARROW_BEHIND = regex(r"[ \t]*->(?=[ \t]*(?:$|//))", re.MULTILINE)
CALLED = regex(r"[ \t]*\([^()\n]*\)")
ENDINGS = ("end", "done", "finish", "the_end", "quit", "stop")
HERE = ("here", "this", "self", "again", "same")
RETURNS = ("back", "return")


@lru_cache(maxsize=4)
def _gathers(text: str) -> frozenset[str]:
    """The names in lines such as `- (opts)`, as ink has them."""
    return frozenset(GATHER.findall(text))


def resolve_move(walker: Walker, move: Move, scope: ExpressionScope) -> None:
    """Resolve where a move goes."""
    if move.kind == "point":
        walker.note_known(move, scope)
    elif move.value is not None:
        _resolve_place(walker, move, move.value, scope)
    elif move.point is not None:
        _resolve_point(walker, move)
    elif move.kind == "scene" and move.target is not None:
        resolve_target(walker, move.target, move.target_at, move.arguments, scope)
    elif move.kind == "any" and move.target is not None:
        resolve_tag(walker, move.target, move.target_at)


def resolve_target(
    walker: Walker, name: str, at: int, arguments: tuple[Expression, ...], scope: ExpressionScope
) -> None:
    """Resolve the scene that a move or a thread names, and the values that it is given."""
    scene = walker.names.scenes.get(name)
    if scene is None:
        if name not in walker.names.refused:
            span = walker.source.span(at, at + len(name))
            _report_unknown_scene(walker, name, span, walker.names.scenes.get(scope.scene or ""))
        return
    given, wanted = len(arguments), len(scene.parameters)
    if given != wanted:
        message = f"scene `{name}` takes {wanted} value{'' if wanted == 1 else 's'}, not {given}"
        where = scene.node.source.span(scene.node.heading.at, scene.node.heading.end)
        form = ", ".join(one.name for one in scene.node.heading.parameters)
        hint = f"write `{name}(…)`, with a value for `{form}`" if form else f"write `{name}` alone"
        hint += taken_for_a_name(scene.node.heading.parameters) if given > wanted else ""
        span = walker.source.span(at, at + len(name))
        key = "NC203", f"{name}({given})"
        if walker.names.misspelt.setdefault(key, span) != span:
            report_again(walker.names, "NC203", span, key[1])
            return
        slip = Slip(SlipKind.VALUES_TOO_MANY, name, owner=str(given - wanted)) if given > wanted else UNTOLD
        walker.report.error("NC203", span, message, hint, (where, "it begins here"), slip=slip)
        return
    for argument, type in zip(arguments, scene.parameters, strict=True) if arguments else ():
        walker.value(argument, scope, type)


def _resolve_place(walker: Walker, move: Move, value: Expression, scope: ExpressionScope) -> None:
    """Check where `-> {place}` goes. A value that is more than a variable is kept in a local one of ours."""
    for scene_name in _written_scenes(walker, value.root, scope):
        span = walker.source.span(value.at + scene_name.at, value.at + scene_name.end)
        if value.root is scene_name:
            hint = f"write `-> {scene_name.name}`; braces hold a variable that names a scene"
        else:
            hint = (
                f"ask on a line above, `~ if …:` with `-> {scene_name.name}` below, or give a variable a type with it"
            )
        walker.report.error("NC103", span, f"`{scene_name.name}` is a scene", hint)
        return
    type, code = walker.value(value, scope)
    span = walker.source.span(value.at, value.end)
    if type.kind not in ("names", "literal", "any"):
        message = f"a move goes to a scene; this is {describe(general(type))}"
        hint = "a place is a variable that holds names of scenes: `var place: bar | street`"
        walker.report.error("NC201", span, message, hint)
        return
    if not isinstance(code, VarRef | LocalRef):
        walker.frame.append("place")
        code = LocalRef(len(walker.frame) - 1)
    walker.resolved.targets[id(move)] = code, type
    for name in type.names:
        scene = walker.names.scenes.get(name)
        if scene is None and name not in walker.names.refused:
            _report_no_place(walker, value, type, name, span)
            return
        if scene is not None and scene.parameters:
            where = scene.node.source.span(scene.node.heading.at, scene.node.heading.end)
            message = f"this can be `{name}`, a scene that takes values"
            walker.report.error("NC116", span, message, "a place is a scene without parameters", (where, "the scene"))
            return


def _report_no_place(walker: Walker, value: Expression, type: Type, name: str, span: SourceSpan) -> None:
    """Report a name in the type of a place that is no scene: where it is declared, if it is nearly one of a scene."""
    scenes = walker.names.scenes
    variable = walker.names.variables.get(value.root.name) if isinstance(value.root, Name) else None
    near = walker.names.speller.nearest(name, (one for one in scenes if one not in type.names))
    if variable is not None and near is not None and sum(one in scenes for one in type.names) * 2 >= len(type.names):
        node = variable.node
        at = node.source.text.find(name, node.end)
        if ("NC101", name) in walker.names.misspelt:
            report_again(walker.names, "NC101", node.source.span(at, at + len(name)), name)
            return  # moves go there, too: it is the heading that is another
        message = f"`-> {{{node.name}}}` goes there, and there is no scene `{name}`"
        place, fixes = (
            node.source.span(at, at + len(name)),
            (Fix(f"write `{near}`", (replaced(node.source, at, at + len(name), near),)),),
        )
        slip = Slip(name=name, meant=(near,))
        walker.report.error("NC116", place, message, f"did you mean `{near}`?", (span, "here"), fixes=fixes, slip=slip)
        return
    places = [
        one
        for one, known in walker.names.variables.items()
        if known.type.names and scenes.keys() >= {*known.type.names}
    ]
    hint = f"write a scene `== {name}`, or give the variable a type of which every name is a scene"
    if len(places) == 1 and not any(one in scenes for one in type.names):
        hint = f"write `-> {{{places[0]}}}`: a place is a variable of which every name is a scene"
    walker.report.error("NC116", span, f"this can be `{name}`, which is no scene", hint, slip=Slip(name=name))


def _written_scenes(walker: Walker, node: ExpressionNode, scope: ExpressionScope) -> Iterator[Name]:
    """The scenes that are written where a value is wanted, and that no type has for a name."""
    if isinstance(node, Either):
        yield from _written_scenes(walker, node.this, scope)
        yield from _written_scenes(walker, node.other, scope)
    elif isinstance(node, Name) and node.name in walker.names.scenes:
        names = walker.names
        values = (scope.locals, names.variables, names.constants, names.enumerations)
        if not any(node.name in known for known in values):
            yield node


def _resolve_point(walker: Walker, move: Move) -> None:
    """Check where `-> scene.point` goes."""
    name, point = move.target or "", move.point or ""
    scene = walker.names.scenes.get(name)
    if scene is None:
        if name not in walker.names.refused and not _report_unknown_owner(walker, move, name, point):
            _report_unknown_scene(walker, name, walker.source.span(move.target_at, move.target_at + len(name)))
    elif point not in scene.points:
        from engine.check.points_meant import report_point_meant

        is_dotted = walker.source.text.startswith(f"{name}.", move.target_at)
        at = walker.source.text.find(point, move.target_at + (len(name) + 1 if is_dotted else 0), move.end)
        at = move.target_at if at < 0 else at
        used = walker.source.span(at, at + len(point))
        if report_point_meant(walker.report, scene, point, used):
            return
        message, hint = (
            f"scene `{name}` has no point `{point}`",
            f"a point stands on a line of its own: `-- {point}`",
        )
        if point in scene.labels:
            hint = f"`{point}` is the label of a choice; {hint}"
        elif point in walker.names.scenes:
            hint = f"`{point}` is a scene: write `-> {point}`"
        report_unknown(walker.names, "NC102", used, point, message, scene.points, hint)


def _report_unknown_owner(walker: Walker, move: Move, name: str, point: str) -> bool:
    """Report a scene that there is not, by its point, where that says more than its own name; whether it does."""
    names = walker.names
    owners = [one for one, scene in names.scenes.items() if point in scene.points]
    near = names.speller.nearest(name, owners or names.scenes)
    if (near is None and len(owners) != 1) or not names.story.complete:
        return False
    hint = f"the point `{point}` is in another scene: `-> {owners[0]}.{point}`" if owners else ""
    if near is not None:
        hint = f"did you mean `{near}`?" + ("" if owners else f" It has no point `-- {point}`")
    span = walker.source.span(move.target_at, move.target_at + len(name))
    if names.misspelt.setdefault(("NC101", name), span) != span:
        report_again(names, "NC101", span, name)
    else:
        names.broken.add(name)
        slip = Slip(name=name, meant=() if near is None else (near,))
        names.report.error("NC101", span, f"there is no scene `{name}`", hint, slip=slip)
    return True


def _report_unknown_scene(walker: Walker, name: str, span: SourceSpan, here: SceneNames | None = None) -> None:
    message = f"there is no scene `{name}`"
    if name.casefold() in ENDINGS:
        fixes = _word_of_move(walker, span, name, "end", name.casefold() == "end")
        walker.report.error("NC101", span, message, "to end the story, write `-> end`", fixes=fixes)
    elif name.casefold() in RETURNS:
        fixes = _word_of_move(walker, span, name, "back")
        walker.report.error("NC101", span, message, "to come back from a visit, write `-> back`", fixes=fixes)
    elif name in walker.names.functions or name in BUILT_INS:
        _report_called(walker, name, span)
    elif _holds_places(walker, name):
        hint = f"`{name}` is a variable; to go where it says, write `-> {{{name}}}`"
        walker.report.error("NC101", span, message, hint)
    else:
        from engine.check.points_meant import report_point_meant
        from engine.syntax.near_words import nearest_word

        near = nearest_word(name, ("back", "end")) if name not in walker.names.meant else None
        if near is not None and walker.names.speller.nearest(name, walker.names.scenes) is None:
            hint = f"did you mean `-> {near}`?"
            fixes = _word_of_move(walker, span, name, near)
            walker.report.error("NC101", span, message, hint, fixes=fixes, slip=Slip(name=name, meant=(near,)))
            return
        if name in HERE and here is not None:
            hint = f"to go on at the beginning of this scene, write `-> {here.node.name}`"
            walker.report.error("NC101", span, message, hint, slip=Slip(name=name))
            return
        hint = f"a scene begins with a line such as `== {name}`"
        whole = next(one.text for one in walker.names.story.sources if one.name == walker.source.name)
        if f"({name})" in whole and name in _gathers(whole):
            hint = f"`- ({name})` is prose here; a point inside a scene is a line of its own, `-- {name}`"
        owner = walker.names.owner_of(name)
        if owner is not None and name in walker.names.scenes[owner].points:
            hint = f"the point of another scene is written `-> {owner}.{name}`"
            walker.report.error("NC101", span, message, hint)
            return
        if here is not None and report_point_meant(walker.report, here, name, span):
            return
        titled = walker.names.titled_with(name)
        if len(titled) == 1 and walker.names.speller.nearest(name, walker.names.scenes) is None:
            hint = f"it stands in the title of scene `{titled[0]}`: write `-> {titled[0]}`"
            slip = Slip(name=name, meant=(titled[0],))
            fixes = (Fix(f"write `-> {titled[0]}`", (Edit(span, titled[0]),)),)
            walker.report.error("NC101", span, message, hint, fixes=fixes, slip=slip)
            return
        is_near_point = here is not None and walker.names.speller.nearest(name, here.points) is not None
        known = here.points if here is not None and is_near_point else walker.names.scenes
        report_unknown(walker.names, "NC101", span, name, message, known, hint)


def _word_of_move(walker: Walker, span: SourceSpan, name: str, word: str, safe: bool = False) -> tuple[Fix, ...]:
    """The fix that makes a move out of `-> Done` or `<- back`; from there nobody comes back, as from `-> bakc ->`."""
    text, begin = walker.source.text, walker.source.starts()[span.line - 1] + span.column - 1
    mark, end = len(text[:begin].rstrip(" \t")) - 2, begin + len(name)
    behind = ARROW_BEHIND.match(text, end)
    end = end if behind is None else behind.end()
    if text.startswith("<-", mark):
        return (Fix(f"write `-> {word}`", (replaced(walker.source, mark, end, f"-> {word}"),), safe),)
    return (Fix(f"write `-> {word}`", (replaced(walker.source, begin, end, word),), safe),) if name != word else ()


def _report_called(walker: Walker, name: str, span: SourceSpan) -> None:
    """Report a move to a function, with the line that calls it as its values are written here."""
    text = walker.source.text
    values = CALLED.match(text, walker.source.starts()[span.line - 1] + span.column - 1 + span.length)
    function = walker.names.functions.get(name)
    call = f"{name}()" if function is not None and not function.node.parameters else f"{name}(…)"
    call = call if values is None else f"{name}{values.group().strip()}"
    has_value = function is None or not isinstance(function.node, Def) or function.node.value is not None
    hint = f"a function is called: write `{f'{{{call}}}' if has_value else f'~ {call}'}`"
    message = f"`{name}` is a function, and no scene"
    walker.report.error("NC101", span, message, hint, slip=Slip(SlipKind.NO_SCENE, name))


def _holds_places(walker: Walker, name: str) -> bool:
    """Whether a variable has this name of which every value is a scene."""
    variable = walker.names.variables.get(name)
    return variable is not None and bool(variable.type.names) and walker.names.scenes.keys() >= {*variable.type.names}


def resolve_tag(walker: Walker, tag: str, at: int) -> None:
    """Report a tag that no scene has."""
    if tag not in walker.names.tags:
        hint = f"tags of scenes stand behind their title: `== scene: Title #{tag}`"
        span = walker.source.span(at, at + len(tag))
        report_unknown(walker.names, "NC107", span, tag, f"no scene has the tag `{tag}`", walker.names.tags, hint)
