"""A form in steps: any order, nothing lost, and only what is wrong in the step left is said."""

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
STEPS = {name: [section.id for section in form_definition(name).sections] for name in PATHS}
EVERY_STEP = [(name, step) for name, steps in STEPS.items() for step in steps]
FOLLOWING = [
    (name, step, then)
    for name, steps in STEPS.items()
    for step, then in zip(steps, [*steps[1:], None], strict=True)
]


def sent(name, intent, *, empty=False, **changes):
    """The page in answer to a button, with all its answers or with none."""
    fields = {} if empty else FORMS[name]()
    return post_form(PATHS[name], {"language": "en", **fields, "intent": intent, **changes})


def steps_of(body):
    """Each step of a page: its name, whether it is open, and its state in words."""
    pattern = re.compile(
        r'<details class="step [^"]*"(?P<open> open)?>\s*<summary[^>]*><h3 id="\w+?-(?P<id>\w+)">'
        r'.*?class="step-state[^>]*>(?P<state>[^<]*)<',
        re.DOTALL,
    )
    return {m["id"]: (bool(m["open"]), m["state"]) for m in pattern.finditer(body)}


def opened(body):
    return [step for step, (is_open, _) in steps_of(body).items() if is_open]


def state(name):
    return catalog_of("en").gettext(f"common.steps.states.{name}")


def typed(body):
    """What is in every input of a page."""
    page = Page(body[body.index("<form") : body.index("</form>")])
    texts = {e["name"]: e["value"] for e in page.all("input", type="text") if e["value"]}
    chosen = {e["name"]: e["value"] for e in page.all("input", type="radio") if "checked" in e}
    return texts | chosen


@pytest.mark.parametrize("name", PATHS)
def test_empty_form_starts_with_its_first_step_open(name):
    body = render(name, "en", {})
    assert opened(body) == STEPS[name][:1]
    assert list(steps_of(body)) == STEPS[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_shows_number_and_state(language):
    catalog = catalog_of(language)
    body = render("waiver", language, {})
    assert catalog.gettext("common.steps.number", number=2, total=6) in body
    assert steps_of(body)["situation"][1] == catalog.gettext("common.steps.states.toDo")
    assert steps_of(body)["figures"][1] == catalog.gettext("common.steps.states.optional")
    looks = [state["class"] for state in Page(body).all("span") if "step-state" in state["class"]]
    parts = [part["class"] for part in Page(body).all("details") if "step " in part["class"]]
    assert parts == ["step step--toDo"] * 3 + ["step step--optional"] * 3
    # Each stands in the list of steps, and again on its step.
    assert looks.count("step-state step-state--toDo") == 6
    assert looks.count("step-state step-state--optional") == 6


def test_other_calculators_have_no_steps():
    assert steps_of(render("arrears", "en", {})) == {}


@pytest.mark.parametrize(("name", "step", "then"), FOLLOWING)
def test_step_without_errors_opens_next_step(name, step, then):
    reply = sent(name, f"next:{step}")
    assert reply.status == 200
    assert opened(reply.body) == ([] if then is None else [then])
    assert ('class="step-answers"' in reply.body) is (then is None)


@pytest.mark.parametrize(("name", "step"), EVERY_STEP)
def test_opening_any_step_reports_no_missing_answers(name, step):
    reply = sent(name, f"step:{step}", empty=True)
    assert reply.status == 200
    assert opened(reply.body) == [step]
    assert "error-message" not in reply.body


def test_step_with_error_stays_open_and_shows_only_its_errors():
    reply = sent("advances", "next:title", empty=True, **{"title.date": "soon"})
    assert reply.status == 400
    assert opened(reply.body) == ["title"]
    assert steps_of(reply.body)["title"][1] == state("error")
    targets = re.findall(r'<li><a href="#([^"]+)"', reply.body)
    assert targets == ["title-kind-judgment", "title-date", "title-indexation-notStated"]


def test_calculation_lists_missing_answers_and_opens_every_faulty_step():
    reply = sent("waiver", "calculate", empty=True)
    assert reply.status == 400
    assert opened(reply.body) == ["debt", "situation", "household", "debtorResources"]


def test_step_is_not_complete_while_answer_is_missing():
    reply = sent("advances", "step:period", empty=True, **{"title.kind": "judgment"})
    assert steps_of(reply.body)["title"][1] == state("started")


def test_answer_required_only_by_law_counts_as_missing():
    """A judgment must have been served; the question is not required of a deed."""
    catalog = {key: text for key, text in application_form().items() if key != "title.served"}
    reply = post_form(ADVANCES, {**catalog, "language": "en", "intent": "check"})
    assert steps_of(reply.body)["title"][1] == state("started")
    assert catalog_of("en").gettext("common.steps.missing") in reply.body


def test_step_with_all_answers_is_shown_as_complete():
    assert steps_of(sent("advances", "check").body)["title"][1] == state("answered")


@pytest.mark.parametrize("name", PATHS)
def test_input_is_kept_through_any_order_of_steps(name):
    answers = FORMS[name]()
    fields = {**answers, "language": "en"}
    for step in (*reversed(STEPS[name]), *STEPS[name][::2]):
        body = post_form(PATHS[name], {**fields, "intent": f"step:{step}"}).body
        fields = {"language": "en", **typed(body)}
    catalog = {path: text for path, text in answers.items() if text}
    assert {path: fields.get(path) for path in catalog} == catalog


@pytest.mark.parametrize("name", PATHS)
def test_last_look_lists_every_answer(name):
    body = sent(name, "check").body
    shown = Page(body[body.index("<form") : body.index("</form>")]).all("dd")
    catalog = [line["text"].strip() for line in shown]
    yes_no = {"yes": "Yes", "no": "No"}
    answers = {path: text for path, text in FORMS[name]().items() if text and path != "language"}
    for path, text in answers.items():
        question = next(
            q for q in form_definition(name).questions() if q.path == re.sub(r"\[\d+\]", "[]", path)
        )
        if question.kind in ("boolean", "choice"):
            key = f"{name}.{question.key}.options.{text}"
            expected = yes_no[text] if question.kind == "boolean" else catalog_of("en").gettext(key)
        elif question.kind == "amount":
            euros, _, cents = text.partition(".")
            whole = int(re.sub(r"\D", "", euros)) * 100 + int(f"{cents:0<2}")
            expected = catalog_of("en").format(Cents(whole))
        else:
            expected = text
        if text != question.default:
            assert expected in catalog, path


def test_review_lists_missing_answer_that_is_folded():
    body = sent("waiver", "check", parameterSet="own").body
    shown = Page(body[body.index("<form") : body.index("</form>")])
    missing = catalog_of("en").gettext("common.steps.missing")
    assert [line["text"].strip() for line in shown.all("dd")].count(missing) == 3
    label = catalog_of("en").gettext("waiver.questions.ownLimits.minimum.label")
    assert label in [line["text"].strip() for line in shown.all("dt")]


@pytest.mark.parametrize("name", PATHS)
def test_each_step_has_a_button_that_opens_it_and_one_that_leaves_it(name):
    body = sent(name, f"step:{STEPS[name][0]}").body
    values = [button["value"] for button in Page(body).all("button")]
    assert [v for v in values if v.startswith("step:")] == [f"step:{step}" for step in STEPS[name]]
    # The hidden first button, which the Enter key presses, leaves the open step as well.
    leaving = [f"next:{step}" for step in (STEPS[name][0], *STEPS[name])]
    assert [v for v in values if v.startswith("next:")] == leaving


def test_last_look_groups_the_answers_by_child_and_by_month():
    months = {"receivedPayments[2].month": "2026-02", "receivedPayments[2].amount": "60,5"}
    child = {"children[1].birthDate": "01/02/2018", "children[1].monthlyMaintenance": "80"}
    body = sent("advances", "check", paymentHistory="monthByMonth", **months, **child).body
    answers = Page(body[body.index("<form") : body.index("</form>")])
    assert [heading["text"] for heading in answers.all("h4")] == [
        "Child 1",
        "Child 2",
        "What the other parent paid, month by month",
    ]
    lines = list(zip(answers.all("dt"), answers.all("dd"), strict=True))
    shown = [(question["text"], answer["text"]) for question, answer in lines]
    words = catalog_of("en")
    maintenance = words.gettext("advances.questions.children[].monthlyMaintenance.label")
    received = words.gettext(
        "advances.questions.receivedPayments[].amount.label", month=Month(2026, 2)
    )
    assert {(maintenance, "€150.00"), (maintenance, "€80.00"), (received, "€60.50")} <= {*shown}


def test_last_look_shows_an_amount_that_cannot_be_used_as_it_was_typed():
    body = sent("advances", "check", **{"children[0].monthlyMaintenance": "much"}).body
    shown = [line["text"] for line in Page(body).all("dd")]
    assert "much (please put this right)" in shown


@pytest.mark.parametrize("name", PATHS)
def test_list_of_steps_marks_only_the_step_that_is_open(name):
    for step in STEPS[name]:
        buttons = Page(sent(name, f"step:{step}").body).all("button", **{"aria-current": "step"})
        assert [button["value"] for button in buttons] == [f"step:{step}"]


@pytest.mark.parametrize("name", PATHS)
def test_each_step_can_be_changed_from_the_last_look(name):
    body = sent(name, "check").body
    page = Page(body[body.index("<form") : body.index("</form>")])
    buttons = [b for b in page.all("button") if b["value"].startswith("step:")]
    assert [button["value"] for button in buttons] == [f"step:{step}" for step in STEPS[name]]
    for number, button in enumerate(buttons, start=1):
        named = catalog_of("en").gettext("common.steps.number", number=number, total=len(buttons))
        assert button["text"].startswith(
            f"{catalog_of('en').gettext('common.steps.change')} {named}"
        )


@pytest.mark.parametrize(
    ("intent", "look", "words"),
    [
        ("step:debt", "button button--secondary", "Calculate"),
        ("check", "button", "Calculate"),
        ("calculate", "button", "Calculate again"),
    ],
)
def test_button_at_the_end_calculates_and_is_the_main_one_below_the_answers(intent, look, words):
    body = sent("waiver", intent).body
    form = Page(body[body.index("<form") : body.index("</form>")])
    last = form.all("button")[-1]
    assert (last["class"], last["value"], last["text"]) == (look, "calculate", words)


TITLES = [
    "The debt",
    "Your situation",
    "Your household",
    "What you receive each month",
    "What your partner receives each month",
    "Figures used",
]


def test_each_step_has_its_title_in_the_list_on_itself_and_on_its_button_below_the_answers():
    page = Page(sent("waiver", "step:debt").body)
    listed = [b["text"] for b in page.all("button") if b["value"].startswith("step:")]
    steps = [h["text"] for h in page.all("h3") if h["text"].startswith("Step ")]
    assert listed == TITLES
    assert steps == [f"Step {n} of 6: {title}" for n, title in enumerate(TITLES, start=1)]
    page = Page(sent("waiver", "check").body)
    changes = [b["text"] for b in page.all("button") if b["value"].startswith("step:")]
    assert changes == [f"Change Step {n} of 6: {title}" for n, title in enumerate(TITLES, start=1)]


@pytest.mark.parametrize(
    ("intent", "empty", "count"),
    # Once in the list of steps, and where nothing is left to do, in every step before the last.
    [("step:debt", False, 6), ("step:debt", True, 1), ("check", False, 0), ("check", True, 0)],
)
def test_button_to_the_answers_is_in_each_step_once_nothing_is_left_to_do(intent, empty, count):
    buttons = Page(sent("waiver", intent, empty=empty).body).all("button", value="check")
    assert [button["text"] for button in buttons] == ["Check your answers"] * count


def test_result_is_above_review():
    body = sent("waiver", "calculate").body
    assert body.index('class="result"') < body.index('class="step-answers"')
    assert 'id="steps-check"' not in body
    assert opened(body) == []


@pytest.mark.parametrize("name", PATHS)
def test_focus_is_on_step_just_opened(name):
    last = STEPS[name][-1]
    (element,) = (e for e in Page(sent(name, f"step:{last}").body).elements if "autofocus" in e)
    assert (element["tag"], last in opened(sent(name, f"step:{last}").body)) == ("summary", True)


def test_focus_is_on_heading_of_review():
    (element,) = (e for e in Page(sent("waiver", "check").body).elements if "autofocus" in e)
    assert element["id"] == "steps-check"


def test_added_child_is_in_open_step_and_has_focus():
    body = sent("advances", "add:children").body
    (element,) = (e for e in Page(body).elements if "autofocus" in e)
    assert (opened(body), element["name"]) == (["children"], "children[1].birthDate")


def test_focus_after_removing_child_is_on_children():
    catalog = {"children[1].birthDate": "01/02/2016"}
    body = sent("advances", "remove:children:1", **catalog).body
    assert opened(body) == ["children"]
    assert [e["tag"] for e in Page(body).elements if "autofocus" in e] == ["summary"]


def test_requested_months_are_shown_before_next_step():
    body = sent("advances", "next:payments", paymentHistory="monthByMonth").body
    assert opened(body) == ["payments"]
    assert 'class="months-table"' in body
    (element,) = (e for e in Page(body).elements if "autofocus" in e)
    assert element["name"] == "receivedPayments[0].amount"


def test_opened_step_with_empty_months_has_focus_on_heading():
    body = sent("advances", "step:payments", paymentHistory="monthByMonth").body
    assert 'class="months-table"' in body
    assert [e["tag"] for e in Page(body).elements if "autofocus" in e] == ["summary"]


def test_step_list_of_empty_form_states_number_of_remaining_steps():
    # Debt, situation and household have answers that every request needs.
    assert "Steps still to do: 3 of 6." in render("waiver", "en", {})
    body = sent("waiver", "step:debt").body
    assert catalog_of("en").gettext("common.steps.all_done") in body
    assert "Steps still to do" not in body


@pytest.mark.parametrize(
    ("intent", "enter"),
    [("step:title", "next:title"), ("check", "calculate"), ("calculate", "calculate")],
)
def test_enter_key_submits_open_step_or_calculates(intent, enter):
    body = sent("advances", intent).body
    form = Page(body[body.index("<form") : body.index("</form>")])
    assert form.all("button")[0]["value"] == enter


@pytest.mark.parametrize("intent", ["next:debt", "step:nothing", "check:title"])
def test_step_of_another_page_is_refused(intent):
    assert sent("advances", intent).status == 400
