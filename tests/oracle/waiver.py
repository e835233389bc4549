"""Waiver of recovery of undue family allowances: a second, deliberately naive implementation."""

from datetime import date
from fractions import Fraction

from tests.oracle.money import cents, euro, to_the_cent

ROUNDINGS = ("agency", "exact", "each")
KNOWN_FROM = date(2019, 1, 1)
ORDER_FROM = date(2020, 1, 1)
NOTICE_A3_FROM = date(2019, 4, 18)
MINIMUM, MAXIMUM = Fraction(1128), Fraction(1692)
REDUCTION_IN_THE_ORDER = Fraction(224)
REDUCTION_OF_A3 = Fraction(233)
# The estimate: two hundredths more on each 1 September, from that of 2020 on.
BOTH_SETS = ("published", "estimate")
FIRST_STEP_IN = 2020
FIRST_ESTIMATE_ON = date(FIRST_STEP_IN, 9, 1)
LAST_STEP_IN = 2027
YEARLY_STEP = Fraction(102, 100)
MAY_WAIVE_BELOW = Fraction(50)
MUST_WAIVE_BELOW = Fraction(200)


def calculate(request):
    answer = calculated(request, str(request.parameter_set))
    answer["by_set"] = by_set(request)
    return answer


def calculated(request, chosen):
    minimum, maximum, reduction = figures(request, chosen)
    countable = countable_resources(request, reduction)
    bands = {
        rounding: band_of(countable, limits(minimum, maximum, rounding)) for rounding in ROUNDINGS
    }
    band = bands[request.rounding]
    debt = euro(request.debt)
    percentage = percentage_of(request, band, request.reading)
    waived = to_the_cent(debt * percentage / 100)
    other = "literal" if request.reading == "decreasing" else "decreasing"
    other_percentage = percentage_of(request, band, other)
    other_waived = to_the_cent(debt * other_percentage / 100)
    return {
        "countable": cents(countable),
        "band": band,
        "percentage": percentage,
        "waived": cents(waived),
        "recovered": cents(debt - waived),
        "other_percentage": other_percentage,
        "other_waived": cents(other_waived),
        "other_recovered": cents(debt - other_waived),
        "home_visit": countable <= maximum and not request.fraud_proven,
        "small_debts": small_debts(request, chosen),
        "outcome": outcome(request, band),
        "rounding_matters": len(set(bands.values())) > 1,
        "limits_agency": [cents(limit) for limit in limits(minimum, maximum, "agency")],
        "limits_each": [cents(limit) for limit in limits(minimum, maximum, "each")],
    }


def by_set(request):
    """The published figures and the estimate side by side, where they differ: nothing else."""
    if str(request.parameter_set) not in BOTH_SETS or request.request_date < FIRST_ESTIMATE_ON:
        return []
    answers = [(name, calculated(request, name)) for name in BOTH_SETS]
    if len({(one["percentage"], *one["small_debts"]) for _, one in answers}) == 1:
        return []
    names = ("percentage", "waived", "recovered")
    return [(name, *(answer[one] for one in names)) for name, answer in answers]


def figures(request, chosen):
    """The minimum, the maximum and the flat reduction for the day of the request."""
    day = request.request_date
    if chosen == "own":
        own = request.own_limits
        return euro(own.minimum), euro(own.maximum), euro(own.flat_reduction)
    if chosen == "order":
        if day < ORDER_FROM:
            raise LookupError(f"the order has no limits on {day}")
        return MINIMUM, MAXIMUM, REDUCTION_IN_THE_ORDER
    if chosen == "estimate":
        minimum = stepped_up(MINIMUM, day)
        return minimum, to_the_cent(minimum * 3 / 2), stepped_up(REDUCTION_OF_A3, day)
    if day < KNOWN_FROM:
        raise LookupError(f"the limits are not known on {day}")
    return MINIMUM, MAXIMUM, REDUCTION_OF_A3 if day >= NOTICE_A3_FROM else REDUCTION_IN_THE_ORDER


def stepped_up(amount, day):
    """An amount of 2019 with every step up to the day, rounded once."""
    year = day.year if day >= date(day.year, 9, 1) else day.year - 1
    if not FIRST_STEP_IN <= year <= LAST_STEP_IN:
        raise LookupError(f"no estimate on {day}")
    for _ in range(FIRST_STEP_IN, year + 1):
        amount *= YEARLY_STEP
    return to_the_cent(amount)


def countable_resources(request, reduction):
    amount = without_family_benefits(request.debtor_resources)
    if request.partner:
        if request.partner_resources is not None:
            amount += without_family_benefits(request.partner_resources)
        amount -= reduction
    for _ in range(request.children_with_child_benefit):
        amount -= reduction
    return max(Fraction(0), amount)


def without_family_benefits(resources):
    return (
        euro(resources.work)
        + euro(resources.replacement_income)
        + euro(resources.maintenance)
        + euro(resources.other)
    )


def limits(minimum, maximum, rounding):
    """L0 = minimum, L1 to L8, L9 = maximum."""
    exact_step = (maximum - minimum) / 9
    found = [minimum]
    for k in range(1, 9):
        if rounding == "agency":
            found.append(min(found[0] + k * to_the_cent(exact_step), maximum))
        elif rounding == "each":
            found.append(to_the_cent(minimum + k * exact_step))
        else:
            found.append(minimum + k * exact_step)
    found.append(maximum)
    return found


def band_of(countable, ladder):
    """The first limit that is not exceeded; equal to a limit counts as up to it."""
    for k in range(10):
        if countable <= ladder[k]:
            return k
    return 10


def percentage_of(request, band, reading):
    if request.fraud_proven or a_condition_fails(request):
        return 0
    if band == 0:
        return 100
    if band == 10:
        return 0
    return 100 - 10 * band if reading == "decreasing" else 10 * band


def a_condition_fails(request):
    return "no" in (request.good_faith, request.uncertain_situation)


def small_debts(request, chosen):
    """The order's 50 and 200; in the estimate they follow the index as the limits do."""
    if request.fraud_proven:
        return []
    may, must = MAY_WAIVE_BELOW, MUST_WAIVE_BELOW
    if chosen == "estimate":
        may, must = (stepped_up(one, request.request_date) for one in (may, must))
    found = []
    if euro(request.debt) < may:
        found.append("mayWaive")
    if euro(request.debt) < must:
        found.append("mustWaiveBeforeTaxAdministration")
    return found


def outcome(request, band):
    if request.fraud_proven:
        return "fraud"
    if a_condition_fails(request):
        return "conditionsNotMet"
    if band == 0:
        return "full"
    return "none" if band == 10 else "partial"
