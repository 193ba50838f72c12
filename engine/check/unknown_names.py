"""Reports names that nothing has: once each, with the known name that is most like it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine.check.spelling import looks_like, meant_hint
from engine.diagnostics import AND_HERE, Edit, Fix
from engine.patterns import regex
from engine.slips import UNTOLD, Slip
from engine.source import SourceSpan

if TYPE_CHECKING:
    from engine.check.names import Names

DIGITS = regex(r"\d+")


def report_unknown(
    names: Names,
    code: str,
    span: SourceSpan,
    name: str,
    message: str,
    known: Iterable[str],
    hint: str | None = None,
    slip: Slip = UNTOLD,
    meant: str | None = None,
    whole: str | None = None,
) -> str | None:
    """Report a name that is not among the known ones, with the nearest of them; the nearest one.

    All uses of a name are one finding. Where a file of the story is missing, a name like none of the known ones is
    not reported at all: it may be declared there. A name that a scene had before is no slip. `meant` is the name that
    is known to be meant, `whole` what stands in the place of the span, if that is more than the name.
    """
    if code == "NC101" and name in names.reported_headings:
        return None
    near = names.renamed.get(name) if code == "NC101" else None
    near = (
        near or meant or (_nearest_scene(names, name) if known is names.scenes else names.speller.nearest(name, known))
    )
    if near is not None and not names.story.complete and DIGITS.sub("", near) == DIGITS.sub("", name):
        near = None  # `room_3` is not `room_2` written wrongly
    first = names.misspelt.setdefault((code, name), span)
    names.name_at.setdefault((code, span), name)
    if near is not None and first != span:
        report_again(names, code, span, name)
    elif near is not None:
        names.meant[name] = near
        is_alike = looks_like(near, name)
        written = near if whole is None else whole.replace(name, near)
        is_clear = span.length == len(whole or name) and (whole or name).count(name) == 1
        fixes = (Fix(f"write `{written}`", (Edit(span, written),), safe=is_alike),) if is_clear else ()
        if code == "NC101" and name in names.enumerations:
            fixes = ()  # a place may be named so, too: then the moves alone are not all there is to change
        is_renamed = names.renamed.get(name) == near
        hint = f"it is called `{near}` now" if is_renamed else meant_hint(near, name)
        slip = slip._replace(name=name, meant=() if is_renamed else (near,))
        names.report.error(code, span, message, hint, fixes=fixes, slip=slip)
    elif name not in names.broken and first == span:
        names.broken.add(name)
        if names.story.complete:
            names.report.error(code, span, message, hint, slip=slip._replace(name=name))
    else:
        report_again(names, code, span, name)
    return near


def report_again(names: Names, code: str, span: SourceSpan, name: str) -> None:
    """Another use of a name that has been reported, or perhaps has."""
    first = names.misspelt.get((code, name))
    if first is not None:
        names.report.add_use(code, first, span, AND_HERE)


def _nearest_scene(names: Names, name: str) -> str | None:
    """The scene whose name is most like one; looked for once, as one name may be written in many places."""
    if name not in names.near_scenes:
        names.near_scenes[name] = names.speller.nearest(name, names.scenes)
    return names.near_scenes[name]
