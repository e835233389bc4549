"""What is asked about maintenance advances, named by what each case is about."""

from __future__ import annotations

from datetime import date

from functions.law.core.values import Month
from functions.law.maintenance.application import (
    Income,
    PaymentHistory,
    ReceivedPayment,
    StartIndex,
    TitleKind,
)
from functions.law.maintenance.deadlines import DeadlinesRequest, Event
from tests.unit.law.maintenance.applications import application, child, paid_by_month, title
from tests.unit.law.request_factories import (
    CPI,
    HEALTH,
    IN_BASE_2013,
    NONE,
    POOR,
    SILENT,
    account,
    eligible,
    indexed,
    ledger,
    renewal,
)

SIMULATE = {
    "a judgment, one minor child, nothing received": application(months=14),
    "a deed of 2016 that is silent on the index, two children, one becomes an adult": application(
        title=title(kind=TitleKind.NOTARIAL_DEED, date=date(2016, 9, 1), indexation=SILENT),
        children=(child(birth_date=date(2008, 7, 2)), child(monthly_maintenance=9999)),
        expected_monthly_payment=5001,
        months=26,
    ),
    "becomes an adult, child benefit not known yet, with a due day": application(
        title=title(due_day=15, indexation=HEALTH, date=date(2023, 2, 1)),
        children=(child(birth_date=date(2008, 9, 1), child_benefit=None, education=True),),
        **(
            paid_by_month({Month(2025, 12): 15000, Month(2026, 1): 100})
            | {"application_date": date(2026, 4, 1)}
        ),
        months=13,
    ),
    "adults without child benefit, out of school, and over the last age": application(
        children=(
            child(birth_date=date(2005, 3, 1), child_benefit=False, education=True),
            child(birth_date=date(2005, 3, 2), child_benefit=True, education=False),
            child(birth_date=date(2000, 4, 2), child_benefit=True, education=True),
        ),
        months=8,
    ),
    "only the indexation is not paid": application(
        title=title(indexation=CPI, date=date(2020, 5, 10)),
        **paid_by_month({Month(2025, 4).plus(n): 15000 for n in range(12)}),
        months=2,
    ),
    "the title states its start index in an older base": application(
        title=title(
            indexation=CPI,
            date=date(2012, 5, 10),
            start_index=StartIndex(figure=12011, base_year=2004),
        ),
        months=2,
    ),
    "an older title that is silent is not indexed": application(
        title=title(indexation=SILENT, date=date(2009, 5, 10)), months=1
    ),
    "the index of the last year is not published": application(
        title=title(indexation=HEALTH, date=date(2021, 11, 10)),
        application_date=date(2026, 10, 15),
        months=16,
    ),
    "one term missed, the next one opens the intervention": application(
        **paid_by_month({Month(2025, 4).plus(n): 15000 for n in range(11)}), months=2
    ),
    "everything paid, so that time alone opens nothing": application(
        payment_history=PaymentHistory.EVERYTHING, expected_monthly_payment=15000, months=2
    ),
    "no enforceable title, not in Belgium": application(
        title=title(kind=TitleKind.PRIVATE_AGREEMENT),
        applicant_lives_in_belgium=False,
        children_live_in_belgium=False,
        months=2,
    ),
    "a judgment that was not served": application(title=title(served=False), months=2),
    "an applicant abroad": application(applicant_lives_in_belgium=False, months=2),
    "children abroad": application(children_live_in_belgium=False, months=2),
    "a private agreement": application(title=title(kind=TitleKind.PRIVATE_AGREEMENT), months=2),
    "with the income test, the income given": application(
        application_date=date(2020, 3, 15),
        title=title(date=date(2018, 5, 10)),
        income=POOR,
        months=5,
    ),
    "with the income test, the income too high": application(
        application_date=date(2020, 3, 15),
        title=title(date=date(2018, 5, 10)),
        income=Income(monthly_net_income=400000, dependent_children=0, disabled_children=0),
        months=5,
    ),
    "with the income test, no income given": application(
        application_date=date(2020, 3, 15), title=title(date=date(2018, 5, 10)), months=5
    ),
    "an older application keeps the ceiling of its year": application(
        application_date=date(2014, 12, 15),
        title=title(date=date(2012, 1, 10)),
        children=(child(birth_date=date(2010, 6, 20)),),
        income=Income(monthly_net_income=150000, dependent_children=0, disabled_children=1),
        months=2,
    ),
    "adults before the dates of the rules, and when they come into force": application(
        application_date=date(2018, 3, 15),
        title=title(date=date(2016, 5, 10)),
        children=(
            child(birth_date=date(1998, 1, 10), child_benefit=False, education=True),
            child(birth_date=date(1998, 1, 10), child_benefit=True, education=True),
        ),
        income=POOR,
        months=4,
    ),
    "past the usual end of child benefit, something paid, and past the last age": application(
        children=(
            child(birth_date=date(2000, 5, 20), child_benefit=True, education=True),
            child(birth_date=date(2001, 3, 20), child_benefit=True, education=True),
        ),
        expected_monthly_payment=5000,
        months=5,
    ),
    "everything contradicts": application(
        title=title(
            date=date(2026, 3, 16),
            served=None,
            indexation=CPI,
            start_index=StartIndex(figure=100, base_year=1990),
        ),
        children=(
            child(birth_date=date(2026, 3, 16)),
            child(birth_date=date(2008, 3, 15)),
            child(birth_date=date(2008, 3, 16)),
        ),
        payment_history=PaymentHistory.NOTHING,
        received_payments=(ReceivedPayment(month=Month(2026, 1), amount=1),),
    ),
    "months given twice, too early and too late, one before the title": application(
        title=title(date=date(2025, 6, 2), due_day=None),
        payment_history=PaymentHistory.MONTH_BY_MONTH,
        received_payments=tuple(
            ReceivedPayment(month=month, amount=1)
            for month in (
                Month(2025, 6),
                Month(2025, 7),
                Month(2026, 3),
                Month(2026, 4),
                Month(2025, 7),
            )
        ),
    ),
    "no month counts yet": application(
        title=title(date=date(2026, 3, 10)), **paid_by_month({Month(2026, 3): 1})
    ),
    "the published series is too young": application(
        title=title(date=date(2012, 5, 10), indexation=CPI)
    ),
    "the published series is too young for the window": application(
        application_date=date(2015, 6, 15),
        children=(child(birth_date=date(2010, 6, 20)),),
        title=title(
            date=date(2012, 5, 10),
            indexation=CPI,
            start_index=StartIndex(figure=9700, base_year=2013),
        ),
    ),
    "the published series is just old enough for the window": application(
        application_date=date(2016, 5, 1),
        title=title(
            date=date(2012, 2, 10),
            indexation=CPI,
            start_index=StartIndex(figure=9700, base_year=2013),
        ),
        months=1,
    ),
    "the window begins before the series, by the due day": application(
        application_date=date(2016, 1, 15),
        title=title(date=date(2012, 2, 10), indexation=CPI, start_index=IN_BASE_2013, due_day=20),
        months=1,
    ),
    "the window begins with the series, since terms fall due on the first": application(
        application_date=date(2016, 1, 2),
        title=title(date=date(2012, 2, 10), indexation=CPI, start_index=IN_BASE_2013),
        months=1,
    ),
    "without child benefit until the last age": application(
        children=(child(birth_date=date(2000, 4, 2), child_benefit=False, education=True),),
        months=3,
    ),
    "an adaptation above the cap": application(
        application_date=date(2025, 3, 15),
        title=title(date=date(2020, 5, 10), indexation=CPI),
        children=(child(monthly_maintenance=20000),),
        months=4,
    ),
    "more was received than will be, always enough": application(
        **paid_by_month({Month(2026, 3): 20000}), expected_monthly_payment=16000, months=3
    ),
    "the first year of the title ends": application(
        title=title(date=date(2025, 6, 10), indexation=CPI), months=5
    ),
    "exactly two terms missed": application(
        **paid_by_month({Month(2025, 6).plus(n): 15000 for n in range(10)}), months=1
    ),
    "the last known month completes the missed terms": application(
        application_date=date(2027, 11, 15),
        **paid_by_month({Month(2026, 12).plus(n): 15000 for n in range(11)}),
        months=1,
    ),
    "the term that would complete them falls due on the last known day": application(
        application_date=date(2027, 12, 15),
        title=title(due_day=31),
        **paid_by_month({Month(2026, 12).plus(n): 15000 for n in range(11)}),
        months=1,
    ),
    "two children become adults on the day of an adaptation": application(
        title=title(date=date(2020, 7, 2), indexation=CPI),
        children=(child(birth_date=date(2008, 7, 1)), child(birth_date=date(2008, 7, 1))),
        months=12,
    ),
    "asked on the day of an adaptation, an adult on the day after the last month": application(
        application_date=date(2026, 5, 1),
        title=title(date=date(2020, 5, 10), indexation=CPI),
        children=(child(birth_date=date(2008, 7, 1)),),
        months=2,
    ),
    "only an index that was perhaps not published is missing": application(
        title=title(indexation=CPI, date=date(2024, 9, 10)),
        **paid_by_month({Month(2025, 8): 15000, Month(2025, 9): 15000, Month(2026, 2): 0}),
        months=2,
    ),
    "the title fixes a first adaptation more than a year after the application": application(
        title=title(date=date(2025, 5, 10), indexation=CPI, first_indexation=Month(2027, 9)),
        months=24,
    ),
    "an adult born on 29 February, and a child born after the title": application(
        children=(
            child(birth_date=date(2008, 2, 29), child_benefit=True, education=True),
            child(birth_date=date(2025, 1, 1)),
        ),
        months=2,
    ),
    "the debtor pays as much as the cap for a minor and an adult": application(
        children=(
            child(monthly_maintenance=30000),
            child(
                monthly_maintenance=30000,
                birth_date=date(2006, 6, 20),
                child_benefit=True,
                education=True,
            ),
        ),
        expected_monthly_payment=35000,
        months=2,
    ),
    "the coming terms are paid until their index changes": application(
        title=title(indexation=CPI, date=date(2025, 5, 10)),
        **paid_by_month({Month(2025, 6).plus(n): 15000 for n in range(10)} | {Month(2026, 2): 0}),
        expected_monthly_payment=15000,
        months=2,
    ),
    "a term falls due on the day of the application": application(
        title=title(due_day=15), expected_monthly_payment=4000, months=2
    ),
}
INDEX = {
    "every year since a title of 2020": indexed(date(2020, 5, 10), Month(2026, 3)),
    "with the health index, the last one not published": indexed(
        date(2023, 12, 10), Month(2027, 12), HEALTH
    ),
    "a start index in an older base": indexed(
        date(2012, 5, 10), Month(2017, 6), start_index=StartIndex(figure=12011, base_year=2004)
    ),
    "adaptations older than the published series": indexed(
        date(2003, 5, 10), Month(2026, 3), start_index=StartIndex(figure=11012, base_year=1996)
    ),
    "the start index is that of the month of the first adaptation": indexed(
        date(2011, 9, 15),
        Month(2011, 12),
        first_indexation=Month(2011, 10),
        start_index=StartIndex(figure=11849, base_year=2004),
    ),
    "a first adaptation and a start index that the title names": indexed(
        date(2017, 12, 12),
        Month(2018, 12),
        indexation_month=2,
        start_index_month=Month(2018, 1),
    ),
    "an adaptation before the first month of the series": indexed(
        date(1993, 12, 15),
        Month(1995, 6),
        HEALTH,
        first_indexation=Month(1994, 1),
        start_index=StartIndex(figure=11101, base_year=1988),
    ),
    "no clause": indexed(date(2020, 5, 10), Month(2026, 3), NONE),
    "an older title that is silent": indexed(date(2009, 5, 10), Month(2026, 3), SILENT),
    "the first year": indexed(date(2025, 5, 10), Month(2026, 4)),
    "the title is too old and says no index": indexed(date(1979, 12, 31), Month(2026, 3)),
    "before the title": indexed(date(2020, 5, 10), Month(2020, 4)),
    "a first adaptation in the month of the title": indexed(
        date(2023, 7, 10), Month(2025, 1), first_indexation=Month(2023, 7)
    ),
    "a first adaptation past the longest schedule": indexed(
        date(2023, 7, 10), Month(2025, 1), first_indexation=Month(2033, 1)
    ),
    "a first adaptation in another month than the yearly one": indexed(
        date(2023, 7, 10), Month(2025, 1), first_indexation=Month(2024, 2), indexation_month=1
    ),
    "a start index of a month after the first adaptation": indexed(
        date(2023, 7, 10), Month(2025, 1), start_index_month=Month(2024, 8)
    ),
    "a start index of a month before the series": indexed(
        date(2023, 7, 10), Month(2025, 1), start_index_month=Month(1993, 12)
    ),
    "everything about an index that is not followed": indexed(
        date(2023, 7, 10),
        Month(2025, 1),
        NONE,
        start_index=IN_BASE_2013,
        indexation_month=1,
        first_indexation=Month(2024, 1),
        start_index_month=Month(2023, 6),
    ),
    "a start index far from that of its month": indexed(
        date(2022, 3, 10), Month(2025, 1), start_index=StartIndex(figure=20000, base_year=2013)
    ),
    "a start index in the base of another time": indexed(
        date(2022, 3, 10), Month(2025, 1), start_index=StartIndex(figure=11907, base_year=2004)
    ),
    "a start index of zero": indexed(
        date(2022, 3, 10), Month(2025, 1), start_index=StartIndex(figure=0, base_year=2013)
    ),
    "a start index without its figures": indexed(
        date(2022, 3, 10), Month(2025, 1), start_index=StartIndex(figure=None, base_year=None)
    ),
    "a title that needs a start index": indexed(date(1994, 1, 10), Month(2025, 1)),
    "past the known time": indexed(date(2020, 5, 10), Month(2028, 1)),
    "a base year without a coefficient": indexed(
        date(2012, 5, 10), Month(2026, 3), start_index=StartIndex(figure=100, base_year=1990)
    ),
    "a month for which the series is too young": indexed(
        date(2012, 5, 10), Month(2014, 6), start_index=StartIndex(figure=12011, base_year=2004)
    ),
    "the first index of the series": indexed(
        date(2012, 2, 10), Month(2015, 3), start_index=StartIndex(figure=9700, base_year=2013)
    ),
    "a due day that is none, where the series is too young": indexed(
        date(2012, 5, 10),
        Month(2014, 6),
        start_index=StartIndex(figure=12011, base_year=2004),
        due_day=32,
    ),
}
ARREARS = {
    "two children, indexed, some months paid, one too old": ledger(
        {
            Month(2020, 3): 0,
            Month(2021, 3): 0,
            Month(2025, 6): 40000,
            Month(2025, 12): 15000,
            Month(2026, 3): 0,
        },
        children=(15000, 9999),
        indexation=CPI,
    ),
    "nothing missed yet": ledger({Month(2026, 2): 15000}, due_day=31),
    "one month missed, one more opens the intervention": ledger(
        {Month(2026, 2): 14999}, due_day=15
    ),
    "an index that is not published": ledger(
        {Month(2026, 5): 0, Month(2026, 9): 0},
        date(2026, 11, 21),
        day_of_title=date(2023, 9, 1),
        indexation=HEALTH,
    ),
    "past the known time": ledger({Month(2027, 12): 0}, date(2027, 12, 31)),
    "months given twice, too early and too late": ledger(
        {Month(2015, 5): 0, Month(2026, 4): 0, Month(2015, 6): 0}
    ),
    "on the day of the title no month counts": ledger(
        {Month(2026, 3): 0}, day_of_title=date(2026, 3, 15)
    ),
    "the title is younger than the application, nobody is owed anything": ledger(
        {}, children=(), day_of_title=date(2026, 3, 16)
    ),
    "due on the day of the title, and on the day of the application": ledger(
        {Month(2025, 4): 0, Month(2026, 3): 0}, day_of_title=date(2025, 4, 15), due_day=15
    ),
    "a month for which the series is too young": ledger(
        {Month(2014, 6): 0},
        date(2015, 3, 15),
        day_of_title=date(2012, 5, 10),
        indexation=CPI,
        start_index=StartIndex(figure=12011, base_year=2004),
    ),
    "the day to apply is the last known one": ledger(
        {Month(2027, 11): 0}, date(2027, 12, 15), due_day=30
    ),
    "in the first year of the title": ledger(
        {Month(2025, 7): 0}, day_of_title=date(2025, 6, 1), indexation=CPI
    ),
    "a cent too much, a cent missing, and a cent that is too old": ledger(
        {Month(2020, 3): 14999, Month(2026, 2): 15001, Month(2026, 3): 14999}
    ),
    "due on the first, before the title": ledger(
        {Month(2025, 4): 0}, day_of_title=date(2025, 4, 2)
    ),
    "only one month could be given": ledger(
        {Month(2026, 1): 0}, date(2026, 3, 1), day_of_title=date(2026, 2, 1)
    ),
    "only an index that was perhaps not published is missing": ledger(
        {Month(2025, 8): 14999, Month(2025, 9): 15000, Month(2025, 10): 15000},
        day_of_title=date(2024, 9, 10),
        indexation=CPI,
    ),
    "a term that fell due on the first day of the window": ledger(
        {Month(2025, 3): 0, Month(2026, 2): 0}, due_day=15
    ),
}
COLLECT = {
    "every rank is paid in its order": account(
        {date(2026, 4, 20): 12000, date(2026, 5, 20): 30000, date(2026, 6, 2): 5000}
    ),
    "a payment leaves a surplus": account({date(2026, 6, 30): 1000000}, due_day=15),
    "everything due is paid for half a year, and the service stops": account(
        {date(2026, 4, 1): 30000}
        | {Month(2026, 4).plus(n).day(28): 20000 + 2600 for n in range(8)},
        arrears=5000,
        interest=0,
        months=9,
    ),
    "under the older law, the creditor contributed too": account(
        {date(2010, 4, 20): 150000}, application_date=date(2010, 3, 15), first_month=Month(2010, 4)
    ),
    "the service stopped before the article on what is open then": account(
        {date(2017, 4, 1): 30000}
        | {Month(2017, 4).plus(n).day(28): 20000 + 2600 for n in range(8)},
        application_date=date(2017, 3, 15),
        first_month=Month(2017, 4),
        arrears=5000,
        interest=0,
        months=9,
    ),
    "the debtor can still end it without costs": account({}, letter_sent_on=date(2026, 3, 17)),
    "the last day to end it is a Sunday": account({}, letter_sent_on=date(2026, 3, 21)),
    "more is advanced than is due, and before the application": account(
        {date(2026, 3, 14): 0, date(2026, 7, 1): 5},
        monthly_advance=20001,
        first_month=Month(2026, 2),
    ),
    "amounts that are too large, and a letter before the application": account(
        {date(2026, 6, 30): 5, date(2026, 7, 1): 5},
        arrears=100_000_001,
        monthly_maintenance=0,
        monthly_advance=5,
        letter_sent_on=date(2026, 3, 14),
    ),
    "the service stops although arrears are open, and one payment comes later": account(
        {date(2026, 4, 1): 39300}
        | {Month(2026, 4).plus(n).day(28): 22600 for n in range(1, 6)}
        | {date(2026, 10, 9): 5000},
        arrears=100000,
        months=8,
    ),
    "on the first of the next month a payment comes too late": account(
        {Month(2026, 5).plus(n).day(1): 30000 for n in range(7)}, arrears=0, months=8
    ),
    "one cent of arrears is open when the service stops": account(
        {date(2026, 4, 1): 25101} | {Month(2026, 4).plus(n).day(28): 22600 for n in range(1, 6)},
        arrears=1,
        interest=1,
        months=7,
    ),
    "no term falls due before the last day to end it": account(
        {}, letter_sent_on=date(2026, 3, 17), first_month=Month(2026, 6)
    ),
}
PROCEDURE = {
    f"{event.value} on {day}": DeadlinesRequest(event=event, event_date=day)
    for event in Event
    for day in (date(2026, 3, 2), date(2026, 4, 30), date(2026, 7, 17))
} | {
    "complete before the act knew an appeal without a decision": DeadlinesRequest(
        event=Event.APPLICATION_COMPLETE, event_date=date(2018, 3, 1)
    )
}
NOTHING_CAME = {Month(2026, 1): 0, Month(2026, 2): 0}
ELIGIBLE = {
    "every condition met, months given and not given": eligible(
        {Month(2025, 12): 15000, Month(2026, 1): 7000, Month(2024, 12): 0, Month(2026, 2): 0}
    ),
    "only the indexation is missing, the index of the autumn not published": eligible(
        {Month(2026, 5): 15000, Month(2026, 10): 15000},
        application_date=date(2026, 11, 21),
        title=title(indexation=HEALTH, date=date(2023, 9, 1), due_day=15),
    ),
    "an applicant abroad": eligible(NOTHING_CAME, applicant_lives_in_belgium=False),
    "children abroad": eligible(NOTHING_CAME, children_live_in_belgium=False),
    "a private agreement": eligible(NOTHING_CAME, title=title(kind=TitleKind.PRIVATE_AGREEMENT)),
    "a judgment that was not served": eligible(NOTHING_CAME, title=title(served=False)),
    "two more must be missed": eligible({}),
    "only an index that was perhaps not published is missing": eligible(
        {Month(2025, 8): 15000, Month(2025, 9): 15000, Month(2025, 10): 15000},
        title=title(indexation=CPI, date=date(2024, 9, 10)),
    ),
    "one paid, one missed": eligible({Month(2026, 1): 15000, Month(2026, 2): 14999}),
    "past the known time": eligible({Month(2027, 12): 0}, application_date=date(2027, 12, 31)),
    "no title, and abroad": eligible(
        {Month(2026, 1): 0, Month(2026, 2): 0},
        title=title(kind=TitleKind.ORAL_AGREEMENT),
        applicant_lives_in_belgium=False,
    ),
    "not served, and the series too young for the window": eligible(
        {},
        application_date=date(2015, 6, 15),
        title=title(served=False, indexation=CPI, date=date(2012, 5, 10), start_index=IN_BASE_2013),
    ),
    "it is not said whether the judgment was served": eligible({}, title=title(served=None)),
    "a young title": eligible({}, title=title(date=date(2026, 1, 2))),
    "the first term falls due on the day of the title": eligible(
        {}, title=title(date=date(2026, 1, 1))
    ),
    "every month of the window is given": eligible(
        {Month(2026, 3): 0}, title=title(date=date(2026, 2, 10))
    ),
}
RENEWALS = {
    "a minor becomes an adult": renewal(date(2010, 3, 10), date(2026, 8, 31)),
    "a minor becomes an adult within the month": renewal(date(2008, 9, 20), date(2026, 8, 31)),
    "an adult from the end of August, schooling known": renewal(
        date(2007, 3, 10), date(2026, 8, 31), education_until=date(2028, 2, 29)
    ),
    "born on 29 February": renewal(date(2004, 2, 29), date(2026, 8, 31)),
    "benefit ends first": renewal(
        date(2007, 3, 10),
        date(2026, 3, 10),
        child_benefit_until=date(2026, 9, 10),
        education_until=date(2026, 9, 11),
    ),
    "the age ends first, the proof was asked for": renewal(
        date(2001, 3, 1),
        date(2026, 3, 1),
        child_benefit_until=date(2030, 1, 1),
        education_until=date(2030, 1, 1),
        proof_asked_on=date(2026, 7, 17),
    ),
    "not born, and granted too early": renewal(date(2028, 1, 1), date(2005, 9, 30)),
    "granted before the birth": renewal(date(2026, 3, 2), date(2026, 3, 1)),
    "granted after the last age": renewal(date(2000, 3, 1), date(2026, 3, 1)),
    "granted on the last day of the right": renewal(date(2000, 3, 2), date(2026, 3, 1)),
    "ends before it begins, proof before the grant": renewal(
        date(2008, 3, 10),
        date(2026, 3, 1),
        child_benefit_until=date(2026, 3, 9),
        education_until=date(2026, 3, 10),
        proof_asked_on=date(2026, 2, 28),
    ),
}
