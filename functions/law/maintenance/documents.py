"""The papers to join to an application (art. 7 of the act)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from functions.law.core.trace import Source
from functions.law.maintenance.application import AdvanceApplication, TitleKind
from functions.law.maintenance.monthly_advance import birthday
from functions.law.maintenance.parameters import MaintenanceParameters

ACT = "maintenance_advances_act"
CONTENTS = Source(ACT, "7, § 1")
PROOF_FOR_ADULT = Source(ACT, "7, § 2")


class Document(NamedTuple):
    """A paper to join; ``child`` is the position of the child that it concerns."""

    code: str
    source: Source
    child: int | None = None


def documents(
    application: AdvanceApplication, start: date, parameters: MaintenanceParameters
) -> tuple[Document, ...]:
    """The papers to join to an application made on ``start``."""
    return tuple(_documents(application, start, parameters))


def _documents(
    application: AdvanceApplication, start: date, parameters: MaintenanceParameters
) -> Iterator[Document]:
    """In the order in which the form asks for them."""
    yield Document(code="form", source=CONTENTS)
    if application.title.kind is TitleKind.JUDGMENT:
        yield Document(code="enforceable_judgment", source=CONTENTS)
        yield Document(code="proof_of_service", source=CONTENTS)
    else:
        yield Document(code="enforceable_deed", source=CONTENTS)
    yield Document(code="payment_table", source=CONTENTS)
    for position, child in enumerate(application.children):
        if birthday(child, parameters.adult_age.on(start)) > start:
            continue
        if parameters.adult_child_benefit.figure_on(start) is not None:
            yield Document(code="child_benefit_proof", source=PROOF_FOR_ADULT, child=position)
        if parameters.adult_education.figure_on(start) is not None:
            yield Document(code="education_proof", source=PROOF_FOR_ADULT, child=position)
    yield Document(code="earlier_enforcement", source=CONTENTS)
