"""Advances on maintenance: a second, deliberately naive implementation of the rules.

Written from the facts alone, to be compared with the product. Every
loop goes month by month or term by term, and nothing is clever.
"""

from datetime import date
from fractions import Fraction

from tests.oracle import members
from tests.oracle.calendar_days import (
    ONE_DAY,
    birthday,
    day_in,
    month_of,
    months_before,
    next_month,
    written,
)
from tests.oracle.contribution import debtor_rate
from tests.oracle.income import income_against
from tests.oracle.indexation import indexed, is_missed
from tests.oracle.money import whole_cents

CAP = 17_500
MISSED_TERMS = 2
WINDOW_IN_MONTHS = 12
LAST_DAY = date(2027, 12, 31)
ADULT, BENEFIT_ENDS, BOUND = 18, 25, 26
# From when the act asks this of an adult child; what held before is not known.
SCHOOL_ASKED_SINCE = date(2015, 1, 1)
BENEFIT_ASKED_SINCE = date(2018, 4, 9)
SURE, CONDITIONAL, DOUBTFUL = "sure", "conditional", "doubtful"


def simulate(application):
    terms = terms_in_window(application, application.application_date)
    missed = len([term for term in terms if is_missed_term(application, term)])
    conditions = conditions_of(application, missed)
    is_open = all(conditions.values())
    opens_on = None if is_open else day_waiting_opens_it(application, conditions)
    starts_on = application.application_date if is_open else opens_on
    children = [] if starts_on is None else schedules(application, starts_on)
    rows = [row for child in children for row in child]
    return {
        "open": is_open,
        "conditions": conditions,
        "missed": missed,
        "terms": len(terms),
        "opens_on": opens_on,
        "starts_on": starts_on,
        "children": children,
        "total": total_of(rows, SURE),
        "conditional_total": total_of(rows, CONDITIONAL),
        "doubtful_total": total_of(rows, DOUBTFUL),
        "contribution": contribution(application, starts_on or application.application_date),
        "unpaid": sum(shortfall(application, term) for term in terms),
    }


def total_of(rows, certainty):
    return sum(row[3] for row in rows if row[5] == certainty)


# The intervention (arts 2 and 6)


def conditions_of(application, missed):
    title = application.title
    conditions = {
        "residence_applicant": application.applicant_lives_in_belgium,
        "residence_children": application.children_live_in_belgium,
        "enforceable_title": title.kind in ("judgment", "notarialDeed"),
    }
    if title.kind == "judgment":
        conditions["served"] = title.served is True
    conditions["missed_terms"] = missed >= MISSED_TERMS
    return conditions


def due_date(application, month):
    return day_in(month, application.title.due_day or 1)


def terms_in_window(application, day):
    """The months whose term falls due in the twelve months before the day, under the title."""
    first = months_before(day, WINDOW_IN_MONTHS)
    found = []
    month = month_of(first)
    while month <= month_of(day):
        due = due_date(application, month)
        if first <= due < day and due >= application.title.date:
            found.append(month)
        month = next_month(month)
    return found


def maintenance_due(application, month):
    """The indexed maintenance of all children together."""
    title = application.title
    return sum(indexed(title, child.monthly_maintenance, month) for child in application.children)


def received(application, month):
    """What the other parent paid for the month, or is expected to pay; None: not given."""
    if due_date(application, month) >= application.application_date:
        return application.expected_monthly_payment
    if application.payment_history == "nothing":
        return 0
    if application.payment_history == "everything":
        return maintenance_due(application, month)
    given = [p.amount for p in application.received_payments if tuple(p.month) == month]
    return sum(given) if given else None


def shortfall(application, month):
    """What is missing of the term; nothing is known to be missing of a month that is not given."""
    came = received(application, month)
    return 0 if came is None else max(0, maintenance_due(application, month) - came)


def is_missed_term(application, month):
    came = received(application, month)
    bases = [child.monthly_maintenance for child in application.children]
    return came is not None and is_missed(application.title, bases, month, came)


def is_always_paid(application, terms):
    """Whether every term that is given was paid in full, and nothing is said of the next."""
    if application.expected_monthly_payment > 0:
        return False
    given = [term for term in terms if received(application, term) is not None]
    return bool(given) and not any(shortfall(application, term) for term in given)


def day_waiting_opens_it(application, conditions):
    """The day after the first coming term that makes two missed ones, if the rest is in order.

    Where nothing is missing and nothing else is expected, waiting alone opens nothing.
    """
    if not all(met for name, met in conditions.items() if name != "missed_terms"):
        return None
    terms = terms_in_window(application, application.application_date)
    if is_always_paid(application, terms):
        return None
    missed = [due_date(application, one) for one in terms if is_missed_term(application, one)]
    month = month_of(application.application_date)
    # A later indexation may open what is paid in full today: look on to the last known day.
    while (due := due_date(application, month)) < LAST_DAY:
        if due >= application.application_date and is_missed_term(application, month):
            missed.append(due)
            day = due + ONE_DAY
            first = months_before(day, WINDOW_IN_MONTHS)
            if len([one for one in missed if first <= one < day]) >= MISSED_TERMS:
                return day
        month = next_month(month)
    return None


# The advances (art. 4)


def schedules(application, applied_on):
    """For each child a row for each month, from the month of the application on."""
    months = months_from(application, month_of(applied_on))
    rows_by_month = [month_rows(application, one, applied_on) for one in months]
    return [[rows[n] for rows in rows_by_month] for n in range(len(application.children))]


def months_from(application, first_month):
    months = [first_month]
    while len(months) < application.months:
        months.append(next_month(months[-1]))
    return months


def month_rows(application, month, applied_on):
    children = application.children
    due = [indexed(application.title, child.monthly_maintenance, month) for child in children]
    shares = shares_of(received(application, month) or 0, due)
    return [
        row(application, month, applied_on, amounts)
        for amounts in zip(children, due, shares, strict=True)
    ]


def row(application, month, applied_on, amounts):
    """Month, maintenance, received, advance, status, and how certain an advance is."""
    child, maintenance, share = amounts
    base = min(maintenance, CAP)
    status = reason_against(child, month, applied_on)
    if status is None:
        status = income_against(application.income, date(*month, 1), applied_on)
    certainty = certainty_of(child, month, applied_on)
    if status in ("incomeNotStated", members.NOT_KNOWN_FOR_THIS_DATE):
        advance = None
    elif status is not None:
        advance = 0
    elif share == 0:
        status, advance = "full", base
    elif share < base:
        status, advance = "reduced", base - share
    else:
        status, advance = "paid", 0
    if not advance:
        certainty = None
    elif certainty == DOUBTFUL:
        status = DOUBTFUL
    return (written(month), maintenance, share, advance, status, certainty)


def shares_of(payment, amounts_due):
    """One payment for several children: equal shares, spare cents to the first children.

    A child whose maintenance is less than an equal share gets its maintenance, and the others
    share the rest equally: else an advance would be paid for a term that was paid in full. What
    is more than the maintenance of all of them is shared equally among all.
    """
    shares = [0] * len(amounts_due)
    still_short = list(range(len(amounts_due)))
    left = payment
    while still_short:
        satisfied = [n for n in still_short if amounts_due[n] <= Fraction(left, len(still_short))]
        if not satisfied:
            break
        for number in satisfied:
            shares[number] = amounts_due[number]
            left -= amounts_due[number]
        still_short = [n for n in still_short if n not in satisfied]
    takers = still_short or range(len(amounts_due))
    for number, part in zip(takers, equal_parts(left, len(takers)), strict=True):
        shares[number] += part
    return shares


def equal_parts(amount, count):
    each, spare = divmod(amount, count)
    return [each + 1 if n < spare else each for n in range(count)]


def is_adult(child, month, applied_on):
    """The month of the 18th birthday counts whole as a minor's, if it was asked for before."""
    eighteen = birthday(child.birth_date, ADULT)
    if applied_on < eighteen:
        return month > month_of(eighteen)
    return month >= month_of(eighteen)


def is_above_age(child, month, applied_on):
    """Under 26 on the day of the application; no month after that of the 26th birthday."""
    bound = birthday(child.birth_date, BOUND)
    return applied_on >= bound or month > month_of(bound)


def certainty_of(child, month, applied_on):
    """From 18 on each month rests on new proof; benefit normally ends in the month of the 25th."""
    if not is_adult(child, month, applied_on):
        return SURE
    if month <= month_of(birthday(child.birth_date, BENEFIT_ENDS)):
        return CONDITIONAL
    return DOUBTFUL


def reason_against(child, month, applied_on):
    if is_above_age(child, month, applied_on):
        return "aboveAge"
    if not is_adult(child, month, applied_on):
        return None
    first = date(*month, 1)
    no_benefit, no_school = child.child_benefit is False, child.education is False
    if no_benefit and first >= BENEFIT_ASKED_SINCE:
        return "noChildBenefit"
    if no_school and first >= SCHOOL_ASKED_SINCE:
        return "noEducation"
    # The answer is no to what the act did not ask yet: what was asked instead is not known.
    return members.NOT_KNOWN_FOR_THIS_DATE if no_benefit or no_school else None


def contribution(application, day):
    """What the operating costs add for the other parent, for one month (art. 5).

    At the rate of the day of the application: where it opens later, it is asked on that day.
    """
    return whole_cents(debtor_rate(day) * maintenance_due(application, month_of(day)))
