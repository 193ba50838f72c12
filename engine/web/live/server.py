"""Serves the page of `nightcap live` to this machine alone.

Anybody on a network, and any page in the author's browser, may try to reach it. So it listens on the loopback only,
answers to its own names only (a name that leads here by DNS is none), asks for a token that nobody can guess, and
takes nothing from pages of another origin.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from engine.paths.errors import PathError
from engine.paths.path_parts import MOST_BYTES
from engine.web.export import ExportError, catalogues, file_in, html_of
from engine.web.live.live_story import LiveStory
from engine.web.live.saving import save_test
from engine.web.scripts import HERE

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class AccessGuard:
    """Lets through what comes from this machine, by its own name, with the token, and not from another origin."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self.app, self.token = app, token
        self.hosts = frozenset(f"{name}:{port}" for name in NAMES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it without a word of why."""
        if scope["type"] == "http" and not self._may(Request(scope)):
            await PlainTextResponse("no", 403, HEADERS)(scope, receive, send)
        elif scope["type"] in ("http", "lifespan"):
            await self.app(scope, receive, send)

    def _may(self, request: Request) -> bool:
        host = request.headers.get("host", "")
        token = request.url.path.split("/")[1]
        origin = request.headers.get("origin")
        return (
            host in self.hosts
            and secrets.compare_digest(token.encode(), self.token.encode())
            and origin in (None, f"http://{host}")
            and request.headers.get("sec-fetch-site", "none") in ("none", "same-origin")
            and (request.method in ("GET", "HEAD") or origin is not None)
        )


def application(story: Path, token: str, port: int, *, theme: str = "", images: Path | None = None) -> AccessGuard:
    """The page of a story, under `/TOKEN/`."""
    desk = LiveStory(story, images)
    style = (HERE / "page" / "live.css").read_text(encoding="utf-8") + theme
    page = html_of("page/live.js", story.stem, style, {"words": catalogues()}, connect="'self'")

    async def shown(_: Request) -> Response:
        return HTMLResponse(page, headers=HEADERS)

    async def news(_: Request) -> Response:
        async def lines() -> AsyncIterator[str]:
            async for message in desk.messages():
                yield f"data: {message}\n\n" if message else ": still here\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream", headers=HEADERS)

    async def saved(request: Request) -> Response:
        text = b""
        async for part in request.stream():
            text += part
            if len(text) > MOST_BYTES:
                return JSONResponse({"error": "it is too long"}, 413, HEADERS)
        try:
            file = await run_in_threadpool(save_test, story, text)
        except PathError as error:
            return JSONResponse({"error": str(error)}, 400, HEADERS)
        return JSONResponse({"saved": file.relative_to(story.parent).as_posix()}, 201, HEADERS)

    async def picture(request: Request) -> Response:
        with suppress(ExportError):
            if images is not None:
                return FileResponse(file_in(images, request.path_params["name"]), headers=HEADERS)
        return PlainTextResponse("no", 404, HEADERS)

    @asynccontextmanager
    async def following(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(desk.follow())
        yield
        task.cancel()

    routes = [
        Route("/{token}/", shown),
        Route("/{token}/news", news),
        Route("/{token}/tests", saved, methods=["POST"]),
        Route("/{token}/media/{name:path}", picture),
    ]
    return AccessGuard(Starlette(routes=routes, lifespan=following), token, port)
