"""Brings the catalogues of the player's words up to date: engine/terminal/locale/LANGUAGE/LC_MESSAGES/nightcap.po.

    .venv/bin/python docs/make_catalogues.py

Collects every text that the code gives to `tr`, `plural` and `mark`, keeps the translations that are there, puts empty
ones where some are missing, and writes the compiled `.mo` files that the player reads. To add a language, make its
folder with an empty `nightcap.po` and run this. Tools such as Poedit edit the files.
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "engine" / "terminal" / "locale"
FILES = ("engine/terminal", "engine/cli/play.py")
FUNCTIONS = {"tr": 1, "mark": 1, "plural": 2}
# The rule by which each language chooses among its forms.
PLURALS = {
    "en": "nplurals=2; plural=(n != 1);",
    "de": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
}
USUAL = "nplurals=2; plural=(n != 1);"

# A message: its text, and the one for several, if it has one.
Message = tuple[str, str]


def messages() -> dict[Message, list[str]]:
    """All messages of the code, each with the places where it stands."""
    found: dict[Message, list[str]] = {}
    for name in FILES:
        path = ROOT / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            for message in _of(ast.parse(file.read_text(encoding="utf-8"))):
                places = found.setdefault(message, [])
                place = str(file.relative_to(ROOT))
                if place not in places:
                    places.append(place)
    return found


def _of(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
            texts = [one.value for one in node.args[: FUNCTIONS[node.func.id]] if isinstance(one, ast.Constant)]
            if texts and texts[0]:
                yield (texts[0], texts[1] if len(texts) > 1 else "")


# ------------------------------------------------------------ .po


def read_po(path: Path) -> dict[Message, list[str]]:
    """The translations in a catalogue, by message; the header is not among them."""
    found: dict[Message, list[str]] = {}
    for entry in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")) if path.exists() else []:
        fields: dict[str, str] = {}
        name = ""
        for line in entry.splitlines():
            match = re.match(r'(msgid_plural|msgid|msgstr(?:\[\d\])?)? ?"(.*)"$', line)
            if match is not None:
                name = match[1] or name
                fields[name] = fields.get(name, "") + ast.literal_eval(f'"{match[2]}"')
        if fields.get("msgid"):
            forms = [text for key, text in sorted(fields.items()) if key.startswith("msgstr")]
            found[fields["msgid"], fields.get("msgid_plural", "")] = forms
    return found


def po_text(language: str, wanted: dict[Message, list[str]], known: dict[Message, list[str]]) -> str:
    """A catalogue of the wanted messages."""
    rule = PLURALS.get(language, USUAL)
    parts = [
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {rule}\\n"'
    ]
    for (one, many), places in sorted(wanted.items(), key=lambda item: (item[1][0], item[0])):
        lines = [f"#: {' '.join(places)}", f"msgid {_quoted(one)}"]
        forms = known.get((one, many)) or [""] * (2 if many else 1)
        if language == "en":
            forms = [one, many] if many else [one]
        if many:
            lines.append(f"msgid_plural {_quoted(many)}")
            lines += [f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(forms)]
        else:
            lines.append(f"msgstr {_quoted(forms[0])}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


# ------------------------------------------------------------ .mo


def mo_bytes(language: str, known: dict[Message, list[str]]) -> bytes:
    """The compiled catalogue: the format of GNU gettext, without its optional hash table."""
    rule = PLURALS.get(language, USUAL)
    entries = {b"": f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {rule}\n".encode()}
    for (one, many), forms in known.items():
        if all(forms):
            entries["\0".join([one, many] if many else [one]).encode()] = "\0".join(forms).encode()
    keys = sorted(entries)
    start = 28 + 16 * len(keys)
    ids, texts = b"\0".join(keys) + b"\0", b"\0".join(entries[key] for key in keys) + b"\0"
    id_table, text_table, at, behind = b"", b"", start, start + len(ids)
    for key in keys:
        id_table += struct.pack("<II", len(key), at)
        text_table += struct.pack("<II", len(entries[key]), behind)
        at, behind = at + len(key) + 1, behind + len(entries[key]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return head + id_table + text_table + ids + texts


def catalogues() -> dict[Path, bytes]:
    """What every file of the catalogues should hold."""
    wanted, files = messages(), {}
    for folder in sorted(LOCALE.iterdir()):
        language, path = folder.name, folder / "LC_MESSAGES" / "nightcap.po"
        text = po_text(language, wanted, read_po(path))
        files[path] = text.encode()
        if language != "en":  # English stands in the code
            files[path.with_suffix(".mo")] = mo_bytes(language, _translated(text, path))
    return files


def _translated(text: str, path: Path) -> dict[Message, list[str]]:
    scratch = path.with_suffix(".tmp")
    scratch.write_text(text, encoding="utf-8")
    try:
        return read_po(scratch)
    finally:
        scratch.unlink()


def main() -> None:
    """Write all catalogues, and say what is not translated."""
    for path, data in catalogues().items():
        path.write_bytes(data)
        if path.suffix == ".po":
            missing = [one for (one, _), forms in read_po(path).items() if not all(forms)]
            print(f"{path.relative_to(ROOT)}: {len(missing)} not translated")


if __name__ == "__main__":
    main()
