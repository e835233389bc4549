"""The contact page for people: first answers, then the form, then the reference. No scripts."""

import html
import json
import re
from urllib.parse import urlencode

import pytest

from functions.contact.messages import QUEUE_DAYS, RECORD_DAYS
from functions.contact.topics import topics
from functions.contact.view import first_page
from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.api.conftest import text_of
from tests.api.events import call, post_form
from tests.contact_aws import SERVICES, failing, throttled, timed_out
from tests.site.content_pages import menu
from tests.unit.contact.factories import (
    PATH,
    ask,
    fill_in,
    press_send,
    reference_of,
    token_of,
    typed_message,
)
from tests.unit.contact.test_interface import queued

pytestmark = pytest.mark.usefixtures("pages")

HOUR = 60 * 60
TYPED = "Two terms were not paid.\nMay I apply?"


@pytest.fixture
def token(aws, clock):
    """The token of a form that was open for a minute."""
    del aws
    given = token_of(ask())
    clock.now += 60
    return given


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_begins_with_topics_alone(language):
    region = first_page(language)
    assert set(re.findall(r'<input type="radio"[^>]*value="(\w+)"', region)) == set(topics())
    assert "<textarea" not in region
    assert 'name="token"' not in region


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", topics())
def test_topic_first_shows_links_to_pages(topic, language):
    reply = ask(topic, language)
    assert reply.status == 200
    for answer in topics()[topic].answers:
        assert f'href="/{language}/{answer.page}/"' in reply.body
    assert "<textarea" in reply.body
    assert f'value="{topic}" checked' in reply.body
    assert f'value="{language}" checked' in reply.body


@pytest.mark.usefixtures("aws")
def test_changed_topic_keeps_input_and_token(token):
    fields = {"message": "So far <b>", "email": "x", "name": "N", "token": token}
    reply = ask("thisSite", **fields)
    assert typed_message(reply) == "So far <b>"
    assert token_of(reply) == token
    assert "error-summary" not in reply.body


@pytest.mark.usefixtures("aws")
def test_missing_topic_has_error_linking_to_topics():
    reply = ask("")
    assert reply.status == 400
    assert 'href="#topic-notPaid"' in reply.body
    assert "<title>Error: Page</title>" in reply.body


def test_sent_message_shows_reference_and_next_step(aws, token):
    reply = press_send(token, name="A parent", copy="yes")
    assert reply.status == 202
    assert "<title>Sent: Page</title>" in reply.body
    (message,) = queued(aws)
    assert message.reference == reference_of(reply)
    assert (message.text, message.name, message.copy) == (TYPED, "A parent", True)
    assert "<form" not in reply.body
    assert catalog_of("en").gettext("contact.sent.copy") in text_of(reply.body)


def test_same_form_sent_again_gets_same_reference_and_no_second_message(aws, token):
    references = {reference_of(press_send(token)) for _ in range(3)}
    assert len(references) == 1
    assert {message.reference for message in queued(aws)} == references
    assert len(aws.records()) == 1


def test_changed_text_in_sent_form_is_kept(aws, clock, token):
    first = reference_of(press_send(token))
    reply = press_send(token, message="Another question altogether.")
    assert reply.status == 400
    assert first in reply.body
    assert typed_message(reply) == "Another question altogether."
    clock.now += 10
    second = press_send(token_of(reply), message="Another question altogether.")
    assert second.status == 202
    assert {message.reference for message in queued(aws)} == {first, reference_of(second)}


@pytest.mark.parametrize("seconds", [0, 2])
def test_form_sent_too_fast_must_be_resent(aws, clock, seconds):
    given = token_of(ask())
    clock.now += seconds
    reply = press_send(given)
    assert (reply.status, typed_message(reply)) == (400, TYPED)
    assert aws.records() == []
    clock.now += 3
    assert press_send(token_of(reply)).status == 202


def test_three_seconds_are_enough(aws, clock):
    given = token_of(ask())
    clock.now += 3
    assert press_send(given).status == 202
    assert len(queued(aws)) == 1


def test_four_hours_are_not_too_long(aws, clock):
    given = token_of(ask())
    clock.now += 4 * HOUR
    assert press_send(given).status == 202
    assert len(queued(aws)) == 1


def test_form_open_for_longer_gets_new_token_and_keeps_its_text(aws, clock):
    given = token_of(ask())
    clock.now += 4 * HOUR + 1
    reply = press_send(given)
    assert (reply.status, typed_message(reply)) == (400, TYPED)
    assert token_of(reply) != given
    assert aws.records() == []
    clock.now += 10
    assert press_send(token_of(reply)).status == 202


def test_form_sent_in_time_and_again_next_day_keeps_its_reference(aws, clock, token):
    first = reference_of(press_send(token))
    clock.now += 24 * HOUR
    assert reference_of(press_send(token)) == first
    assert len(aws.records()) == 1


def forged(token):
    number, issued, mac = token.split(".")
    other = "A" if mac[0] != "A" else "B"
    return {
        "none": "",
        "nonsense": "x" * 5000,
        "another signature": f"{number}.{issued}.{other}{mac[1:]}",
        "another time": f"{number}.{int(issued) - 60}.{mac}",
        "another number": f"{number[::-1]}.{issued}.{mac}",
        "markup": '"><script>',
    }


@pytest.mark.parametrize("kind", forged("n.1.m"))
def test_foreign_token_is_replaced(aws, token, kind):
    reply = press_send(forged(token)[kind])
    assert (reply.status, typed_message(reply)) == (400, TYPED)
    assert token_of(reply) not in forged(token).values()
    assert aws.records() == []
    assert "<script>" not in reply.body


def test_filled_honeypot_field_is_refused(aws, token):
    reply = press_send(token, homepage="https://spam.example")
    assert (reply.status, typed_message(reply)) == (400, TYPED)
    assert "spam.example" not in reply.body
    assert aws.records() == []
    assert press_send(token_of(reply)).status == 202


def test_honeypot_field_is_hidden(token):
    reply = press_send(token, email="")
    hidden = re.search(r"<div hidden>(.*?)</div>", reply.body, re.DOTALL)
    assert hidden
    assert 'name="homepage"' in hidden[1]
    assert 'tabindex="-1"' in hidden[1]
    assert 'autocomplete="off"' in hidden[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_error_is_shown_at_its_field(aws, token, language):
    reply = press_send(token, language=language, message="", email="x@", answerLanguage=language)
    assert reply.status == 400
    for target in ("message", "email"):
        assert f'href="#{target}"' in reply.body
        assert f'id="{target}-error-1"' in reply.body
    assert aws.records() == []


def test_invisible_characters_are_removed_with_notice(aws, token):
    text, address = "Two\u200b terms\x00 were not paid.", "\ufeffa@example.org"
    reply = press_send(token, message=text, email=address)
    assert reply.status == 202
    assert catalog_of("en").gettext("contact.sent.unseen", count=3) in html.unescape(reply.body)
    (message,) = queued(aws)
    assert (message.text, message.email) == ("Two terms were not paid.", "a@example.org")


def test_notice_is_absent_without_removed_characters(aws, token):
    del aws
    assert "nobody can see" not in press_send(token).body


def test_address_with_line_of_its_own_is_refused(aws, token):
    reply = press_send(token, email="a@example.org\r\nBcc: b@example.org")
    assert reply.status == 400
    assert aws.records() == []


@pytest.mark.parametrize("error", [throttled, timed_out])
@pytest.mark.parametrize("operation", ["VerifyMac", "UpdateItem", "SendMessage"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_refused_message_shows_problem_and_keeps_text(aws, token, operation, error, language):
    with failing(operation, error):
        reply = press_send(token, language=language)
    assert reply.status == 503
    assert int(reply.headers["Retry-After"]) > 0
    catalog = catalog_of(language).gettext("contact.notices.unavailable.heading")
    assert catalog in html.unescape(reply.body)
    assert (typed_message(reply), token_of(reply)) == (TYPED, token)
    assert aws.records() == []
    assert press_send(token).status == 202


@pytest.mark.usefixtures("clock")
def test_topic_answers_are_shown_without_key(aws):
    with failing("GenerateMac"):
        reply = ask()
    assert reply.status == 503
    assert 'href="/en/advances/eligibility/"' in reply.body
    assert "<textarea" in reply.body
    assert len(aws.records()) == 0


@pytest.mark.usefixtures("clock")
def test_topic_answers_are_shown_without_settings(monkeypatch):
    for name in ("CONTACT_QUEUES", "CONTACT_TABLE", "CONTACT_TOKEN_KEY"):
        monkeypatch.delenv(name, raising=False)
    reply = ask()
    assert (reply.status, reply.headers["Retry-After"]) == (503, "60")
    assert 'href="/en/advances/apply/"' in reply.body


def test_button_that_page_does_not_have_is_refused(aws, token):
    assert press_send(token, intent="calculate").status == 400
    assert aws.records() == []


def test_field_that_page_does_not_have_is_refused(aws, token):
    assert press_send(token, cc="b@example.org").status == 400
    assert aws.records() == []


def test_program_that_takes_no_page_gets_none(token):
    form = "application/x-www-form-urlencoded"
    body = urlencode(fill_in(token))
    reply = call("POST", PATH, body, content_type=form, accept="application/json")
    assert reply.status == 406


def test_every_topic_has_mailbox_and_answers_with_words():
    for language in LANGUAGES:
        catalog = catalog_of(language)
        for topic in topics().values():
            assert topic.service in SERVICES
            assert catalog.has(f"contact.services.{topic.service}")
            for answer in topic.answers:
                key = f"contact.topics.{topic.id}.answers.{answer.id}"
                assert catalog.has(f"{key}.title")
                assert catalog.has(f"{key}.text")


def test_every_topic_answer_links_to_existing_page():
    pages = {path.removesuffix(".md") for path in menu()}
    linked = {answer.page for topic in topics().values() for answer in topic.answers}
    assert linked <= pages


def test_page_states_retention_periods_of_code():
    for language in LANGUAGES:
        catalog = catalog_of(language).gettext("contact.form.kept")
        # A dead letter begins a new period.
        days = [QUEUE_DAYS, 2 * QUEUE_DAYS, RECORD_DAYS]
        assert re.findall(r"\d+", catalog) == [str(each) for each in days]


def test_form_of_another_kind_is_refused():
    reply = post_form(PATH, {"language": "en", "intent": json.dumps({})})
    assert reply.status == 400
