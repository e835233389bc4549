"""What may be filled into a model letter: every answer is optional, and none is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from functions.forms.definition import form_definition
from functions.forms.parse import FormSchema
from functions.law.core.errors import Issue, ValidationErrorCode
from functions.law.core.validation import Partial, known_day_issues
from functions.law.core.values import Cents, Month
from functions.letters.definition import SUBJECT
from functions.parameters import load


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRequest:
    """The dates, amounts and names of a letter. ``None``: a line to fill in by hand."""

    reply: str = "paidNow"
    letter_date: date | None = None
    sum_paid: Cents | None = None
    paid_on: date | None = None
    fact: str = "other"
    fact_date: date | None = None
    fact_amount: Cents | None = None
    decision_date: date | None = None
    informed_on: date | None = None
    last_day: date | None = None
    debt: Cents | None = None
    partner: bool | None = None
    children_with_child_benefit: int | None = None
    countable_income: Cents | None = None
    percentage: int | None = None
    instalment: Cents | None = None
    first_instalment: Month | None = None
    title_date: date | None = None
    title_amount: Cents | None = None
    indexed_amount: Cents | None = None
    indexed_since: Month | None = None
    first_month: Month | None = None
    last_month: Month | None = None
    missing: Cents | None = None
    pay_by: date | None = None
    sender_name: str | None = None
    sender_street: str | None = None
    sender_town: str | None = None
    recipient_name: str | None = None
    recipient_street: str | None = None
    recipient_town: str | None = None
    reference: str | None = None


def validate(request: Partial[LetterRequest]) -> Iterator[Issue]:
    """The first letter was written under the rule of its fifteen days; months are in order."""
    parameters = load.maintenance()
    yield from known_day_issues(
        "letter_date", request.letter_date, parameters.debtor_reply_days, parameters.last_day
    )
    first, last = request.first_month, request.last_month
    if first is not None and last is not None and last < first:
        yield Issue("last_month", ValidationErrorCode.OUT_OF_RANGE, {"minimum": first})


SCHEMA = FormSchema(form=form_definition(SUBJECT), request=LetterRequest, validate=validate)
