"""What was accepted must be stored, and a response must be true."""

import json
import random
from itertools import islice

import pytest

from server.messages import Request
from tests.load import contact_messages, decisions, durability
from tests.load.contact_messages import Stored
from tests.load.durability import Submission, Submissions, submit_until
from tests.load.findings import Findings
from tests.load.gateway import CALLERS, SETTINGS
from tests.load.http_client import Response
from tests.load.stats import GATEWAY_LOST, Stats
from tests.support.examples import KEY_HEADER, Call, calls
from tools.gateway.signatures import authorizer_of

EVERY = calls()


def response(status, document=None, **headers):
    body = b"" if document is None else json.dumps(document).encode()
    return Response(status=status, seconds=0.1, headers=headers, body=body)


REFUSED = Response(status=503, seconds=0.1, headers={"retry-after": "1"})
LOST = Response(status=500, seconds=0.1, body=GATEWAY_LOST)


def first(make, count):
    return list(islice(make(EVERY, random.Random(1)).source, count))  # noqa: S311 - no secret


@pytest.mark.parametrize("make", [contact_messages.submissions, decisions.submissions])
def test_submissions_have_own_markers_and_keys_and_use_every_example(make):
    made = first(make, 8)
    assert len({one.marker for one in made}) == 8
    assert len({one.headers()[KEY_HEADER] for one in made}) == 8
    assert all(one.marker in one.call.body for one in made)
    bodies = [json.loads(one.call.body) for one in made]
    assert bodies[0].keys() != bodies[1].keys()


def test_decisions_are_signed_by_every_payer():
    found = set()
    for one in first(decisions.submissions, 8):
        signed = tuple((name.lower(), value) for name, value in one.headers().items())
        request = Request(
            method="POST",
            path=one.call.path,
            headers=(("host", "127.0.0.1"), *signed),
            body=one.call.body.encode(),
        )
        found.add(authorizer_of(request, SETTINGS.region)["iam"]["accessKey"])
    assert found == {caller.access_key for caller in CALLERS}


def submit(monkeypatch, responses):
    """What one client does with those responses, until there are none left."""
    asked, left = [], list(responses)

    def send(_port, call, headers):
        asked.append((call, dict(headers)))
        return left.pop(0)

    monkeypatch.setattr(durability, "send", send)
    monkeypatch.setattr(durability.time, "sleep", lambda _: None)
    monkeypatch.setattr(durability.time, "monotonic", lambda: 0.0 if left else 9.0)
    call = Call(function="store", method="POST", path="/store")
    source = (Submission(str(number), call, lambda: {"k": "v"}) for number in range(99))
    submissions, stats = Submissions("thing", source), Stats()
    submit_until(1.0, 1, submissions, stats, Never())
    return submissions, stats, asked


class Never(random.Random):
    """Nobody gives up, and nobody repeats what was accepted."""

    def randrange(self, *_):
        return 1


def test_refused_submission_is_sent_again_and_accepted_one_is_not(monkeypatch):
    submissions, stats, asked = submit(monkeypatch, [REFUSED, LOST, response(202), response(201)])
    assert [len(one.accepted) for one in submissions.sent] == [1, 1]
    assert (len(submissions.accepted), len(submissions.refused), len(asked)) == (2, 0, 4)
    assert stats.wrong == []


def test_missing_response_and_refusal_without_retry_after_are_wrong(monkeypatch):
    responses = [response(0), response(503), response(409), response(500)]
    submissions, stats, _ = submit(monkeypatch, responses)
    assert [fault.split(":")[1].split()[0] for fault in stats.wrong] == ["0", "503", "409", "500"]
    assert len(submissions.refused) == 1


ONE, TWO = "Load test 000001.", "Load test 000002."


def message(marker, *references, text="Hello"):
    body = json.dumps({"message": f"{marker}\n{text}"})
    call = Call(function="send", method="POST", path="/send", body=body)
    accepted = [response(202, {"reference": each}) for each in references]
    return Submission(marker, call, dict, accepted)


def check_messages(sent, mails=(), waiting=(), may_repeat=0):
    found = Findings("load")
    submissions = Submissions("contact message", iter(()), list(sent))
    contact_messages.check(found, submissions, Stored(tuple(mails), tuple(waiting)), may_repeat)
    return found


def test_accepted_message_is_delivered_or_queued():
    found = check_messages(
        [message(ONE, "A"), message(TWO, "B")],
        mails=[f"Message A\n{ONE}\r\nHello"],
        waiting=[f'{{"text": "{TWO}\\nHello"}}'],
    )
    assert found.faults == []
    assert found.figures["of these delivered"] == found.figures["of these still queued"] == 1


@pytest.mark.parametrize(
    ("sent", "mails", "fault"),
    [
        (message(ONE, "A"), [], "accepted, and is not stored"),
        (message(ONE, "A", "B"), [f"A {ONE}\nHello"], "given 2 references"),
        (message(ONE, "A"), [f"B {ONE}\nHello"], "another reference"),
        (message(ONE, "A"), [f"A {ONE}\nHel"], "delivered in part"),
        (message(ONE, "A"), [f"A {ONE}\nHello"] * 2, "went out twice"),
        (message(ONE), [], "no contact message was accepted"),
    ],
)
def test_lost_altered_or_repeated_message_is_fault(sent, mails, fault):
    (found,) = check_messages([sent], mails).faults
    assert fault in found


def test_mail_may_be_repeated_where_deliverer_was_killed():
    mails = [f"A {ONE}\nHello"] * 2
    assert check_messages([message(ONE, "A")], mails, may_repeat=1).faults == []


def test_refused_message_may_be_delivered():
    mails = [f"A {ONE}\nHello", f"B {TWO}\nHello"]
    found = check_messages([message(ONE, "A"), message(TWO)], mails)
    assert found.faults == []
    assert found.figures["refused, and yet delivered"] == 1


class Register:
    """Holds the decisions of one payer: id, marker and body of each."""

    def __init__(self, records, same=True):
        self.records, self.same = records, same

    def send(self, _port, call, headers):
        path = call.path.partition("?")[0]
        if not headers["Authorization"].partition("=")[2].startswith(CALLERS[0].access_key):
            return response(200, {"items": []})
        if path == "/decisions":
            items = [{"decisionId": key, "reference": marker} for key, marker, _ in self.records]
            return response(200, {"items": items})
        if path.endswith("/replay"):
            return response(200, {"isSame": self.same})
        body = next(body for key, _, body in self.records if path.endswith(key))
        return Response(status=200, seconds=0.1, body=body)


def decision(marker, key):
    call = Call(function="register", method="POST", path="/decisions")
    body = json.dumps({"decisionId": key}).encode()
    accepted = Response(status=201, seconds=0.1, body=body)
    return Submission(marker, call, dict, [accepted]), (key, marker, body)


def check_decisions(monkeypatch, sent, register):
    monkeypatch.setattr(decisions, "send", register.send)
    found = Findings("load")
    decisions.check(found, Submissions("decision", iter(()), sent), 1, "/decisions")
    return found


def test_accepted_decision_is_read_unchanged_and_replayed(monkeypatch):
    one, record = decision("S-1", "a")
    found = check_decisions(monkeypatch, [one], Register([record]))
    assert found.faults == []
    assert found.figures["replayed"] == 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda _: [], "S-1 was accepted, and is in no list"),
        (lambda record: [(*record[:2], b"{}")], "S-1 is read differently: 200"),
        (lambda record: [record, ("b", "S-1", b"")], "a decision was recorded twice"),
        (lambda record: [record, ("b", "S-9", b"")], "a decision was recorded that nobody sent"),
    ],
)
def test_lost_altered_or_unknown_decision_is_fault(monkeypatch, change, fault):
    one, record = decision("S-1", "a")
    assert fault in check_decisions(monkeypatch, [one], Register(change(record))).faults


def test_decision_with_two_different_responses_is_fault(monkeypatch):
    one, record = decision("S-1", "a")
    one.accepted.append(Response(status=201, body=b"{}"))
    found = check_decisions(monkeypatch, [one], Register([record]))
    assert found.faults == ["S-1 was given 2 different responses"]


def test_decision_that_replays_differently_is_fault(monkeypatch):
    one, record = decision("S-1", "a")
    found = check_decisions(monkeypatch, [one], Register([record], same=False))
    assert found.faults == ["S-1 does not replay to the same: 200"]
