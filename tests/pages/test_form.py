"""The form as a page shows it, and the page and problem around it."""

import re
from html.parser import HTMLParser

import pytest

from functions.forms.definition import Kind
from functions.forms.errors import FieldError
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.core.values import Month
from functions.pages.page_shell import render_page
from functions.pages.problem_view import render_problem
from tests.pages.rendering import in_one_page, render

ADVANCES = in_one_page("advances")
WAIVER = in_one_page("waiver")
ARREARS = in_one_page("arrears")
LIMITS = in_one_page("limits")
FACTS = {
    "children[0].isAdult": "yes",
    "children[0].isBornLater": "yes",
    "incomeCounts": "yes",
}
MONTHS = tuple(Month(2026, number) for number in range(1, 4))
VOID = {"input", "meta", "link", "br"}


class Page(HTMLParser):
    """The elements of a page, each with its attributes and its text."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "text": "", **dict(attrs)}
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, tag, **attributes):
        return [
            element
            for element in self.elements
            if element["tag"] == tag
            and all(element.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag, **attributes):
        (element,) = self.all(tag, **attributes)
        return element


def form(questions=ADVANCES, language="en", typed=None, **more):
    return Page(render(questions.name, language, typed, questions=questions, **more))


def part(html, tag):
    """That element alone, without the rest of the page."""
    return Page(re.search(rf"<{tag}\b.*</{tag}>", html, re.DOTALL)[0])


def folded(page):
    """What is folded away within the form."""
    return [e for e in page.all("details") if "more" in e["class"].split()]


def targets(page):
    """Where the links within the page lead, in their order."""
    return [e["href"] for e in page.all("a") if e["href"].startswith("#")]


def removing(page):
    """The buttons that each take a child away."""
    return [b for b in page.all("button") if b.get("value", "").startswith("remove:children:")]


def refused(path, code="required", **limits):
    return FieldError(path=path, code=code, limits=limits)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("questions", [ADVANCES, WAIVER])
def test_every_question_has_its_input(questions, language):
    months = MONTHS if questions is ADVANCES else ()
    page = form(questions, language, {"partner": "yes"}, month_rows=months)
    names = {e.get("name") for e in page.elements if e["tag"] in ("input", "select")}
    assert {q.path.replace("[]", "[0]") for q in questions.questions()} <= names


@pytest.mark.parametrize("questions", [ADVANCES, WAIVER])
def test_no_two_elements_share_id(questions):
    months = MONTHS if questions is ADVANCES else ()
    page = form(questions, month_rows=months, rows={"children": 3})
    ids = [e["id"] for e in page.elements if "id" in e]
    assert len(ids) == len(set(ids))


def test_form_action_is_its_operation():
    sent = form().one("form")
    assert (sent["method"], sent["action"]) == ("post", "/api/alimenta/v1/simulateAdvances")


def test_form_sends_language():
    assert form(language="de").one("input", name="language")["value"] == "de"


def test_every_input_has_label():
    page = form(month_rows=MONTHS)
    labelled = {label["for"] for label in page.all("label")}
    inputs = [e for e in page.elements if e["tag"] in ("input", "select", "textarea")]
    assert {e["id"] for e in inputs if e.get("type") != "hidden"} == labelled


def test_file_with_answers_is_opened_outside_the_form_so_that_it_is_never_sent():
    html = render("advances", "en")
    chosen = Page(html).one("input", type="file")
    assert "name" not in chosen
    assert "form" not in chosen
    assert not part(html, "form").all("input", type="file")


def test_erasing_the_answers_is_a_link_to_the_empty_page():
    page = form(page="advances/simulator")
    links = [e for e in page.all("a") if "data-erase" in e]
    assert {(e["href"], e["text"]) for e in links} == {
        ("/en/advances/simulator/", catalog_of("en").gettext("keep.erase"))
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_can_be_carried_to_each_other_language(language):
    page = form(language=language)
    words = catalog_of(language)
    offered = [
        (e["value"], e["lang"], e["form"], e["text"])
        for e in page.all("button")
        if e.get("value", "").startswith("language:")
    ]
    assert offered == [
        (f"language:{code}:open", code, "simulator-form", words.gettext(f"common.languages.{code}"))
        for code in LANGUAGES
        if code != language
    ]


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("children-0-birthDate", "For example: 03/05/2015"),
        ("months", "From 12 to 60 months. If you leave this empty, we show 24."),
        ("fill", "Months that you have already filled in do not change."),
    ],
)
def test_hint_of_a_question_stands_beside_it(field, hint):
    page = form(month_rows=MONTHS)
    assert page.one("p", id=f"{field}-hint")["text"] == hint


@pytest.mark.parametrize(
    ("field", "look", "keys"),
    [
        ("children[0].birthDate", "date", "text"),
        ("children[0].monthlyMaintenance", "amount", "decimal"),
        ("title.startIndex.figure", "number", "decimal"),
        ("months", "number", "numeric"),
        ("fill", "amount", "decimal"),
    ],
)
def test_input_has_the_width_and_the_keys_of_its_kind(field, look, keys):
    found = form(month_rows=MONTHS).one("input", name=field)
    assert (found["class"], found["inputmode"]) == (look, keys)


def test_every_description_is_there():
    page = form(issues=[refused("title.kind"), refused("title.date")])
    ids = {e.get("id") for e in page.elements}
    described_by = " ".join(e.get("aria-describedby", "") for e in page.elements).split()
    assert set(described_by) <= ids


def test_typed_text_is_kept():
    page = form(typed={"children[0].monthlyMaintenance": " 1.50,x "})
    assert page.one("input", name="children[0].monthlyMaintenance")["value"] == " 1.50,x "


def test_chosen_radio_stays_checked():
    page = form(typed={"title.served": "no"})
    assert [e["value"] for e in page.all("input", name="title.served") if "checked" in e] == ["no"]


def test_selected_option_stays_selected():
    page = form(typed={"title.startIndex.baseYear": "1996"})
    assert [e["value"] for e in page.all("option") if "selected" in e] == ["1996"]


def test_default_option_is_chosen_from_start():
    chosen = [e["value"] for e in form(WAIVER).all("input", name="rounding") if "checked" in e]
    assert chosen == ["agency"]


def test_hostile_text_is_escaped():
    html = render("advances", "en", {"title.date": '"><script>alert(1)</script>'})
    assert "<script" not in html


def test_hostile_text_in_error_is_escaped():
    issue = FieldError(path="<script>", code="unknown", value="<script>")
    assert "<script" not in render("advances", "en", {}, issues=[issue])


def test_error_is_next_to_its_field():
    page = form(issues=[refused("title.date", "not_a_date")])
    field = page.one("input", name="title.date")
    errors = [e for e in page.elements if e.get("class") == "error-message"]
    assert field["aria-invalid"] == "true"
    assert errors[0]["id"] in field["aria-describedby"]


def test_error_summary_links_to_field():
    page = form(issues=[refused("children[1].birthDate")], rows={"children": 2})
    assert page.all("a", href="#children-1-birthDate")


def test_error_summary_links_to_first_option_of_choice():
    page = form(issues=[refused("title.kind")])
    (link,) = targets(page)
    assert page.one("input", id=link[1:])["value"] == "judgment"


@pytest.mark.parametrize(
    ("questions", "path", "target"),
    [
        (WAIVER, "partnerResources", "#partnerResources-work"),
        (WAIVER, "ownLimits", "#ownLimits-minimum"),
        (ADVANCES, "receivedPayments", "#paymentHistory-nothing"),
        (ADVANCES, "nonsense", "#simulator-form"),
    ],
)
def test_error_summary_links_to_nearest_element_of_group(questions, path, target):
    page = form(questions, issues=[refused(path, "not_allowed")])
    assert targets(page) == [target]


def test_error_summary_link_target_exists():
    issues = [refused(q.path.replace("[]", "[0]")) for q in ADVANCES.questions()]
    page = form(issues=issues, month_rows=MONTHS, facts=FACTS)
    ids = {e.get("id") for e in page.elements}
    assert targets(page)
    assert {target[1:] for target in targets(page)} <= ids


def test_summary_takes_focus():
    page = form(issues=[refused("title.kind")])
    assert [e["class"] for e in page.elements if "autofocus" in e] == ["error-summary"]


def test_month_with_wrong_amount_has_error():
    typed = {"receivedPayments[1].month": "2026-02", "receivedPayments[1].amount": "x"}
    page = form(typed=typed, issues=[refused("receivedPayments[1].amount")], month_rows=MONTHS)
    assert page.one("input", name="receivedPayments[1].amount")["aria-invalid"] == "true"


def test_only_the_cell_of_a_month_with_a_wrong_amount_looks_wrong():
    typed = {"receivedPayments[1].month": "2026-02", "receivedPayments[1].amount": "x"}
    page = form(typed=typed, issues=[refused("receivedPayments[1].amount")], month_rows=MONTHS)
    assert [cell["class"] for cell in page.all("td")] == ["", "question--error", ""]


def test_table_of_months_is_headed_by_the_month_and_the_amount():
    page = form(month_rows=MONTHS)
    headings = [cell["text"] for cell in page.all("th", scope="col")]
    assert headings == ["Month", "Received, all children together"]
    months = [cell["text"] for cell in page.all("th", scope="row")]
    assert months == ["January 2026", "February 2026", "March 2026"]


def test_summary_of_a_month_that_cannot_be_leads_to_the_amount_in_its_row():
    page = form(issues=[refused("receivedPayments[1].month")], month_rows=MONTHS)
    assert targets(page) == ["#receivedPayments-1-amount"]


def test_an_amount_follows_its_month_when_the_window_moves():
    typed = {"receivedPayments[2].month": "2026-01", "receivedPayments[2].amount": "75"}
    page = form(typed=typed, month_rows=MONTHS)
    amounts = [page.one("input", name=f"receivedPayments[{n}].amount")["value"] for n in range(3)]
    assert amounts == ["75", "", ""]


def test_each_month_is_sent_with_form():
    page = form(month_rows=MONTHS)
    months = [page.one("input", name=f"receivedPayments[{n}].month")["value"] for n in range(3)]
    assert months == ["2026-01", "2026-02", "2026-03"]


def test_page_without_months_says_what_they_need():
    needed = catalog_of("en").gettext("advances.lists.receivedPayments.needed")
    assert needed in [paragraph["text"] for paragraph in form().all("p")]


@pytest.mark.parametrize(("rows", "buttons"), [(1, 0), (2, 2), (10, 10)])
def test_child_can_be_removed_unless_it_is_only_one(rows, buttons):
    assert len(removing(form(rows={"children": rows}))) == buttons


@pytest.mark.parametrize(("rows", "buttons"), [(9, 1), (10, 0)])
def test_child_can_be_added_up_to_last(rows, buttons):
    assert len(form(rows={"children": rows}).all("button", value="add:children")) == buttons


def test_child_just_added_takes_focus():
    page = form(typed={"children[0].birthDate": "1/1/2020"}, rows={"children": 2})
    assert [e["name"] for e in page.elements if "autofocus" in e] == ["children[1].birthDate"]


def test_empty_form_takes_no_focus():
    assert [e for e in form().elements if "autofocus" in e] == []


def test_enter_key_calculates():
    first = form(ARREARS, rows={"children": 3}).all("button")[0]
    assert (first["name"], first["value"]) == ("intent", "calculate")


def test_folded_questions_stay_folded_while_they_are_empty():
    assert not any("open" in e for e in folded(form()))


@pytest.mark.parametrize(
    "more",
    [{"typed": {"title.dueDay": "5"}}, {"issues": [refused("title.dueDay", "not_an_integer")]}],
)
def test_folded_questions_open_when_one_is_answered_or_wrong(more):
    assert [e["class"] for e in folded(form(**more)) if "open" in e] == ["more"]


def test_optional_questions_are_marked_in_words():
    optional = catalog_of("en").gettext("common.optional")
    (label,) = form(LIMITS).all("label", **{"for": "household-childrenWithChildBenefit"})
    assert label["text"].endswith(optional)


def test_questions_that_must_be_answered_are_not_marked_optional():
    optional = catalog_of("en").gettext("common.optional")
    (label,) = form().all("label", **{"for": "title-date"})
    assert optional not in label["text"]


def test_choice_is_group_with_its_question_as_legend():
    page = form(facts=FACTS)
    legends = [legend["text"] for legend in page.all("legend")]
    asked = [q for q in ADVANCES.questions() if q.kind is Kind.BOOLEAN]
    labels = [catalog_of("en").gettext(f"advances.{q.key}.label") for q in asked]
    assert set(labels) <= set(legends)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_has_no_inline_style_or_script(language):
    page = form(language=language)
    assert not page.all("script")
    assert not [e for e in page.elements if "style" in e or "onclick" in e]


SHELL = (
    "<html><head><title>Simulator</title></head>"
    "<!-- simulator:start -->old<!-- simulator:end --></html>"
)


def test_the_region_is_put_in_its_place():
    assert render_page(SHELL, "en", r"new \1", "form") == SHELL.replace("old", "\nnew \\1\n")


@pytest.mark.parametrize(
    ("state", "title"),
    [("form", "Simulator"), ("error", "Error: Simulator"), ("result", "Result: Simulator")],
)
def test_title_matches_page_state(state, title):
    assert f"<title>{title}</title>" in render_page(SHELL, "en", "", state)


def test_page_without_simulator_is_refused():
    with pytest.raises(ValueError, match="no simulator"):
        render_page("<html></html>", "en", "", "form")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", [400, 404, 405, 406, 413, 415, 429, 500, 503])
def test_problem_has_page_of_its_own(language, status):
    page = Page(render_problem(language, status))
    assert page.one("html")["lang"] == language
    assert page.one("h1")["text"]


def test_problem_page_links_to_home_page():
    assert Page(render_problem("nl", 404)).all("a", href="/nl/")


def test_problem_says_who_the_site_is_not_and_leads_to_the_calculators():
    page = Page(render_problem("en", 404))
    independence = page.one("p", **{"class": "independence"})["text"]
    assert independence == catalog_of("en").gettext("common.site.independence")
    said = [paragraph["text"] for paragraph in page.all("p")]
    assert catalog_of("en").gettext("common.problem.text.404") in said
    title = catalog_of("en").gettext("common.problem.title.404")
    assert page.one("h1")["text"] == title
    assert (
        page.one("title")["text"] == catalog_of("en").gettext("common.errors.title_prefix") + title
    )
    links = {link["href"]: link["text"] for link in page.all("a")}
    assert list(links) == [
        "/en/advances/simulator/",
        "/en/waiver/calculator/",
        "/en/help/find/",
        "/en/",
    ]
    assert all(links.values())


def test_question_folded_away_does_not_say_that_it_is_optional():
    page = form(WAIVER)
    optional = catalog_of("en").gettext("common.optional")
    (choices,) = (e for e in page.all("fieldset") if e.get("id") == "parameterSet")
    assert optional not in choices["text"]
    # One of the incomes is needed: none of them says that it may be left out.
    assert optional not in page.one("label", **{"for": "debtorResources-work"})["text"]
