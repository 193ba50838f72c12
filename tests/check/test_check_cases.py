"""Stories with mistakes of meaning, each marked where it is to be found."""

from pathlib import Path

import pytest
from findings import chunks_of, differences, findings, unmarked

CASES = [case for path in sorted(Path(__file__).parent.glob("cases/*.story")) for case in chunks_of(path)]


@pytest.mark.parametrize("text", [text for _, text in CASES], ids=[name for name, _ in CASES])
def test_case(text: str) -> None:
    story, expected = unmarked(text)
    assert differences(expected, findings(story)) == []
