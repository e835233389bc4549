"""Random households that apply for advances, rich in edges; and the product's answer."""

from dataclasses import fields
from datetime import date, timedelta
from fractions import Fraction

from functions.law.core.values import Month
from functions.law.maintenance.advances import simulate_advances
from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    Income,
    PaymentHistory,
    ReceivedPayment,
    Title,
)
from tests import known_figures
from tests.oracle import advances, members
from tests.oracle.calendar_days import (
    birthday,
    last_day,
    month_of,
    next_month,
)
from tests.oracle.income import INCOME_CEILINGS
from tests.oracle.indexation import UnknownFigure, indexed
from tests.oracle.scenarios import titles
from tests.oracle.scenarios.days import any_day
from tests.oracle.scenarios.titles import any_title

FIRST_APPLICATION = date(2005, 10, 1)
LAST_APPLICATION = date(2027, 12, 31)
CAP = 17_500
MILLION = 100_000_000
REQUEST = AdvanceApplication


def case(dice):
    day = any_day(dice, FIRST_APPLICATION, LAST_APPLICATION)
    opens_on_the_last_day = dice.random() < 0.02
    if opens_on_the_last_day:
        day = date(2027, 11, 30) - timedelta(days=dice.randint(0, 30))
    title = any_title(dice, day)
    children = any_children(dice, day, title)
    history = dice.choice([*PaymentHistory, PaymentHistory.MONTH_BY_MONTH])
    if opens_on_the_last_day:
        title = Title(**{**fields_of(title), "due_day": dice.choice([29, 30, 31])})
        history = PaymentHistory.EVERYTHING
    bare = AdvanceApplication(
        application_date=day,
        applicant_lives_in_belgium=dice.random() < 0.97,
        children_live_in_belgium=dice.random() < 0.97,
        title=title,
        children=children,
        payment_history=history,
        months=dice.choice([12] * 6 + [13, 24, 36, 60]),
    )
    return replaced(
        bare,
        received_payments=any_payments(dice, bare),
        expected_monthly_payment=any_expected_payment(dice, bare),
        income=any_income(dice, day),
    )


def replaced(application, **changes):
    return AdvanceApplication(**{**fields_of(application), **changes})


def fields_of(one):
    return {field.name: getattr(one, field.name) for field in fields(one)}


# The children


def any_children(dice, application_date, title):
    number = dice.choice([1, 1, 1, 2, 2, 3, 4, 5])
    return tuple(any_child(dice, application_date, title) for _ in range(number))


def any_child(dice, application_date, title):
    """Who is 18 already is asked about child benefit and school; who is not may not know yet."""
    birth_date = any_birth_date(dice, application_date)
    confirmed = {}
    if birth_date > title.date:
        if members.can_be_asked(Child, "child.named_in_title") and dice.random() < 0.5:
            confirmed = members.filled(Child, child__named_in_title=dice.random() < 0.98)
        elif dice.random() < 0.98:
            birth_date = min(title.date, birth_date - timedelta(days=dice.randint(0, 400)))
    answers = [True, True, True, False]
    if birthday(birth_date, 18) > application_date or dice.random() < 0.02:
        answers += [None, None]
    return Child(
        birth_date=birth_date,
        monthly_maintenance=any_maintenance(dice, title, application_date),
        child_benefit=dice.choice(answers),
        education=dice.choice(answers),
        **confirmed,
    )


def any_birth_date(dice, application_date):
    """Aged 0 to 27, often turning 18, 25 or 26 on the way, often at the edge of a month."""
    age = dice.choice([0, 16, 17, 18, 23, 24, 25, 26, dice.randint(0, 27), dice.randint(0, 27)])
    day = birthday(application_date, -age) - timedelta(days=dice.randint(-120, 365))
    edge = dice.random()
    if edge < 0.15:
        day = day.replace(day=1)
    elif edge < 0.3:
        day = last_day(month_of(day))
    elif edge < 0.4:
        day = date(max(1980, day.year // 4 * 4), 2, 29)
    return min(day, application_date)


def any_maintenance(dice, title, day):
    choice = dice.random()
    if choice < 0.3:
        return CAP + dice.randint(-2, 2)
    if choice < 0.5:
        return near_the_cap_once_indexed(dice, title, day)
    if choice < 0.55:
        return dice.randint(1, 300)
    if choice < 0.57:
        return dice.randint(MILLION - 100, MILLION)
    return dice.randint(1_000, 60_000)


def near_the_cap_once_indexed(dice, title, day):
    try:
        ratio = Fraction(indexed(title, MILLION, month_of(day)), MILLION)
    except UnknownFigure:
        return CAP
    return max(1, int(CAP / ratio) + dice.randint(-1, 2))


# The payments


def any_payments(dice, bare):
    if bare.payment_history != PaymentHistory.MONTH_BY_MONTH:
        return ()
    mostly = dice.choice(["equal", "less", "nothing", "mixed"])
    months = advances.terms_in_window(bare, bare.application_date)
    payments = []
    for month in months:
        how = mostly if dice.random() < 0.8 else "mixed"
        amount = any_amount_for(dice, bare, month, how)
        if amount is not None:
            payments.append(ReceivedPayment(month=Month(*month), amount=amount))
    dice.shuffle(payments)
    return tuple(payments)


def any_amount_for(dice, bare, month, how):
    due = due_in_cents(bare, month)
    if how == "mixed":
        how = dice.choice(["equal", "less", "more", "nothing", "not given", "some", "cap"])
    amounts = {
        "equal": due,
        "less": due - 1,
        "more": due + 1,
        "nothing": 0,
        "not given": None,
        "some": dice.randint(0, 2 * due),
        "cap": CAP * len(bare.children) + dice.randint(-3, 3),
    }
    amount = amounts[how]
    return None if amount is None else min(amount, MILLION)


def due_in_cents(bare, month):
    try:
        return advances.maintenance_due(bare, month)
    except UnknownFigure:
        return sum(child.monthly_maintenance for child in bare.children)


def any_expected_payment(dice, bare):
    month = month_of(bare.application_date)
    for _ in range(dice.randint(0, 14)):
        month = next_month(month)
    if dice.random() < 0.3:
        return 0
    smallest = min(child.monthly_maintenance for child in bare.children)
    amount = dice.choice(
        [
            any_amount_for(dice, bare, month, "mixed") or 0,
            any_amount_for(dice, bare, month, dice.choice(["equal", "less"])),
            smallest * len(bare.children) + dice.randint(-1, 1),
            dice.randint(0, 40_000),
            dice.randint(0, 5),
        ]
    )
    return min(amount, MILLION)


def any_income(dice, application_date):
    """Near a ceiling of the year of the application, give or take a cent."""
    if dice.random() < (0.2 if application_date < date(2020, 6, 1) else 0.8):
        return None
    children, disabled = dice.randint(0, 4), dice.randint(0, 2)
    near = dice.choice(INCOME_CEILINGS)
    for row in INCOME_CEILINGS:
        if row[0] <= application_date <= row[1] and dice.random() < 0.8:
            near = row
    ceiling = 100 * (near[2] + near[3] * children + near[4] * disabled)
    return Income(
        monthly_net_income=ceiling + dice.choice([-1, 0, 0, 1, dice.randint(-50_000, 50_000)]),
        dependent_children=children,
        disabled_children=disabled,
    )


# The answers


def refused(application):
    """A start index to be asked again, a child born after its title, an adult not asked about."""
    title = application.title
    for child in application.children:
        if child.birth_date > title.date and not confirmed(child):
            return True
        is_adult = birthday(child.birth_date, 18) <= application.application_date
        if is_adult and None in (child.child_benefit, child.education):
            return True
    return titles.refused(title)


def confirmed(child):
    return members.asked(child, "child.named_in_title")


def naive(application):
    return advances.simulate(application)


def product(application):
    """The product's answer in the words of the naive one."""
    answer = simulate_advances(application, known_figures.maintenance())
    conditions = answer.intervention.conditions
    rows = [list(child.months) for child in answer.schedules]
    months = [month for child in rows for month in child]
    missed_terms = [one for one in conditions if one.step.rule == "intervention.missed_terms"]
    return {
        "open": all(condition.met for condition in conditions),
        "conditions": {
            condition.step.rule.removeprefix("intervention."): condition.met
            for condition in conditions
        },
        "missed": missed_terms[0].step.inputs["missed"],
        "terms": len(answer.intervention.terms),
        "opens_on": opening_day(answer),
        "starts_on": answer.starts_on,
        "children": [[advance_row(month) for month in child] for child in rows],
        "total": total_of(months, advances.SURE),
        "conditional_total": total_of(months, advances.CONDITIONAL),
        "doubtful_total": total_of(months, advances.DOUBTFUL),
        "contribution": answer.contribution.debtor_monthly_amount,
        "unpaid": answer.unpaid,
    }


def opening_day(answer):
    """The day on which waiting alone opens it, when it is not open yet."""
    if all(condition.met for condition in answer.intervention.conditions):
        return None
    return answer.starts_on


def total_of(months, certainty):
    return sum(month.advance or 0 for month in months if certainty_of(month) == certainty)


def certainty_of(month):
    if str(month.status) == members.DOUBTFUL:
        return advances.DOUBTFUL
    return advances.CONDITIONAL if month.conditional else advances.SURE


def advance_row(month):
    """As the naive one: how certain an advance is, where there is one."""
    certainty = certainty_of(month) if month.advance else None
    return (
        str(month.month),
        month.maintenance,
        month.received,
        month.advance,
        advances.DOUBTFUL if certainty == advances.DOUBTFUL else str(month.status),
        certainty,
    )
