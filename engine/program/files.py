"""Programs as files: what `nightcap compile` writes, and `nightcap play` reads instead of a story."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

from engine.characters import in_one_line
from engine.program.codec import FORMAT, VERSION, ProgramError, data_of, newest, version_of
from engine.program.program import Program
from engine.program.validation import check_program
from engine.source import ReadProblem, read_bytes

MOST_BYTES = 96 * 1024 * 1024
# Values in one file, told from its commas and brackets before it is read: each takes some 60 bytes of memory.
MOST_VALUES = 16_000_000


def read_program(path: Path) -> Program:
    """The program in a file. Whatever the file holds, it is this or a `ProgramError`."""
    data = read_bytes(path, MOST_BYTES)
    if isinstance(data, ReadProblem):
        raise ProgramError(data.message)
    return program_of_json(data)


def program_of_json(data: bytes | str) -> Program:
    """The program that some JSON is. Raises `ProgramError`, whatever it holds."""
    signs = (data.count(",[{"[n]) if isinstance(data, str) else data.count(b",[{"[n : n + 1]) for n in range(3))
    if sum(signs) > MOST_VALUES:
        raise ProgramError("this file holds too much for a compiled story")
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ProgramError("this file is not JSON") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ProgramError("this file holds no compiled story")
    version = content.get("version")
    known = next((one for one in range(VERSION, newest() + 1) if one == version), None)
    if known is None:
        if isinstance(version, int) and version > VERSION:
            raise ProgramError(f"this story was compiled to version {version} of the format: it takes a newer Nightcap")
        what = version if isinstance(version, int) else "unknown"
        raise ProgramError(f"this story was compiled to version {what} of the format; version {VERSION} is wanted")
    program = check_program(content)
    if version_of(program) > known:
        raise ProgramError(f"this compiled story is damaged: a part of it is of no version {known} of the format")
    return program


def portable(program: Program) -> Program:
    """The program as it can be handed on: files are named from the story's folder on, wherever it lies here."""
    folder = PurePath(program.files[0]).parent
    names = {name: in_one_line(PurePath(name).relative_to(folder).as_posix()) for name in program.files}
    claims = tuple([claim._replace(file=names[claim.file]) for claim in program.claims])
    return program._replace(files=tuple(names.values()), claims=claims)


def program_data(program: Program, costs: Sequence[object] = ()) -> dict[str, Any]:
    """The program as plain data, with what the parts of its scenes cost (runtime/publishing.py)."""
    data = data_of(program)
    for scene, cost in zip(data["scenes"], costs, strict=False):
        scene["costs"] = cost
    return data


def program_text(program: Program, costs: Sequence[object] = ()) -> str:
    """The program as JSON on one line, with what the parts of its scenes cost."""
    return json.dumps(program_data(program, costs), ensure_ascii=False, separators=(",", ":"))


def write_program(program: Program, path: Path, costs: Sequence[object] = ()) -> None:
    """Write a program in one step: the file is the old one or the new one, never a part. Raises `OSError`."""
    text = program_text(program, costs)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text + "\n", encoding="utf-8")
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
