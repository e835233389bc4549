"""Asks the server on this machine whether it answers: ``python -m server.health``, 0 if it does."""

from __future__ import annotations

import http.client
import sys
from http import HTTPStatus

from functions.http.paths import BASE
from server.__main__ import HOST, PORT

PATIENCE_SECONDS = 2.0


def is_healthy(port: int = PORT) -> bool:
    """Whether the health check of the API is answered in time."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", f"{BASE}/health")
        return connection.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not is_healthy())
