"""The preview's server: the built files, on loopback names only, and the stream that says when they changed."""

from __future__ import annotations

import mimetypes
import stat
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.cli.preview.pages import POLICY, previewed, problem_page
from onrecord.cli.preview.state import Preview
from onrecord.engine.paths import fault

HERE = Path(__file__).parent
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
MEDIA = {".ics": "text/calendar", ".jsonl": "application/jsonl", ".webmanifest": "application/manifest+json", ".md": "text/plain"}


def application(site: Path, preview: Preview) -> Starlette:
    """The server of the site in a folder."""

    async def page(request: Request) -> Response:
        return _answer(site, preview, request.path_params["path"], request.url.query)

    async def events(_request: Request) -> Response:
        return StreamingResponse(_events(preview), media_type="text/event-stream", headers=HEADERS)

    async def own(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ("reload.js", "problems.css"):
            return PlainTextResponse("not here", 404)
        return FileResponse(HERE / name, headers=HEADERS)

    routes = [Route("/__onrecord__/events", events), Route("/__onrecord__/{name}", own), Route("/{path:path}", page)]
    return Starlette(routes=routes, middleware=[Middleware(OnlyLoopback)])


class OnlyLoopback:
    """Answers only requests that name this machine, so that no page elsewhere can read the preview through a name of its own
    that it lets point here (DNS rebinding)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and not is_loopback(dict(scope["headers"]).get(b"host", b"").decode("latin-1")):
            await PlainTextResponse("The preview answers to the names of this machine only.\n", 403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine itself."""
    name, _, port = host.rpartition(":") if ":" in host and not host.endswith("]") else (host, "", "")
    return name.lower() in LOOPBACK and (not port or port.isdecimal())


async def _events(preview: Preview) -> AsyncIterator[str]:
    """The number of the build, at once and after each one; a browser that was away learns what it missed."""
    yield "retry: 500\n\n"
    while not preview.ending:
        yield f"event: build\ndata: {preview.build}\n\n"
        await preview.news()


def _answer(site: Path, preview: Preview, path: str, query: str) -> Response:
    if path and fault(path.removesuffix("/")):
        return PlainTextResponse("no such page\n", 404, HEADERS)
    if path and not path.endswith("/") and _mode(site, path) == stat.S_IFDIR:
        return RedirectResponse(f"/{path}/" + (f"?{query}" if query else ""), headers=HEADERS)
    wanted = path + "index.html" if not path or path.endswith("/") else path
    if _mode(site, wanted) == stat.S_IFREG:
        return _file(site / wanted, preview, 200)
    if not preview.outcome.good and _mode(site, "index.html") != stat.S_IFREG:
        headers = {**HEADERS, "Content-Security-Policy": POLICY}
        return Response(problem_page(preview.build, preview.outcome), 503, headers, "text/html")
    if _mode(site, "404.html") == stat.S_IFREG:
        return _file(site / "404.html", preview, 404)
    return PlainTextResponse("no such page\n", 404, HEADERS)


def _mode(site: Path, path: str) -> int:
    """What lies at a path below the site, S_IFREG or S_IFDIR; 0 for nothing, and for what is reached through a symlink."""
    here, mode = site, stat.S_IFDIR
    for part in path.split("/"):
        here /= part
        try:
            mode = stat.S_IFMT(here.lstat().st_mode)
        except OSError:
            return 0
        if mode not in (stat.S_IFDIR, stat.S_IFREG):
            return 0
    return mode


def _file(file: Path, preview: Preview, status: int) -> Response:
    media = MEDIA.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    data = file.read_bytes()
    if media == "text/html":
        data = previewed(data, preview.build, preview.outcome)
    return Response(data, status, HEADERS, media)
