"""What the functions answer to who asks for a form: the form, or what is wrong, said plainly."""

import base64
import json

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from tests.api.events import (
    application,
    application_form,
    call,
    post_form,
    waiver,
    waiver_form,
)
from tests.unit.paper_forms.conftest import OPERATIONS, answers, ask, opened

HOSTILE = (
    ")(\\ Tj ET (",
    "<script>alert(1)</script>",
    "%PDF-1.7 /JS /OpenAction",
    "a\x00b\x07",
    "12\u202e34",
    "9" * 300,
)


def typed(form):
    return application_form() if form in ("intervention", "advance") else waiver_form()


def test_response_is_pdf_attachment_in_request_language(name, language):
    reply = ask(name, answers(name), language)
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/pdf"
    file = catalog_of(language).gettext(f"paper_{name}.fileName")
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{file}.pdf"'
    assert reply.headers["Content-Language"] == language
    assert reply.headers["Cache-Control"] == "no-store"
    with opened(base64.b64decode(reply.body)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo["/Title"]) == catalog_of(language).gettext(f"paper_{name}.title")


def test_page_button_gives_same_form_as_json(name, language):
    pressed = post_form(OPERATIONS[name], typed(name) | {"language": language}, "en")
    assert pressed.status == 200
    assert pressed.headers["Content-Type"] == "application/pdf"
    assert pressed.body == ask(name, answers(name), language).body


def test_same_answers_give_same_bytes(name):
    assert ask(name, answers(name)).body == ask(name, answers(name)).body


def test_unsupported_language_gives_default_language(name):
    assert ask(name, answers(name), "ja").headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    "path",
    [
        "/fillAdvanceForm/unknown",
        "/fillAdvanceForm/renewal",
        "/fillAdvanceForm/waiver-request",
        "/fillArrearsForm/advance",
        "/fillArrearsForm/waiver-request",
        "/fillWaiverForm/intervention",
        "/fillWaiverForm/..%2f..%2fhandler",
        "/fillWaiverForm/",
        "/fillAdvanceForm",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_form_is_problem_in_request_language(path, language):
    reply = call(
        "POST",
        path,
        json.dumps(application()),
        content_type="application/json",
        accept="application/json",
        accept_language=language,
    )
    assert reply.status == 404
    assert reply.json["type"] == "urn:problem-type:belgif:resourceNotFound"
    assert reply.json["detail"] == catalog_of(language).gettext(
        "errors.problems.resource_not_found.detail"
    )


def test_get_request_for_form_is_refused(name):
    reply = call("GET", OPERATIONS[name])
    assert reply.status == 405
    assert reply.headers["Allow"] == "POST"


def test_pdf_refused_by_accept_header_is_not_acceptable(name):
    assert ask(name, answers(name), accept="application/json").status == 406


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_that_are_missing_are_named_one_by_one(language):
    reply = ask("intervention", application(title=None, children=[]), language, accept="*/*")
    assert reply.status == 400
    assert reply.issues.keys() >= {"title.kind", "title.date", "children"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_answer_is_refused(text):
    changed = {"birthDate": "2015-05-03", "monthlyMaintenance": text}
    reply = ask("intervention", application(children=[changed]), accept="*/*")
    assert reply.status == 400
    assert reply.issues.keys() == {"children[0].monthlyMaintenance"}


def test_answer_that_no_question_asks_is_refused():
    reply = ask("waiver-request", waiver(lastName="x"), accept="*/*")
    assert reply.issues == {"lastName": "unknownInput"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE)
def test_page_button_with_hostile_answer_returns_page_with_error(language, text):
    fields = waiver_form() | {"debt": text, "language": language}
    reply = post_form(OPERATIONS["waiver-request"], fields)
    assert reply.status == 400
    assert reply.headers["Content-Type"].startswith("text/html")
    assert catalog_of(language).gettext("common.errors.title_prefix") in reply.body
    assert "<script>" not in reply.body
    # The next press of the page calculates, as it always does.
    assert 'action="/api/alimenta/v1/calculateWaiver"' in reply.body


def test_page_button_without_months_asks_for_them():
    fields = application_form() | {"paymentHistory": "monthByMonth"}
    reply = post_form(OPERATIONS["intervention"], fields)
    assert reply.status == 200
    assert 'name="receivedPayments[0].amount"' in reply.body


def test_parameter_in_address_is_refused(name):
    reply = call(
        "POST",
        OPERATIONS[name],
        json.dumps(answers(name)),
        "lastName=x",
        content_type="application/json",
    )
    assert reply.status == 400
