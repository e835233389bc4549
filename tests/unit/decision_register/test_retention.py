"""How long a decision is kept, with a moved clock."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.decision_register import extensions, table
from functions.decision_register.decision_record import deleted_from, new_record
from functions.decision_register.decisions import read_decision
from functions.decision_register.retention_period import Extension, keep_until
from functions.http.clock import day_in_brussels
from functions.http.problem import Problem
from functions.law.waiver.retention import RetainedDecision
from tests.unit.decision_register.decisions import payment, waiver_decision

ACT = {"kind": "interruption", "date": "2026-11-21"}
PERIOD = {"kind": "suspension", "firstDay": "2026-11-20", "lastDay": "2026-12-10"}
OPEN = {"kind": "suspension", "firstDay": "2026-11-22"}


def keeping(register, decision_id):
    return register.get(f"/decisions/{decision_id}").json["keeping"]


def test_payment_decision_without_document_is_deemed_reasoned_during_retention(register, mine):
    kept = keeping(register, mine)
    assert (kept["keepUntil"], kept["isCovered"], kept["isDeemedReasoned"]) == (
        "2031-11-30",
        True,
        True,
    )


@pytest.mark.parametrize("decision", [waiver_decision(), payment(documentDrawnUp=True)])
def test_other_decision_is_retained_as_long_with_own_reasons(register, decision):
    kept = register.record(decision).json["keeping"]
    assert (kept["keepUntil"], kept["isCovered"], kept["isDeemedReasoned"]) == (
        "2031-11-30",
        False,
        False,
    )


def test_decision_is_readable_until_end_of_last_day_in_brussels(register, mine, moving_clock):
    moving_clock.at(2031, 11, 30, 22, 59)
    assert register.get(f"/decisions/{mine}").status == 200
    moving_clock.at(2031, 11, 30, 23, 0)
    for part in ("", "/replay", "/statement", "/reasons"):
        assert register.get(f"/decisions/{mine}{part}").status == 404
    assert register.extend(mine, ACT).status == 404
    assert register.get("/decisions").json["items"] == []
    assert register.get("/exportDecisions").body == ""


def test_expired_decision_is_not_returned_before_ttl_deletion(register, mine, moving_clock):
    moving_clock.at(2031, 12, 1)
    assert len(register.items()) == 1
    assert register.get(f"/decisions/{mine}").status == 404


def test_key_of_expired_decision_does_not_return_it(register, moving_clock):
    past = payment(decidedOn="2021-11-25")
    register.record(past)
    moving_clock.at(2026, 12, 1)
    assert register.record(past).issues == {"decidedOn": "schemaViolation"}
    assert register.record(payment(decidedOn="2026-11-30")).status == 409
    assert register.get("/decisions").json["items"] == []


@given(day=st.dates(date(2020, 1, 1), date(2060, 12, 31)))
def test_table_deletes_after_last_day_in_brussels_and_within_day(day):
    moment = datetime.fromtimestamp(deleted_from(day), UTC)
    assert day_in_brussels(moment) == day + timedelta(days=1)
    assert day_in_brussels(moment - timedelta(hours=3)) == day


def test_item_is_deleted_on_its_expiry_day(register):
    mine = register.record(payment(decidedOn="2022-03-01")).json["decisionId"]
    register.extend(mine, ACT)
    (item,) = register.items()
    last_day = date.fromisoformat(item["keep_until"]["S"])
    assert last_day == date(2031, 11, 21)
    assert int(item["delete_after"]["N"]) == deleted_from(last_day)


def test_interruption_restarts_retention_period(register, moving_clock):
    mine = register.record(payment(decidedOn="2022-03-01")).json["decisionId"]
    reply = register.extend(mine, ACT)
    assert (reply.status, reply.json["version"]) == (200, 2)
    assert reply.json["keeping"]["keepUntil"] == "2031-11-21"
    moving_clock.at(2027, 4, 1)
    assert register.get(f"/decisions/{mine}").status == 200
    moving_clock.at(2031, 11, 22)
    assert register.get(f"/decisions/{mine}").status == 404


def keep_in_the_table(cloud, decision_id, day):
    cloud.update_item(
        TableName="register",
        Key={"payer": {"S": "one"}, "decision_id": {"S": decision_id}},
        UpdateExpression="SET keep_until = :day, delete_after = :deleted",
        ExpressionAttributeValues={
            ":day": {"S": day.isoformat()},
            ":deleted": {"N": str(deleted_from(day))},
        },
    )


@pytest.mark.parametrize("way", ["read", "list", "export"])
def test_decision_kept_for_less_than_the_law_now_asks_is_kept_for_as_long(
    register, mine, cloud, way
):
    keep_in_the_table(cloud, mine, date(2031, 11, 20))
    match way:
        case "read":
            assert keeping(register, mine)["keepUntil"] == "2031-11-30"
            assert keeping(register, mine)["isDeemedReasoned"] is True
        case "list":
            assert register.get("/decisions").json["items"][0]["keepUntil"] == "2031-11-30"
        case _:
            assert '"keepUntil":"2031-11-30"' in register.get("/exportDecisions").body
    (item,) = register.items()
    assert item["keep_until"]["S"] == "2031-11-30"
    assert int(item["delete_after"]["N"]) == deleted_from(date(2031, 11, 30))
    assert item["version"]["N"] == "1"


def test_decision_kept_for_longer_than_the_law_now_asks_keeps_its_last_day(register, mine, cloud):
    keep_in_the_table(cloud, mine, date(2032, 3, 1))
    assert keeping(register, mine)["keepUntil"] == "2032-03-01"
    text = register.get(f"/decisions/{mine}/statement", accept="text/plain").body
    assert "deemed reasoned until 1 March 2032" in text


def test_decision_under_an_open_suspension_is_kept_without_a_last_day(register, mine, moving_clock):
    reply = register.extend(mine, OPEN)
    kept = reply.json["keeping"]
    assert "keepUntil" not in kept
    assert (kept["isOpenEnded"], kept["isDeemedReasoned"]) == (True, True)
    assert kept["extensions"] == [OPEN]
    (item,) = register.items()
    assert "delete_after" not in item
    assert item["extensions"]["L"] == [{"S": "2026-11-22/.."}]
    assert register.extend(mine, OPEN).json == reply.json
    moving_clock.at(2040, 1, 1)
    (listed,) = register.get("/decisions").json["items"]
    assert (listed["isOpenEnded"], "keepUntil" in listed) == (True, False)
    assert '"isOpenEnded":true' in register.get("/exportDecisions").body


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (payment(), "is deemed reasoned"),
        (payment(documentDrawnUp=True), "The data of this decision are kept"),
    ],
)
def test_documents_under_an_open_suspension_name_no_last_day(register, decision, words):
    mine = register.record(decision).json["decisionId"]
    register.extend(mine, OPEN)
    for part in ("statement", "reasons"):
        text = register.get(f"/decisions/{mine}/{part}", accept="text/html").body
        assert words in text
        assert "until further notice" in text
        assert "2031" not in text.replace("30 November 2031", "")


def test_open_suspension_that_is_closed_adds_its_days_and_the_decision_ends_again(
    register, mine, moving_clock
):
    register.extend(mine, OPEN)
    moving_clock.at(2027, 3, 1)
    # From 1 December 2026, when the period begins, to 31 January 2027: 62 days.
    reply = register.extend(mine, OPEN | {"lastDay": "2027-01-31"})
    assert reply.json["version"] == 3
    assert reply.json["keeping"]["keepUntil"] == "2032-01-31"
    assert reply.json["keeping"]["extensions"] == [OPEN | {"lastDay": "2027-01-31"}]
    (item,) = register.items()
    assert int(item["delete_after"]["N"]) == deleted_from(date(2032, 1, 31))


def test_suspension_beside_an_open_one_is_refused(register, mine, moving_clock):
    register.extend(mine, OPEN)
    moving_clock.at(2027, 3, 1)
    later = {"kind": "suspension", "firstDay": "2027-02-01", "lastDay": "2027-02-28"}
    (issue,) = register.extend(mine, later).json["issues"]
    assert (issue["name"], issue["maximum"]) == ("firstDay", "2026-11-21")
    earlier = {"kind": "suspension", "firstDay": "2026-11-20"}
    assert register.extend(mine, earlier).issues == {"lastDay": "requiredInput"}


def test_suspension_adds_its_days(register, mine):
    # Ten of them come after the first of December, when the period begins.
    reply = register.extend(mine, PERIOD)
    assert reply.json["keeping"]["keepUntil"] == "2031-12-10"
    assert reply.json["keeping"]["extensions"] == [PERIOD]


def test_extensions_add_up_and_stay_in_their_order(register, mine):
    register.extend(mine, ACT)
    reply = register.extend(mine, PERIOD)
    assert reply.json["version"] == 3
    assert reply.json["keeping"]["extensions"] == [ACT, PERIOD]


@pytest.mark.parametrize("extension", [ACT, PERIOD])
def test_same_extension_sent_again_counts_once(register, mine, extension):
    first = register.extend(mine, extension)
    assert register.extend(mine, extension).json == first.json


def test_extension_leaves_recorded_content_unchanged(register, mine):
    before = register.get(f"/decisions/{mine}").json
    after = register.extend(mine, ACT).json
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"version", "keeping"}


def test_statement_follows_extension(register, mine):
    register.extend(mine, PERIOD)
    text = register.get(f"/decisions/{mine}/statement", accept="text/plain").body
    assert "deemed reasoned until 10 December 2031" in text


REFUSED = {
    "nothing": ({}, {"kind": "requiredInput"}),
    "another kind": (ACT | {"kind": "pause"}, {"kind": "schemaViolation"}),
    "no day": ({"kind": "interruption"}, {"date": "requiredInput"}),
    "a last day that is none": (PERIOD | {"lastDay": ""}, {"lastDay": "schemaViolation"}),
    "a member of the other kind": (ACT | {"lastDay": "2026-11-22"}, {"lastDay": "unknownInput"}),
    "tomorrow": (ACT | {"date": "2026-11-23"}, {"date": "outOfRange"}),
    "a period that begins tomorrow": (
        PERIOD | {"firstDay": "2026-11-23"},
        {"firstDay": "outOfRange"},
    ),
    "before the decision": (ACT | {"date": "2026-11-19"}, {"date": "outOfRange"}),
    "an end before the start": (PERIOD | {"lastDay": "2026-11-19"}, {"lastDay": "outOfRange"}),
    "an end that nobody knows": (PERIOD | {"lastDay": "9999-12-31"}, {"lastDay": "outOfRange"}),
}


@pytest.mark.parametrize("name", REFUSED)
def test_extension_that_cannot_be_is_refused(register, mine, name):
    body, issues = REFUSED[name]
    reply = register.extend(mine, body)
    assert (reply.status, reply.issues) == (400, issues)
    assert keeping(register, mine)["extensions"] == []


def test_overlapping_suspension_is_refused(register, mine, moving_clock):
    moving_clock.at(2027, 6, 1)
    middle = {"kind": "suspension", "firstDay": "2027-02-01", "lastDay": "2027-02-28"}
    register.extend(mine, middle)
    later = middle | {"firstDay": "2027-02-15", "lastDay": "2027-03-15"}
    earlier = middle | {"firstDay": "2027-01-15", "lastDay": "2027-02-15"}
    assert register.extend(mine, later).json["issues"][0]["minimum"] == "2027-03-01"
    (issue,) = register.extend(mine, earlier).json["issues"]
    assert (issue["name"], issue["maximum"]) == ("lastDay", "2027-01-31")


def test_decision_takes_no_more_extensions_than_law_layer(register, mine, moving_clock):
    moving_clock.at(2027, 6, 1)
    first = date(2026, 12, 1)
    for n in range(60):
        day = (first + timedelta(days=n)).isoformat()
        assert register.extend(mine, {"kind": "interruption", "date": day}).status == 200
    reply = register.extend(mine, {"kind": "interruption", "date": "2027-05-01"})
    assert reply.issues == {"kind": "schemaViolation"}


def test_concurrent_extensions_are_all_kept(register, mine, monkeypatch):
    """Between the read and the write of one, another one writes."""
    read, others = table.get, [PERIOD]

    def read_then_overtaken(payer, decision_id):
        record = read(payer, decision_id)
        if others:
            assert register.extend(mine, others.pop()).status == 200
        return record

    monkeypatch.setattr(table, "get", read_then_overtaken)
    reply = register.extend(mine, ACT)
    assert reply.json["keeping"]["extensions"] == [PERIOD, ACT]
    assert reply.json["version"] == 3
    (item,) = register.items()
    assert len(item["extensions"]["L"]) == 2


def test_extension_with_repeated_conflicts_gets_503(register, mine, monkeypatch):
    def taken(*_):
        raise table.Taken

    monkeypatch.setattr(table, "extend", taken)
    reply = register.extend(mine, ACT)
    assert (reply.status, reply.headers["Retry-After"]) == (503, "1")


def test_extension_of_deleted_decision_creates_no_item(register, mine, monkeypatch, cloud):
    read = table.get

    def read_then_deleted(payer, decision_id):
        record = read(payer, decision_id)
        key = {"payer": {"S": payer}, "decision_id": {"S": decision_id}}
        cloud.delete_item(TableName="register", Key=key)
        return record

    monkeypatch.setattr(table, "get", read_then_deleted)
    assert register.extend(mine, ACT).status == 404
    assert register.items() == []


DAYS = st.dates(date(2022, 1, 1), date(2026, 11, 22))
EXTENSIONS = st.lists(
    DAYS.map(lambda day: Extension(first_day=day))
    | st.tuples(DAYS, st.integers(0, 400)).map(
        lambda span: Extension(first_day=span[0], last_day=span[0] + timedelta(days=span[1]))
    ),
    max_size=5,
)


def kept_after(every):
    """The last day of a decision of 1 January 2022, and after each extension that it takes."""
    first = datetime(2022, 1, 1, 12, tzinfo=UTC)
    sent = payment(decidedOn=first.date().isoformat())
    record = new_record("one", "key", read_decision(sent), json.dumps(sent), first)
    yield record.keep_until
    for extension in every:
        with suppress(Problem):
            record = extensions.extended(record, extension)
            yield record.keep_until


@settings(max_examples=300, deadline=None)
@given(every=EXTENSIONS)
def test_no_extension_ever_makes_period_shorter(every):
    last_days = list(kept_after(every))
    assert last_days == sorted(last_days)


def test_interruption_on_last_day_of_suspension_does_not_shorten_retention():
    """Five years from 1 March end a day sooner than five and the sixty days with 29 February."""
    start, end = date(2024, 1, 1), date(2024, 3, 1)
    every = (
        Extension(first_day=start),
        Extension(first_day=start, last_day=end),
        Extension(first_day=end),
    )
    kept = list(kept_after(every))
    assert kept[-2:] == [date(2029, 3, 2), date(2029, 3, 2)]
    last_day = keep_until(date(2022, 1, 1), RetainedDecision.PAYMENT, False, every)
    assert last_day == date(2029, 3, 1)


def test_retry_attempts_fit_function_timeout():
    assert extensions.ATTEMPTS <= 5
