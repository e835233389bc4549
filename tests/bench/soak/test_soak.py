"""The soak asks everything that the contract names, and calls every fault a fault."""

import json

import pytest

from bench.soak import checks
from bench.soak.__main__ import arguments, keep
from bench.soak.asking import NOTHING, Reply, _reply
from bench.soak.checks import (
    YAML,
    in_json_alone,
    kinds,
    part_of,
    read_report,
    without_text_schemas,
)
from bench.soak.findings import Findings
from bench.soak.operations import CONTRACT, JSON, KEY_HEADER, Call, calls
from bench.soak.tally import GATEWAY_LOST, Tally, is_right, judge
from tools.gateway.functions import PATIENCE_SECONDS

DOCUMENT = json.loads(CONTRACT.read_text(encoding="utf-8"))
TOY = {
    "servers": [{"url": "https://toy.example/api/toy/v1"}],
    "paths": {
        "/colours": {"x-function": "paint", "get": {}},
        "/colours/{name}": {"x-function": "paint", "get": {}},
        "/mix": {
            "x-function": "mix",
            "post": {
                "requestBody": {"content": {JSON: {"examples": {"é": {"value": {"a": "é"}}}}}}
            },
        },
    },
}
KNOWN = Reply(status=200, seconds=0.1, headers={}, body=b"answer")


def reply(status, body=b"", **headers):
    return Reply(status=status, seconds=0.1, headers=headers, body=body)


def test_every_operation_is_asked_whose_address_is_known():
    asked = {(call.method.lower(), call.path) for call in calls()}
    base = DOCUMENT["servers"][0]["url"]
    plain = {
        (method, base + path)
        for path, item in DOCUMENT["paths"].items()
        for method in ("get", "post")
        if method in item and "{" not in path
    }
    assert plain < asked
    named = {path.removeprefix(base).split("/")[1] for _, path in asked - plain}
    assert named == {"fillAdvanceForm", "fillArrearsForm", "fillWaiverForm", "decisions"}
    assert not any("{" in path for _, path in asked)


def test_an_operation_is_asked_as_soon_as_the_contract_has_it(tmp_path):
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(TOY), encoding="utf-8")
    assert calls(file) == (
        Call(function="paint", method="GET", path="/api/toy/v1/colours"),
        Call(function="mix", method="POST", path="/api/toy/v1/mix", body='{"a": "é"}'),
    )


def test_what_needs_a_key_or_a_signature_is_not_asked_as_the_rest():
    every = {(call.method, call.path.rpartition("/")[2]): call for call in calls()}
    letter, decision = every["POST", "contactMessages"], every["POST", "decisions"]
    assert (letter.is_kept, letter.is_signed, letter.is_plain) == (True, False, False)
    assert (decision.is_kept, decision.is_signed, decision.is_plain) == (True, True, False)
    assert every["GET", "decisions"].is_signed
    assert every["POST", "calculateWaiver"].is_plain
    assert every["GET", "health"].is_plain


def test_only_a_key_that_is_required_makes_a_promise(tmp_path):
    def kept(**key):
        document = json.loads(json.dumps(TOY))
        document["paths"]["/mix"]["post"]["parameters"] = [{"in": "header", **key}]
        file = tmp_path / "openapi.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        return calls(file)[-1].is_kept

    assert kept(name=KEY_HEADER, required=True)
    assert not kept(name=KEY_HEADER)
    assert not kept(name="Accept", required=True)


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (reply(200, b"answer"), True),
        (reply(200, b"another"), False),
        (reply(404, b"answer"), False),
        (Reply(status=503, seconds=0.1, headers={"retry-after": "1"}, body=b""), True),
        (reply(503), False),
        (reply(500, GATEWAY_LOST), True),
        (reply(500, b"a trace"), False),
        (reply(NOTHING), False),
    ],
)
def test_a_call_is_answered_as_before_or_told_that_it_is_not(answer, right):
    assert is_right(answer, KNOWN) is right


def faults_of(**tally):
    found = Findings("load")
    judged = Tally(seconds=[0.1])
    judged.statuses[200] = 5
    for name, value in tally.items():
        setattr(judged, name, value)
    judge(found, judged)
    return found.faults


def test_load_without_faults_holds():
    assert faults_of(memory=[50_000] * 8, blows=3) == []


@pytest.mark.parametrize(
    ("tally", "fault"),
    [
        ({"wrong": ["GET health: 0"]}, "GET health: 0"),
        ({"seconds": [PATIENCE_SECONDS + 6]}, "later than the gateway allows"),
        ({"memory": [50_000] * 8 + [90_000]}, "memory of the gateway grows"),
        ({"spared_memory": [50_000] * 8 + [90_000]}, "memory of a worker grows"),
    ],
)
def test_what_must_not_be_is_a_fault(tally, fault):
    (found,) = faults_of(**tally)
    assert fault in found


def test_more_calls_lost_than_workers_struck_is_a_fault():
    found = Findings("load")
    tally = Tally(seconds=[0.1], blows=1)
    tally.statuses.update({200: 5, 500: 2})
    judge(found, tally)
    assert found.faults == ["2 calls lost by 1 blows"]


def test_an_answer_cut_short_is_no_answer():
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nX: y\r\n\r\n"
    whole = _reply(head + b"answer", 0.1)
    assert (whole.status, whole.headers["x"], whole.body) == (200, "y", b"answer")
    assert [_reply(raw, 0.1).status for raw in (head + b"ans", head[:-2], b"")] == [NOTHING] * 3


def test_the_contract_in_json_alone_has_no_forms_and_is_a_copy():
    part = in_json_alone(DOCUMENT)
    bodies = [
        set(item["post"]["requestBody"]["content"])
        for item in part["paths"].values()
        if "post" in item
    ]
    assert bodies
    assert all(body == {JSON} for body in bodies)
    assert in_json_alone(DOCUMENT) != DOCUMENT


def test_a_text_is_not_held_to_a_schema_of_what_it_describes():
    def schemas(document):
        content = document["paths"]["/doc/openapi.yaml"]["get"]["responses"]["200"]["content"]
        return "schema" in content[YAML]

    assert (schemas(DOCUMENT), schemas(without_text_schemas(DOCUMENT))) == (True, False)


def test_what_does_not_keep_the_contract_is_a_fault():
    found = Findings("contract")
    report = {
        "test_cases": {"generated": 12},
        "failures": [{"title": "Server error", "count": 2, "operations": ["POST /mix"]}],
        "errors": [{"title": "Network error"}],
    }
    assert read_report(found, "JSON", report) == 12
    assert found.faults == ["JSON: Server error (2): POST /mix", "JSON: Network error"]
    assert "  FAULT JSON: Network error" in found.lines()
    assert Findings("contract").lines()[-1] == "  no fault"


def test_what_must_be_signed_is_asked_apart_from_the_rest_and_nothing_is_left_out():
    of = [set(part_of(DOCUMENT, is_signed=is_signed)["paths"]) for is_signed in (True, False)]
    assert "/decisions" in of[0]
    assert not of[0] & of[1]
    assert of[0] | of[1] == set(DOCUMENT["paths"])
    assert [kind.is_signed for kind in kinds(DOCUMENT)] == [False, False, True]
    assert sum(kind.share for kind in kinds(DOCUMENT)) == pytest.approx(1)


def of_kind(monkeypatch, tmp_path, calls_an_example, wanted=1000):
    """What a kind asks of schemathesis until enough was sent, and how much was."""
    asked = []

    def run(command, _contract):
        asked.append(command)
        examples = int(command[command.index("--max-examples") + 1])
        return {
            "test_cases": {"generated": int(examples * calls_an_example)},
            "failures": [],
            "errors": [],
        }

    monkeypatch.setattr(checks, "BUILD", tmp_path)
    monkeypatch.setattr(checks, "_run", run)
    kind = kinds(DOCUMENT)[-1]
    found = Findings("contract")
    sent = checks._of_kind(found, tmp_path / "python", kind, 1, 60, 7, wanted)
    return sent, asked


@pytest.mark.parametrize("calls_an_example", [1.5, 8, 40])
def test_the_contract_is_asked_until_so_many_were_sent_and_not_many_more(
    monkeypatch, tmp_path, calls_an_example
):
    sent, asked = of_kind(monkeypatch, tmp_path, calls_an_example)
    enough = 1000 * kinds(DOCUMENT)[-1].share
    assert enough <= sent < 2 * enough
    seeds = [command[command.index("--seed") + 1] for command in asked]
    assert len(set(seeds)) == len(seeds)
    assert [("--phases" in command) for command in asked] == [False] + [True] * (len(asked) - 1)


def test_a_contract_that_nothing_can_be_asked_of_ends(monkeypatch, tmp_path):
    sent, asked = of_kind(monkeypatch, tmp_path, 0)
    assert (sent, len(asked)) == (0, 1)


def test_without_a_number_the_time_decides(monkeypatch, tmp_path):
    _, (command,) = of_kind(monkeypatch, tmp_path, 1, wanted=None)
    assert command[command.index("--max-examples") + 1] == str(checks.EXAMPLES)
    assert int(command[command.index("--max-time") + 1]) <= 60


def test_a_part_found_anew_leaves_what_is_kept_of_the_others(tmp_path):
    file = tmp_path / "soak.json"
    keep([Findings("load", {"calls": 1}), Findings("contract")], file)
    keep([Findings("load", {"calls": 2})], file)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert [part["part"] for part in kept] == ["contract", "load"]
    assert kept[1]["figures"] == {"calls": 2}


@pytest.mark.parametrize("requests", ["0", "-5", "all"])
def test_a_number_of_requests_that_is_none_is_refused(requests, capsys):
    with pytest.raises(SystemExit):
        arguments(["--requests", requests])
    assert "no number of requests" in capsys.readouterr().err


@pytest.mark.parametrize("minutes", ["0", "-1", "61", "many", "nan"])
def test_a_time_without_bounds_is_refused(minutes, capsys):
    with pytest.raises(SystemExit):
        arguments(["--minutes", minutes])
    assert "more than 0 and at most 60 minutes" in capsys.readouterr().err


def test_the_parts_can_be_chosen():
    assert arguments(["--part", "load", "--part", "fuzzing"]).part == ["load", "fuzzing"]
