"""What an applicant states: the application, the title, the children, the payments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from functions.law.core.values import Month


class TitleKind(StrEnum):
    """The paper that fixes the maintenance (art. 2 and 7 of the act: an enforceable title)."""

    JUDGMENT = "judgment"
    NOTARIAL_DEED = "notarialDeed"
    PRIVATE_AGREEMENT = "privateAgreement"
    ORAL_AGREEMENT = "oralAgreement"


class IndexationClause(StrEnum):
    """What the title says about indexation."""

    NOT_STATED = "notStated"
    CONSUMER_PRICE_INDEX = "consumerPriceIndex"
    HEALTH_INDEX = "healthIndex"
    NONE = "none"


class PaymentHistory(StrEnum):
    """What the debtor paid in the twelve months before the application."""

    NOTHING = "nothing"
    EVERYTHING = "everything"
    MONTH_BY_MONTH = "monthByMonth"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartIndex:
    """A start index read from the title: hundredths of a point, and its base year."""

    figure: int
    base_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleTerms:
    """What a title says about its terms and their index, where nothing else of it is asked.

    ``due_day``: the day of the month on which the maintenance falls due. What the title fixes of
    its indexation comes before the law: ``indexation_month`` is the month (1 to 12) of the yearly
    adaptation, ``first_indexation`` the first one, ``start_index_month`` the month of the start
    index.
    """

    date: date
    indexation: IndexationClause
    start_index: StartIndex | None = None
    indexation_month: int | None = None
    first_indexation: Month | None = None
    start_index_month: Month | None = None
    due_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(TitleTerms):
    """The title that fixes the maintenance."""

    kind: TitleKind
    served: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child to whom maintenance is owed; the monthly amount in cents as the title states it.

    ``child_benefit`` and ``education`` (school or professional-integration period) count from the
    18th birthday on; ``None`` means that the applicant does not know it yet. ``named_in_title``
    says of a child born after the title that the title names it all the same.
    """

    birth_date: date
    monthly_maintenance: int
    child_benefit: bool | None = None
    education: bool | None = None
    named_in_title: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPayment:
    """What the debtor paid for one month, in cents, for all children together."""

    month: Month
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """The applicant's net income per month in cents, for months before the income test ended."""

    monthly_net_income: int
    dependent_children: int
    disabled_children: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceApplication:
    """An application for intervention and advances, as far as the law asks about it.

    ``expected_monthly_payment`` is what the debtor is expected to go on paying each month, in
    cents, for all children together. ``months`` is how many months the schedule covers.
    """

    application_date: date
    applicant_lives_in_belgium: bool
    children_live_in_belgium: bool
    title: Title
    children: tuple[Child, ...]
    payment_history: PaymentHistory
    received_payments: tuple[ReceivedPayment, ...] = ()
    expected_monthly_payment: int = 0
    income: Income | None = None
    months: int
