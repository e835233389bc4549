"""Advances on maintenance: a second, deliberately naive implementation of the rules.

Written from the facts alone, to be compared with the product. Every
loop goes month by month or term by term, and nothing is clever.
"""

from datetime import date
from fractions import Fraction

from tests.oracle.calendar_days import (
    ONE_DAY,
    birthday,
    day_in,
    last_day,
    month_of,
    months_before,
    next_month,
    written,
)
from tests.oracle.contribution import debtor_rate
from tests.oracle.income import income_against
from tests.oracle.indexation import indexed
from tests.oracle.money import whole_cents

CAP = 17_500
MISSED_TERMS = 2
WINDOW_IN_MONTHS = 12
LAST_DAY = date(2027, 12, 31)


def simulate(application):
    terms = terms_in_window(application, application.application_date)
    shortfalls = [shortfall(application, term) for term in terms]
    missed = len([amount for amount in shortfalls if amount > 0])
    conditions = conditions_of(application, missed)
    is_open = all(conditions.values())
    opens_on = None if is_open else day_waiting_opens_it(application, conditions)
    starts_on = application.application_date if is_open else opens_on
    children = [] if starts_on is None else schedules(application, month_of(starts_on))
    rows = [row for child in children for row in child]
    return {
        "open": is_open,
        "conditions": conditions,
        "missed": missed,
        "terms": len(terms),
        "opens_on": opens_on,
        "starts_on": starts_on,
        "children": [[row[:5] for row in child] for child in children],
        "total": sum(row[3] or 0 for row in rows if not row[5]),
        "conditional_total": sum(row[3] or 0 for row in rows if row[5]),
        "contribution": contribution(application, starts_on or application.application_date),
        "unpaid": sum(shortfalls),
    }


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
    """What the other parent paid for the month, or is expected to pay for it."""
    if due_date(application, month) >= application.application_date:
        return application.expected_monthly_payment
    if application.payment_history == "nothing":
        return 0
    if application.payment_history == "everything":
        return maintenance_due(application, month)
    return sum(p.amount for p in application.received_payments if tuple(p.month) == month)


def shortfall(application, month):
    return max(0, maintenance_due(application, month) - received(application, month))


def day_waiting_opens_it(application, conditions):
    """The day after the first coming term that makes two missed ones, if the rest is in order."""
    if not all(met for name, met in conditions.items() if name != "missed_terms"):
        return None
    terms = terms_in_window(application, application.application_date)
    missed = [due_date(application, term) for term in terms if shortfall(application, term) > 0]
    month = month_of(application.application_date)
    # A later indexation may open what is paid in full today: look on to the last known day.
    while (due := due_date(application, month)) < LAST_DAY:
        if due >= application.application_date and shortfall(application, month) > 0:
            missed.append(due)
            day = due + ONE_DAY
            first = months_before(day, WINDOW_IN_MONTHS)
            if len([one for one in missed if first <= one < day]) >= MISSED_TERMS:
                return day
        month = next_month(month)
    return None


# The advances (art. 4)


def schedules(application, first_month):
    """For each child a row for each month."""
    rows_by_month = [month_rows(application, m) for m in months_from(application, first_month)]
    return [[rows[n] for rows in rows_by_month] for n in range(len(application.children))]


def months_from(application, first_month):
    months = [first_month]
    while len(months) < application.months:
        months.append(next_month(months[-1]))
    return months


def month_rows(application, month):
    children = application.children
    due = [indexed(application.title, child.monthly_maintenance, month) for child in children]
    shares = shares_of(received(application, month), due)
    return [row(application, month, *one) for one in zip(children, due, shares, strict=True)]


def row(application, month, child, maintenance, share):
    """Month, maintenance, received, advance, status; last: whether the amount is conditional."""
    base = min(maintenance, CAP)
    status = reason_against(application, child, month)
    if status in ("incomeNotStated", "incomeCeilingNotKnown"):
        advance = None
    elif status is not None:
        advance = 0
    elif share == 0:
        status, advance = "full", base
    elif share < base:
        status, advance = "reduced", base - share
    else:
        status, advance = "paid", 0
    return (
        written(month),
        maintenance,
        share,
        advance,
        status,
        is_adult(child, month) and (child.child_benefit is None or child.education is None),
    )


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


def is_adult(child, month):
    """The month of the 18th birthday counts whole as a minor's."""
    return last_day(month_of(birthday(child.birth_date, 18))) < date(*month, 1)


def is_above_age(child, month):
    """The right ends with the last month that has a day under 26."""
    return birthday(child.birth_date, 26) <= date(*month, 1)


def reason_against(application, child, month):
    if is_above_age(child, month):
        return "aboveAge"
    if is_adult(child, month) and child.child_benefit is False:
        return "noChildBenefit"
    if is_adult(child, month) and child.education is False:
        return "noEducation"
    return income_against(application.income, date(*month, 1))


def contribution(application, day):
    """What the operating costs add for the other parent, for one month (art. 5).

    At the rate of the day of the application: where it opens later, it is asked on that day.
    """
    return whole_cents(debtor_rate(day) * maintenance_due(application, month_of(day)))
