"""Whether what an author expects of a step holds."""

from __future__ import annotations

from engine.paths.differences import Difference, Kind, written
from engine.paths.model import Expect
from engine.paths.watching import Values, ending_of
from engine.runtime.session import Session


def unmet(expect: Expect, session: Session, prose: str, values: Values) -> list[Difference]:
    """What does not hold of the things expected."""
    problems: list[str] = []
    problems += [f"`{text}` was not printed" for text in expect.contains if text not in prose]
    problems += [f"`{text}` was printed" for text in expect.lacks if text in prose]
    printed = " ".join(prose.split())
    problems += [f"what was printed does not match `{one}`" for one in expect.matches if not matches(one, printed)]
    problems += _choices(expect, session)
    for name, value in expect.variables.items():
        if name not in values:
            problems.append(f"there is no variable `{name}`")
        elif values[name] != value or isinstance(values[name], bool) != isinstance(value, bool):
            problems.append(f"`{name}` is {written(values[name])}, not {written(value)}")
    if expect.ending is not None and ending_of(session) != expect.ending:
        problems.append(_wrong_ending(expect.ending, ending_of(session)))
    return [Difference(Kind.EXPECT, f"expected otherwise: {problem}") for problem in problems]


def _choices(expect: Expect, session: Session) -> list[str]:
    enabled = {name for one in session.choices if one.enabled for name in (one.id, one.label, one.text)}
    closed = {name for one in session.choices if not one.enabled for name in (one.id, one.label, one.text)}
    problems = [
        f"the choice `{name}` is {'closed' if name in closed else 'not offered'}"
        for name in expect.offered
        if name not in enabled
    ]
    problems += [
        f"the choice `{name}` is {'open' if name in enabled else 'not shown'}"
        for name in expect.closed
        if name not in closed
    ]
    shown = enabled | closed
    return problems + [f"the choice `{name}` is shown" for name in expect.absent if name in shown]


def _wrong_ending(expected: str, reached: str | None) -> str:
    wanted = f"the ending `{expected}`" if expected else "an ending without a name"
    if reached is None:
        return f"{wanted} is not reached here"
    return f"the story ends with `{reached}`, not with {wanted}" if reached else f"the unnamed ending is not {wanted}"


def matches(pattern: str, text: str) -> bool:
    """Whether a pattern describes a whole text: `*` is any text, `?` any one character.

    Not a regular expression: paths come from anywhere, and one of those can be made to run for years. This one walks
    the text once, going back to the last `*` only.
    """
    at = place = 0
    star, mark = -1, 0
    while place < len(text):
        if at < len(pattern) and pattern[at] == "*":
            star, mark = at, place
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", text[place]):
            at += 1
            place += 1
        elif star >= 0:
            mark += 1
            at, place = star + 1, mark
        else:
            return False
    return all(char == "*" for char in pattern[at:])
