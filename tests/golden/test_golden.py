"""Every golden case: what the API gives, what a person reads, and what both give to save."""

import csv
import json
import re
from base64 import b64decode
from datetime import UTC, datetime
from difflib import unified_diff
from itertools import zip_longest
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from tests.golden import service
from tests.golden.cases import cases
from tests.golden.members import differences, paths, schema_paths, shortened, sources
from tests.golden.page_text import bars, is_in, mismatch, page_lines

FEWEST_CASES = 3
OF_SOME_CALCULATORS = {"explanation[].child"}
"""What the schema describes for every calculator, and only those that ask for children give."""
MOVING = {"notes[].inputs.lastMonth"}
"""What moves with every month for which an index is published."""
INDEPENDENCE = {
    "fr": "Alimenta est un site indépendant. "
    "Ce que vous lisez ici est une estimation, pas une décision.",
    "nl": "Alimenta is een onafhankelijke site. Een resultaat is een schatting en geen beslissing.",
    "de": "Alimenta ist eine unabhängige Website. "
    "Was Sie hier lesen, ist eine Schätzung und keine Entscheidung.",
    "en": "Alimenta is an independent site. What you read here is an estimate, not a decision.",
}
"""What every response in JSON says of itself."""
ESTIMATE = {
    "fr": "Ceci est une estimation, et non une décision.",
    "nl": "Een schatting, geen beslissing.",
    "de": "Eine Schätzung, keine Entscheidung.",
    "en": "An estimate, not a decision.",
}
"""What every page of a result says of itself, once."""
SAVED_AT = datetime(2024, 6, 10, 8, tzinfo=UTC)
"""Before every worked day of a calendar: a reminder is set for what is still to come."""
AMOUNT = re.compile(r"^(\d+[.,]\d\d)$")
CURRENCY = {"fr": r"\1 €", "nl": r"€ \1", "de": r"\1 €", "en": r"€\1"}
CALENDAR_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")


def of(member):
    """A test for each case that has the member."""
    found = [case for case in cases() if member in case.content]
    return pytest.mark.parametrize("case", found, ids=lambda case: f"{case.calculator}/{case.name}")


def in_each(member):
    """A test for each case and language in which the member is written."""
    return pytest.mark.parametrize(
        ("case", "language"),
        [
            pytest.param(case, language, id=f"{case.calculator}/{case.name}-{language}")
            for case in cases()
            for language in case.content.get(member, {})
        ],
    )


def fail_with(differences):
    """Fail with nothing but the differences, if there are any."""
    if differences:
        pytest.fail(differences, pytrace=False)


def answered(reply):
    assert reply.status == 200, reply.body
    return reply.body


@of("json")
def test_json_of_a_case_has_the_worked_members(case):
    result = shortened(json.loads(answered(service.post_json(case.calculator, case.request))))
    expected = case.json | {"independence": INDEPENDENCE["en"]}
    fail_with("\n".join(differences(expected, result)))


@in_each("page")
def test_page_of_a_case_says_the_worked_result(case, language):
    html = answered(
        service.post_form(case.calculator, case.form(language), language, today=case.today)
    )
    lines = page_lines(html)
    fail_with(mismatch(lines, case.texts("page", language)))
    said = (ESTIMATE[language], INDEPENDENCE[language])
    assert sum(line.startswith(said) for line in lines) == 1
    for times, member in ((0, "never"), (1, "once")):
        for fragment in case.texts(member, language):
            found = [line for line in lines if is_in(line, fragment)]
            fail_with("" if len(found) == times else f"{member}: {fragment}\n  {found}")


@in_each("summary")
def test_summary_of_a_case_says_the_worked_result(case, language):
    fields = case.form(language)
    html = answered(
        service.post_form(case.calculator, fields, language, "summary", today=case.today)
    )
    lines = page_lines(html)
    fail_with(mismatch(lines, case.texts("summary", language)))
    for fragment in case.texts("never", language):
        fail_with("\n  ".join(line for line in lines if is_in(line, fragment)))


@of("bars")
def test_pictures_of_a_case_have_the_worked_bars(case):
    html = answered(service.post_form(case.calculator, case.form("en"), "en"))
    fail_with("\n".join(differences(case.content["bars"], bars(html), "bars")))
    assert bars(html).keys() == case.content["bars"].keys()


def changed(expected, actual):
    """The lines that differ, as a diff; empty where none does."""
    return "\n".join(unified_diff(expected, actual, "expected", "actual", n=1, lineterm=""))


@in_each("sources")
def test_json_of_a_case_cites_the_worked_sources(case, language):
    result = json.loads(answered(service.post_json(case.calculator, case.request, language)))
    cited = list(dict.fromkeys(sources(result)))
    missing = [one for one in case.texts("sources", language) if one not in cited]
    fail_with("\n".join(f"not cited: {one}" for one in missing))


def of_api(case, language, name):
    """The file as the API gives it."""
    accept = f"{service.FILES[name]},*/*;q=0.1"
    return answered(service.post_json(case.calculator, case.request, language, accept))


def of_page(case, language, name):
    """The file as the page gives it."""
    return answered(service.post_form(case.calculator, case.form(language), language, name))


@in_each("csv")
def test_table_of_a_case_has_the_worked_rows(case, language):
    text = of_api(case, language, "csv")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    fail_with(changed(case.texts("csv", language), text[1:-2].split("\r\n")))


@in_each("csv")
def test_table_that_the_page_saves_has_the_worked_rows_with_the_currency(case, language):
    if not case.has_page:
        pytest.skip("the page cannot be asked this")
    text = b64decode(of_page(case, language, "csv")).decode("utf-16")
    delimiter = "," if language == "en" else ";"
    expected = [
        "\t".join(f'"{AMOUNT.sub(CURRENCY[language], cell)}"' for cell in row)
        for row in csv.reader(case.texts("csv", language), delimiter=delimiter)
    ]
    fail_with(changed(expected, text.replace("\xa0", " ").removesuffix("\r\n").split("\r\n")))


@in_each("calendar")
def test_calendar_of_a_case_has_the_worked_days(case, language):
    expected = case.texts("calendar", language)
    clock = SimpleNamespace(now=lambda: SAVED_AT)
    with patch("functions.calculators.files.clock", clock):
        files = [of_api(case, language, "calendar")]
        if case.has_page:
            files.append(of_page(case, language, "calendar"))
    for text in files:
        fail_with(changed(expected, left_open(entries(text), expected)))


def left_open(actual, expected):
    """The entries without the parts that the case leaves open with ``…``."""
    return [
        " | ".join(
            "…" if worked == "…" else part
            for part, worked in zip_longest(entry.split(" | "), other.split(" | "), fillvalue="")
        )
        for entry, other in zip_longest(actual, expected, fillvalue="")
    ]


def entries(text):
    """Every entry of a calendar: its day, title, text, source, and the days of its reminder."""
    unfolded = text.replace("\r\n ", "").split("\r\n")
    found, inside = [], {}
    for line in unfolded:
        name, _, value = line.partition(":")
        inside.setdefault(name.partition(";")[0], value)
        if line == "END:VEVENT":
            day = "-".join(CALENDAR_DAY.fullmatch(inside["DTSTART"]).groups())
            words = [
                part.replace("\\,", ",").replace("\\;", ";")
                for part in (inside["SUMMARY"], *inside["DESCRIPTION"].split(r"\n")[:-1])
            ]
            parts = (day, *words, inside.get("TRIGGER", "no reminder"))
            found.append(" ".join(" | ".join(parts).split()))
        if line.startswith("BEGIN:VEVENT") or line == "END:VEVENT":
            inside = {}
    return found


@pytest.mark.parametrize("calculator", service.CALCULATORS)
def test_calculator_has_enough_cases_in_every_language(calculator):
    own = [case for case in cases() if case.calculator == calculator]
    assert len(own) >= FEWEST_CASES
    for case in own:
        assert case.content["json"]
        if case.has_page:
            assert set(case.content["page"]) == set(service.LANGUAGES), case.name


@pytest.mark.parametrize("calculator", service.CALCULATORS)
def test_every_member_of_a_result_is_worked_out_in_a_case(calculator):
    own = [case for case in cases() if case.calculator == calculator]
    worked = {path for case in own for path in paths(case.json)}
    given = {
        path
        for case in own
        for path in paths(shortened(service.post_json(calculator, case.request).json))
    }
    described = set(schema_paths(*service.result_schema(calculator), ""))
    fail_with("\n".join(sorted((given | described - OF_SOME_CALCULATORS) - worked - MOVING)))


def test_every_case_belongs_to_a_calculator():
    assert {case.calculator for case in cases()} == set(service.CALCULATORS)
