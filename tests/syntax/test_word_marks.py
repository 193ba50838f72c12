"""Words whose letters have signs set on them (Hindi, Thai) are words to every pattern of the house."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import engine.check
import engine.lsp
import engine.symbols
import engine.syntax
from engine.loading import check_file, load
from engine.patterns import _patterns, know_marks_of, knows_marks, with_marks
from engine.symbols.renaming import CannotRename, renamed

ENGINE = Path(engine.check.__path__[0]).parent
HINDI = """\
title: दुकान

var रुपये: 0..9 = 5
var थैला: set of रोटी, पानी "ठंडा पानी" = रोटी
def महँगा(मूल्य) = मूल्य > रुपये

claim never रुपये > 5

== बाज़ार: बाज़ार #भीड़
{list(थैला)}? {if महँगा(7): नहीं | हाँ}. {if seen(मोल): फिर?}

-- पूछो
+ (मोल) {if रुपये > 0} मोल
    ~ रुपये -= 1
    ~ थैला += पानी
    -> पूछो
* घर -> गली

== गली (was नाली)
-> end: घर
"""


def test_names_of_hindi_are_names(tmp_path: Path) -> None:
    file = tmp_path / "hindi.story"
    file.write_text(HINDI, encoding="utf-8")
    assert check_file(file)[0] == []
    session = load(file).start()
    assert [choice.id for choice in session.choices] == ["बाज़ार.मोल", "बाज़ार.घर"]
    session.choose("मोल")
    assert session.variables["रुपये"] == 4
    _, changed = renamed(file, "थैला", "झोला")
    assert changed[1] == 3 and "list(झोला)".encode() in next(iter(changed.texts.values()))
    with pytest.raises(CannotRename):
        renamed(file, "बाज़ार", "ाबाज़ार")


def test_patterns_learn_the_marks_behind_a_story_without_them(tmp_path: Path) -> None:
    (tmp_path / "plain.story").write_text(HINDI.encode("ascii", "replace").decode().replace("?", "a"))
    (tmp_path / "hindi.story").write_text(HINDI, encoding="utf-8")
    code = "from pathlib import Path; from engine.loading import check_file as c; print([c(Path(n))[0] for n in NAMES][-1])"
    names = repr([str(tmp_path / "plain.story"), str(tmp_path / "hindi.story")])
    done = subprocess.run(
        [sys.executable, "-c", f"NAMES = {names}; {code}"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_name_may_get_the_first_marks_of_its_story(tmp_path: Path) -> None:
    file = tmp_path / "plain.story"
    file.write_text("var gold = 1\n== a\n~ gold += 1\n{gold}\n-> end\n", encoding="utf-8")
    assert renamed(file, "gold", "रुपये")[1][1] == 3


def test_a_mistake_beside_such_names_is_named_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "hindi.story"
    file.write_text(HINDI.replace("~ रुपये -= 1", "~ रुपये -= 1 +"), encoding="utf-8")
    (found,) = check_file(file)[0]
    assert (found.code, found.span.column) == ("NC020", 19)
    file.write_text(HINDI.replace("-> गली", "-> गल"), encoding="utf-8")
    found = check_file(file)[0][0]
    assert found.code == "NC101" and "गली" in (found.hint or "")


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"\w+", "रुपये!", "रुपये"),
        (r"[^\W\d]\w*", "2थैला", "थैला"),
        (r"\bपानी\b", "पानी है", "पानी"),
        (r"\bपान\b", "पानी है", None),
        (r"\bend", "पानीend", None),
        (r"(?<!\w)ी", "पानी", None),
        (r"\W+", "घर? नहीं", "? "),
        (r"[\w-]+", "पानी-वाला", "पानी-वाला"),
        (r"[^\s\w]", "नी?", "?"),
        (r"[]\w]+", "]नी", "]नी"),
        (r"[^]\w]+", "नी]!", "!"),
        (r"\\w", "\\w", "\\w"),
        (r"[\]\w]+", "]नी", "]नी"),
    ],
)
def test_words_in_patterns_have_marks(pattern: str, text: str, found: str | None) -> None:
    marks = "\u0901-\u0903\u093a-\u094f"
    match = re.search(with_marks(pattern, marks), text)
    assert (None if match is None else match[0]) == found


def test_every_pattern_of_the_house_can_be_read_with_marks() -> None:
    for package in (engine.syntax, engine.check, engine.symbols, engine.lsp):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            importlib.import_module(module.name)
    assert len(_patterns) > 300
    for one in _patterns:
        re.compile(with_marks(one.pattern, "\u0301"), one.given_flags)


def test_patterns_with_names_of_a_story_are_not_kept_for_ever() -> None:
    """`regex` keeps each pattern: functions, which make one for each name, call `compiled`."""
    found = [
        f"{path.relative_to(ENGINE)}:{call.lineno}"
        for path in sorted(ENGINE.rglob("*.py"))
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and function.name != "__init__"
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "regex"
    ]
    assert found == []


def test_a_text_of_latin_letters_teaches_no_marks() -> None:
    before = knows_marks()
    know_marks_of("Äpfel, “naïve” — Ωμέγα, Зима, 雨 🐧")
    assert knows_marks() == before
