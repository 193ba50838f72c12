"""Serve an editor: speak the Language Server Protocol on standard input and output.

Editors start this by themselves; docs/writing.md says what to write into the configuration of each.
"""

from __future__ import annotations

import argparse
import sys

from engine.cli.exit_codes import FINE, WRONG_USE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap lsp`."""
    parser.add_argument("--stdio", action="store_true", help="as it does anyway; some editors say so")


def run(arguments: argparse.Namespace) -> int:
    """Serve until the editor goes."""
    try:
        from engine.lsp.features import main
    except ModuleNotFoundError as missing:
        if missing.name is not None and missing.name.partition(".")[0] in ("pygls", "lsprotocol"):
            print("nightcap lsp: install what editors need first: pip install 'nightcap[lsp]'", file=sys.stderr)
            return WRONG_USE
        raise
    main()
    return FINE
