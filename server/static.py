"""Serves the built site from memory: a path outside of it cannot be requested."""

from __future__ import annotations

import gzip
import hashlib
import os
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from functions.http.negotiation import prefers_gzip
from infra.headers import ASSET_CACHE_CONTROL, PAGE_CACHE_CONTROL, is_asset
from server.messages import Headers, Request, Response

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
}
_COMPRESSED = {".css", ".html", ".js", ".json", ".jsonld", ".svg", ".ttf", ".txt", ".xml", ".yaml"}
_WORTH_COMPRESSING = 512
_METHODS = ("GET", "HEAD")


class NoSite(Exception):
    """There is no built site in the folder."""


@dataclass(slots=True)
class File:
    """One file of the site; its compressed form is made when first asked for."""

    suffix: str
    body: bytes
    tag: str
    is_asset: bool
    _gzip: bytes | None = field(default=None)

    @property
    def is_compressible(self) -> bool:
        """Whether the file gets smaller by compressing it."""
        return self.suffix in _COMPRESSED and len(self.body) >= _WORTH_COMPRESSING

    def gzip(self) -> bytes:
        """The compressed form, always the same bytes for the same file."""
        if self._gzip is None:
            self._gzip = gzip.compress(self.body, compresslevel=6, mtime=0)
        return self._gzip


class Site:
    """Answers requests for the files of one build of the site, and for the assets beside it.

    A browser may have a page of the build before, and functions read their pages from the folder,
    where there may be a later build: each page gets the assets that it asks for.
    """

    def __init__(
        self, root: Path, cache_control: str = PAGE_CACHE_CONTROL, before: Site | None = None
    ) -> None:
        """Read the whole site; ``before`` is the one that was served until now.

        Raises:
            NoSite: the folder holds no ``index.html``.
        """
        if not (root / "index.html").is_file():
            raise NoSite(root)
        self._root = root
        self._cache_control = cache_control
        self._files = {
            "/" + path.relative_to(root).as_posix(): _read(path, root)
            for path in _files_below(root)
        }
        self._earlier = {} if before is None else before.assets()

    def assets(self) -> dict[str, File]:
        """What this build has under addresses that no other content ever has."""
        return {path: file for path, file in self._files.items() if file.is_asset}

    def changed_since(self, before: Site) -> frozenset[str]:
        """The folders at the top in which a page is new, another one or not there any more."""
        changed = self._pages() ^ before._pages()
        return frozenset(path.split("/")[1] for path, _ in changed)

    def _pages(self) -> set[tuple[str, str]]:
        return {(path, file.tag) for path, file in self._files.items() if file.suffix == ".html"}

    def answer(self, request: Request) -> Response:
        """The file asked for, the redirect to it, or the page that says it is not there."""
        if request.method not in _METHODS:
            allow = (("allow", ", ".join(_METHODS)),)
            return Response(status=HTTPStatus.METHOD_NOT_ALLOWED, headers=allow)
        path = unquote(request.path)
        file = self._files.get(f"{path}index.html" if path.endswith("/") else path)
        if file is None and is_asset(path.removeprefix("/")):
            file = self._earlier.get(path) or self._later(path)
        if file is not None:
            return self._send(file, request)
        if f"{path}/index.html" in self._files:
            return _redirect(request)
        return self._not_found(path)

    def _later(self, path: str) -> File | None:
        """An asset that was not there when the site was read."""
        for found in _files_below(self._root / "assets"):
            if path == f"/{found.relative_to(self._root).as_posix()}":
                return _read(found, self._root)
        return None

    def _send(self, file: File, request: Request) -> Response:
        zipped = file.is_compressible and prefers_gzip(request.header("accept-encoding") or "")
        tag = f'"{file.tag}-gz"' if zipped else f'"{file.tag}"'
        kept = ASSET_CACHE_CONTROL if file.is_asset else self._cache_control
        headers: Headers = (("cache-control", kept), ("etag", tag))
        if file.is_compressible:
            headers += (("vary", "accept-encoding"),)
        if _matches(request.header("if-none-match"), tag):
            return Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
        headers += (("content-type", _content_type(file)),)
        if zipped:
            headers += (("content-encoding", "gzip"),)
        return Response(
            status=HTTPStatus.OK, headers=headers, body=file.gzip() if zipped else file.body
        )

    def _not_found(self, path: str) -> Response:
        language = path.split("/")[1]
        page = self._files.get(f"/{language}/404.html") or self._files.get("/404.html")
        if page is None:
            return Response(status=HTTPStatus.NOT_FOUND)
        headers = (("cache-control", "no-cache"), ("content-type", _content_type(page)))
        return Response(status=HTTPStatus.NOT_FOUND, headers=headers, body=page.body)


def _files_below(root: Path) -> list[Path]:
    return [
        path
        for folder, _, names in os.walk(root)
        for path in (Path(folder, name) for name in names)
        if not path.is_symlink()
    ]


def _read(path: Path, root: Path) -> File:
    body = path.read_bytes()
    return File(
        suffix=path.suffix,
        body=body,
        tag=hashlib.sha256(body).hexdigest()[:20],
        is_asset=is_asset(path.relative_to(root).as_posix()),
    )


def _content_type(file: File) -> str:
    return CONTENT_TYPES.get(file.suffix, "application/octet-stream")


def _redirect(request: Request) -> Response:
    # The path is that of a page of the site, so it never names another host.
    target = f"{request.path}/" + (f"?{request.query}" if request.query else "")
    return Response(status=HTTPStatus.MOVED_PERMANENTLY, headers=(("location", target),))


def _matches(known: str | None, tag: str) -> bool:
    if known is None:
        return False
    return any(one.strip() in {"*", tag, f"W/{tag}"} for one in known.split(","))
