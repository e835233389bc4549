"""Which results have a page, and how each is put together for its template. One line for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from functions.edge.render_advances import advances_view
from functions.edge.render_arrears import arrears_view
from functions.edge.render_dates import appeal_view, deadlines_view
from functions.edge.render_eligibility import eligibility_view
from functions.edge.render_indexation import indexation_view
from functions.edge.render_limits import limits_view
from functions.edge.render_particulars import particulars_view
from functions.edge.render_payments import payments_view
from functions.edge.render_questions_first import questions_first_view
from functions.edge.render_renewals import renewals_view
from functions.edge.render_retention import retention_view
from functions.edge.render_summary import ResultView
from functions.edge.render_undue import undue_view
from functions.edge.render_waiver import waiver_view
from functions.law.maintenance.advances import AdvanceSimulation
from functions.law.maintenance.arrears import Arrears
from functions.law.maintenance.deadlines import ProcedureDates
from functions.law.maintenance.eligibility import Eligibility
from functions.law.maintenance.indexation_history import IndexedMaintenance
from functions.law.maintenance.payments import Collection
from functions.law.maintenance.renewals import RenewalPlan
from functions.law.maintenance.undue import UndueRecovery
from functions.law.waiver.appeal import AppealDates
from functions.law.waiver.calculation import WaiverCalculation
from functions.law.waiver.first_questions import QuestionsFirst
from functions.law.waiver.limit_comparison import LimitsInFull
from functions.law.waiver.particulars import Particulars
from functions.law.waiver.retention import Retention
from functions.parameters import load
from functions.words.load import Words


@dataclass(frozen=True, slots=True)
class ResultPage:
    """How a result is shown: the folder of its templates, and what they need."""

    folder: str
    view: Callable[[Any, Words], ResultView]


PAGES: Mapping[type, ResultPage] = {
    AdvanceSimulation: ResultPage(
        "advances",
        lambda result, words: advances_view(result, words, load.maintenance()),
    ),
    IndexedMaintenance: ResultPage(
        "indexation",
        lambda result, words: indexation_view(result, words, load.maintenance()),
    ),
    Collection: ResultPage(
        "payments",
        lambda result, words: payments_view(result, words, load.maintenance()),
    ),
    Arrears: ResultPage(
        "arrears",
        lambda result, words: arrears_view(result, words, load.maintenance()),
    ),
    Eligibility: ResultPage("eligibility", eligibility_view),
    UndueRecovery: ResultPage("undue", undue_view),
    WaiverCalculation: ResultPage(
        "waiver",
        lambda result, words: waiver_view(result, words, load.waiver()),
    ),
    ProcedureDates: ResultPage("dates", deadlines_view),
    AppealDates: ResultPage("dates", appeal_view),
    RenewalPlan: ResultPage("renewals", renewals_view),
    LimitsInFull: ResultPage("limits", limits_view),
    QuestionsFirst: ResultPage("questions_first", questions_first_view),
    Particulars: ResultPage("particulars", particulars_view),
    Retention: ResultPage("retention", retention_view),
}


def result_page(result: object) -> ResultPage:
    """How that result is shown.

    Raises:
        TypeError: it is none that has a page.
    """
    page = PAGES.get(type(result))
    if page is None:
        raise TypeError(f"no page for {type(result).__name__}")
    return page
