from __future__ import annotations

import asyncio
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.settings import SERVICES, settings_of
from tools.aws_emulator.emulator import AwsEmulator
from tools.aws_emulator.ministack import ACCOUNT, FOLDER, _new_folder

EMULATOR = AwsEmulator(settings_of("trial"))


def test_environment_is_set_for_functions_that_use_aws_only():
    assert set(EMULATOR.environment()) == {
        "contact",
        "delivery",
        "decision_register",
    }


def test_environment_has_names_of_cloud(synthesised):
    in_the_cloud = {
        item["Properties"]["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]: set(
            item["Properties"]["Environment"]["Variables"]
        )
        for item in synthesised.api.values()
        if item["Type"] == "AWS::Lambda::Function"
    }

    for function, variables in EMULATOR.environment().items():
        ours = {name for name in variables if not name.startswith("AWS_")}
        assert ours <= in_the_cloud[function], function


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_has_queue(service):
    assert EMULATOR.queues[service].endswith(f"/alimenta-{service}")


@pytest.fixture(scope="module")
def running():
    """An emulator as ``serve`` starts it."""
    emulator = AwsEmulator(settings_of("trial"))
    loop = asyncio.new_event_loop()
    loop.run_until_complete(emulator.start())
    yield emulator
    loop.run_until_complete(emulator.stop())
    loop.close()


def client(running, service):
    return boto3.client(
        service,
        endpoint_url=running.stack.address,
        region_name=running.stack.region,
        aws_access_key_id=ACCOUNT,
        aws_secret_access_key="local",  # noqa: S106 - of no use elsewhere
    )


def test_services_that_are_needed_answer(running):
    tables = client(running, "dynamodb").list_tables()["TableNames"]

    assert {"alimenta-contact", "alimenta-contact-limits", "alimenta-register"} <= set(tables)


@pytest.mark.parametrize(
    ("service", "call"),
    [("lambda", "list_functions"), ("s3", "list_buckets")],
)
def test_services_that_could_run_or_serve_something_are_not_started(running, service, call):
    with pytest.raises(ClientError):
        getattr(client(running, service), call)()


def test_unsigned_call_is_refused(running):
    request = urllib.request.Request(  # noqa: S310 - the emulator on this machine
        running.stack.address,
        data=b"{}",
        headers={"X-Amz-Target": "DynamoDB_20120810.ListTables"},
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)  # noqa: S310 - as above
    assert refused.value.status in {400, 403}


@pytest.mark.parametrize(
    ("method", "header"),
    [
        ("POST", ("Origin", "http://evil.example")),
        ("OPTIONS", ("Access-Control-Request-Method", "POST")),
        ("GET", ("Sec-Fetch-Site", "cross-site")),
        ("GET", ("Host", "evil.example")),
    ],
)
def test_request_of_page_is_refused_and_no_origin_may_read_it(running, method, header):
    name, value = header
    connection = http.client.HTTPConnection("127.0.0.1", running.stack.port, timeout=10)
    connection.putrequest(method, "/_ministack/health", skip_host=name == "Host")
    connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    connection.close()

    assert answer.status == 403
    assert answer.getheader("Access-Control-Allow-Origin") is None


def test_emulator_listens_on_loopback_only(running):
    other = socket.gethostbyname(socket.gethostname())
    if other.startswith("127."):
        pytest.skip("this machine has no other address")
    with socket.socket() as trial:
        trial.settimeout(2)
        assert trial.connect_ex((other, running.stack.port)) != 0


def test_folder_of_killed_process_goes_with_next_start(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    left = tmp_path / f"{FOLDER}{ended.pid}-x"
    ours = tmp_path / f"{FOLDER}{os.getpid()}-x"
    for each in (left, ours):
        each.mkdir()
    made = _new_folder()

    assert (left.exists(), ours.exists(), made.is_dir()) == (False, True, True)


def test_temporary_folder_is_removed_with_emulator():
    emulator = AwsEmulator(settings_of("trial"))

    async def start_and_stop():
        await emulator.stack.start()
        folder = emulator.stack._folder
        assert folder.is_dir()
        await emulator.stop()
        return folder

    assert not asyncio.run(start_and_stop()).exists()


STARTED = """
import asyncio
from tools.aws_emulator.ministack import MiniStack
async def main():
    stack = MiniStack("eu-central-1", {"SERVICES": "sqs"})
    await stack.start()
    print(stack._process.pid, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_emulator_ends_when_its_parent_is_killed():
    with subprocess.Popen(  # noqa: S603 - this test's own program
        [sys.executable, "-c", STARTED],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": "."},
        text=True,
    ) as parent:
        emulator = int(parent.stdout.readline())
        parent.kill()
    limit = time.monotonic() + 10
    while _runs(emulator) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not _runs(emulator)


def _runs(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
