"""Every fault of a part is reported, and the command line is checked."""

import http.server
import threading

import pytest

from functions.reference import api_description
from tests.load import __main__ as command
from tests.load import contract
from tests.load.__main__ import arguments, main
from tests.load.contract import (
    YAML,
    in_json_alone,
    part_of,
    read_report,
    schemathesis,
    suites,
    without_text_schemas,
)
from tests.load.findings import Findings
from tests.load.gateway import PATIENCE_SECONDS
from tests.load.http_client import NO_RESPONSE, Response, send
from tests.load.stats import GATEWAY_LOST, Stats, is_right
from tests.support.examples import JSON, Call

DOCUMENT = api_description.document()
KNOWN = Response(status=200, body=b"answer")


def response(status, body=b"", **headers):
    return Response(status=status, seconds=0.1, headers=headers, body=body)


@pytest.mark.parametrize(
    ("received", "right"),
    [
        (response(200, b"answer"), True),
        (response(200, b"another"), False),
        (response(404, b"answer"), False),
        (Response(status=503, headers={"retry-after": "1"}), True),
        (response(503), False),
        (response(500, GATEWAY_LOST), True),
        (response(500, b"a trace"), False),
        (response(NO_RESPONSE), False),
    ],
)
def test_response_under_load_is_right_when_unchanged_or_refusal(received, right):
    assert is_right(received, KNOWN) is right


def faults_of(statuses=(200, 500), seconds=0.1, **members):
    found = Findings("load")
    stats = Stats(responses=[(status, seconds) for status in statuses], stopped_workers=1)
    for name, value in members.items():
        setattr(stats, name, value)
    stats.check(found)
    return found.faults


def test_load_without_faults_passes():
    assert faults_of(gateway_memory=[50_000] * 8) == []


@pytest.mark.parametrize(
    ("members", "fault"),
    [
        ({"wrong": ["GET health: 0"]}, "GET health: 0"),
        ({"seconds": PATIENCE_SECONDS + 6}, "later than the gateway allows"),
        ({"gateway_memory": [50_000] * 8 + [90_000]}, "memory of the gateway grows"),
        ({"spared_memory": [50_000] * 8 + [90_000]}, "memory of a worker grows"),
        ({"statuses": (503,)}, "no request succeeded"),
        ({"statuses": (200, 500, 500)}, "2 requests lost by 1 stopped workers"),
    ],
)
def test_wrong_late_growing_or_lost_is_fault(members, fault):
    (found,) = faults_of(**members)
    assert fault in found


def test_faults_of_kind_are_shortened():
    found = Findings("load")
    found.add((f"fault {number}" for number in range(9)), most=2)
    assert found.faults == ["fault 0", "fault 1", "... and 7 more of that kind"]


@pytest.mark.parametrize(("declared", "status"), [(6, 200), (7, NO_RESPONSE)])
def test_response_cut_short_is_no_response(declared, status):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(declared))
            self.send_header("X", "y")
            self.end_headers()
            self.wfile.write(b"answer")

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        port = server.server_address[1]
        received = send(port, Call(function="", method="GET", path="/"))
    assert received.status == status
    assert received.headers.get("x") == ("y" if status else None)


def test_refused_connection_is_no_response():
    assert send(1, Call(function="", method="GET", path="/")).status == NO_RESPONSE


def test_json_alone_has_no_forms_and_leaves_description_unchanged():
    part = in_json_alone(DOCUMENT)
    bodies = [
        set(item["post"]["requestBody"]["content"])
        for item in part["paths"].values()
        if "post" in item
    ]
    assert bodies
    assert all(body == {JSON} for body in bodies)
    assert in_json_alone(DOCUMENT) != DOCUMENT


def test_schema_of_yaml_is_removed_as_it_is_returned_as_text():
    def has_schema(document):
        content = document["paths"]["/doc/openapi.yaml"]["get"]["responses"]["200"]["content"]
        return "schema" in content[YAML]

    assert (has_schema(DOCUMENT), has_schema(without_text_schemas(DOCUMENT))) == (True, False)


def test_report_of_schemathesis_gives_faults_and_number_of_requests():
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


def test_suites_hold_every_path_and_separate_signed_ones():
    signed, unsigned = (
        set(part_of(DOCUMENT, is_signed=is_signed)["paths"]) for is_signed in (True, False)
    )
    assert "/decisions" in signed
    assert not signed & unsigned
    assert signed | unsigned == set(DOCUMENT["paths"])
    assert [suite.is_signed for suite in suites(DOCUMENT)] == [False, False, True]
    assert sum(suite.share for suite in suites(DOCUMENT)) == pytest.approx(1)


def test_suite_is_bounded_by_time_or_by_number_of_requests(monkeypatch, tmp_path):
    monkeypatch.setattr(contract, "python_of", lambda _: tmp_path / "python")
    suite = suites(DOCUMENT)[-1]
    timed, counted = (schemathesis(suite, 1, 60, 7, requests) for requests in (None, 2000))
    assert timed[timed.index("--max-time") + 1] == "12"
    assert "--max-examples" not in timed
    operations = sum(len({"get", "post", "put"} & set(i)) for i in suite.document["paths"].values())
    examples = int(counted[counted.index("--max-examples") + 1])
    assert 400 <= examples * operations < 400 + operations
    assert "--max-time" not in counted


def test_command_fails_with_fault_and_runs_chosen_parts(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(command, "BUILD", tmp_path)
    parts = {"load": lambda _: Findings("load"), "contract": lambda _: Findings("contract")}
    monkeypatch.setattr(command, "PARTS", parts)
    assert main(["--part", "load"]) == 0
    assert "contract" not in capsys.readouterr().out
    parts["contract"] = lambda _: Findings("contract", faults=["an error"])
    assert main([]) == 1
    assert "FAULT an error" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (["--requests", "0"], "not a whole number from 1 on"),
        (["--requests", "all"], "not a whole number from 1 on"),
        (["--minutes", "0"], "more than 0 and at most 60 minutes"),
        (["--minutes", "61"], "more than 0 and at most 60 minutes"),
        (["--minutes", "nan"], "more than 0 and at most 60 minutes"),
        (["--part", "speed"], "invalid choice"),
    ],
)
def test_invalid_arguments_are_rejected_with_reason(given, reason, capsys):
    with pytest.raises(SystemExit):
        arguments(given)
    assert reason in capsys.readouterr().err
