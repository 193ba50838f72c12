"""The server with all that it can do, on standard input and output."""

from __future__ import annotations

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
    create().start_io()
