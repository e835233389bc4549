"""Whether one may apply, from months that are given one by one (arts 2 and 6 of the act)."""

from tests.oracle import arrears
from tests.oracle.advances import conditions_of
from tests.oracle.calendar_days import months_before, written
from tests.oracle.indexation import is_missed


def check(request):
    """A month that is not given does not count as missed; nor does one out of the twelve months."""
    day = request.application_date
    rows, missed, lacking = [], [], 0
    for given in sorted(request.received_payments, key=lambda one: tuple(one.month)):
        month = tuple(given.month)
        due_on = arrears.due_date(request, month)
        in_window = arrears.is_in_window(due_on, day)
        lacks = is_missed(request.title, arrears.bases_of(request), month, given.amount)
        if lacks:
            missed.append(due_on)
        due = arrears.maintenance_due(request, month)
        lacking += max(0, due - given.amount)
        rows.append((written(month), due_on, due, given.amount, in_window, lacks and in_window))
    count = len([due_on for due_on in missed if arrears.is_in_window(due_on, day)])
    conditions = conditions_of(request, count)
    is_open = all(conditions.values())
    others = [met for name, met in conditions.items() if name != "missed_terms"]
    # As in the two other operations: where nothing that is given lacks, waiting opens nothing.
    waits = all(others) and not is_open and (lacking or not rows)
    opens_on = arrears.may_apply_from(request, missed) if waits else None
    return {
        "conditions": conditions,
        "window_start": months_before(day, arrears.WINDOW_IN_MONTHS),
        "missed": count,
        "given_months": rows,
        "opens_on": opens_on,
    }
