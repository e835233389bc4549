"""The contact form through the gateway, to the real functions and the emulator of AWS."""

import http.client
import json
import time
from urllib.parse import urlencode, urlsplit

import pytest

from functions.i18n.catalog import LANGUAGES
from infra.api_routes import read_api_routes
from tools.gateway.subprocess_server import running_gateway
from tools.local_deployment.contact_form_client import FORM_FIELDS, TOKEN, send_contact_form
from tools.local_deployment.examples import FORM
from tools.smoke.reply import Reply

READY_WITHIN_SECONDS = 60
SHELL = (
    '<html lang="{language}"><head><title>Page</title></head><body><main>'
    "<!-- simulator:start --><!-- simulator:end --></main></body></html>"
)
PATH = f"{read_api_routes().base_path}/contactMessages"
KEY = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


class Gateway:
    """A running gateway, asked as a browser and as a program."""

    def __init__(self, address):
        self.host = urlsplit(address).netloc

    def ask(self, body, headers):
        connection = http.client.HTTPConnection(self.host, timeout=40)
        try:
            connection.request("POST", PATH, body, headers)
            response = connection.getresponse()
            return Reply(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def form(self, fields):
        return self.ask(urlencode(fields), {"Content-Type": FORM, "Accept": "text/html"})

    def message(self, document):
        headers = {"Content-Type": "application/json", "Idempotency-Key": KEY}
        return self.ask(json.dumps(document), headers)

    def wait(self):
        """Until the form comes with a token: the key that signs it is then there."""
        end = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < end:
            reply = self.form({"language": "fr", "intent": "topic", "topic": "notPaid"})
            if TOKEN.search(reply.body.decode()):
                return
            time.sleep(0.5)
        raise TimeoutError(f"{reply.status} for {READY_WITHIN_SECONDS} seconds")


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    (site / "index.html").write_text("choose")
    for language in LANGUAGES:
        page = site / language / "help" / "contact" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(SHELL.format(language=language))
    with running_gateway(site) as running:
        found = Gateway(running.address)
        found.wait()
        yield found


def test_contact_form_is_refused_to_program_and_taken_once_from_person(gateway):
    assert send_contact_form(gateway.form)


def test_contact_form_with_forged_token_is_refused(gateway):
    made_up = f"{'a' * 22}.{int(time.time()) - 60}.{'b' * 43}"
    assert gateway.form(FORM_FIELDS | {"token": made_up}).status == 400
    assert gateway.form(FORM_FIELDS | {"token": ""}).status == 400


def test_same_key_is_one_message_and_takes_no_other_text(gateway):
    document = {
        "topic": "notPaid",
        "message": "Two terms were not paid.",
        "email": "parent@example.org",
        "answerLanguage": "en",
    }
    first, again = gateway.message(document), gateway.message(document)
    other = gateway.message(document | {"message": "Three terms were not paid."})
    assert (first.status, again.status) == (202, 202)
    assert json.loads(first.body)["reference"] == json.loads(again.body)["reference"]
    assert other.status == 409
