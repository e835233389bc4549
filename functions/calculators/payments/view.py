"""What the page shows of an allocation of payments, put together for its template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.calculators.shared.days_view import day_of_year, safe_day
from functions.i18n.catalog import Catalog
from functions.law.core.values import BasisPoints, Cents, share
from functions.law.maintenance.allocation import Allocation, Rank
from functions.law.maintenance.allocation_rules import goes_on, stop
from functions.law.maintenance.cost_free_settlement import CostFreeSettlement
from functions.law.maintenance.parameters import MaintenanceParameters
from functions.law.maintenance.payments import PaymentsResult
from functions.pages.answer_view import (
    Action,
    Answer,
    Given,
    NextStep,
    Tone,
    Words,
    days_until,
    letter_action,
)
from functions.pages.days_strip import DaysStrip, days_strip
from functions.pages.explanation_view import ExplainedView, ExplanationLine, explain_result

TONES = {
    "late": Tone.NO,
    "unpaid": Tone.NO,
    "open": Tone.DUE,
    "settled": Tone.YES,
    "stops": Tone.YES,
    "stops_open": Tone.DUE,
}
LINKS = {
    "pay_creditor": "how",
    "send_proof": "send_proof",
    "nothing_due": "nothing_due",
    "not_all": "instalments",
    "pay_service": "how",
    "pay_all": "pay_all",
    "wait_for_end": "wait_for_end",
    "open_at_stop": "how",
    "keep_proof": "keep_proof",
}
"""The action of each next step."""
PAGES = {
    "how": "debtor/paying",
    "instalments": "debtor/paying",
    "send_proof": "debtor/fifteen-days",
    "nothing_due": "debtor/disagree",
    "pay_all": "debtor/costs",
    "wait_for_end": "debtor/paying",
    "keep_proof": "debtor/until-when",
}
"""The page behind each action."""
STEPS = {
    "late": ("pay_service", "pay_all", "nothing_due", "keep_proof"),
    "unpaid": ("pay_service", "pay_all", "keep_proof"),
    "open": ("pay_service", "pay_all", "keep_proof"),
    "settled": ("pay_service", "pay_all", "keep_proof"),
    "stops": ("wait_for_end", "keep_proof"),
    "stops_open": ("open_at_stop", "wait_for_end", "keep_proof"),
}
"""What the debtor can do now after each verdict, the most useful first."""
ANSWER = "debtor-answer"
"""The model letter that answers the first letter of the service."""
ENDS = {stop.code, goes_on.code}


@dataclass(frozen=True, slots=True, kw_only=True)
class RankLine:
    """A rank of art. 23: its place, what the payments paid of it, and what stays open."""

    number: int
    rank: Rank
    paid: Cents
    open: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """A payment: when, how much, and what it pays of each rank shown, in their order."""

    date: date
    amount: Cents
    parts: tuple[Cents, ...]
    surplus: Cents
    after_stop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What the debtor pays in time and later, as two bars. ``width`` is of the first, in percent.

    The second bar is the whole width.
    """

    until: str
    after: str
    to_pay: str
    later: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsView(ExplainedView):
    """Everything that the template of the result needs."""

    collection: PaymentsResult
    payments: tuple[PaymentLine, ...]
    ranks: tuple[RankLine, ...]
    paid: Cents
    end: tuple[ExplanationLine, ...]
    gain: Gain | None
    strip: DaysStrip | None
    payments_hold: str
    open_holds: str
    stop_holds: str


def payments_view(
    collection: PaymentsResult, catalog: Catalog, parameters: MaintenanceParameters, *, today: date
) -> PaymentsView:
    """The view of an allocation in the words of a language."""
    explained = explain_result(catalog, "payments", collection)
    rules = [step.rule for step in collection.explanation]
    ranks = tuple(_ranks(collection))
    writer = _Writer(collection, catalog, parameters, today)
    paid = Cents(sum(allocation.payment.amount for allocation in collection.allocations))
    words = writer.words
    return PaymentsView(
        collection=collection,
        payments=tuple(_payment(allocation, ranks) for allocation in collection.allocations),
        ranks=ranks,
        paid=Cents(sum(line.paid for line in ranks)),
        # The law ends every allocation with the steps on its end.
        end=tuple(explained["steps"][next(map(rules.index, ENDS & set(rules))) :]),
        gain=writer.gain(),
        strip=writer.strip(),
        payments_hold=words(
            "folds.payments_holds", count=len(collection.allocations), paid=catalog.short(paid)
        ),
        open_holds=words(
            "folds.open_holds",
            remaining=catalog.short(collection.remaining),
            last_month=writer.last_month,
        ),
        stop_holds=words("folds.stop_holds", required=writer.required),
        answer=writer.answer(),
        given=tuple(writer.given(paid)),
        next_steps=tuple(writer.next_steps()),
        **explained,
    )


class _Writer:
    """Words the answer to a debtor, as things are today."""

    def __init__(
        self,
        collection: PaymentsResult,
        catalog: Catalog,
        parameters: MaintenanceParameters,
        today: date,
    ) -> None:
        self.collection, self.catalog, self.today = collection, catalog, today
        self.words = Words(catalog=catalog, subject="payments")
        request = collection.request
        self.request = request
        self.required = parameters.stop_months.on(request.application_date)
        self.rate = BasisPoints(parameters.debtor_contribution.on(request.application_date))
        self.last_month = catalog.format(request.first_month.plus(request.months - 1))
        self.holidays = parameters.holidays

    @property
    def leave(self) -> CostFreeSettlement | None:
        """The way out without costs, where there is something to pay on it."""
        leave = self.collection.exit
        return leave if leave is not None and leave.to_pay > 0 else None

    @property
    def open_exit(self) -> CostFreeSettlement | None:
        """The same while it is open."""
        leave = self.leave
        return leave if leave is not None and self.today <= leave.last_day else None

    def answer(self) -> Answer:
        """The way out while it is open; else where the payments go, or what waiting costs."""
        if (leave := self.open_exit) is not None:
            return self._exit(leave)
        verdict = self.verdict()
        page = "debtor/costs" if verdict in ("late", "unpaid") else "debtor/paying"
        primary = self.words.action(page.removeprefix("debtor/"), page=page)
        reason = ""
        if verdict == "unpaid" and self.request.arrears:
            reason = self.words("verdict.unpaid_arrears.reason", **self._costs())
        return self.words.answer(
            verdict,
            TONES[verdict],
            primary,
            reason=reason,
            paid_months=self.collection.paid_months,
            required=self.required,
            **self._costs(),
            **self._sums(),
        )

    def verdict(self) -> str:
        """The words of what the payments come to, or of what waiting costs."""
        after = self.collection.after_stop
        if after is not None:
            return "stops_open" if after.open_at_stop else "stops"
        if self.collection.allocations:
            return "open" if self.collection.remaining else "settled"
        return "unpaid" if self.leave is None else "late"

    def _exit(self, leave: CostFreeSettlement) -> Answer:
        safe = safe_day(leave.last_day, self.today, self.holidays)
        moved = safe != leave.last_day
        return self.words.answer(
            "exit_weekend" if moved else "exit",
            Tone.DUE,
            self.words.action("fifteen_days", page="debtor/fifteen-days"),
            self.words.action("calendar", intent="calendar"),
            days=days_until(safe, self.today),
            to_pay=self.catalog.short(leave.to_pay),
            costs=self.catalog.short(leave.costs_otherwise),
            last_day=self.catalog.full_day(leave.last_day),
            safe_day=(day_of_year if moved else Catalog.full_day)(self.catalog, safe),
        )

    def _costs(self) -> dict[str, str]:
        short, leave = self.catalog.short, self.leave
        maintenance = Cents(self.request.monthly_maintenance)
        monthly = Cents(share(maintenance, self.rate))
        found = {
            "rate": self.catalog.format(self.rate),
            "maintenance": short(maintenance),
            "monthly_costs": short(monthly),
            "monthly_total": short(Cents(maintenance + monthly)),
            "arrears": short(Cents(self.request.arrears)),
            "arrears_costs": short(Cents(share(self.request.arrears, self.rate))),
        }
        if leave is not None:
            found |= {
                "last_day": self.catalog.full_day(leave.last_day),
                "to_pay": short(leave.to_pay),
                "costs": short(leave.costs_otherwise),
            }
        return found

    def _sums(self) -> dict[str, str]:
        stops_on, after = self.collection.stops_on, self.collection.after_stop
        return {
            "remaining": self.catalog.short(self.collection.remaining),
            "last_month": self.last_month,
            "stops_on": "" if stops_on is None else self.catalog.full_day(stops_on),
            "open": self.catalog.short(after.open_at_stop if after else Cents(0)),
            "paid": self.catalog.short(
                Cents(sum(payment.amount for payment in self.request.payments))
            ),
            "parts": ", ".join(self._parts()),
        }

    def _parts(self) -> Iterator[str]:
        """What the payments pay: costs, advances, then the rest, and what is left over."""
        paid = {line.rank: line.paid for line in _ranks(self.collection)}
        costs = "costs_interest" if Rank.INTEREST in paid else "costs"
        rest = "_".join(rank for rank in (Rank.BALANCE, Rank.ARREARS) if rank in paid)
        groups = {
            costs: (Rank.RECOVERY_COSTS, Rank.CONTRIBUTION, Rank.INTEREST),
            "advances": (Rank.ADVANCES,),
            rest: (Rank.BALANCE, Rank.ARREARS),
        }
        for key, ranks in groups.items():
            if any(rank in paid for rank in ranks):
                amount = Cents(sum(paid.get(rank, 0) for rank in ranks))
                yield self.words(f"parts.{key}", amount=self.catalog.short(amount))
        if surplus := sum(allocation.surplus for allocation in self.collection.allocations):
            yield self.words("parts.surplus", amount=self.catalog.short(Cents(surplus)))

    def next_steps(self) -> Iterator[NextStep]:
        """What the debtor can do now, the most useful first."""
        if (leave := self.open_exit) is None:
            for key in STEPS[self.verdict()]:
                yield self.words.step(key, self._link(key), required=self.required)
            return
        yield self._pay(leave)
        safe = safe_day(leave.last_day, self.today, self.holidays)
        sent = self.request.letter_sent_on
        yield self.words.step(
            "send_proof",
            self._link("send_proof"),
            letter=letter_action(
                self.catalog, ANSWER, letter_date=sent, sum_paid=Cents(leave.to_pay)
            ),
            safe_day=day_of_year(self.catalog, safe),
        )
        yield self.words.step(
            "nothing_due",
            self._link("nothing_due"),
            letter=letter_action(self.catalog, ANSWER, letter_date=sent, reply="paidBefore"),
        )
        yield self.words.step("not_all", self._link("not_all"))

    def _pay(self, leave: CostFreeSettlement) -> NextStep:
        short = self.catalog.short
        arrears, terms = Cents(self.request.arrears), Cents(leave.to_pay - self.request.arrears)
        both = arrears > 0 and terms > 0
        return self.words.step(
            "pay_creditor" if both else "pay_creditor_one",
            self._link("pay_creditor"),
            to_pay=short(leave.to_pay),
            arrears=short(arrears),
            terms_due=short(terms),
        )

    def _link(self, key: str) -> Action:
        action = LINKS[key]
        return self.words.action(action, page=PAGES[action])

    def gain(self) -> Gain | None:
        """What paying in time saves, while there is time."""
        leave = self.open_exit
        if leave is None:
            return None
        later = Cents(leave.to_pay + leave.costs_otherwise)
        said = {
            "last_day": self.catalog.full_day(leave.last_day),
            "rate": self.catalog.format(leave.rate),
            "to_pay": self.catalog.short(leave.to_pay),
            "later": self.catalog.short(later),
        }
        return Gain(
            until=self.words("gain.until", **said),
            after=self.words("gain.after", **said),
            to_pay=said["to_pay"],
            later=said["later"],
            width=round(leave.to_pay * 100 / later),
        )

    def strip(self) -> DaysStrip | None:
        """The days that are left to pay without costs."""
        leave = self.open_exit
        if leave is None:
            return None
        safe = safe_day(leave.last_day, self.today, self.holidays)
        return days_strip(self.catalog, self.today, safe, leave.last_day)

    def given(self, paid: Cents) -> Iterator[Given]:
        """The answers that count most, each with the section that changes it."""
        request, short = self.request, self.catalog.short
        yield self.words.given(
            "arrears",
            "application",
            arrears=short(Cents(request.arrears)),
            application_date=request.application_date,
        )
        yield self.words.given(
            "maintenance" if request.monthly_advance else "maintenance_alone",
            "months",
            maintenance=short(Cents(request.monthly_maintenance)),
            advance=short(Cents(request.monthly_advance)),
        )
        sent_on = request.letter_sent_on
        if sent_on is None:
            yield self.words.given("letter_not_known", "application")
        else:
            said = self.catalog.full_day(sent_on)
            yield self.words.given("letter", "application", letter_sent_on=said)
        if request.payments:
            count = len(request.payments)
            yield self.words.given("payments", "payments", count=count, paid=short(paid))


def _payment(allocation: Allocation, ranks: tuple[RankLine, ...]) -> PaymentLine:
    return PaymentLine(
        date=allocation.payment.date,
        amount=Cents(allocation.payment.amount),
        parts=tuple(allocation.parts[line.rank] for line in ranks),
        surplus=allocation.surplus,
        after_stop=allocation.after_stop,
    )


def _ranks(collection: PaymentsResult) -> Iterator[RankLine]:
    """The ranks of which something was due."""
    for number, rank in enumerate(Rank, start=1):
        paid = sum(allocation.parts[rank] for allocation in collection.allocations)
        still = collection.balances[rank]
        if paid or still:
            yield RankLine(number=number, rank=rank, paid=Cents(paid), open=still)
