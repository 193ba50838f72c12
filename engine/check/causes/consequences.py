"""What follows from lines that are wrong: in their block, in their scene, or by a name that they were meant to give."""

from __future__ import annotations

from engine.check.causes.kinds import LAYOUT, NAMES, UNREAD, USES, VALUES, WAYS, kind_of
from engine.check.causes.line_layout import is_item, is_of_block, is_of_empty_block, is_of_head, is_of_paragraph
from engine.check.causes.losses import Losses
from engine.check.causes.lost_lines import DECLARATION, INCLUDES, LONGEST_BLOCK, LostLine
from engine.check.causes.lost_names import is_broken, is_of_function, may_be_given
from engine.check.causes.lost_ways import is_of_ways
from engine.diagnostics import Diagnostic
from engine.patterns import regex
from engine.slips import SlipKind
from engine.source import Source

WORD = regex(r"\w+")
# What is said of the text of a paragraph.
OF_A_PARAGRAPH = frozenset(("NC024", "NC315", "NC317", "NC319", "NC320"))
MACRO = regex(r"[ \t]*<<[ \t]*(?:if|for|link|switch)\b")
END_OF_MACRO = regex(r"[ \t]*<<[ \t]*(?:/|end)[ \t]*(?:if|for|link|switch)[ \t]*>>[ \t]*$")


class Consequences:
    """Tells what follows from lines that are wrong."""

    def __init__(self, lost: list[LostLine], sources: dict[str, Source]) -> None:
        self.losses = Losses(lost, sources)
        self.lost, self.unread, self.sources = lost, self.losses.unread, sources

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
            if one.code == "NC110" and self.losses.lines_are_lost and not one.related:
                return True  # of what it seems to be taken may be a line of a scene
            return any(
                is_of_block(one, cause, self.sources[cause.file]) or is_of_head(one, cause, self.sources[cause.file])
                for cause in self.unread
            )
        if one.code == "NC325":
            return any(cause.cause.code in LAYOUT and cause.is_in_scene(one) for cause in self.lost)
        if one.code == "NC111" and any(self._is_doubled(one, cause) for cause in self.lost):
            return True
        if one.code == "NC333" and one.slip.name:
            # A line that is wrong may be the one that reads it.
            return any(
                cause.is_in_scene(one) and 0 < cause.line - one.span.line <= LONGEST_BLOCK for cause in self.lost
            )
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
            return may_be_given(self.losses, one, names)
        if kind == VALUES:
            if self.losses.files_are_lost and one.slip.kind is SlipKind.UNKNOWN_RANGE:
                return True
            if one.code == "NC202" and any(
                cause.cause.code == "NC202" and cause.cause is not one and cause.declared in names
                for cause in self.lost
            ):
                return True  # the range itself is not what was meant
            return is_of_function(self.losses, one, names) or is_broken(self.losses, one, names)
        if kind in (WAYS, USES):
            return is_of_ways(self.losses, one, kind, names)
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

    def _is_doubled(self, one: Diagnostic, cause: LostLine) -> bool:
        """Whether a choice ends without a move because the same line stands right below it."""
        source = self.sources.get(one.span.file)
        return (
            source is not None
            and cause.cause.code == "NC301"
            and (cause.file, cause.line + 1) == one.span[:2]
            and source.line(cause.line) == source.line(one.span.line)
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
