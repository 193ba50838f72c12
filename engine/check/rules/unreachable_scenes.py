"""NC302: a scene that no way leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.causes import moves_are_lost
from engine.check.flow import end_of
from engine.check.rules.plain_scenes import has_signs
from engine.check.rules.signs import traits_of, written_in
from engine.check.scene_facts import of_scene
from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.source import SourceSpan
from engine.syntax.tree import Heading, Prose

# `(cellar)`, `|> cellar`, `=> cellar` at the end of a text.
BRACKETED = regex(
    r"(?:\((?P<inner>[^\W\d]\w*)\)"
    r"|(?<=\s)[^\w\s.!?,;:\"'”»’)]{1,3}[ \t]*(?P<bare>[^\W\d]\w*))[ \t.]*$",
    re.MULTILINE,
)

MOST_NAMED = 20
THROUGH = "it is reached through that scene alone"
LAST_WORD = regex(r"\w+\Z")

if TYPE_CHECKING:
    from engine.check.checker import Checked


def check_unreachable_scenes(checked: Checked) -> None:
    """Warn about scenes to which no chain of moves leads from the start, conditions aside."""
    if checked.start is None or not checked.story.complete or moves_are_lost(checked.report):
        return
    # What leads to a scene of which the heading is wrong may be wrong, too.
    wrong = {(one.span.file, one.span.line) for one in checked.report.found if one.severity == "error"}
    bracketed: dict[str, tuple[SourceSpan, str]] | None = None
    lonely = checked.names.scenes.keys() - checked.reach.reached
    behind = _behind_others(checked, lonely) if len(lonely) > 1 else {}
    for name, scene in checked.names.scenes.items() if lonely else ():
        if name in lonely and name not in checked.lost and name not in behind:
            heading = scene.node.heading
            span = scene.node.source.span(heading.at, heading.end)
            message = f"no way leads to scene `{name}`"
            # A tag with a blank in it is part of the title, which is said of the heading (NC315).
            if (span.file, span.line) not in wrong and "#" not in heading.title:
                bracketed = _bracketed_names(checked, lonely) if bracketed is None else bracketed
                if name in bracketed:
                    span, shown = bracketed[name]
                    message = f"`{shown}` is shown as it stands"
                    meant = f"to go there, write `-> {name}`; to come back from there, `-> {name} ->`"
                    checked.report.warning("NC315", span, message, meant, slip=Slip(SlipKind.OF_FLOW))
                    continue
                others = [one for one, root in behind.items() if root == name][:MOST_NAMED]
                headings = [checked.names.scenes[one].node for one in others]
                places = [(one.source.span(one.heading.at, one.heading.end), THROUGH) for one in headings]
                checked.report.warning("NC302", span, message, _hint(checked, name, heading), *places)


def _behind_others(checked: Checked, lonely: set[str]) -> dict[str, str]:
    """Those of some scenes that others of them lead to, each with the first that it is reached through."""
    ways: dict[str, list[str]] = {}
    for name in checked.names.scenes:
        if name in lonely:
            targets = (
                one
                for target in checked.reach.after(name)
                for one in (checked.reach.after(target) if target.startswith("#") else (target,))
            )
            ways[name] = [one for one in targets if one in lonely and one != name]
    led_to = {one for targets in ways.values() for one in targets}
    behind: dict[str, str] = {}
    # Of scenes that lead to each other alone, the first one.
    for root in (*(name for name in ways if name not in led_to), *ways):
        if root in behind:
            continue
        found = [root]
        while found:
            for one in ways[found.pop()]:
                if one != root and one not in behind:
                    behind[one] = root
                    found.append(one)
    return behind


def _bracketed_names(checked: Checked, names: set[str]) -> dict[str, tuple[SourceSpan, str]]:
    """Those names in brackets, or behind odd signs, at the end of a text, or alone: `Go. (cellar)`, `Go. |> cellar`."""
    found: dict[str, tuple[SourceSpan, str]] = {}
    begins = {name[:2] for name in names}
    for scene in checked.names.scenes.values():
        # A line with nothing but the name is one, too. Told sooner than by a pattern that tries each character.
        if not has_signs(scene):
            # In a plain scene, such a text is nothing but the name.
            traits = of_scene(scene, traits_of)
            if traits.begins.isdisjoint(begins) or names.isdisjoint(traits.shown.split("\n")):
                continue
        elif names.isdisjoint(map(_last_word, of_scene(scene, written_in).split("\n"))):
            continue
        source = scene.node.source
        for one in scene.texts:
            at = one.at
            for line in source.text[at : end_of(one)].split("\n") if isinstance(one, Prose) else ():
                name = line.strip()
                if name in names:
                    found.setdefault(
                        name, (source.span(at + line.index(name), at + line.index(name) + len(name)), name)
                    )
                at += len(line) + 1
            brackets = BRACKETED.search(source.text, one.at, end_of(one))
            if brackets is not None:
                shown = brackets.group().rstrip(" \t.")
                name = brackets["inner"] or brackets["bare"]
                found.setdefault(name, (source.span(brackets.start(), brackets.start() + len(shown)), shown))
    return found


def _last_word(line: str) -> str:
    """The word that a line ends in, without the signs before it, blanks and points behind it, and a bracket."""
    word = line.rstrip(" \t.").removesuffix(")").rpartition(" ")[2]
    if word.isalnum():
        return word
    found = LAST_WORD.search(word)
    return "" if found is None else found.group()


def _hint(checked: Checked, name: str, heading: Heading) -> str:
    for parameter in heading.parameters:
        if parameter.name in checked.reach.drawn_tags:
            return f"a tag is written `#{parameter.name}`, behind the title"
    for tag in heading.tags:
        meant = checked.names.speller.nearest(tag, checked.reach.drawn_tags)
        if meant is not None and meant != tag:
            return f"nothing draws the tag `{tag}`; did you mean `{meant}`?"
    return f"move there with `-> {name}`, or delete it"
