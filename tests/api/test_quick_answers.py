"""The forms of the quick answers: what is wrong with them, and where their answers go on to."""

import re
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from functions.http import clock
from functions.quick_answers.registry import QUICK_ANSWERS
from tests.api.events import BROWSER, call
from tests.golden.quick_page import write_pages
from tests.site.content_pages import CONTENT

FORM = "application/x-www-form-urlencoded"
NOT_PAID = {
    "fixedByJudgeOrNotary": "yes",
    "missedMonths": "enough",
    "numberOfChildren": "2",
    "amountPerChild": "200,50",
}
MUST_PAY = {"letterDate": "20/11/2026", "sumAsked": "1600"}
MUST_REPAY = {
    "monthlyIncome": "1351",
    "partner": "yes",
    "partnerIncome": "10",
    "childrenWithChildBenefit": "1",
}
ANSWERS = {
    "not_paid": NOT_PAID,
    "must_pay": MUST_PAY,
    "must_repay": MUST_REPAY,
    "letter": MUST_PAY,
}
VARIANTS = [
    *(
        ("not_paid", NOT_PAID | {"fixedByJudgeOrNotary": fixed, "missedMonths": missed})
        for fixed in ("yes", "no", "notKnown")
        for missed in ("enough", "tooFew")
    ),
    *(
        (name, MUST_PAY | {"letterDate": sent})
        for name in ("must_pay", "letter")
        for sent in ("20/11/2026", "15/11/2026", "02/11/2026")
    ),
    *(("must_repay", MUST_REPAY | {"monthlyIncome": one}) for one in ("0", "1351", "1940", "9000")),
]


@pytest.fixture(autouse=True)
def built(pages, monkeypatch):
    """The pages of the calculators, and those of the quick answers, on a day of their own."""
    write_pages(pages)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 30))


def send(name, fields, intent="calculate", accept=BROWSER, content_type=FORM):
    path = QUICK_ANSWERS[name].path.removeprefix("/api/alimenta/v1")
    body = urlencode({"language": "en", **fields, "intent": intent})
    return call("POST", path, body, content_type=content_type, accept=accept)


class Forms(HTMLParser):
    """The forms of a page: where each is sent to, and with which fields."""

    def __init__(self):
        super().__init__()
        self.forms, self.links = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append((given.get("class", ""), given["action"], {}))
        elif tag == "a":
            self.links.append(given["href"])
        elif (
            tag in {"input", "button"}
            and self.forms
            and given.get("type") in {"hidden", "submit"}
            and "form" not in given
        ):
            self.forms[-1][2][given["name"]] = given["value"]


def read(page):
    forms = Forms()
    forms.feed(page)
    return forms


@pytest.mark.parametrize("name", ANSWERS)
def test_answer_opens_its_situation_and_closes_the_others(name):
    page = send(name, ANSWERS[name]).body
    opened = re.findall(r'<details class="situation" open [^>]*id="situation-(\w+)"', page)
    assert opened == ([] if name == "letter" else [name])
    assert "<title>Result: " in page
    assert page.count('class="answer ') == 1


@pytest.mark.parametrize("name", ANSWERS)
def test_empty_form_says_every_missing_answer_and_keeps_what_was_typed(name):
    first, *others = ANSWERS[name]
    reply = send(name, {first: ANSWERS[name][first]})
    assert reply.status == 400
    assert "<title>Error: " in reply.body
    assert 'class="answer' not in reply.body
    for other in others:
        # The partner's income is asked of who has a partner.
        assert (f'id="{other}-error-1"' in reply.body) is (other != "partnerIncome")


def test_partner_without_an_income_is_asked_for_it():
    reply = send("must_repay", MUST_REPAY | {"partnerIncome": ""})
    assert reply.status == 400
    assert 'id="partnerIncome-error-1"' in reply.body


def test_income_of_no_partner_is_ignored():
    alone = MUST_REPAY | {"partner": "no"}
    assert "the income that counts is €1,118 a month" in send("must_repay", alone).body
    with_partner = alone | {"partnerIncome": "9"}
    assert "the income that counts is €1,118 a month" in send("must_repay", with_partner).body


@pytest.mark.parametrize("sent", ["01/12/2026", "20/11/2062", "01/01/1999"])
def test_letter_of_a_day_that_cannot_be_is_refused(sent):
    reply = send("must_pay", MUST_PAY | {"letterDate": sent})
    assert reply.status == 400
    assert 'id="letterDate-error-1"' in reply.body
    assert f'value="{sent}"' in reply.body


def test_form_can_be_shown_as_it_was_filled_in():
    reply = send("must_pay", {"letterDate": "20/11/2026"}, "open")
    assert reply.status == 200
    assert 'value="20/11/2026"' in reply.body
    assert "error" not in reply.body


def test_button_that_the_page_does_not_have_is_refused():
    assert send("must_pay", MUST_PAY, "summary").status == 400


def test_question_of_another_form_is_refused():
    assert send("must_pay", MUST_PAY | {"partner": "no"}).status == 400


def test_json_is_refused_for_it_is_no_operation_of_the_api():
    reply = send("must_pay", MUST_PAY, content_type="application/json")
    assert reply.status == 415


def test_day_that_has_passed_is_not_saved():
    reply = send(
        "letter", {"letterDate": "02/11/2026", "sumAsked": "5"}, "calendar", "text/calendar"
    )
    assert reply.status == 406


@pytest.mark.parametrize(("name", "fields"), VARIANTS)
def test_every_answer_has_one_primary_way_on_that_exists(name, fields):
    page = read(send(name, fields).body)
    pages = [link for link in page.links if link.startswith("/en/")]
    for link in pages:
        place = CONTENT / "en" / link.removeprefix("/en/").strip("/")
        assert place.with_suffix(".md").is_file() or (place / "index.md").is_file(), link
    carried = [one for one in page.forms if one[0] == "quick-carry"]
    assert pages or carried


@pytest.mark.parametrize(("name", "fields"), VARIANTS)
def test_answers_that_go_along_fill_the_other_form_without_errors(name, fields):
    page = read(send(name, fields).body)
    for _, action, hidden in (one for one in page.forms if one[0] == "quick-carry"):
        saves = hidden["intent"] == "calendar"
        accept = "text/calendar" if saves else BROWSER
        path = action.removeprefix("/api/alimenta/v1")
        reply = call("POST", path, urlencode(hidden), content_type=FORM, accept=accept)
        assert reply.status == 200, reply.body
        if saves or hidden["intent"] == "calculate":
            continue
        for field, typed in hidden.items():
            if field in {"language", "intent"}:
                continue
            value = rf'[^>]*value="{re.escape(typed)}"' if typed else ""
            shown = re.search(rf'name="{re.escape(field)}"{value}', reply.body)
            assert shown, field


def test_two_children_are_two_rows_of_the_simulator():
    page = read(send("not_paid", NOT_PAID).body)
    (carried,) = (one[2] for one in page.forms if one[0] == "quick-carry")
    assert carried == {
        "language": "en",
        "intent": "step:title",
        "applicantLivesInBelgium": "yes",
        "childrenLiveInBelgium": "yes",
        "children[0].birthDate": "",
        "children[1].birthDate": "",
    }


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_debt_typed_below_the_answer_goes_along_to_the_calculator(language):
    reply = send("must_repay", MUST_REPAY | {"debt": "900", "language": language}, "proceed")
    assert reply.status == 200
    (debt,) = re.findall(r'<input[^>]* name="debt"[^>]*>', reply.body)
    assert 'value="900"' in debt


def test_button_to_the_calculator_sends_the_form_that_asks_for_the_debt():
    page = send("must_repay", MUST_REPAY).body
    (button,) = re.findall(r'<button[^>]* value="proceed"[^>]*>', page)
    assert 'form="must_repay-form"' in button
    assert 'formaction="/api/alimenta/v1/quick/mustRepay"' in button


def test_button_to_a_calculator_that_an_answer_does_not_lead_to_gives_the_answer():
    assert send("must_pay", MUST_PAY, "proceed").body == send("must_pay", MUST_PAY).body
