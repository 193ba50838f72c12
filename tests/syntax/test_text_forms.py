"""The table of forms of text: each row is read, played, exported and told of, and what lists its words has them all."""

import re
from pathlib import Path

import pytest

import engine
from engine.check.checker import check
from engine.diagnostics import Report
from engine.exporters.twee.writing import twee_of
from engine.lsp.hover import form_at
from engine.program.part_checks import VARIATIONS
from engine.source import Source
from engine.syntax.parser import parse_text
from engine.syntax.text_forms import ELSEWHERE, FORM, FORM_OF, FORM_WORDS, SURE_WORDS, TEXT_FORMS

HEAD = "| form | each time it is shown |\n|---|---|\n"
LIST = re.compile(r"\bcycle(?:\|[a-z]+)+")


def said_of(line: str) -> list[tuple[str, str, str]]:
    report = Report()
    check(parse_text(f"== start\nIt is late.\n\n{line}\n* Go on.\n-> end: Home\n", "form.story", report), report)
    return [(one.severity, one.code, f"{one.message} {one.hint}") for one in report.sorted() if one.severity != "note"]


@pytest.mark.parametrize("word", FORM_WORDS)
def test_each_form_is_read_in_braces_and_as_a_block(word: str) -> None:
    assert said_of(f"{{{word}: Tick. | Tock.}}") == []
    assert said_of(f"~ {word}:\n    - Tick.\n    - Tock.") == []


@pytest.mark.parametrize("word", FORM_WORDS)
@pytest.mark.parametrize(
    "line",
    [
        "({}: Tick. | Tock.}}",
        "{{{{{}: Tick. | Tock.}}}}",
        "{}: Tick. | Tock.}}",
        "{{={}: Tick. | Tock.}}",
        "{{| {}: Tick. | Tock.}}",
        "{{{} | Tick it is. | Tock it is.}}",
        "{{{};  Tick. | Tock.}}",
        "({}: Tick. | Tock.)",
        "{}{{Tick. | Tock.}}",
        "{}:\n    - Tick.\n    - Tock.",
    ],
)
def test_what_is_odd_about_each_form_is_told(word: str, line: str) -> None:
    assert any(f"{word}:" in text for _, _, text in said_of(line.format(word))), said_of(line.format(word))


@pytest.mark.parametrize("word", SURE_WORDS)
def test_words_that_no_sentence_begins_with_miss_their_colon(word: str) -> None:
    assert any(f"{{{word}: " in text for _, _, text in said_of(f"{{{word} Tick. | tock. | tack.}}"))


@pytest.mark.parametrize("other", ELSEWHERE)
def test_names_that_others_have_lead_to_the_form(other: str) -> None:
    assert any(f"`{{{ELSEWHERE[other]}: " in text for _, _, text in said_of(f"{{{other}: Tick. | Tock.}}"))


@pytest.mark.parametrize("word", FORM_WORDS)
def test_each_form_is_played_and_exported(word: str) -> None:
    text = (
        f"== start\nHe nods. {{{word}: Tick. | Tock.}}\n\n~ {word}:\n    - Tick.\n    - Tock.\n* Go on.\n-> end: Home\n"
    )
    shown = [one.text for one in engine.loads(text).start(seed=1).text]
    assert sum("Tick." in one or "Tock." in one for one in shown) == len(shown) > 0
    report = Report()
    written, exported = twee_of(check(parse_text(text, "form.story", report), report).story)
    assert not exported.left_out and written.count("Tock.") == 2


def test_each_operation_is_one_of_the_program() -> None:
    assert {row.operation for row in TEXT_FORMS} <= {*VARIATIONS, None}


@pytest.mark.parametrize("word", FORM_WORDS)
def test_each_form_is_told_of_where_it_stands(word: str) -> None:
    text = f"== start\n\\{{{word}: no}} {{{word}: one | other}}\n~ {word}:\n    - One.\n"
    source = Source("form.story", text)
    for before in (f"{{{word}: one", f"~ {word}"):
        at = text.index(before) + before.index(word)
        found = form_at(source, at + 1)
        assert found is not None and found[:2] == (at, at + len(word))
        assert FORM_OF[word].meaning in found[2]
    assert form_at(source, text.index(word) + 1) is None


def test_the_documents_table_is_the_table(root: Path, update: bool) -> None:
    page = root / "docs/language.md"
    text = page.read_text(encoding="utf-8")
    plain, *others = TEXT_FORMS
    rows = [("", plain.meaning), (f"{plain.word}: ", "the same, written out")]
    rows += [(f"{row.word}: ", row.meaning) for row in others]
    table = HEAD + "".join(f"| `{{{word}a \\| b \\| c}}` | {meaning} |\n" for word, meaning in rows)
    written = re.search(re.escape(HEAD) + r"(\|.*\n)+", text)
    assert written is not None
    if update:
        page.write_text(text.replace(written[0], table), encoding="utf-8")
    assert written[0] == table or update
    blocks = [line for line in text.splitlines() if line.count("`~ cycle:`") and line.count("`~ shuffle:`")]
    assert len(blocks) == 3 and all(f"`~ {word}:`" in line for line in blocks for word in FORM_WORDS)


@pytest.mark.parametrize("name", ["syntaxes/story.tmLanguage.json", "language-configuration.json"])
def test_the_extension_lists_the_words(name: str, root: Path, update: bool) -> None:
    file = root / "engine/lsp/vscode" / name
    text = file.read_text(encoding="utf-8")
    lists = LIST.findall(text)
    if update:
        file.write_text(text.replace(lists[0], FORM), encoding="utf-8")
    assert all(set(FORM_WORDS) <= set(one.split("|")) for one in lists) or update
