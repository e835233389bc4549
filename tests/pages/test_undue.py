"""An undue sum that is set off, as a page shows it: every kind of answer, in every language."""

from datetime import date
from functools import cache

import pytest

from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.law.maintenance.undue import LaterPayment, UndueRequest, set_off_undue_sum
from functions.parameters import load
from tests.pages.result_pages import result_of, text


def request(undue, *amounts, fraud=False):
    return UndueRequest(
        asked_on=date(2026, 11, 21),
        undue=undue,
        fraud=fraud,
        payments=tuple(LaterPayment(amount=amount) for amount in amounts),
    )


REQUESTS = {
    "a tenth": request(35000, 17500, 17500),
    "all with the second": request(3000, 17500, 17500, 17500),
    "fraud": request(20000, 17500, 17500, fraud=True),
}
RESULTS = {name: set_off_undue_sum(r, load.maintenance()) for name, r in REQUESTS.items()}


@cache
def shown(name, language="en"):
    return result_of("undue", RESULTS[name], language)


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_result_in_every_language(language, name):
    page = text(shown(name, language))
    assert catalog_of(language).gettext("common.result.next") in page
    assert "{" not in page


def test_every_sentence_of_step_and_every_note_is_used():
    every = RESULTS.values()
    assert {s.rule for r in every for s in r.explanation} == set(
        catalog_of("en").table("undue.rules")
    )
    assert {n.code for r in every for n in r.notes} == set(catalog_of("en").table("undue.notes"))


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("a tenth", "10% of each payment may be kept, and after these payments €315 is still owed"),
        (
            "all with the second",
            "10% of each payment may be kept, and after payment 2 you have repaid everything",
        ),
        (
            "fraud",
            "100% of each payment may be kept, and after payment 2 you have repaid everything",
        ),
    ],
)
def test_verdict_gives_outstanding_sum_or_full_recovery(name, figure):
    assert figure in text(shown(name))


def test_each_payment_shows_withheld_received_and_outstanding_sums():
    assert "Payment 2 €175.00 €12.50 €162.50 €0.00" in text(shown("all with the second"))


def test_page_explains_how_to_disagree_after_fraud_only():
    sentence = catalog_of("en").gettext("undue.next.fraud.heading")
    assert sentence in text(shown("fraud"))
    assert sentence not in text(shown("a tenth"))
