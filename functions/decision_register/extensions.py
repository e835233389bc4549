"""Makes the period of a kept decision longer, after an interruption or during a suspension."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from functions.decision_register import table
from functions.decision_register.decision_record import Record, latest, terms_of
from functions.decision_register.json_fields import JsonFields
from functions.decision_register.retention_period import Extension, keep_until
from functions.decision_register.seal import is_whole, sealed
from functions.forms.errors import FieldError, ParseErrorCode
from functions.forms.names import camel
from functions.http import clock
from functions.http.problem import Problem, Problems
from functions.law.core.errors import InvalidInput, Issue, ValidationErrorCode

INTERRUPTION, SUSPENSION = "interruption", "suspension"
ATTEMPTS = 5
SOON = {"Retry-After": "1"}
PLACE = re.compile(r"(?:interruptions|suspensions)\[(?P<position>[0-9]+)\]\.(?P<name>\w+)")


def read_extension(body: Mapping[str, Any]) -> Extension:
    """The act or the period in the body of a request.

    Raises:
        Problem: something in it cannot be used.
    """
    issues: list[FieldError] = []
    fields = JsonFields(body, issues)
    kind = fields.choice("kind", (INTERRUPTION, SUSPENSION))
    first = fields.day("date" if kind == INTERRUPTION else "firstDay") if kind else None
    last = fields.day_if_given("lastDay") if kind == SUSPENSION else None
    if first is not None and first > clock.today():
        name = "date" if kind == INTERRUPTION else "firstDay"
        fields.refuse(name, ValidationErrorCode.AFTER, maximum=clock.today())
    if kind is not None:
        fields.close()
    if issues or first is None:
        raise Problem(Problems.BAD_REQUEST, issues)
    return Extension(first_day=first, last_day=last, is_open=kind == SUSPENSION and last is None)


def extended(record: Record, extension: Extension) -> Record:
    """The record with the extension, as it would be kept. The same extension counts once.

    A suspension whose end was not known is sent again with its last day. A last day that was given
    once is never taken back. Five years from an interruption may end a
    day sooner than the period before with its suspended days, since one of these was 29 February.

    Raises:
        Problem: the extension does not fit the decision, or those before it.
    """
    if extension in record.extensions:
        return record
    others = (one for one in record.extensions if not extension.closes(one))
    extensions = (*others, extension)
    try:
        last_day = keep_until(*terms_of(record.document), extensions)
    except InvalidInput as refused:
        issues = [_issue(issue, extension, extensions) for issue in refused.issues]
        raise Problem(Problems.BAD_REQUEST, issues) from refused
    return dataclasses.replace(
        record,
        extensions=extensions,
        keep_until=latest(last_day, record.keep_until),
        version=record.version + 1,
    )


def _issue(issue: Issue, extension: Extension, extensions: Sequence[Extension]) -> FieldError:
    """What the law refuses of all extensions, as said of the one that was added last."""
    place = PLACE.fullmatch(issue.field)
    if place is None:
        return FieldError(path="kind", code=ParseErrorCode.TOO_MANY, limits=issue.limits)
    same = [one for one in extensions if one.is_interruption == extension.is_interruption]
    position = int(place["position"])
    if position == len(same) - 1:
        return FieldError(path=camel(place["name"]), code=issue.refusal, limits=issue.limits)
    # The law names the suspension of the two that is recorded already.
    before = same[position].first_day - timedelta(days=1)
    path = "firstDay" if same[position].is_open else "lastDay"
    return FieldError(path=path, code=ValidationErrorCode.OVERLAPS, limits={"maximum": before})


def extend(payer: str, decision_id: str, extension: Extension) -> Record:
    """Keep the decision longer. Who comes at the same time waits for the other, and adds to it.

    Raises:
        Problem: there is no such decision, the extension does not fit, or the table is too busy.
    """
    for _ in range(ATTEMPTS):
        record = table.get(payer, decision_id)
        if record is None or record.is_over(clock.today()):
            raise Problem(Problems.NOT_FOUND)
        longer = extended(record, extension)
        if longer is record:
            return record
        if not is_whole(record):
            # A new seal would make an altered record whole.
            raise Problem(Problems.INTERNAL)
        longer = sealed(longer)
        try:
            table.extend(record, longer)
        except table.Taken:
            continue
        return longer
    raise Problem(Problems.UNAVAILABLE, headers=SOON)
