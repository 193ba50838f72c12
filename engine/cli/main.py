"""The command line: finds the subcommand and runs it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from engine.characters import in_one_line
from engine.cli.exit_codes import FINE, INTERRUPTED, STORY_HAS_ERRORS, WRONG_USE
from engine.version import VERSION

COMMANDS = {
    "new": "begin a story: a folder, a first scene, a first test",
    "import": "bring a story from ink, Twine or ChoiceScript",
    "play": "play a story in this terminal",
    "live": "show a story in a browser while you write it",
    "check": "say what is wrong with stories, in their text and in any play",
    "stats": "say a story in numbers",
    "explore": "play a story many times at random",
    "rename": "give a scene, a label, a variable … another name, in all files",
    "where": "show where a name is defined, and every place that uses it",
    "outline": "show a story's files, scenes and endings, and what is still to be written",
    "script": "print all that a story can say, with places, for proofreading and voices",
    "lsp": "serve an editor (the Language Server Protocol)",
    "format": "put stories into the one usual form",
    "saves": "list, show, export, import and delete saved plays",
    "compile": "write a story as one file that plays without being read again",
    "map": "draw the scenes of a story and where they lead",
    "export": "write a story as one HTML file that plays in any browser",
    "replay": "play a saved path again, and say what differs",
    "test": "replay all saved paths beside a story, as its tests",
    "repair": "mend a saved path that no longer fits its story",
    "diff": "show where two saved paths part",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the result is the exit code: 0 fine, 1 the story has errors, 2 wrong use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not _has_streams():
        return WRONG_USE
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a text stream, or a stand-in
    try:
        code = _answer(given)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read the output has gone.
        _give_up_output()
        return FINE
    except OSError as error:
        if not _output_fails():
            raise
        _give_up_output()
        print(f"nightcap: the output cannot be written: {error.strerror or error}", file=sys.stderr)
        return STORY_HAS_ERRORS
    except KeyboardInterrupt:
        return INTERRUPTED


def _has_streams() -> bool:
    """Give the process the streams that whoever started it has closed; false, and a message, if it has no output."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  # as long as the process
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # as long as the process
    if sys.stdout is None:
        print("nightcap: there is no output to write to; it was closed", file=sys.stderr)
        return False
    return True


def _output_fails() -> bool:
    """Whether what was written last still cannot be."""
    try:
        sys.stdout.flush()
    except OSError:
        return True
    return False


def _give_up_output() -> None:
    """Python would complain once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _answer(given: list[str]) -> int:
    if not given or given[0] in ("-h", "--help", "help"):
        print(usage(), flush=True)
        return FINE if given else WRONG_USE
    if given[0] in ("-V", "--version"):
        print(f"nightcap {VERSION}", flush=True)
        return FINE
    command, *rest = given
    if command not in COMMANDS:
        print(f"nightcap: there is no command `{in_one_line(command)}`{_meant(command)}", file=sys.stderr)
        return WRONG_USE
    return _run(command, rest)


def _run(command: str, rest: list[str]) -> int:
    """Run a subcommand. What a story or a file can do wrong is told here, for all of them alike."""
    try:
        return _run_unguarded(command, rest)
    except Exception as problem:
        from engine.cli.problems import code_of

        code = code_of(problem, command)
        if code is None:
            raise
        return code


def _run_unguarded(command: str, rest: list[str]) -> int:
    module = import_module(f"engine.cli.{command}")
    quick = module.read_quickly(rest) if command == "play" else None
    if quick is not None:
        return module.run(quick)  # type: ignore[no-any-return]  # an exit code

    from engine.cli.arguments import Parser

    parser = Parser(prog=f"nightcap {command}", description=module.__doc__, allow_abbrev=False)
    module.add_arguments(parser)
    try:
        parsed = parser.parse(rest)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    code: int = module.run(parsed)
    sys.stdout.flush()
    return code


def usage() -> str:
    """The text of `nightcap --help`."""
    lines = [
        "usage: nightcap COMMAND …",
        "",
        "Interactive fiction: play stories, write them, check every way through them.",
        "",
    ]
    lines += [f"  {name:<10}{text}" for name, text in COMMANDS.items()]
    lines += [
        "",
        "`nightcap COMMAND --help` tells more. `nightcap play` alone plays the story in this folder, or Joe's Bar.",
    ]
    return "\n".join(lines)


def _meant(command: str) -> str:
    if command.endswith((".story", ".json")):
        return f"; to play a story, write `nightcap play {in_one_line(command)}`"
    from difflib import get_close_matches

    near = get_close_matches(command, COMMANDS, 1)
    return f"; did you mean `{near[0]}`?" if near else f"; there are: {', '.join(COMMANDS)}"
