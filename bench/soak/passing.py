"""Passes a request on, and gives back the answer to it."""

from __future__ import annotations

import http.client

from tools.gateway.http_messages import Headers, Request, Response

PATIENCE_SECONDS = 60.0
OF_ONE_CONNECTION = frozenset(
    {"connection", "content-length", "date", "expect", "transfer-encoding"}
)


def pass_on(host: str, request: Request, more: Headers = ()) -> Response:
    """What that host and port answers to the request, sent with some headers more.

    Raises:
        OSError: it cannot be reached, or takes too long.
        http.client.HTTPException: it answers something else than HTTP.
    """
    connection = http.client.HTTPConnection(host, timeout=PATIENCE_SECONDS)
    try:
        path = f"{request.path}?{request.query}" if request.query else request.path
        connection.putrequest(request.method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in (*_kept(request.headers), *more):
            connection.putheader(name, value)
        if request.body:
            connection.putheader("content-length", str(len(request.body)))
        connection.endheaders(request.body or None)
        answer = connection.getresponse()
        body = answer.read()
        return Response(status=answer.status, headers=_kept(tuple(answer.getheaders())), body=body)
    finally:
        connection.close()


def _kept(headers: Headers) -> Headers:
    """The headers that are not of one connection alone."""
    return tuple((name, value) for name, value in headers if name.lower() not in OF_ONE_CONNECTION)
