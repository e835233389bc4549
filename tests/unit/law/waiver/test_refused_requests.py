"""What gets a typed refusal with its bounds, instead of a figure that would be wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.law.core.errors import InvalidInput, ValidationErrorCode
from functions.law.waiver.calculation import calculate_waiver
from functions.law.waiver.waiver_validation import validate
from tests.unit.law.fields import answers_of, as_asked
from tests.unit.law.waiver.households import (
    PARAMETERS,
    OwnLimits,
    ParameterSet,
    Reading,
    Resources,
    Rounding,
    WaiverRequest,
    YesNoUnknown,
    calculated,
    own,
    request,
)


def refused(**changes):
    with pytest.raises(InvalidInput) as raised:
        calculated(**changes)
    issues = raised.value.issues
    assert {as_asked(issue.field) for issue in issues} <= answers_of("waiver")
    return {(issue.field, issue.refusal): issue.limits for issue in issues}


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2028, 1, 1), date.min, date.max])
def test_a_date_outside_the_known_law_is_refused_with_its_bounds(day):
    limits = {"minimum": date(2019, 1, 1), "maximum": date(2027, 12, 31)}
    assert refused(request_date=day) == {("request_date", ValidationErrorCode.OUT_OF_RANGE): limits}


def test_the_last_day_of_the_known_law_is_answered():
    assert calculated(request_date=date(2027, 12, 31)).bands


@pytest.mark.parametrize(
    ("chosen", "day", "limits"),
    [
        (ParameterSet.ORDER, date(2019, 12, 31), {"minimum": date(2020, 1, 1)}),
        (
            ParameterSet.ESTIMATE,
            date(2020, 8, 31),
            {"minimum": date(2020, 9, 1), "maximum": date(2027, 12, 31)},
        ),
    ],
)
def test_figures_that_do_not_exist_on_that_day_are_refused_with_their_bounds(chosen, day, limits):
    found = refused(request_date=day, parameter_set=chosen)
    assert found == {("parameter_set", ValidationErrorCode.NOT_KNOWN): limits}


def test_a_minimum_above_the_maximum_is_refused():
    found = refused(**own(101, 100))
    assert found == {("own_limits.minimum", ValidationErrorCode.OUT_OF_RANGE): {"maximum": 100}}


def test_ones_own_figures_must_be_typed():
    assert set(refused(parameter_set=ParameterSet.OWN)) == {
        ("own_limits.minimum", ValidationErrorCode.REQUIRED),
        ("own_limits.maximum", ValidationErrorCode.REQUIRED),
        ("own_limits.flat_reduction", ValidationErrorCode.REQUIRED),
    }


def test_ones_own_figures_are_refused_where_others_were_chosen():
    typed = OwnLimits(minimum=1, maximum=2, flat_reduction=3)
    assert set(refused(own_limits=typed)) == {("own_limits", ValidationErrorCode.NOT_ALLOWED)}


def test_the_resources_of_a_partner_are_refused_where_there_is_none():
    found = refused(partner=False, partner_resources=Resources())
    assert set(found) == {("partner_resources", ValidationErrorCode.NOT_ALLOWED)}


def test_the_resources_of_a_partner_are_required_where_there_is_one():
    assert set(refused(partner=True)) == {("partner_resources", ValidationErrorCode.REQUIRED)}


def test_the_resources_of_the_debtor_are_required():
    found = [i.field for i in validate(request(debtor_resources=None), PARAMETERS)]
    assert found == ["debtor_resources"]


@pytest.mark.parametrize("debt", [0, -1])
def test_a_debt_of_nothing_is_refused(debt):
    assert refused(debt=debt) == {("debt", ValidationErrorCode.OUT_OF_RANGE): {"minimum": 1}}


def test_amounts_below_zero_are_refused():
    found = refused(
        debtor_resources=Resources(other=-1),
        partner=True,
        partner_resources=Resources(family_benefits=-1),
        children_with_child_benefit=-1,
        **own(-2, -1, -1),
    )
    assert {field for field, _ in found} == {
        "debtor_resources.other",
        "partner_resources.family_benefits",
        "children_with_child_benefit",
        "own_limits.minimum",
        "own_limits.maximum",
        "own_limits.flat_reduction",
    }


def test_ones_own_figures_below_zero_are_refused_for_a_person_alone_too():
    assert set(refused(partner_resources=None, **own(-2, 1, 1))) == {
        ("own_limits.minimum", ValidationErrorCode.OUT_OF_RANGE)
    }


AMOUNTS = st.integers(-1, 10**8)
RESOURCES = st.builds(Resources, work=AMOUNTS, other=AMOUNTS, family_benefits=AMOUNTS)

requests = st.builds(
    WaiverRequest,
    request_date=st.dates() | st.dates(date(2018, 6, 1), date(2028, 6, 1)),
    debt=AMOUNTS,
    fraud_proven=st.booleans(),
    good_faith=st.sampled_from(YesNoUnknown),
    uncertain_situation=st.sampled_from(YesNoUnknown),
    partner=st.booleans(),
    children_with_child_benefit=st.integers(-1, 20),
    debtor_resources=RESOURCES,
    partner_resources=st.none() | RESOURCES,
    parameter_set=st.sampled_from(ParameterSet),
    own_limits=st.none()
    | st.builds(OwnLimits, minimum=AMOUNTS, maximum=AMOUNTS, flat_reduction=AMOUNTS),
    reading=st.sampled_from(Reading),
    rounding=st.sampled_from(Rounding),
)


@given(requests)
def test_a_request_gets_an_answer_or_a_refusal_that_names_what_was_asked(asked):
    answer = answer_to(asked)
    if isinstance(answer, InvalidInput):
        assert answer.issues
        assert {as_asked(issue.field) for issue in answer.issues} <= answers_of("waiver")
    else:
        assert answer.waiver.waived + answer.waiver.recovered == asked.debt
        assert sum(band.is_household for band in answer.bands) == 1


def answer_to(asked):
    """The calculation, or the refusal; anything else that is raised fails the test."""
    try:
        return calculate_waiver(asked, PARAMETERS)
    except InvalidInput as refusal:
        return refusal
