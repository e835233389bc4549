"""Marked values through every operation: none of them is where it does not belong.

``python -m tests.data_leaks --requests 5000`` sends as many as one likes.
"""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.api.events import Reply
from tests.data_leaks.leaks import LEAKS
from tests.data_leaks.marks import Mark, Marks, forms_of_day, found, words_in
from tests.data_leaks.requests import codes, operations
from tests.data_leaks.search import Found, look_at_log, look_at_reply

ROOT = Path(__file__).parents[2]
A_ROUND = 640
"""Every way to ask for every operation, once."""
UUID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


def canary(*arguments):
    ran = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "tests.data_leaks", *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stdout[-2000:] + ran.stderr[-2000:]
    return ran.stdout


@pytest.fixture(scope="module")
def leak_run():
    """The counts of a run through every operation, and the leaks."""
    figures, *found_leaks = canary("--requests", str(A_ROUND), "--json").splitlines()
    return json.loads(figures), found_leaks


def test_typed_values_leak_nowhere(leak_run):
    figures, found_leaks = leak_run
    assert not found_leaks
    assert figures["requests"] == A_ROUND


def test_every_operation_gets_valid_and_invalid_requests(leak_run):
    statuses = leak_run[0]["statuses"]
    assert statuses.keys() == {operation.name for operation in operations()}
    for name, counts in statuses.items():
        kinds = {status[0] for status in counts}
        assert {"2", "4"} <= kinds, name


def test_operations_with_body_return_markers_in_expected_places_only(leak_run):
    answers = leak_run[0]["answers"]
    silent = [each.name for each in operations() if each.examples and not answers.get(each.name)]
    assert not silent


def test_messages_and_decisions_keep_markers_in_expected_places_only(leak_run):
    figures, _ = leak_run
    assert figures["messages accepted"] > 0
    assert figures["mails"] >= figures["messages accepted"]
    assert figures["marks in the register, where they belong"] > 0


def test_every_deliberate_leak_is_detected():
    output = canary("--requests", "65", "--leaks").splitlines()
    assert [line.partition(":")[0] for line in output] == ["found"] * len(LEAKS), output


MARK = Mark("amount", ("7351946",))


@pytest.mark.parametrize(
    "text",
    ["73519.46", "73519,46", "73.519,46 €", "73\u202f519,46", "€73,519.46", "7351946",
     "a=73519%2C46&b", "73&#46;519&#44;46"],
)  # fmt: skip
def test_amount_is_found_in_any_notation(text):
    assert found(text, [MARK]) == [MARK]


@pytest.mark.parametrize("text", ["73519.45", "735 19", "", "a day of 2026"])
def test_other_amount_is_not_matched(text):
    assert not found(text, [MARK])


@pytest.mark.parametrize(
    "text", ["2015-05-03", "03/05/2015", "3/5/2015", "20150503", "3 mai 2015", "3. Mai 2015"]
)
def test_day_is_found_in_any_notation(text):
    mark = Mark("day", forms_of_day(date(2015, 5, 3)))
    assert found(f"on {text}.", [mark]) == [mark]


def test_every_answer_gets_unique_marker():
    document = {"a": "text", "b": ["2026-11-21", "2026-11"], "c": {"figure": "127.11"}, "d": "yes"}
    marked, marks = Marks(1, frozenset({"yes"})).good(document)
    assert [mark.name for mark in marks] == ["a", "b[0]", "b[1]", "c.figure"]
    assert marked["d"] == "yes"
    assert words_in(f"/{marked['a']}/") == {marked["a"]}


def test_codes_of_api_description_are_not_markers():
    assert {"notPaid", "judgment", "fr"} <= codes()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"message": "answered", "trace_id": "73519"}', "log: trace_id is none"),
        ('{"message": "answered", "age": 7}', "log says more: age"),
        ("plain", "a line that is not ours"),
    ],
)
def test_log_line_has_allowed_fields_only(line, says):
    into = Found()
    look_at_log(into, "here", line, ())
    assert into == [f"here: {says}"]


def test_request_id_of_client_is_returned_in_one_header_only():
    into = Found()
    headers = {"BelGov-Trace-Id": UUID, "BelGov-Related-Trace-Id": "mine"}
    look_at_reply(into, "here", Reply(200, headers, ""), (), "mine")
    assert into == []
    look_at_reply(into, "here", Reply(200, headers, ""), (), "another")
    assert into == ["here: header BelGov-Related-Trace-Id is another"]
