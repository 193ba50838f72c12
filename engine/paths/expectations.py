"""Whether what an author expects of a step holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.paths.differences import Difference, DifferenceKind, written
from engine.paths.path_parts import Expect
from engine.paths.renames import Renames
from engine.paths.session_view import Values, ending_of
from engine.runtime.session import Session


def unmet(expect: Expect, session: Session, prose: str, values: Values, renames: Renames) -> list[Difference]:
    """What does not hold of the things expected. What they name may have another name today, by `renames`."""
    problems: list[str] = []
    problems += [f"`{text}` was not printed" for text in expect.contains if text not in prose]
    problems += [f"`{text}` was printed" for text in expect.lacks if text in prose]
    printed = " ".join(prose.split())
    problems += [f"what was printed does not match `{one}`" for one in expect.matches if not matches(one, printed)]
    problems += _choices(expect, session, renames)
    for name, value in renames.all_values(dict(expect.variables)).items():
        if name not in values:
            problems.append(f"there is no variable `{name}`")
        elif values[name] != value or isinstance(values[name], bool) != isinstance(value, bool):
            problems.append(f"`{name}` is {written(values[name])}, not {written(value)}")
    if expect.ending is not None and ending_of(session) not in (expect.ending, renames.ending(expect.ending)):
        problems.append(_wrong_ending(expect.ending, ending_of(session)))
    return [Difference(DifferenceKind.EXPECT, f"expected otherwise: {problem}") for problem in problems]


def _choices(expect: Expect, session: Session, renames: Renames) -> list[str]:
    def today(names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Names as they were written, each with the one that it has today: an id, a label of this scene, a text."""
        for name in names:
            own = renames.choice(f"{session.scene}.{name}").partition(".")[2]
            yield name, next((one for one in (name, renames.choice(name), own) if one in shown), name)

    enabled = {name for one in session.choices if one.enabled for name in (one.id, one.label, one.text)}
    closed = {name for one in session.choices if not one.enabled for name in (one.id, one.label, one.text)}
    shown = enabled | closed
    problems = [
        f"the choice `{name}` is {'closed' if one in closed else 'not offered'}"
        for name, one in today(expect.offered)
        if one not in enabled
    ]
    problems += [
        f"the choice `{name}` is {'open' if one in enabled else 'not shown'}"
        for name, one in today(expect.closed)
        if one not in closed
    ]
    return problems + [f"the choice `{name}` is shown" for name, one in today(expect.absent) if one in shown]


def _wrong_ending(expected: str, reached: str | None) -> str:
    wanted = f"the ending `{expected}`" if expected else "an ending without a name"
    if reached is None:
        return f"{wanted} is not reached here"
    return f"the story ends with `{reached}`, not with {wanted}" if reached else f"the unnamed ending is not {wanted}"


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern describes a whole text: `*` is any text, `?` any one character.

    Not a regular expression: paths come from anywhere, and one of those can be made to run for years. Here the pieces
    between the stars are found one behind the other, each at its first place, which is as good as any other.
    """
    first, *others = pattern.split("*")
    if not others:
        return len(first) == len(text) and _stands_at(first, text, 0)
    last = others.pop()
    end = len(text) - len(last)
    if len(first) > end or not _stands_at(first, text, 0) or not _stands_at(last, text, end):
        return False
    at = len(first)
    for piece in others:
        found = re.compile(re.escape(piece).replace(r"\?", "."), re.DOTALL).search(text, at, end)
        if found is None:
            return False
        at = found.end()
    return True


def _stands_at(piece: str, text: str, at: int) -> bool:
    there = text[at : at + len(piece)]
    return len(there) == len(piece) and all(one in ("?", other) for one, other in zip(piece, there, strict=True))
