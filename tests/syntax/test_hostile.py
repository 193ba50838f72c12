"""Input that nobody writes in good faith: diagnostics, soon, and nothing else."""

import gc
import time
from pathlib import Path

import pytest
from findings import findings

from engine.check.checker import check
from engine.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Report
from engine.source import source_from_bytes
from engine.syntax.parser import parse_file

MOST_SECONDS = 8.0
"""Seconds of this process for any story here: many times what it takes, and far less than what never ends."""


def codes(found: list[Diagnostic]) -> set[str]:
    return {one.code for one in found}


def found_in_bytes(folder: Path, data: bytes) -> list[Diagnostic]:
    path = folder / "a.story"
    path.write_bytes(data)
    report = Report()
    check(parse_file(path, report), report)
    return report.sorted()


# ---------------------------------------------------------------- bytes and characters


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"== a\nText \xff\n-> end\n", 2, 6),
        (b"== a\r\n\r\nText \xc3\x28\r\n-> end\r\n", 3, 6),
        (b"== a\rText\r-> end \x80", 3, 8),
        (b"\xef\xbb\xbf== a\n\xe2\x82\n-> end\n", 2, 1),
        (b"\xff\xfe=\x00=\x00", 1, 1),
        (b"\xfe\xff\x00=\x00=", 1, 1),
        ("== ä ö ü\nText".encode("latin-1"), 1, 4),
    ],
)
def test_not_utf8(tmp_path: Path, data: bytes, line: int, column: int) -> None:
    found = found_in_bytes(tmp_path, data)
    assert [(one.code, one.span.line, one.span.column) for one in found if one.code == "NC002"] == [
        ("NC002", line, column)
    ]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n", b"\r\n \t\r\n", b"// nothing\n"])
def test_nothing_in_it(tmp_path: Path, data: bytes) -> None:
    assert [(one.code, one.span.line, one.span.column) for one in found_in_bytes(tmp_path, data)] == [("NC016", 1, 1)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends(tmp_path: Path, end: str, mark: str) -> None:
    text = mark + end.join(["var x = 1", "== a", "* One.", "    ~ x += 1", "{x} {y}", "-> end"])
    found = found_in_bytes(tmp_path, text.encode("utf-8"))
    assert [(one.code, one.span.line, one.span.column) for one in found] == [("NC103", 5, 6)]


CONTROLS = [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE]
DIRECTIONS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]


@pytest.mark.parametrize("number", [*CONTROLS, *DIRECTIONS])
def test_characters_that_steer(tmp_path: Path, number: int) -> None:
    found = found_in_bytes(tmp_path, f"== a\nA{chr(number)}b.\n-> end\n".encode())
    assert [(one.code, one.span.line, one.span.column) for one in found] == [("NC003", 2, 2)]
    assert not any(chr(number) in f"{one.message}{one.hint}" for one in found)


def test_what_is_refused_reaches_nobody() -> None:
    source, problems = source_from_bytes("a.story", b"== a\n\x00\x1b[2J\xff \xe2\x80\xae\n")
    assert {problem.code for problem in problems} == {"NC002", "NC003"}
    assert not set(source.text) & set("\x00\x1b\u202e")


def test_ordinary_characters_of_many_languages() -> None:
    assert findings("== sauna\nÄiti: 你好 مرحبا שלום 👩\u200d👧 e\u0301 \u00a0 \u200f.\n-> end: Ende – «fin»\n") == []
    assert findings("var größe = 1\n== küche\n~ größe += 1\n{größe}\n-> küche2\n== küche2\n-> end\n") == []


# ---------------------------------------------------------------- too much of it


def scenes(form: str, count: int) -> str:
    return "".join(form.format(i=i, next=i + 1, other=i * 7 % count) for i in range(count))


NESTED = {
    "choices": "\n".join(" " * i + "* c" for i in range(2000)),
    "choices by tabs": "\n".join("\t" * i + "* c" for i in range(2000)),
    "conditions": "\n".join(" " * i + "~ if true:" for i in range(2000)),
    "items": "\n".join(" " * i + ("- x" if i % 2 else "~ cycle:") for i in range(2000)),
    "prose": "\n".join(" " * i + "x" for i in range(2000)),
    "open braces": "{a|" * 6000,
    "braces": "{" * 9000 + "}" * 9000,
    "conditions in braces": "{if true: " * 1900 + "}" * 900,
    "open braces on lines": "{a\n" * 4000,
    "brackets": "~ if " + "(" * 9000 + "1" + ")" * 9000 + ":\n    x",
    "open brackets": "~ if " + "(" * 10_000,
    "nots": "~ if " + "not " * 198 + "true:\n    x",
    "minuses": "{" + "-" * 198 + "1}",
    "sums": "{" + "1+" * 99 + "1}",
    "ands": "{" + "true and " * 99 + "true}",
    "eithers": "{" + "1 if true else " * 49 + "1}",
    "stars": "*a " * 6000,
}


TOO_DEEP_ONCE = ("choices", "choices by tabs", "conditions", "items", "open braces", "brackets")


@pytest.mark.parametrize("name", NESTED)
def test_nesting(name: str) -> None:
    started = time.process_time()
    found = findings(f"== a\n{NESTED[name]}\n-> end\n")
    assert time.process_time() - started < MOST_SECONDS
    assert len(found) <= MOST_DIAGNOSTICS
    assert all(one.span.line >= 2 for one in found)
    if name in TOO_DEEP_ONCE:
        assert [one.code for one in found].count("NC008") == 1


LONG = {
    "a line": ("== a\n" + "x" * 10_000_000 + "\n-> end\n", {"NC004"}),
    "a header line": ("x" * 10_000_000, {"NC004"}),
    "a paragraph": ("== a\n" + ("word " * 1000 + "{a|b}\n") * 500 + "-> end\n", set()),
    "blank lines": ("== a\n" + "\n" * 1_000_000 + "-> end\n", set()),
    "escapes": ("== a\n" + ("\\a" * 9000 + "\n") * 50 + "-> end\n", {"NC317"}),
    "hashes": ("== a\n" + ("#a " * 6000 + "x\n") * 20 + "-> end\n", set()),
    "tags": ("== a\n" + ("#a " * 6000 + "\n") * 20 + "-> end\n", {"NC331"}),
    "slashes": ("== a\n" + ("a//" * 6000 + "\n") * 20 + "-> end\n", {"NC315"}),
    "bars": ("== a\n{" + "|" * 19_000 + "}\n-> end\n", {"NC330"}),
    "arrows": ("== a\n" + ("-> a " * 3000 + "\n") * 50, {"NC020"}),
    "emphasis": ("== a\n" + ("*word* " * 2000 + "\n") * 15 + "-> end\n", set()),
    "blanks behind any": ("== a\n" + ("-> any" + " " * 19_000 + "x\n") * 50, {"NC014"}),
    "blanks behind each": ("== a\n" + ("* each #a" + " " * 19_000 + "x\n") * 50 + "-> end\n", {"NC013"}),
    "blanks behind if": ("== a\n" + ("if" + " " * 19_000 + "x\n") * 50 + "-> end\n", {"NC317"}),
    "blanks behind a move": ("== a\n" + ("-> a" + " " * 19_000 + "x\n") * 50 + "-> end\n", {"NC014"}),
    "blanks behind a drawn arrow": ("== a\n" + ("--> a" + " " * 19_000 + "x\n") * 50 + "-> end\n", {"NC317"}),
    "a heading": ("== a\n-> end\n" + ("=" + "a" * 19_000 + "!=x\n") * 50, {"NC310"}),
    "blanks behind a name": ("cast: Mia\n== a\n" + ("a" + " " * 19_000 + ":x\n") * 50 + "-> end\n", {"NC317"}),
    "quotes": ("== a\n" + ('{"' * 9000 + "\n") * 50 + "-> end\n", None),
    "guards": ("== a\n* " + "{if true} " * 1900 + "x\n-> end\n", set()),
    "open guards": ("== a\n* " + "{if true " * 1900 + "x\n-> end\n", None),
    "slanted words": ("== a\n" + ("a//b " * 1000 + "//c// " * 2000 + "\n") * 50 + "-> end\n", {"NC315"}),
    "open slants": ("== a\n" + (" //c" * 4000 + "\n") * 200 + "-> end\n", set()),
    "double quotes": ("== a\n" + ("''b " * 4000 + "\n") * 200 + "-> end\n", set()),
    "closing tags": ("== a\n" + ("[/b]</" * 3000 + "\n") * 20 + "-> end\n", {"NC315"}),
    "hashes before words": ("== a\n" + ("# # a " * 3000 + "# b\n") * 30 + "-> end\n", {"NC315"}),
    "words of a script": (
        'define e = Character("E")\n== a\n'
        + ("e" + " a" * 9000 + "\n" + "show" + " a" * 9000 + "!\n") * 50
        + "-> end\n",
        {"NC010"},
    ),
    "characters": ('define e = Character("E")\n' * 10 + "== a\n" + 'e "x"\n' * 10_000, {"NC010", "NC304"}),
    "functions of ink": (("== function f" + " " * 19_000 + "x\n== f\n") * 50, None),
    "comments below a move": ("== a\n" + ("-> a b\n" + "    // x\n" * 200) * 150 + "-> end\n", {"NC014"}),
    "strays": ("a b c\n" * 100_000, {"NC016"}),
    "control characters": ("== a\n" + "\x01\n" * 100_000 + "-> end\n", {"NC003"}),
}


@pytest.mark.parametrize(("text", "expected"), LONG.values(), ids=LONG)
def test_length(text: str, expected: set[str] | None) -> None:
    started = time.process_time()
    found = findings(text)
    assert time.process_time() - started < MOST_SECONDS
    if expected is not None:
        assert codes(found) == expected


@pytest.mark.parametrize("digits", [17, 30, 1000, 5000])
def test_long_numbers(digits: int) -> None:
    number = "9" * digits
    text = f"var x: 0..{number} = {number}\nconst C = {number}\nvar y = 1\n== a\n~ y = {number}\n{{{number}}} {{C}}\n-> end\n"
    assert codes(findings(text)) == {"NC201", "NC202", "NC305"}


MANY = {
    "circles": (scenes("== s{i}\n* A\n    -> s{other}\n* B\n    -> s{next}\n", 2000), {"NC101", "NC311"}),
    "unknown scenes": (scenes("== s{i}\n-> t{next}x\n", 3000), {"NC101", "NC302"}),
    "one scene": ("== s\n-> end\n" * 4000, {"NC110"}),
    "lost scenes": (scenes("== s{i}\nx\n", 4000), {"NC301", "NC302"}),
    "visits": (scenes("== s{i}\n-> s{next} ->\n-> back\n", 3000) + "== s3000\n-> back\n", {"NC307"}),
    "a circle without a choice": (scenes("== s{i}\n-> s{next}\n", 3000) + "== s3000\n-> s3\n", {"NC309"}),
    "one tag": (scenes("== s{i} #t\n-> any #t\n-> end\n", 2000), set()),
    "borrowed choices": (scenes("== s{i}\n<- s{next}\n-> end\n", 500) + "== s500\n* x\n", {"NC312"}),
    "constants": (scenes("const c{i} = c{next} + 1\n", 5000) + "const c5000 = 1\n== a\n{c0}\n-> end\n", set()),
    "growing constants": (
        "const c0 = 3\n" + scenes("const c{next} = c{i} * c{i}\n", 500) + "== a\n-> end\n",
        {"NC201"},
    ),
    "a circle of constants": (scenes("const c{i} = c{other} + 1\n", 5000) + "== a\n-> end\n", {"NC207"}),
    "functions": (scenes("def f{i}(x) = f{next}(x)\n", 2000) + "def f2000(x) = x\n== a\n-> end\n", None),
    "a circle of functions": (
        scenes("def f{i}(x) = f{next}(x)\n", 500) + "def f500(x) = f0(x)\n== a\n-> b(f0(1))\n== b(n)\n{n}\n-> end\n",
        None,
    ),
    "a fan of functions": (
        scenes("def f{i}(x) = f{next}(x) + f{next}(x)\n", 60) + "def f60(x) = x\n== a\n{f0(1)}\n-> end\n",
        None,
    ),
    "misspelt variables": (
        scenes("var v{i}a = 1\n", 2000) + "== a\n" + scenes("~ w{i}b += 1\n", 2000) + "-> end\n",
        {"NC103", "NC305"},
    ),
    "unknown labels": (scenes("== s{i}\n* (l{i}) x {{seen(zz{i}qq)}}\n-> end\n", 1000), None),
    "enumerations": (scenes("var v{i}: a | b{i}\n", 5000) + "== s\n-> end\n", {"NC305"}),
    "same choices": ("== a\n" + "* A\n" * 5000 + "-> end\n", {"NC111"}),
    "otherwise": ("== a\n" + "* {otherwise} -> end\n" * 5000, {"NC313"}),
    "lets": ("== a\n" + scenes("~ let n{i} = {i}\n", 5000) + "-> end\n", {"NC333"}),
    "elses": ("== a\n" + "~ else:\n" * 2000 + "-> end\n", {"NC009", "NC015"}),
    "header lines": (scenes("key{i}: x\n", 10_000) + "== a\n-> end\n", {"NC108"}),
    "dedents": ("== a\n" + "".join(" " * (i % 90) + "x\n" for i in range(20_000)) + "-> end\n", {"NC007"}),
}


@pytest.mark.parametrize(("text", "expected"), MANY.values(), ids=MANY)
def test_number(text: str, expected: set[str] | None) -> None:
    started = time.process_time()
    found = findings(text)
    assert time.process_time() - started < MOST_SECONDS
    assert len(found) <= MOST_DIAGNOSTICS
    if expected is not None:
        assert codes(found) <= expected
        assert bool(found) == bool(expected)


def test_thirty_thousand_scenes() -> None:
    started = time.process_time()
    gc.disable()  # as the engine does while it reads
    assert findings(scenes("== s{i}\n-> s{next}\n", 30_000) + "== s30000\n-> end\n") == []
    gc.enable()
    assert time.process_time() - started < MOST_SECONDS
