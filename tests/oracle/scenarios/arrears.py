"""Random ledgers before an application; and the product's arrears."""

from datetime import date, timedelta
from fractions import Fraction

from functions.law.core.values import Month
from functions.law.maintenance.application import ReceivedPayment, TitleTerms
from functions.law.maintenance.arrears import calculate_arrears as add_up
from functions.law.maintenance.arrears_request import ArrearsRequest, Creditor
from tests import known_figures
from tests.oracle import arrears, members
from tests.oracle.calendar_days import month_before, month_of, written
from tests.oracle.indexation import UnknownFigure, indexed
from tests.oracle.scenarios import titles
from tests.oracle.scenarios.days import any_day, sometimes_outside
from tests.oracle.scenarios.indexation import any_maintenance, any_terms

FIRST_DAY = date(2004, 6, 1)
LAST_DAY = date(2027, 12, 31)
LONGEST_LEDGER = 60
MILLION = 100_000_000
REQUEST = ArrearsRequest


def case(dice):
    day = any_day(dice, date(2005, 10, 1), LAST_DAY)
    if dice.random() < 0.04:  # the next terms come near the last known day
        day = LAST_DAY - timedelta(days=dice.randint(0, 70))
    title = any_terms(dice, day)
    if dice.random() < 0.98:  # some terms fell due already
        day = max(day, min(LAST_DAY, title.date + timedelta(days=dice.randint(32, 900))))
    bare = ArrearsRequest(
        application_date=day,
        title=title,
        children=tuple(
            Creditor(monthly_maintenance=any_maintenance(dice))
            for _ in range(dice.choice([1, 1, 2, 3, 5]))
        ),
        received_payments=(),
    )
    return ArrearsRequest(
        application_date=sometimes_outside(dice, day, FIRST_DAY, LAST_DAY),
        title=bare.title,
        children=bare.children,
        received_payments=tuple(any_ledger(dice, bare)),
    )


def any_ledger(dice, bare):
    """Months under the title, up to sixty in all, some not given or too old; in any order."""
    months = list(months_that_fell_due(bare))
    if dice.random() < 0.95:  # an index older than the series is refused
        months = [month for month in months if is_known(bare, month)]
    choice = dice.random()
    if choice < 0.2:
        months = [month for month in months if dice.random() < 0.7]
    elif choice < 0.4:  # those of five years ago
        months = months[55:] or months
    given = dice.choice([1, 2, 3, 12, 30, LONGEST_LEDGER])
    mostly = dice.choice(["equal", "less", "nothing", "mixed"])
    rows = []
    for month in months[:given]:
        how = mostly if dice.random() < 0.8 else "mixed"
        amount = any_amount_for(dice, bare, month, how)
        rows.append(ReceivedPayment(month=Month(*month), amount=amount))
    dice.shuffle(rows)
    return rows


def is_known(bare, month):
    try:
        indexed(bare.title, bare.children[0].monthly_maintenance, month)
    except UnknownFigure:
        return False
    return True


def months_that_fell_due(bare):
    """From the last one before the application back to the title, at most six years."""
    month = month_of(bare.application_date)
    for _ in range(73):
        due_on = arrears.due_date(bare, month)
        if bare.title.date <= due_on < bare.application_date:
            yield month
        month = month_before(month)


def any_amount_for(dice, bare, month, how):
    try:
        due = arrears.maintenance_due(bare, month)
    except UnknownFigure:
        due = sum(child.monthly_maintenance for child in bare.children)
    if how == "mixed":
        how = dice.choice(["equal", "less", "more", "nothing", "some"])
    amounts = {
        "equal": due,
        "less": due - 1,
        "more": due + 1,
        "nothing": 0,
        "some": dice.randint(0, 2 * due),
    }
    return min(amounts[how], MILLION)


def of_application(application):
    """The same months as in a simulation."""
    terms = {name: getattr(application.title, name) for name in members.names_of(TitleTerms)}
    return ArrearsRequest(
        application_date=application.application_date,
        title=TitleTerms(**terms),
        children=creditors(application),
        received_payments=application.received_payments,
    )


def creditors(application):
    amounts = (child.monthly_maintenance for child in application.children)
    return tuple(Creditor(monthly_maintenance=amount) for amount in amounts)


def refused(request):
    """A day outside the known time, no month at all, or a start index to be asked again."""
    if not is_in_known_time(request) or not request.received_payments:
        return True
    return titles.refused(request.title)


def is_in_known_time(request):
    """Whether the rules of the day of the application are known."""
    return FIRST_DAY <= request.application_date <= LAST_DAY


def product(request):
    answer = add_up(request, known_figures.maintenance())
    return {
        "claimable_since": answer.claimable_since,
        "months": [
            (
                written(tuple(one.month)),
                one.due_date,
                one.due,
                one.received,
                one.claimable,
                one.in_window,
                one.published,
            )
            for one in answer.months
        ],
        "total": answer.total,
        "too_old": answer.too_old,
        "missed": answer.missed,
        "may_apply_from": answer.may_apply_from,
        "contribution_rate": Fraction(answer.contribution_rate, 10_000),
        "contribution": answer.contribution,
    }


def naive(request):
    return arrears.add_up(request)
