"""Rows spread by Step Functions get the same answers, in their order, as on one machine."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import time
from datetime import date
from zipfile import ZipFile

import boto3
import pytest

from analysis.calculators import calculator
from analysis.columns import CannotRead, read_heading
from analysis.distributed import handler as distributed
from analysis.distributed.definition import ROWS_OF_BATCH, state_machine
from analysis.household import Reading, answer_row
from tests.analysis.rows import ADVANCE
from tools.aws_emulator.ministack import ACCOUNT, MiniStack
from tools.dev.places import ROOT

TODAY = "2026-11-30"
ROWS = [
    ADVANCE,
    {**ADVANCE, "children[0].monthlyMaintenance": "125.50"},
    {**ADVANCE, "applicationDate": "31/02/2025"},
]
WITHIN_SECONDS = 120


@pytest.fixture(autouse=True)
def job(monkeypatch):
    monkeypatch.setenv(distributed.CALCULATOR, "advances")
    monkeypatch.setenv(distributed.TODAY, TODAY)


def expected():
    """The rows of the results as the command computes them on one machine."""
    chosen = calculator("advances")
    reading = Reading(
        calculator=chosen,
        columns=read_heading(chosen.simulator.schema.form, list(ADVANCE), ()),
        language="en",
        today=date.fromisoformat(TODAY),
    )
    return [answer_row(reading, number, list(row.values())) for number, row in enumerate(ROWS, 1)]


def items():
    return [{"index": index, "row": row} for index, row in enumerate(ROWS)]


def test_batch_gets_answers_of_one_machine_also_for_refused_row():
    answered = distributed.handler({"Items": items()}, None)

    assert answered["rows"] == expected()
    assert [len(row) for row in answered["rows"]] == [len(answered["heading"])] * len(ROWS)


def test_single_item_is_batch_of_one():
    assert distributed.handler(items()[1], None)["rows"] == [expected()[1]]


def test_column_that_is_no_question_refuses_file():
    with pytest.raises(CannotRead, match="no question"):
        distributed.handler({"index": 0, "row": {"nothing": "1"}}, None)


def test_largest_batch_answers_within_limit_of_payload():
    rows = distributed.handler({"Items": items()[:1] * ROWS_OF_BATCH}, None)

    # Step Functions hands over 256 KiB at most.
    assert len(json.dumps(rows)) < 256 * 1024


def package():
    """This checkout as the archive of a function: the emulator has the libraries."""
    kept = io.BytesIO()
    with ZipFile(kept, "w") as archive:
        for folder in ("analysis", "functions"):
            for path in (ROOT / folder).rglob("*"):
                if path.is_file() and "__pycache__" not in path.parts:
                    archive.write(path, path.relative_to(ROOT))
    return kept.getvalue()


@pytest.fixture(scope="module")
def emulator():
    services = "s3,lambda,states,stepfunctions,iam,sts,logs"
    stack = MiniStack("eu-central-1", {"SERVICES": services})
    loop = asyncio.new_event_loop()
    loop.run_until_complete(stack.start())
    yield stack
    loop.run_until_complete(stack.stop())
    loop.close()


def client(stack, service):
    return boto3.client(
        service,
        endpoint_url=stack.address,
        region_name=stack.region,
        aws_access_key_id=ACCOUNT,
        aws_secret_access_key="local",  # noqa: S106 - of no use elsewhere
    )


def test_file_in_bucket_is_answered_by_state_machine(emulator):
    function = client(emulator, "lambda").create_function(
        FunctionName="rows",
        Runtime="python3.13",
        Role=f"arn:aws:iam::{ACCOUNT}:role/rows",
        Handler="analysis.distributed.handler.handler",
        Code={"ZipFile": package()},
        Timeout=60,
        Environment={"Variables": {distributed.CALCULATOR: "advances", distributed.TODAY: TODAY}},
    )["FunctionArn"]
    store, text = client(emulator, "s3"), io.StringIO()
    writer = csv.DictWriter(text, list(ADVANCE))
    writer.writeheader()
    writer.writerows(ROWS)
    store.create_bucket(
        Bucket="files", CreateBucketConfiguration={"LocationConstraint": emulator.region}
    )
    store.put_object(Bucket="files", Key="households.csv", Body=text.getvalue().encode())
    machines = client(emulator, "stepfunctions")
    machine = machines.create_state_machine(
        name="rows",
        definition=json.dumps(state_machine(function, "files")),
        roleArn=f"arn:aws:iam::{ACCOUNT}:role/rows",
    )["stateMachineArn"]
    given = json.dumps({"key": "households.csv", "results": "results"})
    run = machines.start_execution(stateMachineArn=machine, input=given)["executionArn"]
    found, limit = machines.describe_execution(executionArn=run), time.monotonic() + WITHIN_SECONDS
    while found["status"] == "RUNNING" and time.monotonic() < limit:
        time.sleep(0.5)
        found = machines.describe_execution(executionArn=run)

    assert found["status"] == "SUCCEEDED", found
    # The emulator makes no batches: it hands over one row at a time, and writes no file of results.
    assert [row for part in json.loads(found["output"]) for row in part["rows"]] == expected()
