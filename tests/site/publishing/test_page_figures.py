"""Figures in Markdown pages: how a reference is written out, and what stops the build."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import BuildError, MkDocsException

from functions.i18n.catalog import catalog_of
from functions.law.core.parameter import DatedValue, Parameter, Unit
from functions.law.core.trace import Source, Status
from functions.law.core.values import Cents
from publishing import page_figures
from publishing.kept import Kept
from publishing.languages import language_config
from publishing.page_figures import fill_in
from tests.site.content_pages import CONTENT, ROOT, all_pages, checked_on, named, page_source
from tests.support.each import each_of
from tools.dev.site import PAPER

NOVEMBER_2026 = date(2026, 11, 1)
SOURCE = Source("maintenance_advances_act", "4", Status.LAW)


def filled(text: str, language: str = "en", day: date = NOVEMBER_2026) -> str:
    return fill_in(text, catalog_of(language), day, "page.md")


def value(first_day: date, last_day: date | None, euros: int | None) -> DatedValue:
    return DatedValue(
        first_day=first_day,
        last_day=last_day,
        figure=None if euros is None else Cents(euros * 100),
        source=SOURCE,
        last_checked=date(2026, 11, 21),
    )


@pytest.fixture
def rising_cap(monkeypatch):
    """A cap that was 175 euros for two periods, not known for a day, and is 1 200 afterwards."""
    values = (
        value(date(2005, 10, 1), date(2010, 12, 31), 150),
        value(date(2011, 1, 1), date(2014, 12, 31), 175),
        value(date(2015, 1, 1), date(2026, 12, 31), 175),
        value(date(2027, 1, 1), date(2027, 1, 1), None),
        value(date(2027, 1, 2), None, 1200),
    )
    cap = Parameter(name="advance_cap", unit=Unit.EURO, values=values)
    monkeypatch.setattr(page_figures, "_parameters", lambda: {"advance_cap": cap})


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "175\u00a0€, 175,00\u00a0€, 13\u00a0%, 1\u202f692\u00a0€"),
        ("nl", "€\u00a0175, €\u00a0175,00, 13%, €\u00a01.692"),
        ("de", "175\u00a0€, 175,00\u00a0€, 13\u00a0%, 1.692\u00a0€"),
        ("en", "€175, €175.00, 13%, €1,692"),
    ],
)
def test_amount_and_percentage_take_format_of_language(language, expected):
    text = (
        '{{ figure("advance_cap") }}, {{ figure("advance_cap", "cents") }}, '
        '{{ figure("debtor_contribution") }}, {{ figure("published.maximum") }}'
    )
    assert filled(text, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "15 quinze six troisième trois mois Deux"),
        ("nl", "15 vijftien zes derde drie mois Twee"),
        ("de", "15 fünfzehn sechs dritte drei mois Zwei"),
        ("en", "15 fifteen six third three mois Two"),
    ],
)
def test_count_is_written_in_digits_or_in_words(language, expected):
    text = (
        '{{ figure("debtor_reply_days") }} {{ figure("debtor_reply_days", "words") }} '
        '{{ figure("grant_months", "words") }} {{ figure("effect_working_days", "ordinal") }} '
        '{{ counted("appeal_months", "un mois", "{} mois") }} '
        '{{ figure("missed_terms", "words") | capitalize }}'
    )
    assert filled(text, language) == expected


def test_count_without_word_is_written_in_digits():
    assert filled('{{ figure("last_age", "words") }}') == "26"


def test_count_of_one_takes_singular_of_page():
    assert filled('{{ counted("attachment_judge_months", "one month", "{} months") }}') == (
        "one month"
    )


def test_number_leaves_out_sign_of_amount():
    assert filled('{{ figure("advance_cap", "number") }} euro') == "175 euro"


def test_calculated_amount_is_rounded_half_up_to_cent():
    text = '{{ amount(250 * value("debtor_contribution")) }} {{ amount(value("steps") / 8) }}'
    assert filled(text) == "€32.50 €1.13"


def test_calculated_share_of_debt_follows_table_of_limits():
    text = "{{ percentage(waived_share(1128)) }} {{ percentage(waived_share(1201)) }}"
    assert filled(f"{text} {{{{ percentage(waived_share(1693)) }}}}") == "100% 80% 0%"


def test_reference_to_day_or_month_uses_acts_and_indices():
    text = '{{ read_until("maintenance_advances_act") }} {{ first_month("healthIndex") }}'
    assert filled(text) == "28 January 2022 January 1994"


@pytest.mark.usefixtures("rising_cap")
@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 12, 31), "€175 January 2011"), (date(2027, 1, 2), "€1,200 January 2027")],
)
def test_figure_is_one_of_day_of_build(day, expected):
    text = '{{ figure("advance_cap") }} {{ since("advance_cap") }}'
    assert filled(text, day=day) == expected


@pytest.mark.usefixtures("rising_cap")
def test_dated_example_keeps_figure_of_its_date():
    text = '{{ figure("advance_cap", on="2010-05-01") }}'
    assert filled(text, day=date(2027, 6, 1)) == "€150"


@pytest.mark.usefixtures("rising_cap")
def test_day_without_figure_stops_build():
    with pytest.raises(BuildError, match=r"page\.md:1: advance_cap on 2027-01-01"):
        filled('{{ figure("advance_cap") }}', day=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ('{{ figure("advance_cup") }}', "there is no parameter 'advance_cup'"),
        ('{{ figur("advance_cap") }}', "'figur' is undefined"),
        ('{{ figure("advance_cap" }}', r"unexpected '\}', expected '\)'"),
        ('{{ figure("advance_cap", "words") }}', "advance_cap is no figure to write as 'words'"),
        ('{{ figure("appeal_months", on="2018-12-31") }}', "appeal_months on 2018-12-31"),
        ('{{ amount(100 - value("advance_cap")) }}', "the example gives -75.* euros"),
        ('{{ last_month("houseIndex") }}', "houseIndex"),
        ('{{ read_until("statbel") }}', "read_as_updated_to"),
    ],
)
def test_reference_that_cannot_be_filled_in_names_file_and_line(reference, message):
    with pytest.raises(BuildError, match=rf"^page\.md:3: .*{message}"):
        filled(f"---\nchecked: 2026-11-22\nHere: {reference}.\n")


def test_page_without_references_is_unchanged():
    text = '---\ntitle: "A"\n---\n\n## Heading {#id}\n\n*x*{ lang=nl } 100 % {y}\n'
    assert filled(text) == text


def test_block_leaves_no_line_behind():
    assert filled("one\n{% set a = 2 %}\n{{ a }}\n") == "one\n2\n"


@each_of(all_pages(), named)
def test_front_matter_can_be_read_before_its_references_are_filled_in(each):
    source = page_source(each.language, each.path)
    front = source.split("---\n")[1]
    assert yaml.safe_load(front)["checked"] == checked_on(source)


@pytest.mark.usefixtures("site")
def test_build_fails_on_unknown_parameter_and_names_page_and_line(tmp_path, caplog):
    site = tmp_path / "site"
    site.mkdir()
    for name in ("publishing", "theme", "assets", "paper"):
        (site / name).symlink_to(ROOT / "site" / name)
    for name in ("choice", "fr"):
        shutil.copytree(CONTENT / name, site / "content" / name)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    page = site / "content" / "fr" / "index.md"
    source = page.read_text(encoding="utf-8")
    line = source[: source.index("advance_cap")].count("\n") + 1
    page.write_text(source.replace("advance_cap", "advance_cup"), encoding="utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"), strict=True, site_dir=str(tmp_path / "out"))
    french = language_config(config, "fr", PAPER / "fr")
    french.extra["kept"] = Kept(tmp_path / "kept.json", "code")
    with pytest.raises(MkDocsException):
        build(french)
    said = f"site/content/fr/index.md:{line}: there is no parameter 'advance_cup'"
    assert said in caplog.text
