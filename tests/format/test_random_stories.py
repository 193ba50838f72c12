"""The formatter on stories that nobody has written."""

from __future__ import annotations

from formatting import check_formatting, formatted, program_of
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics import Report
from engine.syntax.formatter import format_text
from stories import stories

MARKS = st.sampled_from(
    [
        *("a", "b ", " ", "  ", "\t", "\n", "\n", "\n    ", "\n\n", "{", "}", "|", ":", "#t", "//", "\\", "*", "**"),
        *("+", "~ ", "* ", "- ", "-> ", "->", "end", "back", "<- s", "(", "(l)", ")", "{if n: ", "{n}", "{a | b}"),
        *("{otherwise}", "~ if n:", "~ else:", "~ x = ", "~ cycle:\n    - ", "1", "007", "not ", "and ", "== s\n"),
        *("Mia:", "each #t", "any #t", '"', ",", ".", "\u00a0", "é", "\n// c\n", " // c"),
    ]
)


@settings(max_examples=60)
@given(stories())
def test_careless_stories(text: str) -> None:
    program = program_of(text)
    # The checker may refuse their arithmetic; they must be read, or programs are never compared.
    assert isinstance(program, dict) or {code[:3] for code in program} == {"NC2"}
    check_formatting(text)


@settings(max_examples=300)
@given(st.lists(MARKS, max_size=25).map("".join))
def test_any_text(text: str) -> None:
    """Whatever is no story is left alone; whatever is one is formatted, once and for all, and reads the same."""
    story = f"cast: Mia\nvar n = true\n== s\n{text}\n-> end\n"
    if format_text(story, "test.story", Report()) is not None:
        result = formatted(story)
        assert formatted(result) == result
        assert program_of(result) == program_of(story)
