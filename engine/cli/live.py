"""Show a story in a browser while it is written: the page follows the file."""

from __future__ import annotations

import argparse
import secrets
import socket
import webbrowser
from pathlib import Path

from engine.cli.exit_codes import FINE
from engine.cli.stories import WrongUse, whole_story


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap live`."""
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    parser.add_argument("--port", type=int, default=0, metavar="N", help="the port; a free one if left out")
    parser.add_argument("--no-browser", action="store_true", help="open no browser, only say the address")
    parser.add_argument("--theme", metavar="FILE", help="a style sheet that comes behind the page's own")
    parser.add_argument("--images", metavar="FOLDER", help="where the pictures and sounds are that tags name")


def run(arguments: argparse.Namespace) -> int:
    """Serve the page until Ctrl-C."""
    try:
        import uvicorn

        from engine.web.live.server import HOST, application
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] not in ("starlette", "uvicorn", "watchfiles"):
            raise
        raise WrongUse("following a story needs some packages more: pip install 'nightcap[live]'") from missing
    story = whole_story(arguments.story)
    if not story.is_file() or story.suffix != ".story":
        raise WrongUse(f"`{arguments.story or story}` is no story file")
    images = Path(arguments.images).resolve() if arguments.images else None
    if images is not None and not images.is_dir():
        raise WrongUse(f"`{arguments.images}` is no folder")
    try:
        theme = Path(arguments.theme).read_text(encoding="utf-8") if arguments.theme else ""
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"`{arguments.theme}` cannot be read: {error}") from error
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, arguments.port))
        listening.listen()
    except (OSError, OverflowError) as error:
        raise WrongUse(f"port {arguments.port} cannot be used: {error}") from error
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(18)
    app = application(story, token, port, theme=theme, images=images)
    address = f"http://{HOST}:{port}/{token}/"
    print(f"{address}\nThe page follows {story.name}; only this machine can reach it. Ctrl-C ends it.", flush=True)
    if not arguments.no_browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="on", server_header=False, timeout_graceful_shutdown=1
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        print()
    finally:
        listening.close()
    return FINE
