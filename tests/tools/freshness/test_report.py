"""The lines that the command prints: what is missing, where it belongs, what to add."""

from datetime import date

import pytest

from functions.law.core.values import Month
from functions.parameters.freshness import Finding, Lack
from tools.freshness.report import lines

TODAY = date(2026, 11, 30)


def printed(**finding):
    return "\n".join(lines([Finding(**finding)], TODAY))


def test_report_without_findings_states_day():
    assert list(lines([], TODAY)) == ["Every figure is there and checked on 2026-11-30."]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("advance_cap", "maintenance.toml [advance_cap]"),
        ("published.minimum", "waiver.toml [published.minimum]"),
        ("limitation_years", "waiver.toml [rules.limitation_years]"),
        ("to_base_2013.healthIndex.1996", "maintenance.toml [[to_base_2013]]"),
    ],
)
def test_report_of_check_names_file_and_table(name, place):
    text = printed(name=name, lack=Lack.CHECK, since=date(2026, 11, 21))
    assert f"{name}: check was due on 2026-11-21" in text
    assert f"functions/parameters/{place}: checked = 2026-11-30" in text


def test_report_of_missing_value_gives_line_to_add():
    text = printed(name="advance_cap", lack=Lack.VALUE, since=date(2027, 1, 1))
    assert "missing from 2027-01-01" in text
    assert '{ from = 2027-01-01, value = "…", act = "maintenance_advances_act"' in text


def test_report_of_missing_index_month_gives_file_and_month():
    text = printed(
        name="healthIndex",
        lack=Lack.INDEX_MONTH,
        since=date(2026, 8, 5),
        month=Month(2026, 7),
    )
    assert "healthIndex: index of 2026-07, due on 2026-08-05" in text
    assert "indices/health_index.csv: 2026-07,…" in text


def test_report_of_domain_gives_last_day_to_change():
    text = printed(name="waiver", lack=Lack.LAST_DAY, since=date(2028, 1, 1))
    assert "functions/parameters/waiver.toml: last_day = …" in text
