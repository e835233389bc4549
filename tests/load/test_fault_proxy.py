"""The proxies between the functions and AWS, and between schemathesis and the gateway."""

import http.client
import random
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from infra.settings import settings_of
from server.messages import Request as GatewayRequest
from tests.load import fault_proxy
from tests.load.fault_proxy import Fault, FaultProxy
from tests.load.faulty_gateway import ProxiedEmulator
from tests.load.gateway import SETTINGS
from tests.load.signing_proxy import SigningProxy
from tools.gateway.signatures import CALLERS, authorizer_of

RNG = random.Random(1)  # noqa: S311 - no secret


class Always(random.Random):
    """Lets every call fail in one way."""

    def __init__(self, fault):
        super().__init__(1)
        self.fault = fault

    def choice(self, _):
        return self.fault

    def randrange(self, *_):
        return 0


@pytest.fixture
def target():
    """A server on this machine, and the requests that arrive there."""
    arrived = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            arrived.append((self.path, dict(self.headers.items()), body))
            self.send_response(200)
            self.send_header("x-kept", "yes")
            self.send_header("content-length", "4")
            self.end_headers()
            self.wfile.write(b"done")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}", arrived
    server.shutdown()
    server.server_close()
    thread.join()


def post(port, path="/v2/email/outbound-emails?a=1", headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", path, b"body", headers or {})
    response = connection.getresponse()
    found = response.status, response.headers["x-kept"], response.read()
    connection.close()
    return found


def test_working_proxy_forwards_everything_to_address_of_emulator(target):
    address, arrived = target
    with FaultProxy(RNG) as proxy:
        proxy.target = address
        assert post(proxy.port) == (200, "yes", b"done")
    ((path, headers, body),) = arrived
    assert (path, body) == ("/v2/email/outbound-emails?a=1", b"body")
    assert headers["host"] == address
    assert (proxy.forwarded, proxy.faults.total()) == (1, 0)


@pytest.mark.parametrize(
    ("fault", "arrives"), [(Fault.REJECTED, 0), (Fault.LOST, 0), (Fault.UNANSWERED, 1)]
)
def test_failing_proxy_fails_in_each_way(target, fault, arrives, monkeypatch):
    monkeypatch.setattr(fault_proxy, "SILENT_SECONDS", 0.01)
    address, arrived = target
    with FaultProxy(Always(fault)) as proxy:
        proxy.target = address
        end = time.monotonic() + 0.5
        failing = threading.Thread(target=proxy.fail_until, args=(end,), daemon=True)
        failing.start()
        time.sleep(0.1)
        status, _, _ = post(proxy.port)
        failing.join()
    assert status == 503
    assert len(arrived) == arrives
    assert proxy.faults == {fault: 1}
    assert proxy.unanswered_mails == arrives


def test_proxy_works_again_when_load_is_over():
    with FaultProxy(RNG) as proxy:
        proxy.fail_until(time.monotonic() + 0.05)
        assert {proxy._fault() for _ in range(200)} == {None}


def test_unreachable_target_is_answered_as_unavailable():
    with FaultProxy(RNG) as proxy:
        proxy.target = "127.0.0.1:1"
        assert post(proxy.port)[0] == 503


def test_functions_get_address_of_proxy_alone(capsys):
    emulator = ProxiedEmulator("http://127.0.0.1:1", settings_of("trial"))
    environment = str(emulator.environment())
    own = capsys.readouterr().out.split()[-1]
    assert own.startswith("http://127.0.0.1:")
    assert own not in environment
    assert "http://127.0.0.1:1" in environment


@pytest.mark.parametrize(
    "path", ["/api/alimenta/v1/decisions", "/api/alimenta/v1/decisions/a%20b?b=2&a=%00&a"]
)
def test_signing_proxy_signs_as_first_payer(target, path):
    address, arrived = target
    with SigningProxy(address) as proxy:
        own = {"Authorization": "mine", "X-Amz-Odd": "1", "X-Amz-Date": "2020", "l#`E": "x"}
        assert post(proxy.port, path, own) == (200, "yes", b"done")
    ((path, headers, body),) = arrived
    request = GatewayRequest(
        method="POST",
        path=path.partition("?")[0],
        query=path.partition("?")[2],
        headers=tuple((name.lower(), value) for name, value in headers.items()),
        body=body,
    )
    found = authorizer_of(request, SETTINGS.region)
    assert found["iam"]["accessKey"] == CALLERS[0].access_key
