"""What the reader of a waiver calculation must know beside it."""

from __future__ import annotations

from collections.abc import Iterator

from functions.law.core.trace import Note, Source, Status
from functions.law.waiver.explain import Intermediate
from functions.law.waiver.figures import OWN
from functions.law.waiver.home_visit import VisitReason
from functions.law.waiver.outcome import is_conditional
from functions.law.waiver.parameters import WaiverParameters
from functions.law.waiver.request import ParameterSet
from functions.law.waiver.sources import CONDITIONS, INDEXED, LIMITS, NOTICE, ORDER

GAP = Source(ORDER, "13", Status.GAP)
VISIT_GAP = Source("waiver_order", "5", Status.GAP)
ESTIMATE = Source("own_estimate", "", Status.INFERRED)

CRITERIA = Note(code="criteria_not_published", source=GAP)
NOT_KNOWN = Note(code="conditions_not_known", source=CONDITIONS)
TWO_READINGS = Note(code="two_readings", source=LIMITS)
ROUNDINGS = Note(code="roundings_differ", source=LIMITS)
TOO_CLOSE = Note(code="limits_too_close", source=LIMITS)
EQUAL_TO_MAXIMUM = Note(code="visit_equal_to_maximum", source=VISIT_GAP)
REDUCTION_DECIDES = Note(code="visit_before_or_after_reduction", source=VISIT_GAP)
NET_OR_GROSS = Note(code="net_or_gross", source=GAP)
NO_DEADLINE = Note(code="no_deadline_no_suspension", source=GAP)
SETS_DIFFER = Note(code="sets_differ", source=INDEXED)
NOTE_OF_SET = {
    ParameterSet.PUBLISHED: Note(code="figures_of_2019", source=NOTICE),
    ParameterSet.ORDER: Note(code="reduction_not_indexed", source=CONDITIONS),
    ParameterSet.ESTIMATE: Note(code="figures_estimated", source=ESTIMATE),
    ParameterSet.OWN: Note(code="figures_typed", source=OWN),
}


def notes(working: Intermediate, parameters: WaiverParameters) -> Iterator[Note]:
    """What is uncertain, assumed or not covered in this answer."""
    request = working.request
    if parameters.situation_worthy_of_consideration.entry_on(request.request_date) is not None:
        yield CRITERIA
    if is_conditional(request, working.waiver):
        yield NOT_KNOWN
    yield NOTE_OF_SET[request.parameter_set]
    if working.sets_differ:
        yield SETS_DIFFER
    yield TWO_READINGS
    if working.rounding_matters:
        yield ROUNDINGS
    if working.table.is_degenerate:
        yield TOO_CLOSE
    yield from _visit_notes(working)
    yield NET_OR_GROSS
    yield NO_DEADLINE


def _visit_notes(working: Intermediate) -> Iterator[Note]:
    """The two gaps of art. 5, where a visit can follow at all."""
    if working.request.fraud_proven:
        return
    if working.visit.reason is VisitReason.EQUAL_TO_MAXIMUM:
        yield EQUAL_TO_MAXIMUM
    if working.visit.reduction_decides:
        yield REDUCTION_DECIDES
