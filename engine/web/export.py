"""One HTML file that plays a story: the program, the runtime, the page, and perhaps pictures and sounds.

No text of the story becomes markup: the program stands in the page as data with every `<` escaped. The page's policy
allows its own script and style by their hashes, and no connection to anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import mimetypes
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from engine.program.styles import TAG
from engine.version import VERSION
from engine.web.scripts import HERE, joined

# What `data:` addresses may add to a page; more is better left beside it.
MOST_MEDIA = 50 * 1024 * 1024
MEDIA_TAGS = ("image=", "sound=")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SAFE_NAME = re.compile(r"[\w. ()-]+(?:/[\w. ()-]+)*")


class ExportError(ValueError):
    """Something that cannot be put into the page, with the reason."""


def page_of(program: dict[str, object], *, theme: str = "", media: dict[str, str] | None = None) -> str:
    """The HTML of a page that plays a program.

    `theme` is CSS behind the page's own; `media` are the addresses of pictures and sounds by the names in tags.
    """
    metadata = cast("dict[str, str]", program["metadata"])
    language = re.split("[-_]", metadata.get("language", "").lower())[0]
    words = {name: said for name, said in catalogues().items() if name == language}
    data = {"program": program, "media": media or {}, "words": words}
    return html_of("page/main.js", metadata.get("title", "") or "Nightcap", theme, data)


def catalogues() -> dict[str, dict[str, str]]:
    """The page's own words in other languages than English, by their tags such as `de`."""
    files = sorted((HERE / "page" / "words").glob("*.json"))
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def html_of(entry: str, title: str, theme: str, data: Mapping[str, object], connect: str = "'none'") -> str:
    """The HTML of a page: the module that it begins with, the data that it holds, and where it may connect to."""
    script = f"(() => {{\n'use strict'\n{joined(entry)}}})()\n"
    style = (HERE / "page" / "page.css").read_text(encoding="utf-8") + theme
    if "</style" in style.lower():
        raise ExportError("a theme cannot hold `</style`")
    parts = {
        "policy": _policy(script, style, connect),
        "version": VERSION,
        "title": html.escape(title),
        "style": style,
        "data": "\n".join(
            f'<script type="application/json" id="{name}">{as_data(value)}</script>' for name, value in data.items()
        ),
        "script": script,
    }
    template = (HERE / "page" / "page.html").read_text(encoding="utf-8")
    return _PLACEHOLDER.sub(lambda match: parts[match[1]], template)


def as_data(value: object) -> str:
    """JSON that can stand inside a `script` element: no `<` in it, and none of the separators old engines dislike."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _policy(script: str, style: str, connect: str) -> str:
    """The Content-Security-Policy of the page. A style set by the page's own script needs no permission."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data: 'self' file:",
            "media-src data: 'self' file:",
            f"connect-src {connect}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def media_names(program: dict[str, object], folder: Path) -> list[str]:
    """The names of pictures and sounds that a program's tags ask for, each once.

    A tag with a value in it, such as `#image=tram_{color}`, asks for each file of the folder that it can name.
    """
    named = [tag.partition("=")[2] for tag in _tags_in(program["scenes"]) if tag.startswith(MEDIA_TAGS)]
    shapes = [shape for parts in _made_tags_in(program["scenes"]) if (shape := _shape_of(parts)) is not None]
    if shapes:
        files = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
        named += [name for name in files if any(shape.fullmatch(name) for shape in shapes)]
    return list(dict.fromkeys(named))


def _made_tags_in(value: object) -> Iterator[list[object]]:
    """The parts of the tags that are made while the story is played."""
    if isinstance(value, list):
        if value and isinstance(value[0], str) and value[0].startswith(TAG):
            yield [value[0].removeprefix(TAG), *value[1:]]
        for one in value:
            yield from _made_tags_in(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _made_tags_in(one)


def _shape_of(parts: list[object]) -> re.Pattern[str] | None:
    """What a made tag can name, if it names a picture or a sound."""
    kind, sign, first = str(parts[0]).partition("=")
    if f"{kind}{sign}" not in MEDIA_TAGS:
        return None
    return re.compile("".join(re.escape(one) if isinstance(one, str) else ".*" for one in [first, *parts[1:]]))


def _tags_in(value: object) -> Iterator[str]:
    if isinstance(value, list):
        if len(value) == 2 and value[0] == "tags":
            yield from value[1]
        for one in value:
            yield from _tags_in(one)
    elif isinstance(value, dict):
        yield from value.get("tags", ())
        for one in value.values():
            yield from _tags_in(one)


def media_inlined(program: dict[str, object], folder: Path) -> dict[str, str]:
    """The files that a program asks for, as `data:` addresses. Raises `ExportError` for one that is not there."""
    addresses: dict[str, str] = {}
    size = 0
    for name in media_names(program, folder):
        path = file_in(folder, name)
        data = path.read_bytes()
        size += len(data)
        if size > MOST_MEDIA:
            raise ExportError(
                f"pictures and sounds are more than {MOST_MEDIA // 1024 // 1024} MB; leave them beside the page"
            )
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        addresses[name] = f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
    return addresses


def media_beside(program: dict[str, object], folder: Path, address: str) -> dict[str, str]:
    """The files that a program asks for, as addresses that begin with that of their folder, seen from the page."""
    return {
        name: f"{address}/{file_in(folder, name).name if '/' not in name else name}"
        for name in media_names(program, folder)
    }


def file_in(folder: Path, name: str) -> Path:
    """A file of the folder; never one outside of it."""
    path = folder / name
    if not _SAFE_NAME.fullmatch(name) or ".." in name.split("/") or folder.resolve() not in path.resolve().parents:
        raise ExportError(f"`{name}` is no name of a file in {folder}")
    if not path.is_file():
        raise ExportError(f"there is no file `{name}` in {folder}")
    return path
