"""Write a story as one HTML file that plays in any browser."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from engine.cli.exit_codes import FINE
from engine.cli.stories import WrongUse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap export`."""
    parser.add_argument("story", metavar="STORY", help="a .story file")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to write; the story's name with .html if left out"
    )
    parser.add_argument("--theme", metavar="FILE", help="a style sheet that comes behind the page's own")
    parser.add_argument("--images", metavar="FOLDER", help="where the pictures and sounds are that tags name")
    parser.add_argument("--beside", action="store_true", help="leave them in their folder, and name them from the page")
    parser.add_argument("--twee", action="store_true", help="write Twee 3 for Twine and Tweego instead, in Harlowe")
    parser.add_argument("--with-claims", action="store_true", help="keep the story's claims in the page")


def run(arguments: argparse.Namespace) -> int:
    """Write the page; nothing is written if the story has errors."""
    if arguments.twee:
        return _write_twee(arguments)
    from engine.loading import compile_file
    from engine.program.files import program_data
    from engine.runtime.publishing import costs_of, published
    from engine.web.export import ExportError, media_beside, media_inlined, page_of

    story = Path(arguments.story)
    output = Path(arguments.output) if arguments.output else story.with_suffix(".html")
    if output.suffix not in (".html", ".htm"):
        raise WrongUse(f"a page's name ends in .html, not `{output.name}`")
    compiled = compile_file(story)[0]
    asked = next((one.name for one in compiled.functions if one.is_extern), None)
    if asked is not None:
        raise WrongUse(f"the story calls its host, and a page has none: `{asked}`")
    program = program_data(published(compiled, with_claims=arguments.with_claims), costs_of(compiled))
    try:
        theme = Path(arguments.theme).read_text(encoding="utf-8") if arguments.theme else ""
        media: dict[str, str] = {}
        if arguments.images:
            folder = Path(arguments.images)
            if arguments.beside:
                media = media_beside(program, folder, _address(folder, output))
            else:
                media = media_inlined(program, folder)
        page = page_of(program, theme=theme, media=media)
    except ExportError as error:
        raise WrongUse(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"`{arguments.theme or arguments.images}` cannot be read: {error}") from error
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WrongUse(f"`{output}` cannot be written: {error.strerror}") from error
    return FINE


def _write_twee(arguments: argparse.Namespace) -> int:
    """Write the story as Twee, and say what Twine cannot say of it."""
    from engine.diagnostics import Report
    from engine.exporters.twee.writing import twee_of
    from engine.loading import check_tree
    from engine.runtime.errors import StoryErrors

    path = Path(arguments.story)
    output = Path(arguments.output) if arguments.output else path.with_suffix(".twee")
    if output.suffix not in (".twee", ".tw"):
        raise WrongUse(f"a Twee file's name ends in .twee, not `{output.name}`")
    report = Report()
    checked = check_tree(path, report)
    if report.has_errors:
        raise StoryErrors(report.sorted())
    text, exported = twee_of(checked.story)
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WrongUse(f"`{output}` cannot be written: {error.strerror}") from error
    print(f"{output}: {len(exported.passages):,} passages")
    for what, count in exported.left_out.items():
        print(f"{count:>8,} left out: {what}")
    return FINE


def _address(folder: Path, output: Path) -> str:
    """How the page names a folder that lies beside it or below."""
    address = Path(os.path.relpath(folder.resolve(), output.resolve().parent)).as_posix()
    if address.startswith(".."):
        raise WrongUse(f"`{folder}` has to lie beside `{output}` or below it, to be found from there")
    return address
