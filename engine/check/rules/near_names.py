"""NC331: two endings, or two tags of scenes, that differ in capitals, blanks or marks, or by a slip of a finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.flow import SceneFlow
from engine.check.names import SceneNames
from engine.check.rules.signs import stands_in, traits_of
from engine.check.scene_facts import of_scene
from engine.diagnostics import Edit, Fix, replaced
from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.source import SourceSpan
from engine.syntax.tree import Move

if TYPE_CHECKING:
    from engine.check.checker import Checked

SHORTEST, SHORTEST_TURNED, MOST_COMPARED = 5, 4, 60
# Signs that stand for something are as good as letters: `C++`, `x ≠ 1`, `Chapter 1.2`, `-1`.
NO_LETTER = regex(r"(?:(?![+#=≠<>≤≥%&]|(?<=\d)\.\d|\A-\d)(?:\W|_))+")
# `(waas Home)`, `(formerly Home)`, `(Home was)`, `(was Home]`: what was meant as the old name of an ending.
ODD_WAS = regex(
    r"[ \t]*\((?:(?P<word>[Ww]\w{0,3}[Ss]|WAS|aws|wsa|w as|wa s|were|formerly|previously|old|is|was)"
    r"(?:[ \t]+was)?:?[ \t]+(?P<last>[^()\n]*[)\]]?)"
    r"|(?P<first>[^()\n]+)[ \t]+was\))$"
)
# What means something elsewhere on a line, and is nothing but characters in a name: each with what to do.
ODD_SIGN = regex(
    r"(?P<was>(?<=\s)\(was [^()]+\)(?=\s))|(?P<tag>(?<!\S)#[^\W\d][\w-]*)|(?P<join>(?<!\\)<>)"
    r"|(?P<stars>(?<![\\\w*])\*{1,2}+[^\s*][^*]*+(?<![\s\\])\*{1,2}+(?!\w))"
)
ODD_SIGNS = ("(was ", "#", "<>", "*")
SIGN_HINTS = {
    "was": "what an ending was called stands at the end of its name; only tags come behind it",
    "tag": "tags stand at the end of the line; for the sign as text write `\\#`",
    "join": "delete it: nothing comes behind an ending",
    "stars": "the name of an ending is plain: leave the stars away, or write `\\*`",
}
UNLIKE_WAS = regex(r"(?:its|his|ours|yours)")
# As programs put a text into quotation marks; others are written because they shall be read.
QUOTES = frozenset("\"'“")
WRITTEN_TAG = regex(r"[ \t]*#(?P<tag>\S+)")
QUOTED_VALUE = regex(r"([\"'])[\w./-]+\1")
QUOTED = regex(r"([\"'])(?P<name>[^\"']*\w[^\"']*)\1|“(?P<curly>[^“”]*\w[^“”]*)”")


def check_near_names(checked: Checked) -> None:
    """Warn about names that readers would take for the same and the engine does not, and about quoted endings."""
    endings: dict[str, SourceSpan] = {}
    counts: dict[str, int] = {}
    for name, moves in checked.facts.of(_named_endings_in).items():
        source = checked.names.scenes[name].node.source
        for move in moves:
            assert move.target is not None, "it has a name"
            span = source.span(move.target_at, move.end)
            marked = QUOTED.fullmatch(move.target) if move.target[0] in QUOTES else None
            if marked is not None and source.text[move.target_at] != "\\":
                quoted = marked["name"] or marked["curly"]
                message = "the quotation marks are part of the ending's name"
                fix = Fix(f"write `-> end: {quoted}`", (Edit(span, quoted),))
                slip = Slip(SlipKind.ODD_ENDING, move.target, (quoted,))
                checked.report.warning("NC331", span, message, f"write `-> end: {quoted}`", fixes=(fix,), slip=slip)
            if move.target.startswith(":") and move.target.lstrip(": ")[:2].isalpha():
                message, plain = "the second colon is part of the ending's name", move.target.lstrip(": ")
                fix = Fix(f"write `-> end: {plain}`", (Edit(span, plain),))
                slip = Slip(SlipKind.ODD_ENDING, move.target, (plain,))
                checked.report.warning("NC331", span, message, f"write `-> end: {plain}`", fixes=(fix,), slip=slip)
            odd = ODD_WAS.search(move.target) if "(" in move.target else None
            if odd is not None and (odd["first"] or UNLIKE_WAS.fullmatch(odd["word"] or "") is None):
                old = (odd["first"] or odd["last"]).strip(" ])")
                message = "these brackets are part of the ending's name"
                hint = f"an ending that had another name is written `-> end: {move.target[: odd.start()]} (was {old})`"
                checked.report.warning("NC331", span, message, hint)
            sign = None
            if not move.was and stands_in(source.text, move.target_at, move.end, ODD_SIGNS):
                sign = ODD_SIGN.search(source.text, move.target_at, move.end)
            if sign is not None and not checked.report.covers("NC331", span):
                message = f"`{sign.group()}` is part of the ending's name"
                checked.report.warning("NC331", span, message, SIGN_HINTS[sign.lastgroup or "join"])
            endings.setdefault(move.target, span)
            counts[move.target] = counts.get(move.target, 0) + 1
    for name in endings if len(endings) > 1 else ():
        counts[name] += sum(source.text.count(f'"{name}"') for source in checked.story.sources)
    _report(checked, "the endings", endings, counts)
    tags: dict[str, SourceSpan] = {}
    for tag, scenes in checked.names.tags.items():
        scene = checked.names.scenes[scenes[0]].node
        tags[tag] = scene.source.span(scene.heading.at, scene.heading.end)
    _report(checked, "the tags", tags, {tag: len(scenes) for tag, scenes in checked.names.tags.items()})
    _check_keys(checked)


def _check_keys(checked: Checked) -> None:
    """Warn about the key of a tag that stands once, and is another one with a slip of the finger: `#vioce=soft`."""
    for quoted in checked.facts.of(_quoted_values_in).values():
        for span, written in quoted:
            message, hint = "the quotation marks are part of the tag's value", f"write `{written}`"
            fix = Fix(hint, (Edit(span, written),))
            checked.report.warning("NC331", span, message, hint, fixes=(fix,))
    for name, doubled in checked.facts.of(_doubled_tags_in).items():
        source = checked.names.scenes[name].node.source
        for begin, end in doubled:
            written = source.text[begin:end].lstrip()
            fix = Fix("delete one of them", (replaced(source, begin, end, ""),), safe=True)
            span = source.span(end - len(written), end)
            checked.report.warning("NC331", span, f"`{written}` stands twice here", "delete one of them", fixes=(fix,))
    keys: dict[str, list[SourceSpan]] = {}
    for found in checked.facts.of(_keys_in).values():
        for key, span in found:
            keys.setdefault(key, []).append(span)
    if len(keys) > MOST_COMPARED:
        return
    for place, (key, spans) in enumerate(keys.items()):
        others = [one for at, one in enumerate(keys) if len(keys[one]) > 1 or at < place]
        other = next((one for one in others if one != key and _is_slip(one, key)), None) if len(spans) == 1 else None
        if other is not None:
            message = f"the tags `#{other}=…` and `#{key}=…` are two"
            hint = f"if they are meant to be one, write `#{other}=…` in both places"
            checked.report.warning("NC331", spans[0], message, hint, (keys[other][0], "the other one"))


def _keys_in(scene: SceneNames, flow: SceneFlow) -> list[tuple[str, SourceSpan]]:
    """The keys of the tags on the lines of a scene, with their places."""
    if not of_scene(scene, traits_of).tags:
        return []
    found, source = [], scene.node.source
    for one in scene.texts:
        for tag in one.line.tags:
            key, sign, _ = tag.partition("=")
            at = source.text.find(f"#{key}=", one.at) if sign else -1
            if at >= 0:
                found.append((key, source.span(at, at + len(key) + 1)))
    return found


def _tagged_in(scene: SceneNames) -> list[tuple[int, tuple[str, ...]]]:
    """The tags of a scene, those of its heading and of each of its lines, with where these begin."""
    heading = scene.node.heading
    tagged = [(heading.end, heading.tags)] if heading.tags else []
    if of_scene(scene, traits_of).tags:
        tagged += [(one.at, one.line.tags) for one in scene.texts if one.line.tags]
    return tagged


def _quoted_values_in(scene: SceneNames, flow: SceneFlow) -> list[tuple[SourceSpan, str]]:
    """The tags of a scene whose values stand in quotation marks, each as it was meant."""
    found, source = [], scene.node.source
    for begin, tags in of_scene(scene, _tagged_in):
        for tag in tags:
            key, _, value = tag.partition("=")
            at = source.text.find(f"#{tag}", begin) if QUOTED_VALUE.fullmatch(value) else -1
            if at >= 0:
                found.append((source.span(at, at + len(tag) + 1), f"#{key}={value[1:-1]}"))
    return found


def _doubled_tags_in(scene: SceneNames, flow: SceneFlow) -> list[tuple[int, int]]:
    """The tags that stand twice on a line: the second one, with the blanks before it."""
    tagged = of_scene(scene, _tagged_in)
    if not tagged:
        return []
    found, text = [], scene.node.source.text
    ends = {one.at: one.line.end for one in scene.texts}
    for begin, tags in tagged:
        if len(set(tags)) == len(tags):
            continue
        end, known, line = text.find("\n", ends.get(begin, begin)), set[str](), begin
        for one in WRITTEN_TAG.finditer(text, begin, end if end >= 0 else len(text)):
            if "\n" in text[line : one.start()]:
                known.clear()
            line = one.end()
            if one["tag"] in known:
                found.append(one.span())
                break
            if one["tag"] in tags:
                known.add(one["tag"])
    return found


def _named_endings_in(scene: SceneNames, flow: SceneFlow) -> list[Move]:
    return [move for move in flow.moves if move.kind == "end" and move.target]


def _is_slip(one: str, other: str) -> bool:
    """Whether one of two names lacks a letter of the other within it, or has two letters turned round."""
    if len(one) > len(other):
        one, other = other, one
    if (
        len(one) < (SHORTEST_TURNED if len(one) == len(other) else SHORTEST)
        or not (one + other).replace(" ", "").isalpha()
    ):
        return False
    if len(one) == len(other):
        at = next((place for place in range(len(one)) if one[place] != other[place]), 0)
        turned = one[:at] + one[at : at + 2][::-1] + one[at + 2 :]
        return one != other and turned == other
    if len(one) + 1 == len(other):
        at = next((place for place in range(len(one)) if one[place] != other[place]), len(one))
        return at < len(one) and one[:at] == other[:at] and one[at:] == other[at + 1 :]
    return False


def _is_odd_one(one: int, other: int) -> bool:
    """Whether a name stands once and another one several times: tags of scenes may well be like each other, else."""
    return min(one, other) == 1 < max(one, other)


def _report(checked: Checked, what: str, names: dict[str, SourceSpan], counts: dict[str, int]) -> None:
    """Report each name that is like one before it; the one that stands oftener, or else first, is not to blame."""
    first: dict[str, str] = {}
    for name in names:
        key = NO_LETTER.sub("", name).casefold()
        other = first.setdefault(key, name) if key else name
        if other == name and len(names) <= MOST_COMPARED:
            known = (one for one in first.values() if _is_slip(one, name))
            other = next(
                (one for one in known if what == "the endings" or _is_odd_one(counts[one], counts[name])), name
            )
        if other != name and counts[other] < counts[name]:
            name, other = other, name
        if other != name and not checked.report.covers("NC331", names[name]):
            message = f"{what} `{other}` and `{name}` are two"
            hint = f"if they are meant to be one, write `{other}` in both places"
            checked.report.warning("NC331", names[name], message, hint, (names[other], "the other one"))
