"""The summary of every kind of result: its parts are those of the page, only shorter."""

import re
from datetime import date

import pytest

from functions.calculators.files import days_of
from functions.calculators.load import load
from functions.calculators.registry import CALCULATORS, by_operation
from functions.forms.definition import form_definition
from functions.forms.parse import parse_json_answers
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.pages.address_code import AddressCode
from functions.pages.page_shell import render_summary_page
from functions.pages.render import render_summary
from functions.pages.repeated_rows import FormState
from functions.pages.summary_view import MOST_DAYS
from infra.api_routes import read_document
from tests.pages.result_pages import figures, text
from tests.pages.test_form import Page

CONTRACT = read_document()
MADE_ON = date(2026, 11, 22)


def simulator(path):
    """The calculator behind an operation."""
    return load(by_operation(path.removeprefix("/")).name)


def examples():
    for entry in CALCULATORS.values():
        if "summary" in form_definition(entry.name).offers:
            path = f"/{entry.operation}"
            content = CONTRACT["paths"][path]["post"]["requestBody"]["content"]
            for name, example in content["application/json"]["examples"].items():
                yield pytest.param(path, example["value"], id=f"{path} {name}")


EXAMPLES = list(examples())


def result_of(path, example):
    found = simulator(path)
    return found.compute(parse_json_answers(found.schema, example).request)


def summary_of(path, example, language="en", typed=None, code=None):
    found, result = simulator(path), result_of(path, example)
    return render_summary(
        found.schema.form,
        language,
        FormState(typed=typed or {}),
        action=found.entry.path,
        view=found.view(result, catalog_of(language), MADE_ON),
        days=days_of(found, result, catalog_of(language)),
        made_on=MADE_ON,
        code=code,
    )


def days(path, example, language="en"):
    found = days_of(simulator(path), result_of(path, example), catalog_of(language))
    return () if found is None else found.days


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_every_summary_has_verdict_next_step_sources_and_day(path, example, language):
    html = summary_of(path, example, language)
    catalog = catalog_of(language)
    marks = ('class="answer"', "summary-next", "summary-sources")
    if 'class="verdict' in html:
        marks = ('class="verdict', "next-step", "summary-sources")
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)
    assert catalog.gettext("common.summary.made_on", day=MADE_ON) in html
    estimate = (catalog.gettext(k) for k in ("common.result.estimate", "common.site.independence"))
    assert sum(html.count(words) for words in estimate) == 1
    assert "{" not in html
    assert html.count("<h1>") == 1


@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_summary_has_first_days_and_number_of_others(path, example):
    html, every = summary_of(path, example), days(path, example)
    shown = re.findall(r'<time datetime="([^"]*)">', html)
    assert shown == [str(day.date) for day in every[:MOST_DAYS]]
    assert ('<h3 id="summary-days">Dates to remember</h3>' in html) is bool(every)
    assert re.findall(r"<(ul|ol|dl|p|h3)\b[^>]*>\s*</\1>", html) == []
    left = len(every) - MOST_DAYS
    assert re.findall(r"and (-?\d+) more", html) == ([str(left)] if left > 0 else [])


def test_long_plan_has_more_days_than_sheet_shows():
    plan = {"birthDate": "2010-02-14", "grantedOn": "2026-11-21"}
    assert "and 24 more dates, in the calendar file" in summary_of("/planRenewals", plan)


@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_every_language_gives_same_figures(path, example):
    catalog = [figures(summary_of(path, example, language)) for language in LANGUAGES]
    assert catalog == [catalog[0]] * len(LANGUAGES)


def test_documents_to_bring_are_those_of_result():
    plan = {"birthDate": "2006-02-14", "grantedOn": "2026-07-15"}
    assert "Documents to bring" in summary_of("/planRenewals", plan)
    event = {"event": "applicationComplete", "eventDate": "2026-03-02"}
    assert "Documents to bring" not in summary_of("/findDeadlines", event)


def test_answers_are_in_summary_and_in_fields_of_back_button():
    event = {"event": "applicationComplete", "eventDate": "2026-03-02"}
    typed = {"event": "applicationComplete", "eventDate": '02/03/2026"<'}
    html = summary_of("/findDeadlines", event, typed=typed)
    assert "The application was complete" in text(html)
    assert html.count("02/03/2026&#34;&lt;") == 2


def test_answers_of_a_summary_are_set_apart_by_points_within_their_section():
    event = {"event": "applicationComplete", "eventDate": "2026-03-02"}
    typed = {"event": "applicationComplete", "eventDate": "02/03/2026"}
    html = summary_of("/findDeadlines", event, typed=typed)
    answers = html.partition('id="summary-answers"')[2].partition("</section>")[0]
    words = catalog_of("en").gettext
    event_asked = words("deadlines.questions.event.label")
    day_asked = words("deadlines.questions.eventDate.label")
    (section,) = form_definition("deadlines").sections
    assert text(answers.partition("</h3>")[2]) == (
        f"{words(f'deadlines.sections.{section.id}.title')} \u2013 "
        f"{event_asked} {words('deadlines.questions.event.options.applicationComplete')} · "
        f"{day_asked} 02/03/2026"
    )


def test_way_back_from_a_summary_sends_what_was_typed_in_the_language_to_the_calculator():
    event = {"event": "applicationComplete", "eventDate": "2026-03-02"}
    page = Page(summary_of("/findDeadlines", event, "fr", {**event, "note": " "}))
    sent = page.one("form")
    assert (sent["method"], sent["action"]) == ("post", "/api/alimenta/v1/findDeadlines")
    hidden = {field["name"]: field["value"] for field in page.all("input", type="hidden")}
    assert hidden == {"language": "fr", **event}
    (button,) = page.all("button", type="submit")
    assert (button["value"], button["text"]) == (
        "calculate",
        catalog_of("fr").gettext("common.summary.back"),
    )
    said = [paragraph["text"] for paragraph in page.all("p")]
    assert catalog_of("fr").gettext("common.summary.print") in said


def test_the_texts_are_named_once_each_without_their_articles():
    event = {"event": "decisionSentToCreditor", "eventDate": "2026-03-06"}
    sources = summary_of("/findDeadlines", event).partition('id="summary-sources"')[2]
    assert text(sources.partition("<p>")[2].partition("</p>")[0]).split(" · ") == [
        "act of 21 February 2003",
        "Judicial Code",
    ]


def test_summary_replaces_page_content():
    shell = "<html><title>Deadlines</title><main id='content'>long text</main></html>"
    page = render_summary_page(shell, "fr", "<p>short</p>")
    assert page == (
        "<html><title>Résumé\u00a0: Deadlines</title>"
        "<main id='content'>\n<p>short</p>\n</main></html>"
    )


def test_page_without_main_part_is_refused():
    with pytest.raises(ValueError, match="main part"):
        render_summary_page("<html></html>", "fr", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_has_code_and_address_of_its_page(language):
    html = summary_of(*EXAMPLES[0].values, language, code=AddressCode("/x.svg", "a.example/x/"))
    assert re.search(r'<img src="/x\.svg" alt="[^"]+">', html)
    assert "a.example/x/</p>" in html


def test_summary_of_page_without_address_has_no_code():
    assert "<img" not in summary_of(*EXAMPLES[0].values)
