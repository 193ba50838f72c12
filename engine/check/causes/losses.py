"""What is lost with lines that are wrong: names that they were meant to give, ways, scenes, files."""

from __future__ import annotations

from engine.check.causes.kinds import DOUBTS, KIND, KNOWN_STILL, LOST_WAYS, UNREAD, kind_of
from engine.check.causes.lost_lines import LostLine, broken_names
from engine.patterns import compiled
from engine.slips import SlipKind
from engine.source import Source

UNKNOWN = frozenset(("NC103", "NC104"))


class Losses:
    """The lines of a story that are wrong, and what is lost with them."""

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
