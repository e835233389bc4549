"""How the debtor's payments are allocated (art. 23) and when the service stops (art. 11 § 2).

An account is a plain dictionary, every amount in cents:
arrears, recovery_costs, interest; contribution_rate in hundredths of a percent;
months: [((year, month), maintenance, advance)], each falling due on the 1st; payments: [(date,
amount)].
"""

from datetime import date
from fractions import Fraction

from tests.naive.calendar_days import last_day
from tests.naive.money import cents, euro, to_the_cent

RANKS = ["recovery_costs", "contribution", "interest", "advances", "balance", "arrears"]
MONTHS_PAID_IN_FULL = 6


def allocate(account):
    rate = Fraction(account["contribution_rate"], 10_000)
    owed = {
        "recovery_costs": euro(account["recovery_costs"]),
        "contribution": to_the_cent(rate * euro(account["arrears"])),
        "interest": euro(account["interest"]),
        "advances": Fraction(0),
        "balance": Fraction(0),
        "arrears": euro(account["arrears"]),
    }
    payments = []
    streak = 0
    stops_after = None
    for day, what, event in events(account):
        if what == "due":
            fall_due(owed, rate, event)
        elif what == "payment":
            payments.append({"date": day, **pay(owed, euro(event))})
        else:
            streak = streak + 1 if nothing_open(owed) else 0
            if streak == MONTHS_PAID_IN_FULL and stops_after is None:
                stops_after = event
    return {
        "payments": payments,
        "balances": {rank: cents(owed[rank]) for rank in RANKS},
        "stops_after": stops_after,
    }


def events(account):
    """What happens, day by day: a month falls due before a payment; the day's end comes last."""
    happening = []
    for month, maintenance, advance in account["months"]:
        happening.append((date(*month, 1), 1, "due", (maintenance, advance)))
        happening.append((last_day(month), 3, "month end", month))
    for day, amount in account["payments"]:
        happening.append((day, 2, "payment", amount))
    happening.sort(key=lambda one: (one[0], one[1]))
    return [(day, what, event) for day, _, what, event in happening]


def fall_due(owed, rate, month):
    maintenance, advance = euro(month[0]), euro(month[1])
    owed["contribution"] += to_the_cent(rate * maintenance)
    owed["advances"] += advance
    owed["balance"] += maintenance - advance


def pay(owed, amount):
    parts = {}
    left = amount
    for rank in RANKS:
        part = min(left, owed[rank])
        owed[rank] -= part
        left -= part
        parts[rank] = cents(part)
    return {**parts, "surplus": cents(left)}


def nothing_open(owed):
    """All that falls due and the costs: ranks 1 to 5. The arrears of before do not count here."""
    return all(owed[rank] == 0 for rank in RANKS[:5])
