"""Sources: a published site in a folder, or at an address, read file by file within limits."""

from __future__ import annotations

from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from onrecord.model import OnrecordError

LARGEST = 64 * 1024 * 1024
"""How many bytes a file has at most."""
MOST_FILES = 2_000_000
MOST_REDIRECTS = 3
SECONDS = 30
"""How long an answer may take."""


class Source(Protocol):
    """A published site. It gives the bytes of a file by its path below the site's root, None where there is none; OnrecordError
    where it cannot be read."""

    name: str

    def read(self, path: str) -> bytes | None:
        """The bytes of a file."""


class Folder:
    """A site in a folder."""

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise OnrecordError(f"{root} is no folder; name the folder of a site, or its address")
        self.name, self._root = str(root), root.resolve()

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; what lies outside of the folder is no file of the site."""
        target = (self._root / path).resolve()
        if not target.is_relative_to(self._root) or not target.is_file():
            return None
        if target.stat().st_size > LARGEST:
            raise OnrecordError(f"{path} is larger than {LARGEST >> 20} MB")
        return target.read_bytes()


class Address:
    """A site at an address. It follows few redirects, none to another host, and reads no more than a site can have."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise OnrecordError(f"{url} is no address of the web")
        self.name = url
        self._url = url.rstrip("/") + "/"
        self._opener = build_opener(_Redirects(parts.netloc))
        self._read = 0

    def read(self, path: str) -> bytes | None:
        """The bytes of a file."""
        self._read += 1
        if self._read > MOST_FILES:
            raise OnrecordError(f"{self.name} has more files than {MOST_FILES}")
        try:
            with self._opener.open(self._url + quote(path, safe="/~"), timeout=SECONDS) as answer:
                data: bytes = answer.read(LARGEST + 1)
        except HTTPError as error:
            if error.code in (404, 410):
                return None
            raise OnrecordError(f"{self._url}{path}: {error.code} {error.reason}") from error
        except (URLError, HTTPException, OSError) as error:
            raise OnrecordError(f"{self._url}{path}: {getattr(error, 'reason', error)}") from error
        if len(data) > LARGEST:
            raise OnrecordError(f"{self._url}{path} is larger than {LARGEST >> 20} MB")
        return data


class _Redirects(HTTPRedirectHandler):
    max_redirections = MOST_REDIRECTS

    def __init__(self, host: str) -> None:
        self._host = host

    def redirect_request(self, req: Request, fp: object, code: int, msg: str, headers: object, newurl: str) -> Request | None:
        if urlsplit(newurl).netloc != self._host:
            raise URLError(f"it leads to another host, {urlsplit(newurl).netloc}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def source_of(place: str, folder: Callable[[str], Path]) -> Source:
    """The site that a word on the command line means."""
    return Address(place) if place.startswith(("http://", "https://")) else Folder(folder(place))
