"""Compile a story to one JSON file, which `nightcap play` plays without reading the story again."""

from __future__ import annotations

import argparse
from pathlib import Path

from engine.cli.exit_codes import FINE
from engine.cli.stories import WrongUse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap compile`."""
    parser.add_argument("story", metavar="STORY", help="a .story file")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to write; the story's name with .json if left out"
    )
    what = "leave out places in the source, claims and names of files, which only the author needs"
    parser.add_argument("--publish", action="store_true", help=what)


def run(arguments: argparse.Namespace) -> int:
    """Compile the story; nothing is written if it has errors."""
    from engine.loading import compile_file
    from engine.program.files import portable, write_program
    from engine.runtime.publishing import costs_of, published

    story = Path(arguments.story)
    output = Path(arguments.output) if arguments.output else story.with_suffix(".json")
    if output.suffix != ".json":
        raise WrongUse(f"a compiled story's name ends in .json, not `{output.name}`")
    program, _ = compile_file(story)
    try:
        program = published(program) if arguments.publish else portable(program)
        write_program(program, output, costs_of(program))
    except OSError as error:
        raise WrongUse(f"`{output}` cannot be written: {error.strerror or error}") from error
    return FINE
