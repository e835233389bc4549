"""A form in steps: one at a time, nothing lost, only what applies, and only its errors."""

import re

import pytest

from functions.forms.definition import form_definition
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Cents, Month
from tests.api.events import application_form, post_form, waiver_form
from tests.pages.rendering import render
from tests.pages.test_form import Page

pytestmark = pytest.mark.usefixtures("pages")

ADVANCES, WAIVER = "/simulateAdvances", "/calculateWaiver"
PATHS = {"advances": ADVANCES, "waiver": WAIVER}
FORMS = {"advances": application_form, "waiver": waiver_form}
# Without a partner, nothing is asked of a partner.
STEPS = {
    name: [section.id for section in form_definition(name).sections if section.shown_if is None]
    for name in PATHS
}
EVERY_STEP = [(name, step) for name, steps in STEPS.items() for step in steps]
FOLLOWING = [
    (name, step, then)
    for name, steps in STEPS.items()
    for step, then in zip(steps, [*steps[1:], None], strict=True)
]
WORDS = catalog_of("en").gettext


def sent(name, intent, *, empty=False, **changes):
    """The page in answer to a button, with all its answers or with none."""
    fields = {} if empty else FORMS[name]()
    return post_form(PATHS[name], {"language": "en", **fields, "intent": intent, **changes})


def form_of(body):
    start = body.index('<form id="simulator-form"')
    return Page(body[start : body.index("</form>", start)])


def opened(body):
    """The step that is shown, by its name."""
    headings = [e for e in form_of(body).all("h2") if e.get("class") == "step-title"]
    return [heading["id"].partition("-")[2] for heading in headings]


def typed(body):
    """What every field of a page sends."""
    page = form_of(body)
    inputs = [e for e in page.all("input") if e["type"] != "radio" or "checked" in e]
    return {e["name"]: e["value"] for e in inputs if e["value"]}


@pytest.mark.parametrize("name", PATHS)
def test_empty_form_shows_its_first_step_alone(name):
    body = render(name, "en", {})
    assert opened(body) == STEPS[name][:1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_step_says_its_number_and_shows_it_as_a_bar(language):
    body = post_form(WAIVER, {"language": language, "intent": "step:household"}).body
    page = form_of(body)
    said = catalog_of(language).gettext("common.steps.number", number=2, total=3)
    assert page.one("p", id="step-number")["text"] == said
    parts = [e["class"] for e in page.all("span") if e.get("class", "").startswith("progress")]
    assert parts == [
        "progress-part progress-part--done",
        "progress-part progress-part--now",
        "progress-part",
    ]
    bar = page.one("div", **{"class": "progress-bar"})
    assert bar["aria-hidden"] == "true"
    assert page.one("h2")["aria-describedby"] == "step-number"


def test_calculator_of_one_section_has_no_steps():
    assert opened(render("deadlines", "en", {})) == []


@pytest.mark.parametrize(("name", "step", "then"), FOLLOWING)
def test_step_without_errors_opens_next_step(name, step, then):
    reply = sent(name, f"next:{step}")
    assert reply.status == 200
    assert opened(reply.body) == ([f"{name}-check"[len(name) + 1 :]] if then is None else [then])
    assert ('class="step-answers"' in reply.body) is (then is None)


@pytest.mark.parametrize(("name", "step"), EVERY_STEP)
def test_opening_any_step_reports_no_missing_answers(name, step):
    reply = sent(name, f"step:{step}", empty=True)
    assert reply.status == 200
    assert opened(reply.body) == [step]
    assert "error-message" not in reply.body


def test_step_with_error_stays_open_and_says_each_error_in_full_and_in_short():
    reply = sent("advances", "next:title", empty=True, **{"title.date": "soon"})
    assert reply.status == 400
    assert opened(reply.body) == ["title"]
    summary = re.findall(r'<li><a href="#([^"]+)">([^<]*)', reply.body)
    assert [target for target, _ in summary] == [
        "title-kind-judgment",
        "title-date",
        "title-indexation-notStated",
        "allLiveInBelgium-yes",
    ]
    label = WORDS("advances.questions.title.kind.label")
    short = WORDS("errors.reasons.required.choice")
    short = short[:1].upper() + short[1:]
    assert summary[0][1] == f"{label} {short}"
    assert reply.body.count(label) == 3, "in the summary, above the answers and among the reasons"
    assert f"</span> {short}</p>" in reply.body


def test_calculation_opens_the_first_step_in_which_an_answer_is_missing():
    reply = sent("waiver", "calculate", empty=True)
    assert reply.status == 400
    assert opened(reply.body) == ["debt"]
    targets = re.findall(r'<li><a href="#([^"]+)"', reply.body)
    assert targets == ["debt", "fraudProven-yes"]


def test_answer_required_only_by_law_counts_as_missing():
    """A judgment must have been served; the question is not required of a deed."""
    answers = {key: text for key, text in application_form().items() if key != "title.served"}
    reply = post_form(ADVANCES, {**answers, "language": "en", "intent": "calculate"})
    assert (reply.status, opened(reply.body)) == (400, ["title"])
    deed = {**answers, "title.kind": "notarialDeed", "language": "en", "intent": "calculate"}
    assert post_form(ADVANCES, deed).status == 200


@pytest.mark.parametrize("name", PATHS)
def test_input_is_kept_through_any_order_of_steps(name):
    answers = FORMS[name]()
    fields = {**answers, "language": "en"}
    for step in (*reversed(STEPS[name]), *STEPS[name][::2]):
        body = post_form(PATHS[name], {**fields, "intent": f"step:{step}"}).body
        fields = {"language": "en", **typed(body)}
    given = {path: text for path, text in answers.items() if text}
    assert {path: fields.get(path) for path in given} == given


@pytest.mark.parametrize("name", PATHS)
def test_last_look_lists_every_answer(name):
    shown = [line["text"].strip() for line in form_of(sent(name, "check").body).all("dd")]
    yes_no = {"yes": "Yes", "no": "No"}
    answers = {path: text for path, text in FORMS[name]().items() if text and path != "language"}
    for path, text in answers.items():
        question = next(
            q for q in form_definition(name).questions() if q.path == re.sub(r"\[\d+\]", "[]", path)
        )
        if question.kind in ("boolean", "choice"):
            key = f"{name}.{question.key}.options.{text}"
            expected = yes_no[text] if question.kind == "boolean" else WORDS(key)
        elif question.kind == "amount":
            euros, _, cents = text.partition(".")
            whole = int(re.sub(r"\D", "", euros)) * 100 + int(f"{cents:0<2}")
            expected = catalog_of("en").format(Cents(whole))
        else:
            expected = text
        if text != question.default:
            assert expected in shown, path


def test_review_lists_missing_answer_that_is_folded():
    page = form_of(sent("waiver", "check", parameterSet="own").body)
    shown = [line["text"].strip() for line in page.all("dd")]
    assert shown.count(WORDS("common.steps.missing")) == 3
    label = WORDS("waiver.questions.ownLimits.minimum.label")
    assert label in [line["text"].strip() for line in page.all("dt")]


@pytest.mark.parametrize("name", PATHS)
def test_step_has_one_button_to_go_on_and_one_to_go_back(name):
    steps = STEPS[name]
    for place, step in enumerate(steps):
        buttons = form_of(sent(name, f"step:{step}").body).all("button")
        on = "calculate" if step == steps[-1] else f"next:{step}"
        # The hidden first button, which the Enter key presses, goes on as well.
        assert (buttons[0]["value"], "hidden" in buttons[0]) == (on, True)
        leading = [b["value"] for b in buttons[1:] if b["value"].startswith(("next:", "step:"))]
        back = [f"step:{steps[place - 1]}"] if place else []
        assert leading == [*([] if on == "calculate" else [on]), *back]


def test_last_look_groups_the_answers_by_child_and_by_month():
    months = {"receivedPayments[2].month": "2026-02", "receivedPayments[2].amount": "60,5"}
    child = {"children[1].birthDate": "01/02/2018", "children[1].monthlyMaintenance": "80"}
    body = sent("advances", "check", paymentHistory="monthByMonth", **months, **child).body
    answers = form_of(body)
    assert [heading["text"] for heading in answers.all("h4")] == [
        "Child 1",
        "Child 2",
        "What the other parent paid, month by month",
    ]
    lines = list(zip(answers.all("dt"), answers.all("dd"), strict=True))
    shown = [(question["text"], answer["text"]) for question, answer in lines]
    maintenance = WORDS("advances.questions.children[].monthlyMaintenance.label")
    received = WORDS("advances.questions.receivedPayments[].amount.label", month=Month(2026, 2))
    assert {(maintenance, "€150.00"), (maintenance, "€80.00"), (received, "€60.50")} <= {*shown}


def test_last_look_shows_an_amount_that_cannot_be_used_as_it_was_typed():
    body = sent("advances", "check", **{"children[0].monthlyMaintenance": "much"}).body
    shown = [line["text"] for line in Page(body).all("dd")]
    assert "much (please correct this)" in shown


@pytest.mark.parametrize("name", PATHS)
def test_each_step_can_be_changed_from_the_answers_below_a_result(name):
    buttons = form_of(sent(name, "calculate").body).all("button")
    changes = [b for b in buttons if b["value"].startswith("step:")]
    assert [button["value"] for button in changes] == [f"step:{step}" for step in STEPS[name]]
    titles = [WORDS(f"{name}.sections.{step}.title") for step in STEPS[name]]
    change = WORDS("common.steps.change")
    assert [button["text"] for button in changes] == [f"{change} {title}" for title in titles]


def test_result_is_above_review():
    body = sent("waiver", "calculate").body
    assert body.index('class="result"') < body.index('class="step-answers"')
    assert 'id="steps-check"' not in body
    assert opened(body) == []


@pytest.mark.parametrize("name", PATHS)
def test_focus_is_on_the_heading_of_the_step_just_opened(name):
    last = STEPS[name][-1]
    body = sent(name, f"step:{last}").body
    (element,) = (e for e in Page(body).elements if "autofocus" in e)
    assert (element["tag"], element["id"]) == ("h2", f"{name}-{last}")


def test_focus_is_on_heading_of_review():
    (element,) = (e for e in Page(sent("waiver", "check").body).elements if "autofocus" in e)
    assert element["id"] == "steps-check"


def test_added_child_is_in_open_step_and_has_focus():
    body = sent("advances", "add:children").body
    (element,) = (e for e in Page(body).elements if "autofocus" in e)
    assert (opened(body), element["name"]) == (["children"], "children[1].birthDate")


def test_focus_after_removing_child_is_on_children():
    body = sent("advances", "remove:children:1", **{"children[1].birthDate": "01/02/2016"}).body
    assert opened(body) == ["children"]
    assert [e["id"] for e in Page(body).elements if "autofocus" in e] == ["advances-children"]


def test_months_of_another_window_are_shown_before_the_result():
    body = sent("advances", "next:payments", paymentHistory="monthByMonth").body
    assert opened(body) == ["payments"]
    assert 'class="months-table"' in body
    (element,) = (e for e in Page(body).elements if "autofocus" in e)
    assert element["name"] == "receivedPayments[0].amount"


def test_opened_step_with_empty_months_has_focus_on_heading():
    body = sent("advances", "step:payments", paymentHistory="monthByMonth").body
    assert 'class="months-table"' in body
    assert [e["id"] for e in Page(body).elements if "autofocus" in e] == ["advances-payments"]


@pytest.mark.parametrize(
    ("intent", "enter"),
    [("step:title", "next:title"), ("step:payments", "calculate"), ("calculate", "calculate")],
)
def test_enter_key_submits_open_step_or_calculates(intent, enter):
    assert form_of(sent("advances", intent).body).all("button")[0]["value"] == enter


@pytest.mark.parametrize("intent", ["next:debt", "step:nothing", "check:title"])
def test_step_of_another_page_is_refused(intent):
    assert sent("advances", intent).status == 400


# --- Only what applies ---

PARTNER = {"partnerResources.work": "9999"}


def test_family_without_partner_is_asked_nothing_of_a_partner_and_what_was_typed_is_kept():
    body = sent("waiver", "next:household", **PARTNER).body
    assert opened(body) == ["debtorResources"]
    assert form_of(body).all("button")[0]["value"] == "calculate"
    assert typed(body)["partnerResources.work"] == "9999"
    assert typed(sent("waiver", "calculate", **PARTNER).body)["partnerResources.work"] == "9999"


def test_answer_that_does_not_apply_changes_no_result():
    given, kept = (sent("waiver", "calculate", **more).body for more in ({}, PARTNER))
    result = re.compile(r'<section class="result".*?<form', re.DOTALL)
    assert result.search(given)[0] == result.search(kept)[0]


def test_family_with_partner_is_asked_what_the_partner_receives():
    body = sent("waiver", "next:debtorResources", partner="yes").body
    assert opened(body) == ["partnerResources"]
    reply = sent("waiver", "calculate", partner="yes")
    assert (reply.status, opened(reply.body)) == (400, ["partnerResources"])


ADULT = {"children[0].birthDate": "03/05/2006"}
ASKED_OF_ADULTS = ("children[0].childBenefit", "children[0].education")


def test_nothing_is_asked_of_a_young_child_that_only_an_adult_must_answer():
    body = sent("advances", "step:children").body
    radios = {e["name"] for e in form_of(body).all("input", type="radio")}
    assert not radios & {*ASKED_OF_ADULTS, "children[0].namedInTitle"}


def test_questions_on_an_adult_child_are_asked_without_an_error_before_the_next_step():
    fields = typed(sent("advances", "step:children").body)
    fields |= dict.fromkeys((*ASKED_OF_ADULTS, "children[0].namedInTitle"), "") | ADULT
    for intent in ("next:children", "calculate"):
        reply = post_form(ADVANCES, {**fields, "language": "en", "intent": intent})
        assert (reply.status, opened(reply.body)) == (200, ["children"])
        assert "error-message" not in reply.body
        radios = {e["name"] for e in form_of(reply.body).all("input", type="radio")}
        assert radios == set(ASKED_OF_ADULTS)
        (element,) = (e for e in Page(reply.body).elements if "autofocus" in e)
        assert element["name"] == ASKED_OF_ADULTS[0]
    # Left unanswered once they were shown, they are missing.
    shown = {name: text for name, text in fields.items() if name not in ASKED_OF_ADULTS}
    reply = post_form(ADVANCES, {**shown, "language": "en", "intent": "next:children"})
    assert reply.status == 400


def test_start_index_is_shown_by_css_where_the_paper_has_a_clause():
    page = form_of(sent("advances", "step:title").body)
    reveals = {
        e["value"]: e.get("data-reveals") for e in page.all("input", name="title.indexation")
    }
    number = reveals["consumerPriceIndex"]
    assert reveals == {
        "notStated": None,
        "consumerPriceIndex": number,
        "healthIndex": number,
        "none": None,
        "notKnown": None,
    }
    assert page.all("div", **{"data-reveal": number})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "usual"), [("title.served", "yes"), ("title.indexation", "notStated")]
)
def test_answer_not_known_is_counted_as_usual_and_said_in_the_result(language, path, usual):
    fields = application_form(**{path: "notKnown"}) | {"language": language}
    reply = post_form(ADVANCES, fields)
    usual_reply = post_form(ADVANCES, application_form(**{path: usual}) | {"language": language})
    said = catalog_of(language).gettext(f"advances.questions.{path}.assumed")
    assert reply.status == 200
    assert said in reply.body
    assert said not in usual_reply.body
    schedule = re.compile(r'<section aria-labelledby="result-schedule.*?</section>', re.DOTALL)
    assert schedule.findall(reply.body) == schedule.findall(usual_reply.body)


def test_field_named_as_in_the_contract_is_a_bad_request():
    reply = post_form("/askQuestionsFirst", {"language": "en", "payments[].amount": "5"})
    assert reply.status == 400


@pytest.mark.parametrize(("name", "step"), EVERY_STEP)
@pytest.mark.parametrize("language", LANGUAGES)
def test_question_that_is_out_of_sight_is_title_of_its_step(name, step, language):
    body = sent(name, f"step:{step}", language=language).body
    page = form_of(body)
    hidden = [e["text"] for e in page.all("legend") if e.get("class") == "visually-hidden"]
    title = next(e["text"] for e in page.all("h2") if e.get("class") == "step-title")
    assert hidden in ([], [title])
