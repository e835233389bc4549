"""A quick answer is the answer of the full calculator to the same suppositions."""

import json
from datetime import date
from decimal import Decimal

import pytest

from functions.law.core.values import Month
from functions.law.maintenance.advances import simulate_advances
from functions.law.waiver.calculation import calculate_waiver
from functions.parameters import load
from functions.quick_answers.must_pay import answer as must_pay
from functions.quick_answers.must_repay import answer as must_repay
from functions.quick_answers.not_paid import answer as not_paid
from tests.api.events import call

TODAY = date(2026, 11, 30)
JSON = "application/json"


def full(operation, request):
    """What the calculator of the API says to a request."""
    reply = call("POST", f"/{operation}", json.dumps(request), content_type=JSON, accept=JSON)
    assert reply.status == 200, reply.body
    return reply.json


def euros(cents):
    return f"{cents // 100}.{cents % 100:02d}"


@pytest.mark.parametrize("fixed", not_paid.Fixed)
@pytest.mark.parametrize("missed", not_paid.MissedMonths)
@pytest.mark.parametrize(("children", "amount"), [(1, 1), (1, 17500), (2, 17501), (3, 9999)])
def test_not_paid_with_its_suppositions_is_the_simulator(fixed, missed, children, amount):
    asked = not_paid.NotPaid(
        fixed_by_judge_or_notary=fixed,
        missed_months=missed,
        number_of_children=children,
        amount_per_child=amount,
    )
    is_title = fixed != "no"
    simulated = full(
        "simulateAdvances",
        {
            "applicationDate": "2026-11-30",
            "applicantLivesInBelgium": True,
            "childrenLiveInBelgium": True,
            "title": {
                "kind": "judgment" if is_title else "privateAgreement",
                "date": "2024-11-30",
                "indexation": "none",
                **({"served": True} if is_title else {}),
            },
            "children": [
                {"birthDate": "2018-11-30", "monthlyMaintenance": euros(amount)}
                for _ in range(children)
            ],
            "paymentHistory": "nothing" if missed == "enough" else "everything",
            "months": 12,
        },
    )
    result = simulate_advances(not_paid.application(asked, TODAY), load.maintenance())
    assert result.intervention.is_open is simulated["intervention"]["isOpen"]
    first = [Decimal(child["months"][0]["advance"]) for child in simulated["schedules"]]
    assert Decimal(not_paid.first_month(result)) / 100 == sum(first)


@pytest.mark.parametrize("sent", [date(2026, 10, 1), date(2026, 11, 2), date(2026, 11, 20)])
@pytest.mark.parametrize("total", [1, 3333, 160000])
def test_must_pay_with_its_suppositions_is_the_way_out_of_the_payments(sent, total):
    way_out = must_pay.settlement(must_pay.MustPay(letter_date=sent, sum_asked=total))
    # No term falls due before the end: all of it is in the sum.
    first_month = str(Month.of(way_out.last_day).plus(1))
    paid = full(
        "allocatePayments",
        {
            "applicationDate": sent.isoformat(),
            "letterSentOn": sent.isoformat(),
            "arrears": euros(total),
            "monthlyMaintenance": "100.00",
            "monthlyAdvance": "0.00",
            "firstMonth": first_month,
            "months": 1,
        },
    )["exit"]
    assert way_out.last_day.isoformat() == paid["lastDay"]
    assert euros(way_out.to_pay) == paid["toPay"]
    assert euros(way_out.costs_otherwise) == paid["costsOtherwise"]
    (reply,) = full("findDeadlines", {"event": "debtorLetterSent", "eventDate": sent.isoformat()})[
        "dates"
    ]
    assert way_out.last_day.isoformat() == reply["date"]


@pytest.mark.parametrize("income", [0, 112800, 135100, 169200, 170000, 300000])
@pytest.mark.parametrize("partner", [None, 0, 50000])
@pytest.mark.parametrize("children", [0, 2])
def test_must_repay_with_its_suppositions_is_the_waiver(income, partner, children):
    asked = must_repay.MustRepay(
        monthly_income=income,
        partner=partner is not None,
        partner_income=partner,
        children_with_child_benefit=children,
    )
    result = calculate_waiver(must_repay.waiver_request(asked, TODAY), load.waiver())
    request = {
        "requestDate": "2026-11-30",
        "debt": "321.00",
        "fraudProven": False,
        "goodFaith": "yes",
        "uncertainSituation": "yes",
        "partner": partner is not None,
        "childrenWithChildBenefit": children,
        "debtorResources": {"work": euros(income)},
    }
    if partner is not None:
        request["partnerResources"] = {"work": euros(partner)}
    calculated = full("calculateWaiver", request)
    assert euros(result.waiver.percentage) == calculated["waiver"]["percentage"]
    assert euros(result.household.countable) == calculated["household"]["countable"]
