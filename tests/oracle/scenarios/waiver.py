"""Random requests for waiver, rich in edges: limits, tiny spreads, small debts."""

from datetime import date, timedelta

from functions.law.waiver.calculation import calculate_waiver
from functions.law.waiver.request import (
    OwnLimits,
    ParameterSet,
    Reading,
    Resources,
    Rounding,
    WaiverRequest,
    YesNoUnknown,
)
from tests import known_figures
from tests.oracle import members, waiver

FIRST_DAY = date(2019, 1, 1)
LAST_DAY = date(2027, 12, 31)
MILLION = 100_000_000
REQUEST = WaiverRequest
NOTICE_A3_FROM = date(2019, 4, 18)
LEGAL_DAYS = [NOTICE_A3_FROM, date(2020, 1, 1), date(2022, 3, 25)]
LEGAL_DAYS += [date(year, 9, 1) for year in range(2020, 2028)]
FIRST_DAY_OF_SET = {
    ParameterSet.PUBLISHED: FIRST_DAY,
    ParameterSet.OWN: FIRST_DAY,
    ParameterSet.ORDER: date(2020, 1, 1),
    ParameterSet.ESTIMATE: date(2020, 9, 1),
}


def case(dice):
    chosen = dice.choice(list(ParameterSet))
    own = any_own_limits(dice) if chosen == ParameterSet.OWN else None
    partner = dice.random() < 0.5
    children = dice.choice([0, 0, 1, 2, 3, dice.randint(0, 20)])
    bare = WaiverRequest(
        request_date=any_day(dice, chosen),
        debt=any_debt(dice),
        fraud_proven=dice.random() < 0.05,
        good_faith=any_answer(dice),
        uncertain_situation=any_answer(dice),
        partner=partner,
        children_with_child_benefit=children,
        debtor_resources=Resources(),
        parameter_set=chosen,
        own_limits=own,
        reading=dice.choice(list(Reading)),
        rounding=dice.choice(list(Rounding)),
    )
    debtors, partners = any_resources(dice, bare)
    values = {name: getattr(bare, name) for name in WaiverRequest.__dataclass_fields__}
    return WaiverRequest(**{**values, "debtor_resources": debtors, "partner_resources": partners})


def any_day(dice, chosen):
    first = FIRST_DAY_OF_SET[chosen]
    if chosen == ParameterSet.PUBLISHED and dice.random() < 0.1:
        day = NOTICE_A3_FROM + timedelta(days=dice.randint(-1, 1))
    elif dice.random() < 0.4:
        day = dice.choice([*LEGAL_DAYS, first, LAST_DAY]) + timedelta(days=dice.randint(-1, 1))
    else:
        day = first + timedelta(days=dice.randint(0, (LAST_DAY - first).days))
    if dice.random() < 0.99:
        day = min(max(day, first), LAST_DAY)
    return day


def any_answer(dice):
    return dice.choice([YesNoUnknown.YES] * 8 + [YesNoUnknown.NO, YesNoUnknown.NOT_KNOWN])


def any_debt(dice):
    choice = dice.random()
    if choice < 0.2:
        return dice.randint(1, 30)
    if choice < 0.3:
        return dice.choice([5_000, 20_000]) + dice.randint(-1, 1)
    if choice < 0.4:  # the same two in one of the estimates
        steps = dice.randint(1, 8)
        return dice.choice([5_000, 20_000]) * 102**steps // 100**steps + dice.randint(-1, 1)
    if choice < 0.45:
        return dice.randint(MILLION - 10, MILLION)
    return dice.randint(1, 1_000_000)


def any_own_limits(dice):
    """Any spread, often none or one of a few cents, where a rounded step degenerates."""
    minimum = dice.choice([0, 1, 112_800, dice.randint(0, 300_000), MILLION - dice.randint(0, 40)])
    spread = dice.choice([0, dice.randint(1, 40), dice.randint(1, 40), dice.randint(0, 100_000)])
    return OwnLimits(
        minimum=minimum,
        maximum=min(minimum + spread, MILLION),
        flat_reduction=dice.choice([0, 1, 23_300, dice.randint(0, 50_000)]),
    )


def any_resources(dice, bare):
    """Resources that, once reduced, come near one of the limits; and some that do not."""
    total = max(0, any_total(dice, bare))
    debtors = dice.randint(0, total) if bare.partner else total
    partners = None
    if bare.partner:
        partners = spread_over_kinds(dice, total - debtors)
    return spread_over_kinds(dice, debtors), partners


def any_total(dice, bare):
    if dice.random() < 0.15:
        return dice.randint(0, 400_000)
    try:
        chosen = str(bare.parameter_set)
        if chosen in ("published", "estimate") and dice.random() < 0.3:  # near a limit of the other
            chosen = dice.choice(["published", "estimate"])
        minimum, maximum, reduction = waiver.figures(bare, chosen)
    except LookupError:
        return dice.randint(0, 400_000)
    ladder = waiver.limits(minimum, maximum, dice.choice(waiver.ROUNDINGS))
    limit = int(dice.choice(ladder) * 100)
    persons = bare.partner + bare.children_with_child_benefit
    before_reduction = dice.random() < 0.1  # so that only the unreduced sum meets the limit
    return limit + (0 if before_reduction else int(reduction * 100) * persons) + near(dice)


def near(dice):
    return dice.choice([-1, 0, 0, 0, 1, 1, dice.randint(-10, 10), dice.randint(-7_000, 7_000)])


def spread_over_kinds(dice, total):
    """At most a million for each kind: the little above it goes to another kind."""
    names = ["work", "replacement_income", "maintenance", "other"]
    dice.shuffle(names)
    parts = dict.fromkeys(names, 0)
    left = total
    for name in names[:-1]:
        parts[name] = min(MILLION, dice.choice([0, left, dice.randint(0, left)]))
        left -= parts[name]
    parts[names[-1]] = min(MILLION, left)
    return Resources(**parts, family_benefits=dice.choice([0, 0, dice.randint(0, 100_000)]))


def refused(request):
    """A day for which the set has no figures."""
    first = FIRST_DAY_OF_SET[request.parameter_set]
    return not max(first, FIRST_DAY) <= request.request_date <= LAST_DAY


# The answers


def naive(request):
    return waiver.calculate(request)


def product(request):
    answer = calculate_waiver(request, known_figures.waiver())
    household = [number for number, band in enumerate(answer.bands) if band.is_household]
    percentages = (answer.waiver, answer.other)
    if any(waived.percentage % 100 for waived in percentages) or len(household) != 1:
        raise AssertionError(f"percentages {percentages}, bands of the household {household}")
    return {
        "countable": answer.household.countable,
        "band": household[0],
        "percentage": answer.waiver.percentage // 100,
        "waived": answer.waiver.waived,
        "recovered": answer.waiver.recovered,
        "other_percentage": answer.other.percentage // 100,
        "other_waived": answer.other.waived,
        "other_recovered": answer.other.recovered,
        "home_visit": answer.visit.expected,
        "small_debts": [str(one) for one in answer.small_debts],
        "outcome": str(answer.outcome),
        "rounding_matters": answer.rounding_matters,
        "by_set": by_set(answer),
        f"limits_{request.rounding}": [band.limit for band in answer.bands[:-1]],
    }


def by_set(answer):
    found = members.given(answer, "waiver.by_set")
    if found == members.MISSING:
        return found
    rows = []
    for one in found:
        name, percentage, waived, recovered = (
            members.given(one, f"waiver.by_set.{part}")
            for part in ("set", "percentage", "waived", "recovered")
        )
        rows.append((str(name), percentage // 100, waived, recovered))
    return rows
