"""How a diagnostic is shown: place, message, the line with carets under it, hint."""

import json

import pytest

from engine.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Edit, Fix, Report
from engine.rendering import counted, from_json, render, to_json, width_of
from engine.source import Source, SourceSpan


def shown(text: str, line: int, column: int, length: int = 1, color: bool = False) -> str:
    source = Source("a.story", text)
    diagnostic = Diagnostic(
        "NC101", "error", "there is no scene `x`", SourceSpan("a.story", line, column, length), "look"
    )
    return render(diagnostic, {"a.story": source}, color)


def test_all_parts() -> None:
    source = Source("a.story", "== a\n-> shelfs\n")
    related = ((SourceSpan("a.story", 1, 4, 1), "it begins here"),)
    found = Diagnostic(
        "NC101", "error", "no scene `shelfs`", SourceSpan("a.story", 2, 4, 6), "did you mean `shelves`?", related
    )
    assert render(found, {"a.story": source}).split("\n") == [
        "a.story:2:4: error[NC101]: no scene `shelfs`",
        " 2 | -> shelfs",
        "   |    ^^^^^^",
        " a.story:1:4: it begins here",
        " hint: did you mean `shelves`?",
    ]


def test_without_the_source_and_without_a_hint() -> None:
    found = Diagnostic("NC302", "warning", "no way leads here", SourceSpan("b.story", 7, 3))
    assert render(found, {}) == "b.story:7:3: warning[NC302]: no way leads here"


def excerpt(text: str, line: int, column: int, length: int = 1) -> tuple[str, str]:
    _, above, carets, _ = shown(text, line, column, length).split("\n")
    return above, carets


@pytest.mark.parametrize(
    ("line", "column", "length", "under"),
    [
        ("-> shelfs", 4, 6, "shelfs"),
        ("Das ist gewiß {schön}.", 16, 5, "schön"),
        ("これは{鍵}だ", 5, 1, "鍵"),
        ("日本 {x y}", 5, 3, "x y"),
        ("\tTabbed {x}", 9, 3, "{x}"),
        ("e\u0301te\u0301 {x}", 7, 3, "{x}"),
        ("family 👩\u200d👩\u200d👧 {x}", 14, 3, "{x}"),
    ],
)
def test_carets_stand_under_the_place(line: str, column: int, length: int, under: str) -> None:
    above, carets = excerpt(f"one\n{line}\nthree", 2, column, length)
    start = len(carets) - len(carets.lstrip(" |2"))
    assert width_of(above[: above.index(under)]) == start
    assert carets.count("^") == width_of(under)


def test_at_the_end_of_a_line_and_beyond() -> None:
    assert excerpt("ab", 1, 3) == (" 1 | ab", "   |   ^")
    assert excerpt("ab", 1, 3, 10) == (" 1 | ab", "   |   ^")
    assert excerpt("", 1, 1) == (" 1 | ", "   | ^")
    assert excerpt("ab", 9, 1) == (" 9 | ", "   | ^")
    assert excerpt("ab", 1, 99) == (" 1 | ab", "   |   ^")


def test_a_long_line_is_cut() -> None:
    above, carets = excerpt("x" * 5000 + "HERE" + "y" * 5000, 1, 5001, 4)
    assert len(above) < 120
    assert above.startswith(" 1 | …x") and above.endswith("y…")
    assert above[carets.index("^") :].startswith("HERE")
    above, carets = excerpt("x" * 5000, 1, 10, 4000)
    assert len(above) < 120 and carets.count("^") <= 100


def test_nothing_that_steers_a_terminal_is_shown() -> None:
    source = Source("a.story", "x \x1b[31m \x07 \u202e {x\n")
    found = Diagnostic("NC003", "error", "bad \x1b[2J character", SourceSpan("a.story", 1, 3, 1), "delete\x07 it")
    text = render(found, {"a.story": source})
    assert not any(char in text for char in "\x1b\x07\u202e")


def test_colour() -> None:
    text = shown("-> x", 1, 4, color=True)
    assert "\x1b[1;31merror[NC101]\x1b[0m" in text
    assert text.count("\x1b[") == text.count("\x1b[0m") * 2
    assert "\x1b" not in shown("-> x", 1, 4)


def test_as_data() -> None:
    related = ((SourceSpan("b.story", 1, 2, 3), "here"),)
    fixes = (Fix("write `x`", (Edit(SourceSpan("a.story", 4, 5, 0), "x"),), safe=True),)
    found = Diagnostic("NC110", "error", "taken", SourceSpan("a.story", 4, 5, 6), None, related, fixes)
    assert json.loads(json.dumps(to_json(found))) == {
        "code": "NC110",
        "severity": "error",
        "message": "taken",
        "file": "a.story",
        "line": 4,
        "column": 5,
        "length": 6,
        "hint": None,
        "related": [{"file": "b.story", "line": 1, "column": 2, "length": 3, "message": "here"}],
        "fixes": [
            {
                "title": "write `x`",
                "safe": True,
                "edits": [{"file": "a.story", "line": 4, "column": 5, "length": 0, "text": "x"}],
            }
        ],
    }


def test_there_and_back() -> None:
    related = ((SourceSpan("b.story", 1, 2, 3), "here"),)
    fixes = (Fix("write `x`", (Edit(SourceSpan("a.story", 4, 5, 0), "x"),), safe=True),)
    found = Diagnostic("NC110", "error", "taken", SourceSpan("a.story", 4, 5, 6), "look", related, fixes)
    assert from_json(json.loads(json.dumps(to_json(found)))) == found


def test_counting() -> None:
    error = Diagnostic("NC101", "error", "", SourceSpan("a", 1, 1))
    warning = Diagnostic("NC302", "warning", "", SourceSpan("a", 1, 1))
    assert counted([]) == "no errors"
    assert counted([error]) == "1 error"
    assert counted([error, warning, warning]) == "1 error and 2 warnings"
    note = Diagnostic("NC325", "note", "", SourceSpan("a", 1, 1))
    assert counted([note]) == "no errors and 1 note"
    assert counted([error, warning, note, note]) == "1 error, 1 warning and 2 notes"


def test_a_report_is_in_order_and_says_nothing_twice() -> None:
    report = Report()
    for line, column in ((3, 1), (1, 5), (1, 2), (1, 5)):
        report.error("NC101", SourceSpan("a.story", line, column), "x")
    report.warning("NC302", SourceSpan("a.story", 1, 5), "y")
    assert [(one.span.line, one.span.column, one.code) for one in report.sorted()] == [
        (1, 2, "NC101"),
        (1, 5, "NC101"),
        (3, 1, "NC101"),
        (1, 5, "NC302"),
    ]
    assert report.has_errors


def test_a_report_has_an_end() -> None:
    report = Report()
    for line in range(5000):
        report.warning("NC302", SourceSpan("a.story", line + 1, 1), "x")
    assert len(report.found) == MOST_DIAGNOSTICS
    assert not report.has_errors
