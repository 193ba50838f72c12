"""The server with all that it can do, on standard input and output."""

from __future__ import annotations

import gc
import sys

from engine.lsp.requests import changes, documents, files, names, plays
from engine.lsp.server import Server


def create() -> Server:
    """A server with all that it can do."""
    server = Server()
    for requests in (documents, names, files, changes, plays):
        requests.register(server)
    return server


def main() -> None:
    """Serve the editor on standard input and output until it goes."""
    # The thread that answers waits so long at most for one that checks.
    sys.setswitchinterval(0.001)
    # What a check makes is in no circles, and most of it stays: looking for garbage often takes longer than checking.
    gc.set_threshold(100_000, 50, 100)
    create().start_io()
