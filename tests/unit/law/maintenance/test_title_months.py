"""A sample of the months of a title and the months since; the long run takes all of them."""

from tests.unit.law.title_months import check


def test_title_of_any_month_since_1994_gives_amount_or_typed_reason():
    assert check(step=53) > 4_000
