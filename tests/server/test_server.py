"""The self-hosted server as a process: its limits, its log, its end."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from functions.http.paths import BASE
from server.__main__ import arguments
from tests.support.examples import calculator_calls, calls
from tests.support.servers import ask, children, self_hosted
from tools.dev.places import ROOT
from tools.dev.port import HOST

WAIVER = f"{BASE}/calculateWaiver"
JSON = {"content-type": "application/json"}
HEALTH = f"{BASE}/health"
LISTENING = "0A"


@pytest.fixture(scope="module")
def log(site):
    """What the server prints while some requests with marked values are sent."""
    body = next(call.body for call in calculator_calls() if call.path == WAIVER)
    with self_hosted(site) as (port, process):
        ask(port, "GET", "/fr/?name=confidential", None, {"x-name": "confidential"})
        ask(port, "POST", WAIVER, body.encode(), JSON)
        ask(port, "POST", WAIVER, b'{"debt": "confidential"}', JSON)
        ask(port, "POST", f"{WAIVER}?a=confidential", b"debt=confidential", {})
        process.send_signal(signal.SIGTERM)
        return process.communicate(timeout=20)[0]


def test_log_has_method_path_status_and_time(log):
    assert re.search(rf"^POST {WAIVER} 200 \d+\.\d ms$", log, re.MULTILINE)


def test_log_holds_nothing_that_was_typed(log):
    assert "confidential" not in log


def test_health_is_answered(hosted):
    assert hosted("GET", HEALTH).status == 200


def test_page_has_headers_of_the_site(hosted):
    headers = hosted("GET", "/fr/").headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert headers["x-frame-options"] == "DENY"


def test_contact_without_its_service_is_unavailable(hosted):
    call = next(call for call in calls() if call.function == "contact" and call.needs_key)
    headers = {**JSON, "idempotency-key": "1b4e28ba-2fa1-41d2-883f-0016d3cca427"}
    assert hosted(call.method, call.path, call.body.encode(), headers).status == 503


def test_register_without_signature_is_forbidden(hosted):
    assert hosted("GET", f"{BASE}/decisions").status == 403


def test_running_request_is_finished_after_sigterm(site):
    body = b'{"debt": "'
    with (
        self_hosted(site, "--quiet") as (port, process),
        socket.create_connection((HOST, port), timeout=20) as client,
    ):
        head = f"POST {WAIVER} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        client.sendall(head.encode() + b"Content-Length: 20\r\n\r\n" + body)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        client.sendall(b'1200.00"}\n')
        assert client.recv(65536).startswith(b"HTTP/1.1 400 ")


def test_nothing_is_accepted_after_sigterm(site):
    with self_hosted(site, "--quiet") as (port, process):
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == -signal.SIGTERM
        with pytest.raises(ConnectionRefusedError):
            ask(port, "GET", HEALTH)


def test_two_workers_answer_and_end_with_the_server(site):
    with self_hosted(site, "--quiet", "--workers", "2") as (port, process):
        workers = until_children(process.pid, 2)
        statuses = {ask(port, "GET", HEALTH).status for _ in range(10)}
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    assert statuses == {200}
    assert not any(is_running(worker) for worker in workers)


def test_worker_that_is_killed_is_replaced(site):
    with self_hosted(site, "--quiet", "--workers", "2") as (port, process):
        killed = until_children(process.pid, 2)[-1]
        os.kill(killed, signal.SIGKILL)
        end = time.monotonic() + 20
        while is_running(killed) and time.monotonic() < end:
            time.sleep(0.1)
        until_children(process.pid, 2)
        assert ask(port, "GET", HEALTH).status == 200


def until_children(pid, count):
    """The processes that the server has started, once there are so many."""
    end = time.monotonic() + 20
    while len(children(pid)) < count and time.monotonic() < end:
        time.sleep(0.1)
    return children(pid)


def is_running(pid):
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_server_without_site_says_how_to_build_one(tmp_path):
    ran = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "server", "--site", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, "Cure: python3 dev.py build" in ran.stderr) == (2, True)


def test_server_listens_on_loopback_unless_told_otherwise():
    assert arguments([]).host == "127.0.0.1"
    assert arguments(["--host", "0.0.0.0"]).host == "0.0.0.0"  # noqa: S104 - what a container uses


def test_more_connections_than_allowed_are_refused(site):
    with self_hosted(site, "--quiet", "--connections", "2") as (port, _):
        held = [socket.create_connection((HOST, port)) for _ in range(3)]
        time.sleep(0.3)
        status = ask(port, "GET", HEALTH).status
        for connection in held:
            connection.close()
    assert status == 503
