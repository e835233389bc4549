"""What the page shows of an undue sum that is set off, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.i18n.catalog import Catalog
from functions.law.core.values import Cents
from functions.law.maintenance.undue import UndueResult
from functions.pages.answer_view import Answer, Given, NextStep, Tone, Words, letter_action
from functions.pages.explanation_view import ExplainedView, explain_result
from functions.pages.repeated_rows import SUMMARIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class UndueView(ExplainedView):
    """Everything that the template of the result needs."""

    recovery: UndueResult
    payments: Cents
    paid_out: Cents


def undue_view(recovery: UndueResult, catalog: Catalog) -> UndueView:
    """The view of a recovery in the words of a language."""
    words = Words(catalog=catalog, subject="undue")
    payments = Cents(sum(one.payment for one in recovery.set_offs))
    paid_out = Cents(sum(one.paid_out for one in recovery.set_offs))
    return UndueView(
        recovery=recovery,
        answer=_answer(recovery, paid_out, words),
        given=tuple(_given(recovery, payments, words)),
        next_steps=tuple(_next_steps(recovery, words)),
        payments=payments,
        paid_out=paid_out,
        holds={"payments": words("holds.payments", count=len(recovery.set_offs))},
        **explain_result(catalog, "undue", recovery),
    )


def _last(recovery: UndueResult) -> int | None:
    """The number of the payment with which all is taken back; ``None`` while something is open."""
    places = enumerate(recovery.set_offs, start=1)
    return next((number for number, one in places if one.remaining == 0), None)


def _answer(recovery: UndueResult, paid_out: Cents, words: Words) -> Answer:
    last, short = _last(recovery), words.catalog.short
    return words.answer(
        "part" if last is None else "all",
        Tone.DUE if last is None else Tone.YES,
        words.action("contact", page="help/contact"),
        words.action("dispute", page="advances/refused"),
        reason=words(
            "verdict.received.text", paid_out=short(paid_out), taken=short(recovery.taken)
        ),
        rate=recovery.rate,
        number=last or 0,
        remaining=short(recovery.remaining),
    )


def _given(recovery: UndueResult, payments: Cents, words: Words) -> Iterator[Given]:
    request, short = recovery.request, words.catalog.short
    yield words.given("undue", "undue", amount=short(Cents(request.undue)))
    yield words.given("asked", "undue", day=request.asked_on)
    yield words.given("payments", "payments", count=len(recovery.set_offs), amount=short(payments))


def _next_steps(recovery: UndueResult, words: Words) -> Iterator[NextStep]:
    """What the creditor can do now, the most useful first."""
    dispute = words.action("dispute", page="advances/refused")
    yield words.step("check", words.action("contact", page="help/contact"))
    yield words.step("compare", words.action("print", intent=SUMMARIZE))
    if recovery.request.fraud:
        yield words.step("fraud", dispute)
    yield words.step(
        "report",
        words.action("rights", page="advances/rights"),
        letter=letter_action(words.catalog, "new-fact"),
    )
