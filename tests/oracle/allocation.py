"""How the debtor's payments are allocated (art. 23) and when the service stops (art. 11 § 2)."""

from datetime import date

from tests.oracle.calendar_days import ONE_DAY, day_in, last_day, next_month
from tests.oracle.contribution import creditor_rate, debtor_rate
from tests.oracle.judicial_code import last_of_days
from tests.oracle.money import whole_cents

RANKS = ["recoveryCosts", "contribution", "interest", "advances", "balance", "arrears"]
# What must be paid for the service to stop: the terms due, the operating costs and the costs of
# recovery. Art. 11 § 2 names neither the interest nor what was in arrears at the application.
STOPS_ONCE_PAID = ["recoveryCosts", "contribution", "advances", "balance"]
MONTHS_PAID_IN_FULL = 6
EXIT_IN_DAYS = 15
AFTER_THE_STOP_SINCE = date(2018, 4, 9)
"""From when the act says what becomes of the debts that stand open at the stop."""


def collect(request):
    rate = debtor_rate(request.application_date)
    owed = {
        "recoveryCosts": request.recovery_costs,
        "contribution": whole_cents(rate * request.arrears),
        "interest": request.interest,
        "advances": 0,
        "balance": 0,
        "arrears": request.arrears,
    }
    rows = []
    streak = 0
    stops_on, open_at_stop, terms_of_creditor = None, 0, 0
    for day, what, amount in events(request):
        if what == "payment":
            # The terms that fell due before the stop, the costs and the arrears stay with the
            # service (art. 11 § 2 al. 2): a later payment still goes to them, rank by rank.
            rows.append((day, *pay(owed, amount), stops_on is not None))
        elif stops_on is not None:
            # A term that falls due after the stop is for the creditor: the service adds nothing.
            terms_of_creditor += what == "due"
        elif what == "due":
            fall_due(request, owed, rate)
        else:
            streak = streak + 1 if all(owed[rank] == 0 for rank in STOPS_ONCE_PAID) else 0
            if streak == MONTHS_PAID_IN_FULL:
                stops_on, open_at_stop = day + ONE_DAY, sum(owed.values())
    answer = {
        "paid_months": streak,
        "stops_on": stops_on,
        "exit": exit_without_costs(request, rate),
        "payments_before_the_stop": [row for row in rows if not row[3]],
    }
    if stops_on is None or stops_on >= AFTER_THE_STOP_SINCE:
        answer |= {
            "payments": rows,
            "balances": [owed[rank] for rank in RANKS],
            "remaining": sum(owed.values()),
            "after_stop": None
            if stops_on is None
            else (
                open_at_stop,
                terms_of_creditor,
                terms_of_creditor * request.monthly_maintenance,
            ),
            **sums(request, rows),
        }
    return answer


def events(request):
    """What happens, day by day: a month falls due before a payment; the month's end comes last.

    Whether a month is paid is judged at its end, as the act does not say when.
    """
    happening = []
    month = tuple(request.first_month)
    for _ in range(request.months):
        happening.append((day_in(month, request.due_day or 1), 1, "due", None))
        happening.append((last_day(month), 3, "month end", None))
        month = next_month(month)
    happening += [(one.date, 2, "payment", one.amount) for one in request.payments]
    happening.sort(key=lambda one: (one[0], one[1]))
    return [(day, what, amount) for day, _, what, amount in happening]


def fall_due(request, owed, rate):
    maintenance, advance = request.monthly_maintenance, request.monthly_advance
    owed["contribution"] += whole_cents(rate * maintenance)
    owed["advances"] += advance
    owed["balance"] += maintenance - advance


def pay(owed, amount):
    parts = []
    left = amount
    for rank in RANKS:
        part = min(left, owed[rank])
        owed[rank] -= part
        left -= part
        parts.append(part)
    return parts, left


def sums(request, rows):
    """Who gets the payments. The act names nobody for the interest: it stands by itself."""
    paid = {rank: sum(parts[n] for _, parts, _, _ in rows) for n, rank in enumerate(RANKS)}
    recovered = paid["balance"] + paid["arrears"]
    # Before 2015 the creditor left 5 % of what was recovered, taken from what reaches the creditor.
    left_by_creditor = whole_cents(creditor_rate(request.application_date) * recovered)
    return {
        "to_creditor": recovered - left_by_creditor,
        "creditor_contribution": left_by_creditor,
        "to_service": paid["recoveryCosts"] + paid["contribution"] + paid["advances"],
        "interest": paid["interest"],
        "surplus": sum(surplus for _, _, surplus, _ in rows),
    }


def exit_without_costs(request, rate):
    """Paying the creditor within fifteen days of the first letter (art. 8) saves the costs.

    No text says that art. 53 moves the fifteenth day. Everything due must be paid: the arrears, and
    every term that falls due up to that day.
    """
    if request.letter_sent_on is None:
        return None
    last = last_of_days(request.letter_sent_on, EXIT_IN_DAYS)
    everything = request.arrears
    month = tuple(request.first_month)
    for _ in range(request.months):
        if day_in(month, request.due_day or 1) <= last:
            everything += request.monthly_maintenance
        month = next_month(month)
    return (last, everything, rate, whole_cents(rate * everything))
