"""The port that people open in their browser."""

from __future__ import annotations

import argparse
import socket

from tools.dev.console import Problem

HOST = "127.0.0.1"
"""Loopback: nothing that is started here listens elsewhere."""
LAST = 65_535
_TRIED = 100


def port_number(text: str) -> int:
    """A port as typed; 0 lets the system choose."""
    if not text.isdecimal() or int(text) > LAST:
        raise argparse.ArgumentTypeError(f"{text!r} is no port. Cure: a number from 0 to {LAST}")
    return int(text)


def require_free_port(port: int) -> None:
    """Say so before the long work, if something listens on the port already.

    Raises:
        Problem: the port is taken; it names one that is free.
    """
    if not _is_free(port):
        others = range(port + 1, min(port + _TRIED, LAST + 1))
        other = next((one for one in others if _is_free(one)), 0)
        raise Problem(f"Port {port} cannot be used. Cure: python3 dev.py serve --port {other}")


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return False
    return True
