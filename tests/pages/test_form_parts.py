"""The words, buttons and links of each part of a form, and the sources in a result."""

from types import SimpleNamespace

import pytest

from functions.forms.errors import FieldError
from functions.i18n.catalog import catalog_of
from functions.i18n.citations import Citation
from functions.law.core.trace import Status
from functions.law.core.values import Month
from functions.pages.bulk_fill import BulkFill
from functions.pages.environment import environment
from functions.pages.explanation_view import ExplanationLine, by_year
from functions.pages.page_words import page_words
from tests.pages.rendering import in_one_page, render
from tests.pages.test_arrears import RESULTS
from tests.pages.test_form import ARREARS, Page, part, targets

WORDS = catalog_of("en").gettext
MONTHS = (Month(2026, 1), Month(2026, 2))
ACTION = "/api/alimenta/v1/calculateArrears"


def arrears(typed=None, **more):
    return Page(render("arrears", "en", typed, questions=ARREARS, **more))


def arrears_form(**more):
    """The form itself, without what the page offers around it."""
    return part(render("arrears", "en", questions=ARREARS, **more), "form")


def buttons(page):
    return [(button.get("value"), button["text"]) for button in page.all("button")]


def test_form_without_steps_has_a_section_with_heading_and_introduction_for_each_part():
    page = arrears_form()
    ids = [f"arrears-{section.id}" for section in ARREARS.sections]
    assert [section["aria-labelledby"] for section in page.all("section")] == ids
    assert [(heading["id"], heading["text"]) for heading in page.all("h2")] == [
        (f"arrears-{section.id}", WORDS(f"arrears.sections.{section.id}.title"))
        for section in ARREARS.sections
    ]
    introductions = [WORDS(f"arrears.sections.{section.id}.intro") for section in ARREARS.sections]
    paragraphs = [paragraph["text"] for paragraph in page.all("p")]
    assert [text for text in paragraphs if text in introductions] == introductions


def test_form_asks_first_and_says_last_that_no_account_is_needed_and_who_it_is_not():
    page = arrears_form()
    first, *_, last = page.all("p")
    assert first["text"] == WORDS("arrears.sections.title.intro")
    keys = ("common.form.no_account", "common.site.independence")
    assert (last["class"], last["text"]) == ("form-note", " ".join(WORDS(key) for key in keys))


def test_form_has_a_name():
    form = arrears().one("form", id="simulator-form")
    assert (form["id"], form["aria-label"]) == ("simulator-form", WORDS("common.form.heading"))


def test_buttons_of_a_form_without_steps_calculate_and_add():
    calculate = WORDS("common.buttons.calculate")
    assert buttons(arrears_form(rows={"children": 1})) == [
        ("calculate", calculate),
        ("add:children", WORDS("arrears.lists.children.add")),
        ("calculate", calculate),
    ]


def test_form_below_a_result_calculates_again():
    page = Page(render("arrears", "en", {}, questions=ARREARS, result=RESULTS["usual"]))
    again = WORDS("common.buttons.calculate_again")
    assert again in [text for value, text in buttons(page) if value == "calculate"]
    assert page.one("form", id="simulator-form")["aria-label"] == WORDS(
        "common.form.change_answers"
    )


def test_button_of_a_list_sends_the_reader_back_to_its_section():
    sent_to = {
        button["value"]: button["formaction"]
        for button in arrears(rows={"children": 2}).all("button")
        if "formaction" in button
    }
    assert sent_to == {
        "add:children": f"{ACTION}#arrears-children",
        "remove:children:0": f"{ACTION}#arrears-children",
        "remove:children:1": f"{ACTION}#arrears-children",
    }


def test_entries_of_a_list_are_named_by_their_number_on_legend_and_button():
    page = arrears_form(rows={"children": 2})
    groups = page.all("fieldset", **{"class": "child"})
    assert len(groups) == 2
    legends = [legend["text"] for legend in page.all("legend")]
    named = [WORDS("arrears.lists.children.entry", number=number) for number in (1, 2)]
    assert [text for text in legends if text in named] == named
    removing = [text for value, text in buttons(page) if value.startswith("remove:")]
    assert removing == [WORDS("arrears.lists.children.remove", number=n) for n in (1, 2)]


def test_reason_of_each_question_of_a_section_is_given_below_it():
    page = arrears()
    summaries = [summary["text"] for summary in page.all("summary")]
    assert WORDS("common.form.why") in summaries
    asked = [
        question
        for section in ARREARS.sections
        for question in section.questions
        if question.list_path == section.list_path
    ]
    reasons = {
        (label["text"], why["text"])
        for label, why in zip(page.all("dt"), page.all("dd"), strict=True)
    }
    assert reasons == {
        (WORDS(f"arrears.{q.key}.label"), WORDS(f"arrears.{q.key}.why")) for q in asked
    }


def test_folded_questions_have_a_title_and_an_introduction():
    page = Page(render("waiver", "en", questions=in_one_page("waiver")))
    folded = [e["text"].split("\n")[1:3] for e in page.all("details") if e["class"] == "more"]
    parts = ("title", "intro")
    assert folded == [
        [WORDS(f"waiver.sections.{section}.more_{part}") for part in parts]
        for section in ("debt", "household", "debtorResources")
    ]


def test_table_of_months_has_its_words_and_a_label_for_each_amount():
    page = arrears(month_rows=MONTHS)
    key = "arrears.lists.receivedPayments"
    assert page.one("p", id="months-intro")["text"] == WORDS(f"{key}.intro")
    table = page.one("table")
    assert (table["class"], page.one("caption")["text"]) == (
        "months-table",
        WORDS(f"{key}.caption"),
    )
    scrolled = page.one("div", role="region")
    assert (scrolled["tabindex"], scrolled["aria-label"]) == ("0", WORDS(f"{key}.caption"))
    labels = {label["for"]: label["text"] for label in page.all("label")}
    for place, month in enumerate(MONTHS):
        asked = "arrears.questions.receivedPayments[].amount.label"
        assert labels[f"receivedPayments-{place}-amount"] == WORDS(asked, month=month)
    assert labels["fill"] == WORDS("common.fill.label")
    assert ("fill:receivedPayments", WORDS("common.fill.button")) in buttons(page)


def test_amount_of_a_month_is_described_by_the_introduction_and_its_errors():
    issue = FieldError(path="receivedPayments[1].amount", code="not_an_amount")
    typed = {"receivedPayments[1].month": "2026-02", "receivedPayments[1].amount": "x"}
    page = arrears(typed, issues=[issue], month_rows=MONTHS)
    first, second = (page.one("input", id=f"receivedPayments-{n}-amount") for n in range(2))
    assert first["aria-describedby"] == "months-intro"
    assert "aria-invalid" not in first
    assert second["aria-describedby"] == "months-intro receivedPayments-1-amount-error-1"
    assert (second["aria-invalid"], second["value"]) == ("true", "x")
    error = page.one("p", id="receivedPayments-1-amount-error-1")["text"]
    assert error.startswith(WORDS("common.errors.prefix"))


def test_field_that_fills_the_months_looks_wrong_when_its_amount_is():
    wrong = arrears(month_rows=MONTHS, issues=[FieldError(path="fill", code="not_an_amount")])
    looks = [
        next(e["class"] for e in page.all("div") if "fill" in e.get("class", ""))
        for page in (arrears(month_rows=MONTHS), wrong)
    ]
    assert looks == ["question fill", "question fill question--error"]
    assert wrong.one("p", id="fill-error-1")


def test_months_just_filled_in_are_counted_unless_something_is_wrong():
    filling = BulkFill(count=2)
    page = arrears(month_rows=MONTHS, filling=filling)
    assert page.one("p", **{"class": "filled"})["text"] == WORDS("common.fill.done", count=2)
    wrong = FieldError(path="title.date", code="required")
    for more in ({}, {"filling": filling, "issues": [wrong]}):
        assert arrears(month_rows=MONTHS, **more).all("p", **{"class": "filled"}) == []


def test_summary_of_what_is_wrong_counts_and_links_each_problem():
    issues = [FieldError(path=path, code="required") for path in ("title.date", "children")]
    page = arrears(issues=issues, rows={"children": 1})
    (summary,) = page.all("section", role="alert")
    assert summary["aria-labelledby"] == "problems-heading"
    assert page.one("h2", id="problems-heading")["text"] == WORDS("common.errors.heading")
    assert WORDS("common.errors.intro", count=2) in [p["text"] for p in page.all("p")]
    assert targets(page) == ["#title-date", "#children-0-monthlyMaintenance"]
    assert all(link["text"] for link in page.all("a"))


def citation(**changes):
    parts = {
        "text": "article 4",
        "act": "act",
        "title": "The whole title",
        "href": "https://example.org/a",
        "language": "fr",
        "foreign": "in French",
        "status": Status.LAW,
        "status_word": "law",
    }
    return Citation(**parts | changes)


def macros():
    return (
        environment()
        .get_template("results/_macros.html")
        .make_module({"t": page_words(catalog_of("en"))})
    )


def test_source_with_an_address_is_a_link_that_names_its_title_and_language():
    page = Page(f"<p>{macros().cited(citation())}</p>")
    link = page.one("a")
    assert (link["href"], link["title"]) == ("https://example.org/a", "The whole title")
    assert (link["hreflang"], link["text"]) == ("fr", "article 4 (in French)")
    assert page.one("span", **{"class": "visually-hidden"})["text"] == " (in French)"


def test_source_in_the_language_of_the_page_says_no_language():
    link = Page(f"<p>{macros().cited(citation(foreign=''))}</p>").one("a")
    assert link["text"] == "article 4"


def test_source_without_an_address_is_no_link_and_names_its_title():
    page = Page(f"<p>{macros().cited(citation(href=''))}</p>")
    named = page.one("span", **{"class": "source"})
    assert (named["title"], named["text"], page.all("a")) == ("The whole title", "article 4", [])


@pytest.mark.parametrize("href", ["", "https://example.org/a"])
def test_only_a_source_that_is_not_the_law_itself_has_a_mark_with_its_status(href):
    marked = citation(href=href, status=Status.GAP, status_word="not settled")
    mark = Page(f"<p>{macros().cited(marked)}</p>").one("span", **{"class": "status status--gap"})
    assert mark["text"] == "not settled"
    plain = Page(f"<p>{macros().cited(citation(href=href))}</p>")
    assert not [e for e in plain.all("span") if e.get("class", "").startswith("status")]


def line(sentence, *, child=None, year=None, **changes):
    return ExplanationLine(
        code="x", sentence=sentence, citation=citation(**changes), child=child, year=year
    )


def items(html):
    return [(item["value"], item["text"]) for item in Page(str(html)).all("li")]


def explained(*steps, notes=(), several=False, runs=()):
    """The last fold of a result with these steps and notes."""
    view = SimpleNamespace(steps=steps, notes=notes, several_children=several, runs=runs)
    return str(macros().steps_and_notes(view))


@pytest.mark.parametrize(
    ("several", "expected"), [(True, "Child 2 \u2013 Step."), (False, "Step.")]
)
def test_step_about_a_child_names_it_where_there_are_several(several, expected):
    html = explained(line("Step.", child=2), line("All."), several=several)
    about = WORDS("common.result.about_child", number=2)
    first, second = items(html)
    assert first[1].startswith(expected.replace("Child 2", about))
    assert (first[0], second[0]) == ("1", "2")
    assert second[1].startswith("All.")


def test_steps_are_counted_and_say_once_that_their_texts_are_linked_in_another_language():
    linked = WORDS("common.result.linked_texts")
    for foreign, said in (("in French", True), ("", False)):
        page = Page(explained(line("Step.", foreign=foreign), line("Step.", foreign=foreign)))
        name, holds = "common.result.explanation", "common.result.explanation_holds_steps"
        assert page.one("h3", **{"class": "fold-name"})["text"] == WORDS(name)
        assert page.one("span", **{"class": "fold-holds"})["text"] == WORDS(holds, steps=2)
        introduction = page.all("p")[0]["text"]
        assert introduction.startswith(WORDS("common.result.explanation_intro"))
        assert (linked in introduction) is said


def test_steps_of_a_year_are_folded_under_it_and_numbered_on():
    steps = (line("A."), line("B.", year=2025), line("C.", year=2025), line("D.", year=2026))
    html = explained(*steps, runs=by_year(steps))
    page = Page(html)
    assert [(s["start"]) for s in page.all("ol")] == ["1", "2", "4"]
    assert [number for number, _ in items(html)] == ["1", "2", "3", "4"]
    assert [summary["text"] for summary in page.all("summary")[1:]] == [
        WORDS("common.result.explanation_year", year="2025", count=2),
        WORDS("common.result.explanation_year", year="2026", count=1),
    ]


def test_notes_have_a_heading_and_their_sources_and_none_without_any_note():
    page = Page(explained(line("Step."), notes=(line("Note."),)))
    assert page.one("h4", id="result-notes")["text"] == WORDS("common.result.notes")
    assert page.all("li")[0]["text"].split() == ["Note.", "article", "4", "(in", "French)"]
    assert "result-notes" not in explained(line("Step."))
