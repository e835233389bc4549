"""What was accepted must be there, and what was told must be true of it."""

import asyncio
import json
import random
from itertools import islice

import pytest

from bench.soak import decisions, letters, promises
from bench.soak.asking import Reply
from bench.soak.findings import Findings
from bench.soak.letters import Held
from bench.soak.operations import KEY_HEADER, Call, calls
from bench.soak.promises import Promise, Promises, keep_asking
from bench.soak.tally import GATEWAY_LOST, Tally
from tools.aws_emulator.callers import CALLERS
from tools.gateway.http_messages import Request
from tools.gateway.signatures import authorizer_of

EVERY = calls()


def reply(status, document=None, **headers):
    body = b"" if document is None else json.dumps(document).encode()
    return Reply(status=status, seconds=0.1, headers=headers, body=body)


REFUSED = Reply(status=503, seconds=0.1, headers={"retry-after": "1"}, body=b"")
LOST = Reply(status=500, seconds=0.1, headers={}, body=GATEWAY_LOST)


def of(make, count):
    return list(islice(make(EVERY, random.Random(1)).make, count))  # noqa: S311 - no secret


@pytest.mark.parametrize("make", [letters.letters, decisions.decisions])
def test_each_has_a_mark_and_a_key_of_its_own_and_every_example_is_used(make):
    made = of(make, 8)
    assert len({one.mark for one in made}) == 8
    assert len({one.headers()[KEY_HEADER] for one in made}) == 8
    assert all(one.mark in one.call.body for one in made)
    kinds = [json.loads(one.call.body) for one in made]
    assert kinds[0].keys() != kinds[1].keys()


def test_a_decision_is_signed_for_each_payer_in_turn():
    found = []
    for one in of(decisions.decisions, 8):
        request = Request(
            method="POST",
            path=one.call.path,
            headers=(
                ("host", "127.0.0.1"),
                *((name.lower(), value) for name, value in one.headers().items()),
            ),
            body=one.call.body.encode(),
        )
        found.append(authorizer_of(request, decisions.REGION)["iam"]["accessKey"])
    assert set(found) == {caller.access_key for caller in CALLERS}


def ask_in_turn(monkeypatch, replies):
    """What one client makes of those replies, until there are none left."""
    asked, left = [], list(replies)

    async def ask(_port, call, headers):
        asked.append((call, dict(headers)))
        return left.pop(0)

    async def no_pause(_):
        return None

    monkeypatch.setattr(promises, "ask", ask)
    monkeypatch.setattr(promises.asyncio, "sleep", no_pause)
    monkeypatch.setattr(promises.time, "monotonic", lambda: 0.0 if left else 9.0)
    call = Call(function="keep", method="POST", path="/keep")
    made = (Promise(str(number), call, lambda: {"k": "v"}) for number in range(99))
    kept, tally = Promises("thing", made), Tally()
    asyncio.run(keep_asking(1, kept, tally, 1.0, Never()))
    return kept, tally, asked


class Never(random.Random):
    """A chance by which nobody gives up, and nobody asks again after a yes."""

    def randrange(self, *_):
        return 1


def test_who_is_refused_asks_again_and_who_was_told_yes_does_not(monkeypatch):
    kept, tally, asked = ask_in_turn(monkeypatch, [REFUSED, LOST, reply(202), reply(201)])
    assert [len(one.yes) for one in kept.asked] == [1, 1]
    assert (len(kept.accepted), len(kept.only_refused), len(asked)) == (2, 0, 4)
    assert tally.wrong == []


def test_no_answer_and_a_refusal_that_says_not_when_to_come_back_are_wrong(monkeypatch):
    kept, tally, _ = ask_in_turn(monkeypatch, [reply(0), reply(503), reply(409), reply(500)])
    assert [fault.split(":")[1].split()[0] for fault in tally.wrong] == ["0", "503", "409", "500"]
    assert len(kept.only_refused) == 1


def letter(mark, *references, text="Hello"):
    body = json.dumps({"message": f"{mark}\n{text}"})
    call = Call(function="send", method="POST", path="/send", body=body)
    return Promise(mark, call, dict, [reply(202, {"reference": each}) for each in references])


def judged(letters_sent, mails=(), waiting=(), may_repeat=0):
    found = Findings("load")
    sent = Promises("letter", iter(()), list(letters_sent))
    letters.judge(found, sent, Held(tuple(mails), tuple(waiting)), may_repeat)
    return found


def test_a_letter_is_there_in_the_mailbox_or_on_the_way():
    found = judged(
        [letter("Letter 000001.", "A"), letter("Letter 000002.", "B")],
        mails=["Message A\nLetter 000001.\r\nHello"],
        waiting=['{"text": "Letter 000002.\\nHello"}'],
    )
    assert found.faults == []
    assert found.figures["of these delivered"] == found.figures["of these still on the way"] == 1


@pytest.mark.parametrize(
    ("sent", "mails", "fault"),
    [
        (letter("Letter 000001.", "A"), [], "accepted, and is nowhere"),
        (letter("Letter 000001.", "A", "B"), ["A Letter 000001.\nHello"], "told 2 references"),
        (letter("Letter 000001.", "A"), ["B Letter 000001.\nHello"], "another reference"),
        (letter("Letter 000001.", "A"), ["A Letter 000001.\nHel"], "delivered in part"),
        (letter("Letter 000001.", "A"), ["A Letter 000001.\nHello"] * 2, "went out twice"),
        (letter("Letter 000001."), [], "no contact message was accepted"),
    ],
)
def test_what_must_not_be_of_a_letter_is_a_fault(sent, mails, fault):
    (found,) = judged([sent], mails).faults
    assert fault in found


def test_a_mail_may_go_out_twice_where_a_deliverer_died():
    sent = letter("Letter 000001.", "A")
    assert judged([sent], ["A Letter 000001.\nHello"] * 2, may_repeat=1).faults == []


def test_who_was_only_told_no_may_have_been_served_all_the_same():
    refused = letter("Letter 000002.")
    found = judged(
        [letter("Letter 000001.", "A"), refused],
        ["A Letter 000001.\nHello", "B Letter 000002.\nHello"],
    )
    assert found.faults == []
    assert found.figures["only told no, and yet delivered"] == 1


class Register:
    """A register that holds what it is given, by its id, for one payer."""

    def __init__(self, kept, same=True):
        self.kept, self.same = kept, same

    async def ask(self, _port, call, headers):
        path = call.path.partition("?")[0]
        if not headers["Authorization"].partition("=")[2].startswith(CALLERS[0].access_key):
            return reply(200, {"items": []})
        if path == "/decisions":
            items = [{"decisionId": key, "reference": mark} for key, mark, _ in self.kept]
            return reply(200, {"items": items})
        if path.endswith("/replay"):
            return reply(200, {"isSame": self.same})
        body = next(body for key, _, body in self.kept if path.endswith(key))
        return Reply(status=200, seconds=0.1, headers={}, body=body)


def decision(mark, key):
    call = Call(function="register", method="POST", path="/decisions")
    body = json.dumps({"decisionId": key}).encode()
    told = Reply(status=201, seconds=0.1, headers={}, body=body)
    return Promise(mark, call, dict, [told]), (key, mark, body)


def register_judged(monkeypatch, sent, register):
    monkeypatch.setattr(decisions, "ask", register.ask)
    found = Findings("load")
    asked = Promises("decision", iter(()), sent)
    asyncio.run(decisions.judge(found, asked, 1, "/decisions"))
    return found


def test_a_decision_is_read_again_as_it_was_told_and_computed_the_same(monkeypatch):
    one, kept = decision("S-1", "a")
    found = register_judged(monkeypatch, [one], Register([kept]))
    assert found.faults == []
    assert found.figures["replayed to the same result"] == 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda _: [], "S-1 was accepted, and is in no list"),
        (lambda kept: [(*kept[:2], b"{}")], "S-1 reads otherwise: 200"),
        (lambda kept: [kept, ("b", "S-1", b"")], "a decision was recorded twice"),
        (lambda kept: [kept, ("b", "S-9", b"")], "a decision was recorded that nobody sent"),
    ],
)
def test_what_must_not_be_of_a_decision_is_a_fault(monkeypatch, change, fault):
    one, kept = decision("S-1", "a")
    assert fault in register_judged(monkeypatch, [one], Register(change(kept))).faults


def test_a_decision_that_is_computed_otherwise_is_a_fault(monkeypatch):
    one, kept = decision("S-1", "a")
    found = register_judged(monkeypatch, [one], Register([kept], same=False))
    assert found.faults == ["replay of S-1: 200"]
