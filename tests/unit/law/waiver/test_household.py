import pytest

from tests.unit.law.waiver.households import Resources, calculated, step


def test_all_funds_count_except_family_benefits():
    stated = Resources(
        work=1, replacement_income=20, maintenance=300, other=4000, family_benefits=50000
    )
    found = calculated(debtor_resources=stated)
    assert (found.household.countable, found.household.excluded) == (4321, 50000)


def test_the_resources_of_the_partner_are_added():
    found = calculated(100000, partner=True, partner_resources=Resources(work=50000))
    assert (found.household.gross, found.household.partner) == (150000, 50000)


def test_the_family_benefits_of_the_partner_do_not_count_either():
    benefits = Resources(family_benefits=30000)
    found = calculated(0, partner=True, partner_resources=benefits)
    assert (found.household.gross, found.household.excluded) == (0, 30000)


@pytest.mark.parametrize(
    ("partner", "children", "persons"), [(False, 0, 0), (True, 0, 1), (False, 3, 3), (True, 3, 4)]
)
def test_the_reduction_counts_for_the_partner_and_each_child_and_not_for_the_debtor(
    partner, children, persons
):
    found = calculated(
        200000,
        partner=partner,
        partner_resources=Resources() if partner else None,
        children_with_child_benefit=children,
    )
    assert found.household.persons == persons
    assert found.household.countable == 200000 - persons * 23300


def test_countable_resources_below_zero_count_as_zero():
    found = calculated(10000, children_with_child_benefit=5)
    assert (found.household.countable, found.waiver.percentage) == (0, 100_00)


def test_the_steps_show_what_was_added_and_what_was_taken_off():
    found = calculated(
        100000,
        partner=True,
        partner_resources=Resources(work=50000, family_benefits=700),
        children_with_child_benefit=2,
    )
    added, reduced = step(found, "waiver.resources"), step(found, "waiver.reduction")
    assert added.inputs == {"debtor": 100000, "partner": 50000, "excluded": 700}
    assert added.value == 150000
    assert reduced.inputs == {"resources": 150000, "persons": 3, "flat_reduction": 23300}
    assert reduced.value == 150000 - 3 * 23300
