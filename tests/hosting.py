"""A host for tests: a site in memory at a port of this machine, with the headers that its file `_headers` asks for."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit


def headers_for(rules: str, path: str) -> dict[str, str]:
    """What the rules of a `_headers` file give a path: all that match count, and a header given twice is sent with both values, as
    Netlify and Cloudflare Pages document it."""
    found: dict[str, str] = {}
    matches = False
    for line in rules.splitlines():
        if not line.startswith(" "):
            matches = path.startswith(line.removesuffix("*")) if line.endswith("*") else path == line
        elif matches:
            name, _, value = line.strip().partition(": ")
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


@contextmanager
def hosted(files: dict[str, bytes]) -> Iterator[str]:
    """The address at which files lie, by their paths; those that are added later too."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
            data = files.get(name)
            self.send_response(200 if data is not None else 404)
            for header, value in self.headers_of(path, name).items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(data or b"")

        def headers_of(self, path: str, name: str) -> Mapping[str, str]:
            media = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return headers_for(files.get("_headers", b"").decode(), path) | {"Content-Type": media}

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
