"""No page types a figure of the law that it could refer to, and all languages refer to the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.parameters.load import all_parameters
from publishing.page_figures import fill_in
from tests.site.content_pages import all_pages, checked_on, named, page_source, paths
from tests.site.typed_figures import Typed, times_typed, typed_figures
from tests.support.each import each_of

DATA = Path(__file__).with_name("typed_figures.toml").read_text(encoding="utf-8")
EXCEPTIONS = tomllib.loads(DATA)["exceptions"]
ALLOWED = {
    (each["page"], figure): times
    for each in EXCEPTIONS
    for figure, times in each["figures"].items()
}
DAY = date(2026, 11, 22)
REFERENCE = re.compile(r"\{\{ .*? \}\}|\{% .*? %\}")
ONE_FIGURE = re.compile(r"\{\{ (?:figure|counted)\(.(?P<name>[\w.]+).*?\}\}")
REFERRED = re.compile(r"(?:figure|value|since|counted)\(['\"]([\w.]+)")
UNMISTAKABLE = {"euro", "percent"}
SHARE_RECOGNISED = 0.9
"""Of the counts. Not recognised: a number without its noun, and one where it is the article."""


def not_allowed(page: str, source: str, language: str) -> list[str]:
    """A message for each figure that is typed more often than its exceptions allow."""
    typed = typed_figures(source, language, checked_on(source))
    starts: dict[str, set[int]] = {}
    for each in typed:
        starts.setdefault(each.figure, set()).add(each.start)
    return [
        message(language, page, each)
        for each in typed
        if len(starts[each.figure]) > ALLOWED.get((page, each.figure), 0)
    ]


def message(language: str, page: str, typed: Typed) -> str:
    place = f"site/content/{language}/{page}:{typed.line}"
    return f"{place}: {typed.text!r} is a figure in force: refer to {typed.parameter}"


@each_of(all_pages(), named)
def test_no_page_types_figure_in_force(each):
    source = page_source(each.language, each.path)
    assert not_allowed(each.path, source, each.language) == []


@pytest.mark.parametrize(("page", "figure"), ALLOWED)
def test_every_exception_is_still_typed_on_its_page(page, figure):
    times = [times_typed(figure, page_source(each, page), each) for each in LANGUAGES]
    assert max(times) == ALLOWED[page, figure]


def test_every_exception_has_its_reason():
    assert all(each["reason"] for each in EXCEPTIONS)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Au maximum 175 € par mois."),
        ("fr", "Au maximum 175\u00a0euros par mois."),
        ("fr", "Au maximum 175,00\u00a0€ par mois."),
        ("nl", "Hoogstens € 175 per maand."),
        ("nl", "Hoogstens\u00a0€\u00a0175,00 per maand."),
        ("nl", "Hoogstens 175 euro per maand."),
        ("de", "Höchstens 175\u00a0€ im Monat."),
        ("de", "Höchstens 175 Euro im Monat."),
        ("en", "At most €175 a month."),
        ("en", "At most EUR 175.00 a month."),
        ("en", "At most **175 euros** a month."),
    ],
)
@pytest.mark.parametrize("place", ["text", "title", "table"])
def test_typed_cap_is_noticed_with_file_and_line(language, sentence, place):
    page = "advances/index.md"
    lines = page_source(language, page).split("\n")
    number = {
        "title": next(n for n, line in enumerate(lines) if line.startswith("description:")),
        "table": next(n for n, line in enumerate(lines) if line.startswith("- ")),
        "text": len(lines) - 1,
    }[place]
    lines[number] = {
        "title": f'description: "{sentence}"',
        "table": f"| {sentence} | [x](y.md) |",
        "text": sentence,
    }[place]
    found = not_allowed(page, "\n".join(lines), language)
    assert len(found) == 1
    assert found[0].startswith(f"site/content/{language}/{page}:{number + 1}: ")
    assert found[0].endswith("refer to advance_cap")


@pytest.mark.parametrize(
    ("language", "sentence", "parameter"),
    [
        ("fr", "Le débiteur paie 13 % en plus.", "debtor_contribution"),
        ("nl", "De schuldenaar betaalt 13 procent meer.", "debtor_contribution"),
        ("de", "Der Schuldner zahlt 13 Prozent mehr.", "debtor_contribution"),
        ("en", "The debtor pays 13 per cent more.", "debtor_contribution"),
        ("fr", "Vous avez quinze jours.", "debtor_reply_days"),
        ("nl", "U hebt 15 dagen.", "debtor_reply_days"),
        ("de", "Die ersten 15 Kalendertage und Tage", "debtor_reply_days"),
        ("en", "the first 15 days", "debtor_reply_days"),
        ("fr", "les cinq dernières années", "arrears_years"),
        ("nl", "Twee gemiste [termijnen](x.md)", "missed_terms"),
        ("de", "am dritten Werktag", "effect_working_days"),
        ("en", "the third [working day](x.md)", "effect_working_days"),
        ("fr", "dès 18 ans", "adult_age"),
        ("nl", "de 18e verjaardag", "adult_age"),
        ("de", "der 18. Geburtstag", "adult_age"),
        ("en", "from 18 on", "adult_age"),
        ("fr", "au-dessus de 1 692 €", "published.maximum"),
        ("nl", "boven € 1692", "published.maximum"),
        ("de", "über 1.692,00 Euro", "published.maximum"),
        ("en", "above €1,692", "published.maximum"),
    ],
)
def test_typed_figure_in_any_notation_is_reported(language, sentence, parameter):
    assert parameter in {each.parameter for each in typed_figures(sentence, language, DAY)}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "at most {{ figure('advance_cap') }} a month"),
        ("en", "€1,175, €175.50, €1750 and 175"),
        ("fr", "1\u202f175\u00a0€ et 0,13\u00a0%"),
        ("de", "18. November 2018, 18\u00a0€, 18,5 und 1180"),
        ("nl", "van 15 maart 2019 tot 30 april 2019, in [2015](15-dagen.md)"),
        ("en", "[the term](15-days.md) of [art.\u00a018, §\u00a015][maintenance_advances_act]"),
    ],
)
def test_other_numbers_are_no_figures_of_law(language, sentence):
    assert typed_figures(sentence, language, DAY) == []


def typed_out() -> Iterator[tuple[str, str, bool]]:
    """Each reference: its unit, its line with the figure typed, and whether that is noticed."""
    units = {parameter.name: str(parameter.unit) for parameter in all_parameters()}
    for language in LANGUAGES:
        for path in paths(language):
            for line in page_source(language, path).split("\n"):
                # A unit in other words, as percentage points, is none that a page would type.
                plain = [each for each in ONE_FIGURE.finditer(line) if "replace(" not in each[0]]
                before = len(typed_figures(line, language, DAY)) if plain else 0
                for found in plain:
                    figure = fill_in(found[0], catalog_of(language), DAY, path)
                    typed = line[: found.start()] + figure + line[found.end() :]
                    noticed = len(typed_figures(typed, language, DAY)) > before
                    yield units[found["name"]], f"{language}/{path}: {typed}", noticed


def test_figure_typed_instead_of_reference_is_reported():
    places = list(typed_out())
    missed = [(unit, place) for unit, place, noticed in places if not noticed]
    assert [place for unit, place in missed if unit in UNMISTAKABLE] == []
    assert len(missed) < (1 - SHARE_RECOGNISED) * len(places)


@pytest.mark.parametrize("path", paths(LANGUAGES[0]))
def test_each_language_refers_to_same_figures(path):
    found = {language: references(page_source(language, path)) for language in LANGUAGES}
    assert len(set(map(frozenset, found.values()))) == 1, found


def references(source: str) -> set[str]:
    """The parameters that a page refers to, in whatever form and however often."""
    return {name for each in REFERENCE.findall(source) for name in REFERRED.findall(each)}


def test_reference_in_other_quotes_or_with_other_words_is_same():
    french = references('{{ counted("a", "un mois", "{} mois") }} {{ figure(\'b\') | capitalize }}')
    assert french == references('{{ counted("a", "one month", "{} months") }} {{ figure("b") }}')
