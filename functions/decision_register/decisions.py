"""What a payer hands in: one decision, with everything that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from functions.calculators.waiver.calculator import SCHEMA
from functions.decision_register.json_fields import JsonFields
from functions.decision_register.retention_period import keep_until
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.names import camel
from functions.forms.parse import parse_json_answers
from functions.http import clock
from functions.http.problem import Problem, Problems
from functions.i18n.catalog import LANGUAGES
from functions.law.core.errors import InvalidInput, ValidationErrorCode
from functions.law.waiver.request import WaiverRequest
from functions.law.waiver.retention import RetainedDecision

KINDS = (RetainedDecision.PAYMENT.value, RetainedDecision.WAIVER.value)
"""A recovery decision always states its own reasons (decree, art. 90): it is not kept here."""

LONGEST_REFERENCE = 40
LONGEST_NAME = 100
LONGEST_TEXT = 500
MOST_INPUTS = 100
MOST_STEPS = 60
LARGEST_AMOUNT = "1000000.00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision. ``facts`` is what was sent under the name of its kind, kept as it came.

    ``request`` is the waiver request; a payment decision was computed elsewhere.
    """

    kind: RetainedDecision
    decided_on: date
    reference: str
    document_drawn_up: bool
    facts: Mapping[str, Any]
    request: WaiverRequest | None


def read_decision(body: Mapping[str, Any]) -> Decision:
    """The decision in the body of a request.

    Raises:
        Problem: something in it cannot be used, or its data need no longer be kept.
    """
    issues: list[FieldError] = []
    fields = JsonFields(body, issues)
    kind = fields.choice("kind", KINDS)
    decided_on = fields.day("decidedOn")
    reference = fields.text("reference", LONGEST_REFERENCE, reference=True)
    document_drawn_up = fields.yes("documentDrawnUp")
    facts = fields.group(kind) if kind in KINDS else None
    if facts is not None and kind == RetainedDecision.PAYMENT:
        _read_payment(facts)
    if kind is None:
        fields.pass_over(*KINDS)
    fields.close()
    request: WaiverRequest | None = None
    if facts is not None and kind == RetainedDecision.WAIVER:
        decoded = parse_json_answers(SCHEMA, body[kind])
        issues += [_inside(issue) for issue in decoded.issues]
        request = None if decoded.issues else decoded.request
    if decided_on is not None and kind is not None and document_drawn_up is not None:
        issues += _day_issues(decided_on, RetainedDecision(kind), document_drawn_up)
    if (
        issues
        or kind is None
        or decided_on is None
        or reference is None
        or document_drawn_up is None
    ):
        questions = SCHEMA.form.name if kind == RetainedDecision.WAIVER else None
        raise Problem(Problems.BAD_REQUEST, issues, questions=questions, within=kind or "")
    return Decision(
        kind=RetainedDecision(kind),
        decided_on=decided_on,
        reference=reference,
        document_drawn_up=document_drawn_up,
        facts=body[kind],
        request=request,
    )


def _read_payment(payment: JsonFields) -> None:
    """The facts of a payment decision, of which only the form can be checked."""
    payment.text("file", LONGEST_REFERENCE, reference=True)
    first, last = payment.day("startDate"), payment.day("endDate")
    if first is not None and last is not None and last < first:
        payment.refuse("endDate", ValidationErrorCode.OUT_OF_RANGE, minimum=first)
    payment.amount("amount", LARGEST_AMOUNT)
    payment.text("softwareName", LONGEST_NAME)
    payment.text("softwareVersion", LONGEST_NAME)
    payment.text("parameterSet", LONGEST_NAME)
    payment.choice("language", LANGUAGES)
    for entry in payment.entries("inputs", 1, MOST_INPUTS):
        entry.text("name", LONGEST_NAME)
        entry.text("value", LONGEST_TEXT)
        entry.close()
    for step in payment.entries("explanation", 1, MOST_STEPS):
        step.text("text", LONGEST_TEXT)
        step.text("source", LONGEST_NAME)
        step.close()
    payment.close()


def _inside(issue: FieldError) -> FieldError:
    """What is wrong with an answer of a waiver request, at its place in the whole body."""
    path = f"{RetainedDecision.WAIVER.value}.{issue.path}"
    return FieldError(path=path, code=issue.code, limits=issue.limits, value=issue.value)


def _day_issues(
    decided_on: date, kind: RetainedDecision, document_drawn_up: bool
) -> Iterator[FieldError]:
    """A day that lies ahead, that the law does not know, or whose data need not be kept."""
    value = decided_on.isoformat()
    if decided_on > clock.today():
        limits = {"maximum": clock.today()}
        yield FieldError(
            path="decidedOn", code=ValidationErrorCode.AFTER, limits=limits, value=value
        )
        return
    try:
        last_day = keep_until(decided_on, kind, document_drawn_up)
    except InvalidInput as refused:
        for issue in refused.issues:
            yield FieldError(
                path=camel(issue.field), code=issue.refusal, limits=issue.limits, value=value
            )
        return
    if last_day is not None and last_day < clock.today():
        yield FieldError(path="decidedOn", code=ParseErrorCode.ALREADY_OVER, value=value)
