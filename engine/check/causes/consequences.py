"""What follows from lines that are wrong: in their block, in their scene, or by a name that they were meant to give."""

from __future__ import annotations

import re

from engine.check.causes.kinds import (
    BETWEEN,
    DOUBTS,
    KIND,
    KNOWN_STILL,
    LAYOUT,
    LOST_MOVES,
    LOST_WAYS,
    NAMES,
    OF_FUNCTIONS,
    TAKEN,
    UNREAD,
    USES,
    VALUES,
    WAYS,
    kind_of,
)
from engine.check.causes.line_layout import (
    is_below,
    is_item,
    is_of_block,
    is_of_empty_block,
    is_of_head,
    is_of_paragraph,
)
from engine.check.causes.lost_lines import (
    DECLARATION,
    GIVES,
    HEADING,
    INCLUDES,
    LONGEST_BLOCK,
    LostLine,
    broken_names,
    function_around,
    scene_around,
)
from engine.check.causes.one_line import braces_around
from engine.diagnostics import Diagnostic
from engine.patterns import compiled, regex
from engine.slips import SlipKind, shown_in
from engine.source import Source

MOST_LINES = 3
WORD = regex(r"\w+")
# What is said of the text of a paragraph.
OF_A_PARAGRAPH = frozenset(("NC024", "NC315", "NC317", "NC319", "NC320"))
LONGEST_SCENE = 200
MACRO = regex(r"[ \t]*<<[ \t]*(?:if|for|link|switch)\b")
END_OF_MACRO = regex(r"[ \t]*<<[ \t]*(?:/|end)[ \t]*(?:if|for|link|switch)[ \t]*>>[ \t]*$")
UNKNOWN = frozenset(("NC103", "NC104"))


class Consequences:
    """Tells what follows from lines that are wrong."""

    def __init__(self, lost: list[LostLine], sources: dict[str, Source]) -> None:
        self.lost = lost
        self.sources = sources
        self.kinds = {id(one.cause): kind_of(one.cause) for one in lost}
        self.unread = [one for one in lost if KIND.get(one.cause.code) == UNREAD or one.cause.code == "NC315"]
        declared = [
            one
            for one in lost
            if one.declared and (one.cause.code not in KNOWN_STILL or one.cause.slip.kind is SlipKind.EMPTY_RANGE)
        ]
        self.misnamed = misnamed = [one for one in lost if one.cause.slip.kind is SlipKind.MISNAMED]
        self.broken = broken_names(declared, sources)
        self.broken |= broken_names([], sources, {name for one in misnamed for name in one.cause.names})
        # A type that is not read may have any name on its line.
        self.given = {name: one for one in declared if one.cause.code not in ("NC110", "NC112") for name in one.written}
        self.unknown = {name for one in lost if one.cause.code in UNKNOWN for name in one.cause.names}
        self.unknown_scenes = {one.cause.slip.name for one in lost if one.cause.code == "NC101" and one.cause.slip.name}
        self.breaking = {id(one.cause) for one in (*declared, *misnamed)}
        self.ways_are_lost = any(
            one.is_heading
            or one.leads_to_value
            or (one.is_point and one.cause.code in ("NC110", "NC111"))
            or one.cause.code in LOST_WAYS
            or (self.kinds[id(one.cause)] in (UNREAD, DOUBTS) and one.is_of_flow)
            for one in lost
        )
        self.ways_are_lost = self.ways_are_lost or any(
            compiled(rf"->[ \t]*\{{[ \t]*{name}\b").search(source.text)
            for name in self.broken
            if name.isidentifier()
            for source in sources.values()
        )
        self.lines_are_lost = any(
            (one.is_heading and not one.declared) or one.cause.slip.kind is SlipKind.STRAY_LINE for one in self.unread
        )
        # A scene that is not there, and that no other one may be meant for.
        self.scenes_are_lost = any(
            one.cause.code == "NC101"
            and one.cause.slip.name
            and not one.cause.slip.meant
            and f"-> {one.cause.slip.name}." not in sources[one.file].line(one.line)
            for one in lost
        )
        self.functions_are_lost = any(
            one.cause.code == "NC104" and one.cause.slip.name and not one.cause.slip.meant for one in lost
        )
        self.headings_are_copied = any(one.is_heading and one.cause.code == "NC110" for one in lost)
        self.includes_are_lost = any(one.includes for one in lost)
        self.files_are_lost = self.includes_are_lost or any(one.cause.code == "NC030" for one in lost)

    def holds(self, one: Diagnostic) -> bool:
        """Whether a finding follows from another one."""
        kind, names = kind_of(one), set(one.names)
        if one.code in ("NC304", "NC315", "NC106") and any(
            is_of_empty_block(one, cause, self.sources[cause.file]) or is_item(one, cause, self.sources[cause.file])
            for cause in self.unread
        ):
            return True
        if one.code in LAYOUT and any(
            cause.cause.slip.kind is SlipKind.LOST_ITEMS
            and cause.is_in_scene(one)
            and 0 < one.span.line - cause.line <= LONGEST_BLOCK
            for cause in self.unread
        ):
            return True  # how deep its block is, is not known
        if (
            one.slip.kind is SlipKind.HEADING
            and one.slip.name
            and any(cause.is_heading and cause.cause is not one for cause in self.unread)
        ):
            return True  # the name may be known where that heading is
        if one.code in OF_A_PARAGRAPH and any(
            is_of_paragraph(one, cause, self.sources[cause.file]) for cause in self.unread
        ):
            return True
        if kind == UNREAD or one.code in ("NC108", "NC110", "NC112"):
            if one.code == "NC304" and (self._is_of_header(one) or self._is_end_of_macro(one)):
                return True
            if one.code == "NC110" and any(
                cause.cause.code == "NC011" and any(at[:2] == (cause.file, cause.line) for at, _ in one.related)
                for cause in self.unread
            ):
                return True  # that heading was meant to give another name
            if one.code == "NC110" and self.lines_are_lost and not one.related:
                return True  # of what it seems to be taken may be a line of a scene
            return any(
                is_of_block(one, cause, self.sources[cause.file]) or is_of_head(one, cause, self.sources[cause.file])
                for cause in self.unread
            )
        if one.code == "NC333" and one.slip.name:
            # A line that is wrong may be the one that reads it.
            return any(cause.is_in_scene(one) and 0 < cause.line - one.span.line <= MOST_LINES for cause in self.lost)
        if one.code in ("NC318", "NC319", "NC320"):
            return any(
                cause.is_of_flow and cause.is_in_scene(one) and 0 < one.span.line - cause.line <= LONGEST_BLOCK
                for cause in self.unread
            )
        if one.code == "NC114":
            return any(
                cause.cause.slip.kind is SlipKind.STRAY_LINE and cause.line == one.span.line + 1 for cause in self.lost
            )
        if one.code == "NC106" and any(code.startswith("cast:") for c in self.unread for code in c.cause.shown):
            return True
        if one.code == "NC106":
            written = {word for name in names for word in WORD.findall(name)}
            return any(cause.is_header and written and cause.written | cause.words >= written for cause in self.unread)
        if kind == NAMES:
            return self._may_be_given(one, names)
        if kind == VALUES:
            if self.files_are_lost and one.slip.kind is SlipKind.UNKNOWN_RANGE:
                return True
            if one.code == "NC202" and any(
                cause.cause.code == "NC202" and cause.cause is not one and cause.declared in names
                for cause in self.lost
            ):
                return True  # the range itself is not what was meant
            return self._is_of_function(one, names) or self._is_broken(one, names)
        if kind in (WAYS, USES):
            return self._is_of_ways(one, kind, names)
        return False

    # ------------------------------------------------------------ blocks

    def _is_of_header(self, one: Diagnostic) -> bool:
        """Whether a declaration stands in a scene because a line above was taken for a heading: `:: The Night`."""
        source = self.sources.get(one.span.file)
        found = None if source is None else DECLARATION.match(source.line(one.span.line))
        if source is None or found is None or not (found["word"] or INCLUDES.match(source.line(one.span.line))):
            return False
        return any(
            cause.file == one.span.file
            and cause.line < one.span.line <= cause.last
            and cause.cause is not one
            and source.line(cause.line).startswith("::")
            for cause in self.unread
        )

    def _is_end_of_macro(self, one: Diagnostic) -> bool:
        """Whether a line only ends the block that a line of the same tool opens above: `<<if lit>>`, `<<endif>>`."""
        source = self.sources.get(one.span.file)
        if source is None or END_OF_MACRO.match(source.line(one.span.line)) is None:
            return False
        return any(
            cause.cause is not one
            and cause.is_in_scene(one)
            and 0 < one.span.line - cause.line <= LONGEST_BLOCK
            and MACRO.match(source.line(cause.line)) is not None
            for cause in self.unread
        )

    # ------------------------------------------------------------ names and values

    def _may_be_given(self, one: Diagnostic, names: set[str]) -> bool:
        """Whether a name is not known because a line is wrong that may be meant to give it."""
        if one.code == "NC116" and (self.files_are_lost or self.headings_are_copied):
            return True
        is_include = any(cause.cause is one and cause.includes for cause in self.lost)
        if one.code not in TAKEN and self.includes_are_lost and not is_include:
            return True
        if one.code not in TAKEN and one.code != "NC102" and self._is_broken(one, names):
            return True
        if one.code == "NC103" and one.slip.name and self._is_of_parameter(one):
            return True
        if one.code == "NC104" and any(cause.function == "" and cause.is_function for cause in self.unread):
            return True
        for cause in self.misnamed:
            slip = cause.cause.slip
            if cause.cause is not one and (one.slip.name in slip.meant or slip.name in one.slip.meant):
                return True
        if one.code in ("NC101", "NC102", "NC109") and any(self._is_heading_of(one, cause) for cause in self.lost):
            return True
        if one.code == "NC109" and any(cause.ends and cause.cause is not one for cause in self.lost):
            return True
        if not one.slip.meant and any(is_copy_of(cause, one) for cause in self.lost):
            return True
        if one.code in ("NC103", "NC105"):
            if self._is_local(one, names):
                return True
            if any(name in self.given and self.given[name].cause is not one for name in names):
                return True
        if (
            one.code == "NC101"
            and not one.slip.meant
            and self.unknown_scenes == {one.slip.name}
            and any(cause.cause.code == "NC011" and not cause.written for cause in self.unread)
        ):
            return True  # it may be the name that the heading lacks
        if one.code in ("NC101", "NC102") and any(self._is_place_of(one, names, cause) for cause in self.lost):
            return True
        if one.code == "NC105" and any(
            cause.cause.code == "NC116" and not cause.meant.isdisjoint(shown_in(one.hint)) for cause in self.lost
        ):
            return True
        if one.code == "NC103" and any(
            cause.cause.code in LAYOUT
            and cause.is_in_scene(one)
            and not names.isdisjoint(GIVES.findall(self.sources[cause.file].line(cause.line)))
            for cause in self.unread
        ):
            return True  # it is known in its own block alone
        return any(_is_named_on(one, names, cause) for cause in self.unread if one.span[:2] != (cause.file, cause.line))

    def _is_of_parameter(self, one: Diagnostic) -> bool:
        """Whether a value in a function is unknown because the name of a parameter is taken, or the head is missing."""
        source = self.sources.get(one.span.file)
        block = None if source is None else function_around(source, one.span.line)
        if block is None:
            return False
        heads = (cause for cause in self.lost if cause.cause.code == "NC110" and cause.file == one.span.file)
        return self.functions_are_lost or any(cause.line == block[0] for cause in heads)

    def _is_heading_of(self, one: Diagnostic, cause: LostLine) -> bool:
        """Whether a scene or an ending is unknown because the name of a heading is taken, or is no name."""
        if cause.cause.code not in ("NC110", "NC112") or not cause.is_heading:
            return False
        if one.code != "NC109":
            return not one.slip.meant and (cause.cause.code == "NC112" or self.unknown_scenes == {one.slip.name})
        source = self.sources[cause.file]
        lines = range(cause.line, min(cause.line + LONGEST_SCENE, cause.below))
        return any(f"end: {name}" in source.line(line) for line in lines for name in one.names)

    def _is_local(self, one: Diagnostic, names: set[str]) -> bool:
        """Whether a value may be one that a heading above gives, or a local whose name is taken."""
        above = [
            cause for cause in self.lost if cause.file == one.span.file and cause.line < one.span.line <= cause.last
        ]
        if one.code == "NC103" and any(
            cause.is_heading and cause in self.unread and not names.isdisjoint(cause.written) for cause in above
        ):
            return True
        if one.code == "NC103" and any(
            cause.is_function and cause.is_header and cause in self.unread for cause in above
        ):
            return True  # a parameter of a function whose head cannot be read
        if one.code == "NC103" and any(
            cause.is_loop and cause in self.unread and is_below(self.sources[cause.file], cause.line, one.span.line)
            for cause in above
        ):
            return True
        return any(cause.names_local and cause.cause.code == "NC110" for cause in above)

    @staticmethod
    def _is_place_of(one: Diagnostic, names: set[str], cause: LostLine) -> bool:
        """Whether a scene, a point or a label is unknown because of brackets that are none, or because one is taken."""
        if cause.cause.slip.kind is SlipKind.ODD_LABEL and cause.cause is not one:
            return any(meant.rpartition(".")[2] in names for meant in cause.meant)
        if cause.cause.code != "NC110" or one.span.file != cause.file:
            return False
        return (cause.is_point and cause.is_in_scene(one)) or cause.declared in names

    def _is_of_function(self, one: Diagnostic, names: set[str]) -> bool:
        """Whether a call is wrong because the body of the function is, or the function because a line in it is."""
        lost = {cause.function for cause in self.lost if cause.function and cause.cause.code not in OF_FUNCTIONS}
        if one.code in OF_FUNCTIONS:
            unknown = (self.broken | self.unknown) - names  # by what is said of it here, its own name is broken
            return not lost.isdisjoint(names) or any(not unknown.isdisjoint(self._words_of(name)) for name in names)
        lost = {cause.function for cause in self.unread if cause.function and one.span[:2] != (cause.file, cause.line)}
        return not lost.isdisjoint(self._written_around(one))

    def _words_of(self, function: str) -> set[str]:
        """The words in the body of a function: what a broken name in it would do, it does not."""
        head = compiled(rf"^def[ \t]+{re.escape(function)}\b", re.MULTILINE)
        for source in self.sources.values():
            found = head.search(source.text)
            block = function_around(source, source.line_of(found.start())) if found is not None else None
            if block is not None:
                return {word for line in range(block[0], block[1]) for word in WORD.findall(source.line(line))}
        return set()

    def _is_broken(self, one: Diagnostic, names: set[str]) -> bool:
        """Whether a value or a name is wrong because of a declaration that is: `sour` of a type that is not known."""
        if one.span.file not in self.sources:
            return False
        if id(one) in self.breaking:
            # Of two declarations, the one that cannot be read is the cause.
            unread = {cause.declared for cause in self.unread if cause.cause is not one} - {""}
            return not unread.isdisjoint(self._written_around(one))
        broken = self.broken | {
            cause.names_local
            for cause in self.lost
            if cause.names_local and cause.file == one.span.file and cause.line < one.span.line <= cause.last
        }
        if one.slip.kind is SlipKind.UNKNOWN_RANGE:
            broken |= self.unknown
        if not broken:
            return False
        return not broken.isdisjoint(self._written_around(one) | names)

    def _written_around(self, one: Diagnostic) -> set[str]:
        """The words in the braces that a finding is about, or in its line."""
        source = self.sources.get(one.span.file)
        if source is None:
            return set()
        begin, end = braces_around(source, one)
        return set(WORD.findall(source.line(one.span.line)[begin:end]))

    # ------------------------------------------------------------ ways through the story, and uses

    def _is_of_ways(self, one: Diagnostic, kind: int, names: set[str]) -> bool:
        if self.ways_are_lost and (one.code in BETWEEN or (one.code == "NC314" and one.slip.kind is SlipKind.DRAW)):
            return True
        if (self.includes_are_lost or self.lines_are_lost) and kind == USES:
            return True
        if self.scenes_are_lost and one.slip.kind in (SlipKind.BEHIND_MOVE, SlipKind.BEHIND_VISIT):
            return True
        if (self.scenes_are_lost or self.functions_are_lost) and one.code == "NC306":
            return True  # the scene may be the one that uses it; without its heading, it stands in the one above
        is_fallback = one.slip.kind is SlipKind.FALLBACK
        source = self.sources.get(one.span.file)
        written = "" if source is None else source.line(one.span.line)
        for cause in self.lost:
            if cause.cause is not one and self._is_of_other_scene(one, written, cause):
                return True
            of_cause = self.kinds[id(cause.cause)]
            if cause.cause.slip.kind is SlipKind.LENT_CHOICES and one.code == "NC310" and cause.is_in_scene(one):
                return True
            if of_cause >= WAYS or cause.cause is one:
                continue
            is_lost_way = of_cause in (UNREAD, DOUBTS) or cause.cause.code in LOST_MOVES
            is_lost_way = is_lost_way or cause.is_heading or cause.is_point
            if cause.is_in_scene(one) and cause.is_choice and of_cause == NAMES and one.code == "NC303":
                return is_fallback
            is_near = cause.is_in_scene(one) and 0 < one.span.line - cause.line <= MOST_LINES
            may_go_on = not cause.is_code or cause.cause.slip.kind is SlipKind.NO_SCENE
            if one.code == "NC310" and cause.cause.code == "NC101" and is_near and may_go_on:
                return True  # an arrow in prose may be none, and a call goes on behind it
            is_way = cause.is_heading or cause.borrows or cause.is_point
            if of_cause == NAMES and not is_way and one.code == "NC301" and not names.isdisjoint(cause.cause.names):
                return True  # the scene is named, and not gone to
            if of_cause == NAMES and not is_way and one.code in ("NC301", "NC310"):
                continue
            if cause.is_in_scene(one) and kind == WAYS and cause.is_of_flow and is_lost_way:
                return one.code not in ("NC303", "NC314") or is_fallback
            if of_cause <= NAMES and not names.isdisjoint(cause.meant):
                return True
            is_code = of_cause == UNREAD or (of_cause == NAMES and cause.is_code and kind == USES)
            if is_code and not names.isdisjoint(cause.written):
                return True
        return False

    def _is_of_other_scene(self, one: Diagnostic, written: str, cause: LostLine) -> bool:
        """Whether a way is wrong because of a line in another scene: one that is lent, one that is no visit."""
        if one.code == "NC301" and cause in self.unread and cause.is_of_flow:
            return bool(cause.scene) and compiled(rf"<-[ \t]*{re.escape(cause.scene)}\b").search(written) is not None
        if one.code == "NC301" and cause.cause.code == "NC101":
            below = scene_around(self.sources[one.span.file], one.span.line)[1]
            heading = HEADING.match(self.sources[one.span.file].line(below)) if below > one.span.line else None
            return heading is not None and any(code.startswith(f"-> {heading[1]}.") for code in cause.cause.shown)
        if one.code == "NC310" and cause.cause.code == "NC307" and not cause.is_in_scene(one):
            return scene_around(self.sources[one.span.file], one.span.line)[2] in cause.cause.names
        return False


def missed(found: list[Diagnostic]) -> set[int]:
    """What is said of the one thing that is missing elsewhere: a choice with its way, or a name in code.

    Choices can be used up where no way leads to one scene: the choice that led there may be missing. One variable that
    nothing reads or sets may be the part that a piece of code lacks.
    """
    ways = [one for one in found if one.code == "NC302"]
    uses = [one for one in found if one.code in ("NC305", "NC306")]
    gone = [one for one in found if one.code == "NC311"] if len(ways) == 1 else []
    if len(uses) == 1 and any(one.slip.kind is SlipKind.PART_MISSING for one in found):
        gone += uses
    return {id(one) for one in gone}


def is_copy_of(cause: LostLine, one: Diagnostic) -> bool:
    """Whether a declaration has the name of another one, as it was copied, and may be meant to give this one.

    It is used in several places, then, or asked about in the scene.
    """
    if cause.cause.code != "NC110" or not cause.declared:
        return False
    if not one.related and not (cause.is_heading and one.slip.kind is SlipKind.UNKNOWN_PLACE):
        return False
    return one.code in (("NC101", "NC102") if cause.is_heading else ("NC103", "NC104"))


def _is_named_on(one: Diagnostic, names: set[str], cause: LostLine) -> bool:
    """Whether a line that could not be read has the words of a name which nothing gives."""
    if one.code == "NC102" and cause.scene in names and cause.is_of_flow:
        return True
    if one.code == "NC109" and names and all(cause.written.issuperset(name.split()) for name in names):
        return True
    # `lo st` is read as `lo_st`, which is `lost` sooner than another name.
    is_near = len(one.slip.meant) == 1 and one.slip.meant[0].replace("_", "") not in names
    return any(
        name in cause.words or (len(name) > 2 and name.casefold().replace("_", "") in cause.letters and not is_near)
        for name in names
    )
