"""The smoke test of a deployment, tried against the local server."""

import http
import time

import pytest

from functions.i18n.catalog import LANGUAGES
from tools.local_deployment.contact_form_client import TOKEN
from tools.smoke import __main__ as command
from tools.smoke.__main__ import main
from tools.smoke.reply import Reply, SmokeTestFailed
from tools.smoke.site import Site
from tools.smoke.steps import Smoke

READY_WITHIN_SECONDS = 60


@pytest.fixture(scope="module")
def ready(gateway):
    """The address of the gateway, once the emulator behind it answers."""
    site, end = Site(address=gateway), time.monotonic() + READY_WITHIN_SECONDS
    asked = {"language": "fr", "intent": "topic", "topic": "notPaid"}
    while not TOKEN.search(site.post_form("/contactMessages", asked).body.decode()):
        assert time.monotonic() < end
        time.sleep(0.5)
    return gateway


def test_local_server_passes_every_step(ready, capsys):
    code = main(["--address", ready, "--contact", "--local-payer"])
    shown = capsys.readouterr()

    assert (code, shown.err) == (0, "")
    begun = [line.partition(":")[0] for line in shown.out.splitlines()]
    assert begun == ["pages", "health", "simulators", "documents", "contact", "register"]


def test_nothing_is_sent_or_recorded_unless_asked(gateway, capsys):
    assert main(["--address", f"{gateway}/"]) == 0

    assert "contact" not in capsys.readouterr().out


def test_address_of_stage_is_that_of_its_stack(monkeypatch):
    outputs = {"SiteHost": "d1.cloudfront.test"}
    monkeypatch.setattr(command, "read_outputs", lambda *_: outputs)

    assert command.address_of("trial") == "https://d1.cloudfront.test"


def test_stage_that_is_not_deployed_is_named(monkeypatch, capsys):
    monkeypatch.setattr(command, "read_outputs", lambda *_: {})

    assert main(["--stage", "trial"]) == 1
    assert "trial is not deployed" in capsys.readouterr().err


def test_address_where_nothing_answers_is_named(capsys):
    assert main(["--address", "http://127.0.0.1:9"]) == 1

    assert capsys.readouterr().err.startswith("FAILED: ")


class Broken(Site):
    """A site that answers one path otherwise than it must."""

    def _ask(self, method, path, headers, body=None):
        if path.endswith("/health"):
            return Reply(http.HTTPStatus.BAD_GATEWAY, {}, b"<html>Bad Gateway</html>")
        return super()._ask(method, path, headers, body)


def test_failed_step_says_what_came_instead(gateway):
    smoke = Smoke(site=Broken(address=gateway))

    with pytest.raises(SmokeTestFailed, match="502 <html>Bad Gateway"):
        list(smoke.steps())


def test_page_of_wrong_language_fails(gateway):
    class Mixed(Site):
        def get(self, path, accept="*/*"):
            return super().get(path.replace(f"/{LANGUAGES[1]}/", f"/{LANGUAGES[0]}/"), accept)

    with pytest.raises(SmokeTestFailed):
        list(Smoke(site=Mixed(address=gateway)).steps())
