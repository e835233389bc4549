import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from functions.quick_answers.registry import QUICK_ANSWERS
from infra.api_routes import METHODS, read_document
from infra.operations.cost import (
    A_DAY,
    HERE,
    LOADS,
    Month,
    Prices,
    floods,
    months,
    read_prices,
    table,
)
from tests.infra.conftest import SETTINGS, of_type, properties

DOCUMENT = Path(__file__).parents[3] / "infra" / "cost.md"

LOADS_FILE = HERE / "loads.toml"

SAMPLE = """
[quiet]
visits = 10
letters = 0
decisions = 0
[usual]
visits = 1000000
letters = 2
decisions = 0
[campaign]
visits = 2000000
letters = 0
decisions = 3
[uses.visits]
api_request = 2
edge_kilobytes = 500
[uses.letters]
mail = 1.5
[uses.decisions]
api_request = 1
[fixed]
key_month = 5
alarms_of_a_function = 3
other_alarms = 1
"""

PRICES = Prices(
    date(2026, 1, 1),
    {
        "api_request": Decimal("1.2"),
        "edge_gigabyte": Decimal(85_000),
        "mail": Decimal(100),
        "key_month": Decimal(1_000_000),
        "alarm_month": Decimal(100_000),
    },
)


@pytest.fixture
def found(tmp_path):
    path = tmp_path / "loads.toml"
    path.write_text(SAMPLE, encoding="utf-8")
    return {month.load: month.lines for month in months(PRICES, path, functions=4)}


def test_requests_are_priced_per_request(found):
    assert found["usual"]["api_request"] == Decimal("2.40")


def test_bytes_are_priced_per_gigabyte(found):
    assert found["usual"]["edge_gigabyte"] == Decimal("42.50")


def test_uses_of_one_service_are_totalled_before_rounding(found):
    assert found["campaign"]["api_request"] == Decimal("4.80")


def test_fixed_costs_are_equal_at_every_load(found):
    assert {found[load]["key_month"] for load in LOADS} == {Decimal("5.00")}


def test_every_function_brings_its_alarms(found):
    assert found["quiet"]["alarm_month"] == Decimal("1.30")


def test_decisions_of_five_years_are_stored_and_backed_up(tmp_path):
    path = tmp_path / "loads.toml"
    uses = "api_request = 1\n[fixed]"
    text = SAMPLE.replace(uses, f"table_kilobytes = 1000\n{uses}")
    text = text.replace("decisions = 3", "decisions = 1000")
    kept = "decisions_months = 60\nbackup_copies = 12\nweekly_transfers = 4.5\n"
    path.write_text(f"{text}[kept]\n{kept}")
    prices = replace(
        PRICES,
        millionths={
            **PRICES.millionths,
            "table_gigabyte_month": Decimal(300_000),
            "point_in_time_gigabyte_month": Decimal(200_000),
            "backup_gigabyte_month": Decimal(100_000),
            "copied_gigabyte": Decimal(20_000),
        },
    )
    lines = months(prices, path, functions=4)[2].lines

    assert lines["table_gigabyte_month"] == Decimal("18.00")
    assert lines["point_in_time_gigabyte_month"] == Decimal("12.00")
    assert lines["backup_gigabyte_month"] == Decimal("72.00")
    assert lines["copied_gigabyte"] == Decimal("5.40")


def test_priced_copies_are_those_of_backup_plan(synthesised):
    (plan,) = properties(synthesised.api, "AWS::Backup::BackupPlan")
    rules = {rule["RuleName"]: rule for rule in plan["BackupPlan"]["BackupPlanRule"]}
    weeks = rules["weekly"]["Lifecycle"]["DeleteAfterDays"] // 7
    (copied,) = rules["weekly"]["CopyActions"]
    copies = copied["Lifecycle"]["DeleteAfterDays"] // 7
    kept = tomllib.loads(LOADS_FILE.read_text(encoding="utf-8"))["kept"]

    assert kept["backup_copies"] == (
        rules["nightly"]["Lifecycle"]["DeleteAfterDays"] + weeks + copies
    )


@pytest.mark.parametrize(
    ("priced", "kind"),
    [
        ("health_check_month", "AWS::Route53::HealthCheck"),
        ("secret_month", "AWS::SecretsManager::Secret"),
        ("dashboard_month", "AWS::CloudWatch::Dashboard"),
        ("firewall_month", "AWS::WAFv2::WebACL"),
    ],
)
def test_each_synthesised_resource_with_price_by_month_is_counted(synthesised, priced, kind):
    fixed = tomllib.loads(LOADS_FILE.read_text(encoding="utf-8"))["fixed"]

    assert fixed[priced] == len(of_type(synthesised.everything, kind))


def test_each_rule_of_firewall_is_counted(synthesised):
    (firewall,) = properties(synthesised.firewall, "AWS::WAFv2::WebACL")
    fixed = tomllib.loads(LOADS_FILE.read_text(encoding="utf-8"))["fixed"]

    assert fixed["firewall_rule_month"] == len(firewall["Rules"])


def test_flood_from_one_address_costs_less_than_from_many():
    one, many = floods(read_prices())

    assert one.total < many.total
    assert "api_request" in many.lines


def test_flood_answers_no_more_than_limits_of_production_allow():
    document = tomllib.loads(LOADS_FILE.read_text(encoding="utf-8"))
    seconds = 24 * 3600
    one = document["flood_from_one_address"]["answered"]

    assert one == SETTINGS.firewall.requests * seconds // 300
    assert document["flood_from_many"]["answered"] == SETTINGS.throttling.rate * seconds


def operations():
    """The operations of the API and of the forms of pages, and what has no operation."""
    paths = read_document()["paths"].values()
    methods = [item[method] for item in paths for method in METHODS if method in item]
    return {each["operationId"] for each in methods} | set(QUICK_ANSWERS) | {"none"}


def test_metrics_of_operations_are_at_most_150():
    # Each is answered, refused or failed; a delivery can be dropped, a figure overdue.
    assert 3 * len(operations()) + 2 <= 150


def test_priced_metrics_are_those_of_operations_answered_and_refused():
    fixed = tomllib.loads(LOADS_FILE.read_text(encoding="utf-8"))["fixed"]

    assert fixed["metric_month"] == 2 * len(operations()) + 2


def test_month_is_sum_of_its_lines(tmp_path):
    path = tmp_path / "loads.toml"
    path.write_text(SAMPLE, encoding="utf-8")

    quiet = months(PRICES, path, functions=4)[0]

    assert quiet.total == Decimal("6.30")


def test_everything_that_is_used_has_price():
    assert [len(month.lines) > 0 for month in months(read_prices())] == [True] * 3


def test_busier_month_is_never_cheaper():
    totals = [month.total for month in months(read_prices())]

    assert totals == sorted(totals)


def alarms_paid(synthesised):
    """How many alarms AWS bills: one for each metric that an alarm reads."""
    made = properties(synthesised.everything, "AWS::CloudWatch::Alarm")
    return sum(
        len([each for each in item["Metrics"] if "MetricStat" in each]) if "Metrics" in item else 1
        for item in made
    )


def test_each_metric_of_each_synthesised_alarm_is_priced(synthesised):
    paid = months(read_prices())[0].lines["alarm_month"]

    assert paid == alarms_paid(synthesised) * Decimal("0.10")


def test_priced_keys_equal_synthesised_keys(synthesised):
    made = [item for item in synthesised.everything.values() if item["Type"] == "AWS::KMS::Key"]

    assert months(read_prices())[0].lines["key_month"] == Decimal(len(made))


def test_document_shows_computed_costs_and_their_date():
    text = DOCUMENT.read_text(encoding="utf-8")

    prices = read_prices()
    assert table(months(prices), prices.compared) in text
    assert table(floods(prices), prices.compared, A_DAY) in text
    assert str(prices.as_of) in text


def test_price_not_verified_is_marked(found):
    rows = table([Month("usual", found["usual"])], frozenset({"mail"})).splitlines()
    starred = {row.split("|")[1].strip() for row in rows if "\\*" in row}
    assert "mail" in {row.split("|")[1].strip() for row in rows}
    assert starred >= {"api request \\*", "key month \\*"}


def test_only_prices_of_list_were_compared():
    prices = read_prices()
    assert prices.compared
    assert prices.compared < prices.millionths.keys()
