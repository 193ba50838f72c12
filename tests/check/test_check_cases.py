"""Stories with mistakes of meaning, each marked where it is to be found."""

from pathlib import Path

import pytest
from findings import chunks_of, differences, findings, unmarked

CASES = [case for path in sorted(Path(__file__).parent.glob("cases/*.story")) for case in chunks_of(path)]


@pytest.mark.parametrize("text", [text for _, text in CASES], ids=[name for name, _ in CASES])
def test_case(text: str) -> None:
    story, expected = unmarked(text)
    assert differences(expected, findings(story)) == []


@pytest.mark.parametrize(("count", "expected"), [(1000, []), (1001, ["NC209"])])
def test_a_set_has_so_many_names(count: int, expected: list[str]) -> None:
    names = ", ".join(f"thing{number}" for number in range(count))
    text = f"var bag: set of {names} = thing1, thing999\n\n== start\n{{count(bag)}}\n~ bag -= thing999\n-> end\n"
    assert [one.code for one in findings(text) if one.severity == "error"] == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("+".join(["[rope, lamp]"] * 70), ["NC020"]),
        ("+".join(["bag"] * 30 + [f"[{', '.join(['hand'] * 900)}]"]), []),
        ("+".join(["bag"] * 90), []),
        ("bag + [" + ", ".join(["rope"] * 2000) + "]", []),
        ("[rope] if min(" + ", ".join(["n"] * 900) + ") > n" + " + n" * 101 + " else bag", ["NC020"]),
    ],
)
def test_how_deep_counts_not_how_long(expression: str, expected: list[str]) -> None:
    text = f"var bag: set of rope, lamp\nvar hand: rope | lamp\nvar n = 1\n\n== start\n~ bag = {expression}\n-> end\n"
    assert [one.code for one in findings(text) if one.severity == "error"] == expected
