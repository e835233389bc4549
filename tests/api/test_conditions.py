"""The conditions between fields that the API description says in words are those of the API."""

import pytest

from tests.api.events import appeal, application, post_json, renewals, waiver

NO_INDEX = {"date": "2022-03-10", "indexation": "none"}
LEDGER = {
    "applicationDate": "2026-11-21",
    "title": NO_INDEX,
    "children": [{"monthlyMaintenance": "150.00"}],
    "receivedPayments": [{"month": "2026-10"}],
}
ACCOUNT = {
    "applicationDate": "2026-03-15",
    "arrears": "1000.00",
    "monthlyMaintenance": "200.00",
    "monthlyAdvance": "175.00",
    "firstMonth": "2026-04",
}
FIRST = {
    "letterSentOn": "2026-11-21",
    "payerError": True,
    "couldNotice": True,
    "diedBeforeTold": False,
    "fraudProven": False,
    "payments": [{"month": "2026-09", "amount": "10.00"}],
}
INDEXED = {"monthlyMaintenance": "150.00", "title": NO_INDEX, "month": "2026-11"}
REFUSED = {
    "/simulateAdvances": (
        (application(receivedPayments=[{"month": "2026-10"}]), "receivedPayments"),
        (application(title={**application()["title"], "date": "2026-11-22"}), "title.date"),
    ),
    "/calculateArrears": (
        (LEDGER | {"receivedPayments": [{"month": "2026-10"}] * 2}, "receivedPayments[1].month"),
        (LEDGER | {"receivedPayments": [{"month": "2026-12"}]}, "receivedPayments[0].month"),
        (LEDGER | {"receivedPayments": [{"month": "2022-03"}]}, "receivedPayments[0].month"),
    ),
    "/indexMaintenance": (
        (INDEXED | {"month": "2022-02"}, "month"),
        (
            INDEXED
            | {"title": {**NO_INDEX, "startIndex": {"figure": "127.11", "baseYear": "2013"}}},
            "title.startIndex",
        ),
        (INDEXED | {"title": {**NO_INDEX, "indexationMonth": 1}}, "title.indexationMonth"),
    ),
    "/calculateWaiver": (
        (waiver(partnerResources={"work": "1.00"}), "partnerResources"),
        (waiver(partner=True), "partnerResources"),
        (waiver(parameterSet="own"), "ownLimits.minimum"),
        (waiver(debtorResources={}), "debtorResources"),
    ),
    "/planRenewals": (
        (renewals(grantedOn="2006-02-13"), "grantedOn"),
        (renewals(proofAskedOn="2026-07-14"), "proofAskedOn"),
        (renewals(educationUntil="2026-07-14"), "educationUntil"),
    ),
    "/allocatePayments": (
        (ACCOUNT | {"firstMonth": "2026-02"}, "firstMonth"),
        (ACCOUNT | {"payments": [{"date": "2026-03-14", "amount": "1.00"}]}, "payments[0].date"),
        (
            ACCOUNT | {"months": 1, "payments": [{"date": "2026-05-01", "amount": "1.00"}]},
            "payments[0].date",
        ),
        (ACCOUNT | {"monthlyAdvance": "200.01"}, "monthlyAdvance"),
    ),
    "/findAppealDates": (
        (appeal(complaintOn="2026-03-01"), "complaintOn"),
        ({"informedOn": "2026-03-02", "complaintClosedOn": "2026-04-10"}, "complaintOn"),
        (appeal(complaintWithdrawn=True), "complaintClosedOn"),
    ),
    "/askQuestionsFirst": (
        ({k: v for k, v in FIRST.items() if k != "couldNotice"}, "couldNotice"),
        (FIRST | {"couldNotice": False, "fraudProven": True}, "fraudProven"),
        (FIRST | {"payments": [{"month": "2026-12", "amount": "1.00"}]}, "payments[0].month"),
    ),
}


@pytest.mark.parametrize(
    ("path", "request_", "name"),
    [(path, *one) for path, requests in REFUSED.items() for one in requests],
)
def test_condition_between_fields_is_refused_by_name(path, request_, name):
    reply = post_json(path, request_)
    assert reply.status == 400
    assert name in reply.issues
