"""What stands between the functions and AWS, and between a tool and the gateway."""

import asyncio
import http.client
import random
import time
from datetime import UTC, datetime

import pytest

from bench.soak import weak_link
from bench.soak.signing import REGION, signed, signing
from bench.soak.through import Behind
from bench.soak.weak_link import Fault, WeakLink
from infra.settings import settings_of
from tools.aws_emulator.callers import CALLERS
from tools.gateway.http_messages import Request, Response
from tools.gateway.http_server import Server
from tools.gateway.signatures import authorizer_of

CHANCE = random.Random(1)  # noqa: S311 - no secret


class Only(random.Random):
    """A chance that always chooses the same, and never lets a call through."""

    def __init__(self, fault):
        super().__init__(1)
        self.fault = fault

    def choice(self, _):
        return self.fault

    def randrange(self, *_):
        return 0


def asked_through(chance, *, worn, path="/v2/email/outbound-emails"):
    """The answer through a link, how often it arrived, and the link."""
    arrived = []

    async def stand_in(request):
        arrived.append((request.path, request.query, request.body))
        return Response(status=200, headers=(("x-kept", "yes"),), body=b"done")

    async def live():
        server, link = Server(stand_in), WeakLink(chance)
        link.lead_to(f"http://127.0.0.1:{await server.start(0)}")
        port = int((await link.start()).rpartition(":")[2])
        if worn:
            wearing = asyncio.create_task(link.wear(time.monotonic() + 60))
            await asyncio.sleep(0)
        try:
            return await asyncio.to_thread(post, port, path), link
        finally:
            if worn:
                wearing.cancel()
            await link.stop()
            await server.stop()

    answer, link = asyncio.run(live())
    return answer, arrived, link


def post(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("POST", f"{path}?a=1", b"body")
    answer = connection.getresponse()
    found = answer.status, answer.headers["x-kept"], answer.read()
    connection.close()
    return found


def test_a_whole_link_passes_everything_on_as_it_is():
    answer, arrived, link = asked_through(CHANCE, worn=False)
    assert answer == (200, "yes", b"done")
    assert arrived == [("/v2/email/outbound-emails", "a=1", b"body")]
    assert (link.passed, link.faults.total()) == (1, 0)


@pytest.mark.parametrize(
    ("fault", "arrives"), [(Fault.REFUSED, 0), (Fault.LOST, 0), (Fault.UNSAID, 1)]
)
def test_a_worn_link_fails_in_each_way(fault, arrives, monkeypatch):
    monkeypatch.setattr(weak_link, "SILENT_SECONDS", 0.01)
    answer, arrived, link = asked_through(Only(fault), worn=True)
    assert answer[0] == 503
    assert len(arrived) == arrives
    assert link.faults == {fault: 1}
    assert link.mails_unsaid == arrives


def test_a_link_is_whole_again_when_the_load_is_over():
    async def worn_until_now():
        link = WeakLink(CHANCE)
        await link.wear(time.monotonic() + 0.05)
        return [link._fault() for _ in range(200)]

    assert set(asyncio.run(worn_until_now())) == {None}


def test_the_functions_are_told_of_the_other_address_alone(capsys):
    stand_in = Behind("http://127.0.0.1:1", settings_of("trial"))
    told = str(stand_in.environment())
    own = capsys.readouterr().out.split()[-1]
    assert own.startswith("http://127.0.0.1:")
    assert own not in told
    assert "http://127.0.0.1:1" in told


REQUEST = Request(
    method="GET",
    path="/api/alimenta/v1/decisions/%2e%2e//a%20b",
    query="b=2&a=%00&a",
    headers=(("host", "127.0.0.1:9"), ("authorization", "mine"), ("x-amz-odd", "1")),
)


def test_whatever_is_signed_is_accepted_as_the_first_payer():
    found = authorizer_of(signed(REQUEST), REGION)
    assert found["iam"]["accessKey"] == CALLERS[0].access_key


def test_a_signature_is_of_its_time():
    moment = datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert signed(REQUEST, moment).header("x-amz-date") == "20261122T080000Z"


def test_what_passes_the_signer_arrives_signed():
    seen = []

    async def gateway(request):
        seen.append(authorizer_of(request, REGION))
        return Response(status=204)

    async def live():
        server = Server(gateway)
        port = await server.start(0)

        def ask():
            with signing(port) as signer:
                return post(signer, "/decisions")

        try:
            return await asyncio.to_thread(ask)
        finally:
            await server.stop()

    assert asyncio.run(live())[0] == 204
    assert len(seen) == 1
