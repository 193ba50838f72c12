"""Writes what the documents and the page's JavaScript say of the functions of the language, from their rows.

    .venv/bin/python docs/make_functions.py

The table is engine/program/functions.py. tests/program/test_functions.py holds all files to what this makes.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from engine.program.codec import VERSION, newest
from engine.program.functions import FUNCTIONS, OPERATORS, BuiltIn

ROOT = Path(__file__).resolve().parents[1]
LANGUAGE, FORMAT, SCHEMA = (ROOT / "docs" / name for name in ("language.md", "program.md", "program.schema.json"))
RUNTIME = ROOT / "engine" / "web" / "runtime"
JAVASCRIPT = RUNTIME / "built_ins.js"
# What version 2 has is frozen, and stands in the documents of the format by hand; behind it stands what came later.
NEWER = [row for row in (*OPERATORS, *FUNCTIONS) if row.version > VERSION and row.is_in_programs]
VERSIONS = range(VERSION, newest() + 1)


def texts() -> dict[Path, str]:
    """The texts of all these files."""
    return {LANGUAGE: _language(), FORMAT: _format(), SCHEMA: _schema(), JAVASCRIPT: _javascript()}


def _replaced(text: str, pattern: str, new: str) -> str:
    """A text with the one place that fits a pattern written anew."""
    assert len(re.findall(pattern, text)) == 1, f"this stands there once: {pattern}"
    return re.sub(pattern, lambda _: new, text)


def _listed(words: list[str], last: str) -> str:
    return f" {last} ".join([", ".join(words[:-1])] * (len(words) > 1) + words[-1:])


def _language() -> str:
    """docs/language.md: the table of functions, and which names a story can have for itself."""
    head = "| function | value |\n|---|---|\n"
    rows = "".join(f"| {' '.join(f'`{form}`' for form in row.forms)} | {row.meaning} |\n" for row in FUNCTIONS)
    text = _replaced(LANGUAGE.read_text(encoding="utf-8"), re.escape(head) + r"(?:\|.*\n)+", head + rows)
    yielding, behind = (
        _listed([f"`{row.name}`" for row in FUNCTIONS if row.yields], "and"),
        " are functions only before",
    )
    return _replaced(text, r"(?:`\w+`, )+`\w+` and `\w+`" + behind, yielding + behind)


def _format() -> str:
    """docs/program.md: which versions there are, and the lines of functions that came with a newer one."""
    text = FORMAT.read_text(encoding="utf-8")
    versions = [str(version) for version in VERSIONS]
    told = f"Version {VERSION}, the only one there is so far."
    if len(versions) > 1:
        told = f"Versions {_listed(versions, 'and')}; what came later than {VERSION} says so."
    text = _replaced(text, r"(?m)^Versions? \d[^.]*\.(?= What is told here)", told)
    text = _replaced(text, r'"nightcap program"`, [\d, or]+;', f'"nightcap program"`, {_listed(versions, "or")};')
    text = re.sub(r"(?m)^\| .* \(version \d+\) \|\n", "", text)
    last = '| `["visits", key]`'
    return _replaced(text, re.escape(last), "".join(map(_format_line, NEWER)) + last)


def _format_line(row: BuiltIn) -> str:
    arguments = re.findall(r"\w+", row.forms[0].partition("(")[2])
    arguments += ["…"] * row.repeats + ["draw"] * row.draws
    return f"| `{', '.join([f'[{json.dumps(row.name)}', *arguments])}]` | {row.meaning} (version {row.version}) |\n"


def _schema() -> str:
    """docs/program.schema.json: the same, as forms of `expression`."""
    text = SCHEMA.read_text(encoding="utf-8")
    newer = "".join(f", and {version}" for version in VERSIONS[1:])
    text = _replaced(text, r'"Version 2, frozen[^.]*\.', f'"Version {VERSION}, frozen{newer}.')
    allowed = f'{{"enum": {json.dumps([*VERSIONS])}}}' if newer else f'{{"const": {VERSION}}}'
    text = _replaced(text, r'(?<="version": )\{"(?:const|enum)": [^}]*\}', allowed)
    text = re.sub(r',\n *\{"x-version": \d+, "type": "array", "prefixItems": \[\{"const": .*\}', "", text)
    last = r'(?<="min", "max", "nth", "only", "list", "word"\]\}\], )(.*)(?=\n)'
    [kept] = re.findall(last, text)
    return _replaced(text, last, kept + "".join(f",\n        {json.dumps(_form(row))}" for row in NEWER))


def _form(row: BuiltIn) -> dict[str, object]:
    code: dict[str, object] = {"$ref": "#/$defs/expression"}
    form: dict[str, object] = {"x-version": row.version, "type": "array"}
    form["prefixItems"] = [{"const": row.name}, *[code for _ in row.takes], *[{"type": "string"}] * row.draws]
    least = 1 + len(row.takes) + row.draws
    return {**form, "items": code, "minItems": least} if row.repeats else {**form, "minItems": least, "maxItems": least}


def _javascript() -> str:
    """engine/web/runtime/built_ins.js."""
    rows = [row for row in FUNCTIONS if row.javascript]
    used = {name for row in rows for name in re.findall(r"(?<![\w.])[A-Za-z]\w*", row.javascript)}
    imports = []
    for module in sorted(RUNTIME.glob("*.js")):
        names = re.findall(r"(?m)^export function (\w+)", module.read_text(encoding="utf-8"))
        if found := sorted(used.intersection(names)) if module != JAVASCRIPT else []:
            imports.append(f"import {{ {', '.join(found)} }} from './{module.name}'\n")
    table = "".join(f"  [{row.name!r}, {row.javascript}],\n" for row in rows)
    return (
        "// The functions of the language that are told by their values alone. Made by docs/make_functions.py\n"
        "// from their table, engine/program/functions.py; operators, draws and counts are in expressions.js.\n\n"
        f"{''.join(imports)}\n"
        "/** The versions of the program form with what is here. */\n"
        f"export const VERSIONS = {json.dumps([*VERSIONS])}\n\n"
        "/** @type {[string, (...values: any[]) => any][]} */\n"
        f"const ROWS = [\n{table}]\n\n"
        "export const BUILT_INS = new Map(ROWS)\n"
    )


def main() -> None:
    """Write the files."""
    for path, text in texts().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
