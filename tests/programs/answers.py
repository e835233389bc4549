"""The functions behind a port, for clients that other programs generated; nothing is kept."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import unquote

import jsonschema

from tests.api.events import BASE, Reply, call
from tests.programs.calls import Call, calls, description
from tests.support.schemas import filled_in

HOST = "127.0.0.1"
REFUSED = 403
REFUSAL = {
    "type": "urn:problem-type:belgif:missingPermission",
    "title": "Missing Permission",
    "status": REFUSED,
}


@contextmanager
def running() -> Iterator[str]:
    """The address of the API while the block runs."""
    server = HTTPServer((HOST, 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}{BASE}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def answer_to(one: Call) -> Reply:
    """What the API itself answers to a call."""
    body = None if one.body is None else json.dumps(one.body)
    headers = {"content_type": "application/json"} if body else {}
    return call(one.method, one.target, body, **headers)


class _Handler(BaseHTTPRequestHandler):
    """One request; those of operations that keep something are checked and refused."""

    def do_GET(self) -> None:
        self._respond()

    def do_POST(self) -> None:
        self._respond()

    def _respond(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode() or None
        below, _, query = self.path.removeprefix(BASE).partition("?")
        path = unquote(below)  # an HTTP API hands the path over decoded
        kept = next(
            (
                one
                for one in calls()
                if one.is_kept and (one.method, one.target) == (self.command, path)
            ),
            None,
        )
        if kept is None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            headers.pop("accept-encoding", None)
            reply = call(self.command, path, body, query, **headers)
            self._send(reply.status, reply.headers["Content-Type"], reply.body)
        elif _is_valid(kept, body):
            self._send(REFUSED, "application/problem+json", json.dumps(REFUSAL))
        else:
            self._send(400, "application/problem+json", json.dumps({**REFUSAL, "status": 400}))

    def _send(self, status: int, media_type: str, text: str) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


def _is_valid(one: Call, body: str | None) -> bool:
    if not one.schema:
        return body is None
    schema = filled_in(description(), description()["components"]["schemas"][one.schema])
    return jsonschema.Draft7Validator(schema).is_valid(json.loads(body or "null"))
