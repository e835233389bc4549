from __future__ import annotations

import os
import re
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest


def talk(toy, *parts: bytes) -> bytes:
    """Send bytes as they are, and return everything that comes back."""
    with socket.create_connection(("127.0.0.1", toy.port), timeout=10) as connection:
        for part in parts:
            connection.sendall(part)
        received = b""
        while piece := connection.recv(65536):
            received += piece
        return received


def until(condition, seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(condition())


def test_page_has_content_security_policy(toy):
    policy = toy.ask("GET", "/").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")


def test_response_of_function_has_content_security_policy(toy):
    assert "content-security-policy" in toy.echo().headers


def test_pdf_has_no_content_security_policy(toy):
    headers = toy.ask("GET", "/fr/forms/intervention.pdf").headers
    assert "content-security-policy" not in headers
    assert headers["x-content-type-options"] == "nosniff"


def test_head_request_gets_length_but_no_body(toy):
    answer = toy.ask("HEAD", "/fr/")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-length"] == str(len(toy.ask("GET", "/fr/").body))


def test_path_with_parameters_reaches_its_function(toy):
    event = toy.ask("GET", "/api/toy/v1/echo/red/of/apple").json["event"]
    assert event["routeKey"] == "ANY /api/toy/v1/echo/{colour}/of/{thing}"
    assert event["pathParameters"] == {"colour": "red", "thing": "apple"}


def test_unknown_path_of_api_reaches_default_function(toy):
    answer = toy.ask("GET", "/api/nothing").json
    assert answer["event"]["routeKey"] == "$default"
    assert answer["environment"]["AWS_LAMBDA_FUNCTION_NAME"] == "reference"


def test_worker_gets_its_deadline_and_request_id(toy):
    answer = toy.echo().json
    assert 5_000 < answer["remaining"] <= 10_000
    assert len(answer["id"]) == 36


def test_worker_has_environment_of_lambda_only(toy):
    environment = toy.echo().json["environment"]
    known = {"LANG", "LAMBDA_TASK_ROOT", "PAGES_DIRECTORY", "PATH", "PYTHONPATH", "TZ", "_HANDLER"}
    # awslambdaric sets LC_CTYPE through Python itself; the rest is AWS's and Powertools'.
    others = {name for name in environment if not name.startswith(("AWS_", "POWERTOOLS_"))}
    assert others - {"LC_CTYPE"} == known


def test_worker_gets_no_credentials(toy):
    names = toy.echo().json["environment"]
    assert [name for name in names if re.search("SECRET|ACCESS_KEY|TOKEN", name)] == []


def test_handler_that_raises_is_500_without_its_text(toy):
    answer = toy.echo({"do": "raise"})
    assert (answer.status, answer.json) == (500, {"message": "Internal Server Error"})


def test_invalid_response_of_function_is_500(toy):
    assert toy.echo({"do": "return", "value": {"statusCode": "x"}}).status == 500


def test_function_that_does_not_start_is_500_at_once(toy):
    start = time.monotonic()
    assert toy.ask("GET", "/api/toy/v1/broken").status == 500
    assert time.monotonic() - start < 5


def test_function_that_does_not_start_is_logged_with_its_reason(toy):
    toy.ask("GET", "/api/toy/v1/broken")
    assert "the function does not start: Runtime.ImportModuleError" in toy.log.read_text()


def test_worker_that_dies_at_work_is_500_and_is_replaced(toy):
    assert toy.echo({"do": "die"}).status == 500
    assert toy.echo().status == 200


def test_sixty_four_concurrent_requests_are_all_answered(toy):
    with ThreadPoolExecutor(64) as pool:
        statuses = [answer.status for answer in pool.map(lambda _: toy.echo(), range(64))]
    assert statuses == [200] * 64


def test_requests_over_queue_limit_get_503_with_retry_after(toy):
    def ask(_):
        return toy.echo({"do": "wait", "seconds": 0.02})

    with ThreadPoolExecutor(150) as pool:
        answers = list(pool.map(ask, range(150)))
    refused = [answer for answer in answers if answer.status == 503]
    assert {answer.headers["retry-after"] for answer in refused} == {"1"}
    assert {answer.status for answer in answers} == {200, 503}


def test_connection_is_kept_alive(toy):
    request = b"GET /nl/ HTTP/1.1\r\nHost: localhost\r\n"
    received = talk(toy, request + b"\r\n", request + b"Connection: close\r\n\r\n")
    assert received.count(b"HTTP/1.1 200 ") == 2


def test_body_over_ten_megabytes_is_refused(toy):
    answer = toy.ask("POST", "/api/toy/v1/echo", b"x" * (10 * 1024 * 1024 + 1))
    assert (answer.status, answer.headers["connection"]) == (413, "close")


def test_expect_header_gets_100_continue(toy):
    head = b"POST /nl/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    received = talk(toy, head + b"Expect: 100-continue\r\nContent-Length: 1\r\n\r\n", b"x")
    assert re.match(rb"HTTP/1\.1 100 .*\r\n\r\nHTTP/1\.1 405 ", received, re.DOTALL)


def test_headers_over_limit_are_refused(toy):
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Long: aaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 2000
    assert talk(toy, head + b"\r\n").startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 431 "))


def test_log_holds_method_path_status_and_time(toy):
    toy.ask("GET", "/nl/?name=secret")
    assert until(lambda: re.search(r"^GET /nl/ 200 \d+\.\d ms$", toy.log.read_text(), re.MULTILINE))


def test_log_holds_nothing_that_person_typed(toy):
    toy.ask("GET", "/fr/?name=confidential", headers={"x-name": "confidential"})
    toy.echo({"name": "confidential"})
    assert "confidential" not in toy.log.read_text()


def test_idle_worker_that_is_killed_is_replaced(start_toy):
    toy = start_toy("--quiet")
    pid = toy.echo().json["pid"]
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: "a new one starts" in toy.log.read_text())
    assert toy.echo().json["pid"] != pid


def test_stopped_gateway_leaves_no_process(start_toy):
    toy = start_toy()
    toy.echo()
    workers = toy.workers()
    toy.process.send_signal(signal.SIGTERM)
    assert (toy.process.wait(10), bool(workers)) == (0, True)
    assert until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


def test_ctrl_c_stops_gateway(start_toy):
    toy = start_toy()
    toy.process.send_signal(signal.SIGINT)
    assert toy.process.wait(10) == 0


def test_gateway_stops_when_its_standard_input_closes(start_toy):
    toy = start_toy("--stop-with-stdin")
    toy.process.stdin.close()
    assert toy.process.wait(10) == 0


def test_workers_of_killed_gateway_end_by_themselves(start_toy):
    toy = start_toy()
    toy.echo()
    workers = toy.workers()
    toy.process.kill()
    toy.process.wait()
    assert until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


def test_gateway_listens_on_loopback_only(toy):
    port = f"{toy.port:04X}"
    lines = Path("/proc/net/tcp").read_text().splitlines()
    listening = [line.split()[1] for line in lines if line.split()[3] == "0A"]
    assert [address for address in listening if address.endswith(f":{port}")] == [
        f"0100007F:{port}"
    ]


def status_for(toy, host, path="/fr/"):
    named = host.format(port=toy.port)
    head = f"GET {path} HTTP/1.1\r\nHost: {named}\r\nConnection: close\r\n\r\n"
    return int(talk(toy, head.encode()).split()[1])


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1", "[::1]:{port}", "LocalHost"])
def test_request_for_this_machine_is_answered(toy, host):
    assert status_for(toy, host) == 200


@pytest.mark.parametrize("host", ["evil.example:{port}", "127.0.0.1.evil.example", "alimenta.be"])
@pytest.mark.parametrize("path", ["/fr/", "/api/toy/v1/echo"])
def test_request_for_another_host_is_refused(toy, host, path):
    assert status_for(toy, host, path) == 421
