"""Arts 4, 7 and 10/2: advances for an adult child, six months at a time, until the right ends."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from functions.law.core.errors import InvalidInput, ValidationErrorCode
from functions.law.core.rule import RuleError
from functions.law.core.trace import Status
from functions.law.core.values import add_months, add_years
from functions.law.maintenance.renewals import (
    RULE_OF_END,
    End,
    RenewalRequest,
    plan_renewals,
    replay_renewals,
    validate,
)
from tests import known_figures
from tests.unit.law.validation_errors import refused

PARAMETERS = known_figures.maintenance()
ONE_DAY = timedelta(days=1)


def request(**changes):
    answers = {"birth_date": date(2006, 2, 14), "granted_on": date(2026, 7, 15)}
    return RenewalRequest(**answers | changes)


def plan(**changes):
    return plan_renewals(request(**changes), PARAMETERS)


def days(found, code):
    return [one.day for one in found.dates if one.code == code]


def test_a_grant_lasts_six_months_and_is_renewed_until_the_26th_birthday():
    found = plan()
    assert [period.first_day for period in found.periods] == [
        date(2026, 7, 15),
        *(date(year, month, 15) for year in range(2027, 2032) for month in (1, 7)),
        date(2032, 1, 15),
    ]
    assert (found.end, found.last_day) == (End.AGE, date(2032, 2, 13))


def test_the_last_period_ends_with_the_right_and_needs_no_papers():
    found = plan(education_until=date(2028, 6, 30))
    last = found.periods[-1]
    assert (last.first_day, last.last_day) == (date(2028, 1, 15), date(2028, 6, 30))
    assert last.prepare_from is None


def test_one_gathers_the_papers_as_long_before_as_the_act_gives_to_prove():
    assert plan().periods[0].prepare_from == date(2027, 1, 15) - timedelta(days=30)


def test_that_day_is_our_advice_and_no_rule_of_the_act():
    advice = next(one for one in plan().dates if one.code == "prepare")
    assert advice.step.source.status is Status.INFERRED


@pytest.mark.parametrize(
    ("ends", "end", "last"),
    [
        ({"child_benefit_until": date(2027, 8, 31)}, End.CHILD_BENEFIT, date(2027, 8, 31)),
        ({"education_until": date(2027, 6, 30)}, End.EDUCATION, date(2027, 6, 30)),
        (
            {"child_benefit_until": date(2027, 8, 31), "education_until": date(2027, 6, 30)},
            End.EDUCATION,
            date(2027, 6, 30),
        ),
        ({"child_benefit_until": date(2040, 1, 1)}, End.AGE, date(2032, 2, 13)),
    ],
)
def test_what_ends_first_ends_the_right(ends, end, last):
    found = plan(**ends)
    assert (found.end, found.last_day) == (end, last)
    assert days(found, "last_day") == [last]


def test_a_renewal_on_the_last_day_of_the_right_still_counts_and_one_after_it_does_not():
    on_the_day = plan(child_benefit_until=date(2027, 1, 15))
    assert days(on_the_day, "renewal") == [date(2027, 1, 15)]
    before_it = plan(child_benefit_until=date(2027, 1, 14))
    assert days(before_it, "renewal") == []
    assert [period.last_day for period in before_it.periods] == [date(2027, 1, 14)]


def test_for_a_minor_the_periods_start_on_the_18th_birthday():
    found = plan(birth_date=date(2008, 9, 14), granted_on=date(2026, 3, 1))
    assert found.is_minor
    assert days(found, "adult_application") == [date(2026, 9, 14)]
    assert found.periods[0].first_day == date(2026, 9, 14)
    assert days(found, "renewal")[0] == date(2027, 3, 14)


def test_on_the_18th_birthday_one_is_no_minor():
    assert not plan(birth_date=date(2008, 7, 15)).is_minor
    assert plan(birth_date=date(2008, 7, 16)).is_minor


def test_who_is_granted_advances_on_the_18th_birthday_is_not_told_to_apply_anew():
    on_the_day = plan(birth_date=date(2008, 7, 15))
    assert days(on_the_day, "adult_application") == []
    assert on_the_day.periods[0].first_day == date(2026, 7, 15)


def test_a_short_month_moves_no_later_period():
    found = plan(granted_on=date(2026, 8, 31))
    assert days(found, "renewal")[:3] == [date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29)]


def test_a_child_born_on_29_february_is_26_on_28_february_and_that_is_said():
    found = plan(birth_date=date(2004, 2, 29))
    assert found.last_day == date(2030, 2, 27)
    assert "born_on_29_february" in {note.code for note in found.notes}
    assert "born_on_29_february" not in {note.code for note in plan().notes}


@pytest.mark.parametrize("day", [1, 14, 28])
def test_child_benefit_normally_ends_with_the_month_of_the_25th_birthday(day):
    found = plan(birth_date=date(2006, 2, day))
    assert found.benefit_ends_on == date(2031, 2, 28)
    assert days(found, "benefit_end") == [date(2031, 2, 28)]
    assert [period.doubtful_from for period in found.periods if period.doubtful_from] == [
        date(2031, 3, 1),
        date(2031, 7, 15),
        date(2032, 1, 15),
    ]
    assert {"doubtful_months", "age_not_in_the_act"} <= {note.code for note in found.notes}


@pytest.mark.parametrize(
    ("until", "doubtful"), [(date(2031, 2, 28), False), (date(2031, 3, 1), True)]
)
def test_a_plan_that_ends_with_the_usual_end_of_child_benefit_is_not_doubtful(until, doubtful):
    found = plan(child_benefit_until=until)
    assert found.is_doubtful is doubtful
    assert bool(days(found, "benefit_end")) is doubtful
    assert any(period.doubtful_from for period in found.periods) is doubtful
    assert ("doubtful_months" in {note.code for note in found.notes}) is doubtful


def test_who_is_past_the_usual_end_has_no_day_left_to_ask_but_doubtful_periods():
    found = plan(birth_date=date(2001, 6, 30))
    assert found.benefit_ends_on < found.request.granted_on
    assert days(found, "benefit_end") == []
    assert found.periods[0].doubtful_from == found.request.granted_on


@pytest.mark.parametrize(
    ("granted", "day"),
    [
        (date(2026, 3, 1), date(2026, 8, 15)),
        (date(2026, 8, 15), date(2026, 8, 15)),
        (date(2026, 8, 16), date(2026, 8, 16)),
    ],
)
def test_the_papers_for_the_application_at_18_are_gathered_30_days_before(granted, day):
    found = plan(birth_date=date(2008, 9, 14), granted_on=granted)
    assert days(found, "prepare_adult") == [day]
    assert [one.code for one in found.dates[:2]] == ["prepare_adult", "adult_application"]


def test_who_is_18_has_nothing_to_gather_for_the_application_at_18():
    assert days(plan(birth_date=date(2008, 7, 15)), "prepare_adult") == []


@pytest.mark.parametrize(
    ("born", "granted", "known"),
    [
        (date(1998, 1, 10), date(2018, 4, 8), False),
        (date(1998, 1, 10), date(2018, 4, 9), True),
        (date(2000, 4, 8), date(2016, 3, 1), False),
        (date(2000, 4, 9), date(2016, 3, 1), True),
    ],
)
def test_the_length_of_a_grant_to_an_adult_child_is_known_since_april_2018(born, granted, known):
    asked = RenewalRequest(birth_date=born, granted_on=granted)
    expected = [] if known else [("granted_on", ValidationErrorCode.NOT_KNOWN)]
    assert [(one.field, one.refusal) for one in validate(asked, PARAMETERS)] == expected


def test_the_thirty_days_to_prove_do_not_move_and_the_gap_is_said():
    found = plan(proof_asked_on=date(2026, 12, 4))
    assert days(found, "renewal_proof") == [date(2027, 1, 3)]
    assert date(2027, 1, 3).weekday() == 6
    assert "term_not_moved" in {note.code for note in found.notes}


def test_without_a_letter_there_is_no_day_for_the_proof():
    assert days(plan(), "renewal_proof") == []


@pytest.mark.parametrize(
    "stated",
    [{}, {"child_benefit_until": date(2028, 1, 1), "education_until": date(2028, 1, 1)}],
)
def test_each_period_depends_on_new_proof_whatever_is_told(stated):
    codes = {note.code for note in plan(**stated).notes}
    assert {"as_long_as_benefit_and_school", "regions_differ", "title_as_minor"} <= codes


def test_it_is_said_what_happens_without_proof():
    assert plan().notes[0].code == "suspended_without_proof"


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"granted_on": date(2005, 9, 30)}, "granted_on", ValidationErrorCode.OUT_OF_RANGE),
        ({"granted_on": date(2028, 1, 1)}, "granted_on", ValidationErrorCode.OUT_OF_RANGE),
        ({"birth_date": date(2026, 7, 16)}, "granted_on", ValidationErrorCode.OUT_OF_RANGE),
        ({"birth_date": date(2000, 7, 15)}, "granted_on", ValidationErrorCode.OUT_OF_RANGE),
        ({"birth_date": date(2030, 1, 1)}, "birth_date", ValidationErrorCode.AFTER),
        (
            {"child_benefit_until": date(2026, 7, 14)},
            "child_benefit_until",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        (
            {"education_until": date(2026, 7, 14)},
            "education_until",
            ValidationErrorCode.OUT_OF_RANGE,
        ),
        ({"proof_asked_on": date(2026, 7, 14)}, "proof_asked_on", ValidationErrorCode.OUT_OF_RANGE),
        ({"proof_asked_on": date(2028, 1, 1)}, "proof_asked_on", ValidationErrorCode.OUT_OF_RANGE),
    ],
)
def test_days_that_contradict_each_other_are_refused(changes, field, refusal):
    found = refused(plan_renewals, request(**changes), PARAMETERS, "renewals")
    assert {name: why for name, (why, _) in found.items()} == {field: refusal}


FIRST, LAST = date(2005, 10, 1), date(2027, 12, 31)
RULE = date(2018, 4, 9)
OUT = ValidationErrorCode.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("born", "granted", "proof", "refusals"),
    [
        (date(1990, 1, 1), FIRST, None, [("granted_on", ValidationErrorCode.NOT_KNOWN)]),
        (date(2000, 1, 1), RULE, RULE - ONE_DAY, [("proof_asked_on", OUT)]),
        (date(2002, 1, 1), date(2017, 1, 1), RULE - ONE_DAY, [("proof_asked_on", OUT)]),
        (date(2002, 1, 1), date(2017, 1, 1), RULE, []),
        (FIRST + ONE_DAY, FIRST, None, [("granted_on", OUT)]),
        (date(2009, 1, 1), LAST, LAST - ONE_DAY, [("proof_asked_on", OUT)]),
        (LAST, LAST, None, []),
        (LAST, LAST, LAST - ONE_DAY, [("proof_asked_on", OUT)]),
        (LAST + ONE_DAY, LAST, LAST - ONE_DAY, [("birth_date", ValidationErrorCode.AFTER)]),
        # Where the grant itself lies outside the known time, nothing is held against it.
        (date(1990, 1, 1), FIRST - ONE_DAY, FIRST - 2 * ONE_DAY, [("granted_on", OUT)]),
        (date(2009, 1, 1), LAST + ONE_DAY, LAST, [("granted_on", OUT)]),
    ],
)
def test_a_grant_is_held_against_the_rest_only_on_a_day_for_which_the_law_is_known(
    born, granted, proof, refusals
):
    asked = RenewalRequest(birth_date=born, granted_on=granted, proof_asked_on=proof)
    assert [(issue.field, issue.refusal) for issue in validate(asked, PARAMETERS)] == refusals


def test_the_end_of_child_benefit_lies_after_the_18th_birthday():
    minor = request(birth_date=date(2008, 9, 14), child_benefit_until=date(2026, 9, 13))
    found = refused(plan_renewals, minor, PARAMETERS, "renewals")
    limits = {"minimum": date(2026, 9, 14)}
    assert found == {"child_benefit_until": (ValidationErrorCode.OUT_OF_RANGE, limits)}


DAYS = st.dates(date(1985, 1, 1), date(2027, 12, 31))


@given(DAYS, st.dates(date(2018, 4, 9), date(2027, 12, 31)), st.none() | DAYS)
def test_the_periods_follow_each_other_without_a_gap_up_to_the_last_day(born, granted, until):
    try:
        found = plan(birth_date=born, granted_on=granted, education_until=until)
    except InvalidInput:
        assume(False)
    periods = found.periods
    assert periods[0].first_day == max(granted, found.adult_on)
    assert periods[-1].last_day == found.last_day < add_years(born, 26)
    for earlier, later in itertools.pairwise(periods):
        assert later.first_day == earlier.last_day + ONE_DAY
    for number, period in enumerate(periods):
        assert period.first_day == add_months(periods[0].first_day, 6 * number)
        assert period.last_day < add_months(periods[0].first_day, 6 * (number + 1))
        doubtful = found.benefit_ends_on < period.last_day
        assert (period.doubtful_from is not None) is doubtful
    assert replay_renewals(found.explanation) == found.last_day


def test_dates_and_steps_of_a_plan_stand_in_their_order():
    found = plan(
        birth_date=date(2008, 9, 14),
        granted_on=date(2026, 3, 1),
        education_until=date(2027, 6, 30),
        proof_asked_on=date(2026, 7, 17),
    )
    assert [(one.code, one.day) for one in found.dates] == [
        ("prepare_adult", date(2026, 8, 15)),
        ("renewal_proof", date(2026, 8, 16)),
        ("adult_application", date(2026, 9, 14)),
        ("prepare", date(2027, 2, 12)),
        ("renewal", date(2027, 3, 14)),
        ("last_day", date(2027, 6, 30)),
    ]
    assert [step.rule for step in found.explanation] == [
        "renewal.adult",
        "renewal.prepare_adult",
        "renewal.last_day.education",
        "renewal.benefit_end",
        "renewal.period",
        "renewal.prepare",
        "deadline.renewal_proof",
    ]


@pytest.mark.parametrize(
    ("granted", "until", "stated"),
    [
        (date(2031, 2, 28), None, True),
        (date(2031, 3, 1), None, False),
        (date(2030, 8, 1), date(2031, 2, 28), False),
        (date(2030, 8, 1), date(2031, 3, 1), True),
    ],
)
def test_usual_end_of_child_benefit_is_told_within_the_right_before_its_last_day(
    granted, until, stated
):
    later = replace(PARAMETERS, last_day=date(2032, 12, 31))
    asked = request(granted_on=granted, child_benefit_until=until)
    found = plan_renewals(asked, later)
    assert days(found, "benefit_end") == ([date(2031, 2, 28)] if stated else [])


@pytest.mark.parametrize(
    ("changes", "field", "limits"),
    [
        ({"granted_on": FIRST - ONE_DAY}, "granted_on", {"minimum": FIRST, "maximum": LAST}),
        ({"granted_on": LAST + ONE_DAY}, "granted_on", {"minimum": FIRST, "maximum": LAST}),
        ({"birth_date": LAST + ONE_DAY}, "birth_date", {"maximum": LAST}),
        (
            {"birth_date": date(2026, 7, 16)},
            "granted_on",
            {"minimum": date(2026, 7, 16), "maximum": date(2052, 7, 15)},
        ),
        (
            {"birth_date": date(2000, 7, 15)},
            "granted_on",
            {"minimum": date(2000, 7, 15), "maximum": date(2026, 7, 14)},
        ),
        (
            {"birth_date": date(1998, 1, 1), "granted_on": RULE - ONE_DAY},
            "granted_on",
            {"minimum": RULE},
        ),
        (
            {"proof_asked_on": date(2026, 7, 14)},
            "proof_asked_on",
            {"minimum": date(2026, 7, 15), "maximum": LAST},
        ),
        ({"education_until": date(2026, 7, 14)}, "education_until", {"minimum": date(2026, 7, 15)}),
    ],
)
def test_refused_day_of_a_plan_is_told_with_its_bounds(changes, field, limits):
    found = refused(plan_renewals, request(**changes), PARAMETERS, "renewals")
    assert {name: bounds for name, (_, bounds) in found.items()} == {field: limits}


@pytest.mark.parametrize("end", End)
@pytest.mark.parametrize("other", End)
@pytest.mark.parametrize("days_after", [-1, 0, 1])
def test_last_day_of_the_right_is_that_of_an_end_which_no_other_comes_before(
    end, other, days_after
):
    # The eve of the 26th birthday is 13 February 2032.
    last = date(2032, 2, 13)
    of_end = {End.AGE: last, End.CHILD_BENEFIT: last, End.EDUCATION: last}
    of_end[other] = last + days_after * ONE_DAY
    inputs = {
        "birth_date": add_years(of_end[End.AGE] + ONE_DAY, -26),
        "years": 26,
        "child_benefit_until": of_end[End.CHILD_BENEFIT],
        "education_until": of_end[End.EDUCATION],
    }
    if of_end[end] == min(of_end.values()):
        assert RULE_OF_END[end].step(**inputs).value == of_end[end]
    else:
        with pytest.raises(RuleError, match="not the first"):
            RULE_OF_END[end].step(**inputs)
