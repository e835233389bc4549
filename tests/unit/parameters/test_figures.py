"""The dated figures as they are in the data files.

A figure is pinned on days of the past: a value that begins later needs no change here.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from functions.forms.definition import form_definition
from functions.law.core.trace import Status
from functions.parameters import load

ALL = load.all_parameters()
VALUES = [(parameter, value) for parameter in ALL for value in parameter.values]
NOVEMBER_2026 = date(2026, 11, 1)
FIRST_CHECK = date(2026, 11, 21)
"""Before this day no figure was in the files."""


def by_name(parameter):
    return parameter.name


def test_every_parameter_has_name_of_its_own():
    names = [parameter.name for parameter in ALL]
    assert len(set(names)) == len(names)
    assert {"advance_cap", "published.minimum", "to_base_2013.healthIndex.1996"} <= set(names)


@pytest.mark.parametrize("parameter", ALL, ids=by_name)
def test_no_two_values_of_parameter_overlap(parameter):
    for earlier, later in pairwise(parameter.values):
        assert earlier.last_day is not None
        assert earlier.last_day < later.first_day


@pytest.mark.parametrize("parameter", ALL, ids=by_name)
def test_no_parameter_has_hole_between_two_values(parameter):
    for earlier, later in pairwise(parameter.values):
        assert (later.first_day - earlier.last_day).days == 1


@pytest.mark.parametrize("parameter", ALL, ids=by_name)
def test_every_value_has_known_source_and_status(parameter):
    for value in parameter.values:
        assert value.source.act in load.acts()
        assert value.source.status in Status


@pytest.mark.parametrize("parameter", ALL, ids=by_name)
def test_every_value_has_past_check_date(parameter):
    # Some hours ahead of UTC it is tomorrow already.
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    for value in parameter.values:
        assert FIRST_CHECK <= value.last_checked <= tomorrow


@pytest.mark.parametrize("parameter", ALL, ids=by_name)
def test_value_without_figure_is_gap_and_gap_has_no_figure(parameter):
    for value in parameter.values:
        assert (value.figure is None) is (value.source.status is Status.GAP)


@pytest.mark.parametrize("parameter", ALL, ids=by_name)
def test_no_figure_is_below_zero(parameter):
    assert all(value.figure is None or value.figure >= 0 for value in parameter.values)


def test_value_with_law_status_cites_legal_text():
    kinds = {"law", "decree", "government_order", "ministerial_order", "royal_decree"}
    resting = {v.source.act for _, v in VALUES if v.source.status is Status.LAW}
    assert {load.acts()[act]["kind"] for act in resting} <= kinds


# The table of the act of 21 February 2003. A period without a last day is open in November 2026.

LAW, OFFICIAL, SECONDARY, GAP = Status.LAW, Status.OFFICIAL, Status.SECONDARY, Status.GAP
INFERRED = Status.INFERRED
PERIODS = [
    ("advance_cap", date(2005, 10, 1), None, 17500, LAW),
    ("missed_terms", date(2004, 6, 1), None, 2, LAW),
    ("missed_terms_window", date(2004, 6, 1), None, 12, LAW),
    ("decision_days", date(2004, 6, 1), None, 30, LAW),
    ("debtor_reply_days", date(2004, 6, 1), None, 15, LAW),
    ("renewal_proof_days", date(2005, 10, 1), date(2018, 4, 8), None, GAP),
    ("renewal_proof_days", date(2018, 4, 9), None, 30, LAW),
    ("effect_working_days", date(2004, 6, 1), date(2020, 5, 31), None, GAP),
    ("effect_working_days", date(2020, 6, 1), None, 3, LAW),
    ("attachment_judge_months", date(2004, 6, 1), None, 1, LAW),
    ("appeal_without_decision_months", date(2004, 6, 1), date(2018, 4, 8), None, GAP),
    ("appeal_without_decision_months", date(2018, 4, 9), None, 1, LAW),
    ("debtor_appeal_months", date(2004, 6, 1), date(2018, 4, 8), None, GAP),
    ("debtor_appeal_months", date(2018, 4, 9), None, 1, LAW),
    ("renewal_appeal_months", date(2005, 10, 1), date(2018, 4, 8), None, GAP),
    ("renewal_appeal_months", date(2018, 4, 9), None, 1, LAW),
    ("recovery_after_stop", date(2004, 6, 1), date(2018, 4, 8), None, GAP),
    ("recovery_after_stop", date(2018, 4, 9), None, 1, LAW),
    ("late_interest", date(2004, 6, 1), date(2014, 12, 31), None, GAP),
    ("late_interest", date(2015, 1, 1), date(2020, 5, 31), None, GAP),
    ("late_interest", date(2020, 6, 1), None, 700, OFFICIAL),
    ("set_off_rate", date(2004, 6, 1), date(2014, 7, 31), None, GAP),
    ("set_off_rate", date(2014, 8, 1), None, 1000, LAW),
    ("set_off_fraud_rate", date(2004, 6, 1), date(2014, 7, 31), None, GAP),
    ("set_off_fraud_rate", date(2014, 8, 1), None, 10000, LAW),
    ("grant_months", date(2005, 10, 1), date(2018, 4, 8), None, GAP),
    ("grant_months", date(2018, 4, 9), None, 6, LAW),
    ("adult_age", date(2004, 6, 1), date(2018, 4, 8), 18, INFERRED),
    ("adult_age", date(2018, 4, 9), None, 18, LAW),
    ("last_age", date(2004, 6, 1), None, 26, OFFICIAL),
    ("child_benefit_last_age", date(2004, 6, 1), date(2018, 12, 31), 25, SECONDARY),
    ("child_benefit_last_age", date(2019, 1, 1), None, 25, LAW),
    ("adult_child_benefit", date(2004, 6, 1), date(2018, 4, 8), None, GAP),
    ("adult_child_benefit", date(2018, 4, 9), None, 1, LAW),
    ("adult_education", date(2004, 6, 1), date(2014, 12, 31), None, GAP),
    ("adult_education", date(2015, 1, 1), None, 1, LAW),
    ("minor_until_adult", date(2004, 6, 1), date(2020, 6, 30), None, GAP),
    ("minor_until_adult", date(2020, 7, 1), None, 1, OFFICIAL),
    ("ceiling_by_application", date(2015, 1, 1), None, 1, LAW),
    ("arrears_years", date(2004, 6, 1), None, 5, OFFICIAL),
    ("debtor_contribution", date(2004, 6, 1), date(2014, 12, 31), 1000, SECONDARY),
    ("debtor_contribution", date(2015, 1, 1), None, 1300, LAW),
    ("creditor_contribution", date(2004, 6, 1), date(2014, 12, 31), 500, SECONDARY),
    ("creditor_contribution", date(2015, 1, 1), None, 0, LAW),
    ("income_test", date(2005, 10, 1), date(2020, 5, 31), 1, LAW),
    ("income_test", date(2020, 6, 1), None, 0, LAW),
    ("income_ceiling", date(2005, 10, 1), date(2005, 12, 31), 115200, SECONDARY),
    ("income_ceiling", date(2006, 1, 1), date(2006, 12, 31), 117500, LAW),
    ("income_ceiling", date(2007, 1, 1), date(2007, 12, 31), 119700, SECONDARY),
    ("income_ceiling", date(2008, 1, 1), date(2008, 12, 31), 122400, SECONDARY),
    ("income_ceiling", date(2009, 1, 1), date(2009, 12, 31), 127100, INFERRED),
    ("income_ceiling", date(2010, 1, 1), date(2010, 12, 31), 126800, SECONDARY),
    ("income_ceiling", date(2011, 1, 1), date(2011, 12, 31), 130000, SECONDARY),
    ("income_ceiling", date(2012, 1, 1), date(2012, 12, 31), 134400, SECONDARY),
    ("income_ceiling", date(2013, 1, 1), date(2013, 12, 31), 137300, SECONDARY),
    ("income_ceiling", date(2014, 1, 1), date(2014, 12, 31), 138600, SECONDARY),
    ("income_ceiling", date(2015, 1, 1), date(2015, 12, 31), 180000, LAW),
    ("income_ceiling", date(2016, 1, 1), date(2016, 12, 31), 180000, SECONDARY),
    ("income_ceiling", date(2017, 1, 1), date(2017, 12, 31), 180000, SECONDARY),
    ("income_ceiling", date(2018, 1, 1), date(2018, 12, 31), 180000, SECONDARY),
    ("income_per_child", date(2009, 1, 1), date(2009, 12, 31), 6100, INFERRED),
    ("income_per_child", date(2016, 1, 1), date(2016, 12, 31), 6600, SECONDARY),
    ("income_per_child", date(2017, 1, 1), date(2017, 12, 31), 6700, SECONDARY),
    ("income_per_child", date(2018, 1, 1), date(2018, 12, 31), 6800, SECONDARY),
    ("income_ceiling", date(2019, 1, 1), date(2019, 12, 31), 180000, OFFICIAL),
    ("income_ceiling", date(2020, 1, 1), date(2020, 5, 31), 220000, LAW),
    ("indexed_by_law", date(2010, 8, 1), None, 1, LAW),
]
FIRST_DAYS = {name: first for name, first, *_ in reversed(PERIODS) if name != "income_per_child"}


@pytest.mark.parametrize(("name", "first", "last", "figure", "status"), PERIODS)
def test_figure_of_act_has_its_amount_and_status_from_first_to_last_day(
    name, first, last, figure, status
):
    parameter = getattr(load.maintenance(), name)
    assert parameter.entry_on(first).first_day == first
    for day in (first, last or NOVEMBER_2026):
        entry = parameter.entry_on(day)
        assert (entry.figure, entry.source.status) == (figure, status)
    assert last is None or parameter.entry_on(last).last_day == last


@pytest.mark.parametrize(("name", "first"), FIRST_DAYS.items())
def test_figure_of_act_before_first_day_is_not_known(name, first):
    assert getattr(load.maintenance(), name).entry_on(first - timedelta(days=1)) is None


def test_three_income_figures_change_on_same_days():
    held = load.maintenance()
    periods = [
        [(v.first_day, v.last_day) for v in parameter.values]
        for parameter in (
            held.income_ceiling,
            held.income_per_child,
            held.income_per_disabled_child,
        )
    ]
    assert periods[0] == periods[1] == periods[2]


def test_ceiling_is_known_for_exactly_days_of_income_test():
    held = load.maintenance()
    tested = held.income_test.values[0]
    assert held.income_ceiling.first_day == tested.first_day
    assert held.income_ceiling.values[-1].last_day == tested.last_day


def test_disabled_child_counts_twice_since_2015():
    held = load.maintenance()
    pairs = zip(held.income_per_child.values, held.income_per_disabled_child.values, strict=True)
    for once, disabled in pairs:
        if once.figure is not None:
            factor = 2 if once.first_day >= date(2015, 1, 1) else 1
            assert disabled.figure == factor * once.figure


@pytest.mark.parametrize("name", ["published", "order", "estimate"])
def test_three_figures_of_set_cover_same_days(name):
    limits = load.waiver().sets[name]
    ends = {
        (parameter.first_day, parameter.values[-1].last_day)
        for parameter in (limits.minimum, limits.maximum, limits.flat_reduction)
    }
    assert len(ends) == 1


@pytest.mark.parametrize("name", ["published", "order", "estimate"])
def test_maximum_is_one_and_half_times_minimum_to_cent(name):
    limits = load.waiver().sets[name]
    first_days = {value.first_day for value in (*limits.minimum.values, *limits.maximum.values)}
    for day in first_days:
        assert abs(2 * limits.maximum.on(day) - 3 * limits.minimum.on(day)) <= 2


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("steps", 9),
        ("percent_per_step", 1000),
        ("small_debt_may", 5000),
        ("small_debt_must", 20000),
        ("appeal_months", 3),
    ],
)
def test_rule_of_waiver_has_its_figure(name, figure):
    assert getattr(load.waiver(), name).on(NOVEMBER_2026) == figure


def test_steps_of_waiver_fill_whole_but_for_one_step():
    held = load.waiver()
    assert (held.steps.on(NOVEMBER_2026) + 1) * held.percent_per_step.on(NOVEMBER_2026) == 100_00


def test_page_asks_no_more_months_than_law_handles():
    months = next(q for q in form_definition("advances").questions() if q.path == "months")
    assert months.maximum == str(load.maintenance().longest_schedule)


def test_act_is_read_until_day_that_list_of_acts_gives():
    assert load.maintenance().act_read_until == date(2022, 1, 28)


@pytest.mark.parametrize("act", load.acts().values(), ids=load.acts().keys())
def test_text_has_kind_and_only_links_to_public_addresses(act):
    assert act["kind"]
    assert all(link.startswith("https://") for link in act.get("link", {}).values())
