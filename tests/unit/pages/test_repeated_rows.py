"""Any page may have any number of lists: their rows come and go in the same way."""

import re
from dataclasses import replace

import pytest

from functions.forms.definition import FormDefinition, Kind, ListBounds, Question, Section
from functions.forms.errors import FieldError
from functions.i18n.catalog import Catalog, catalog_of
from functions.law.core.values import Month
from functions.pages.form_view import FormBuilder
from functions.pages.month_rows import with_month_rows
from functions.pages.repeated_rows import (
    FormState,
    arrange_rows,
    asks_for_months,
    intent_pattern,
)

PAYMENTS, PERIODS = "debt.payments", "suspensions"
LEDGER = FormDefinition(
    name="ledger",
    sections=(
        Section(
            id="payments",
            list_path=PAYMENTS,
            questions=(
                Question(path=f"{PAYMENTS}[].date", kind=Kind.DATE),
                Question(path=f"{PAYMENTS}[].amount", kind=Kind.AMOUNT),
            ),
        ),
        Section(
            id="suspensions",
            list_path=PERIODS,
            questions=(
                Question(path=f"{PERIODS}[].from", kind=Kind.DATE),
                Question(path=f"{PERIODS}[].to", kind=Kind.DATE),
            ),
        ),
    ),
    lists={
        PAYMENTS: ListBounds(path=PAYMENTS, minimum=0, maximum=60),
        PERIODS: ListBounds(path=PERIODS, minimum=1, maximum=3),
    },
)
TWO_PAYMENTS = {
    f"{PAYMENTS}[0].date": "1/2/2026",
    f"{PAYMENTS}[0].amount": "10",
    f"{PAYMENTS}[1].date": "1/3/2026",
    f"{PAYMENTS}[1].amount": "20",
    f"{PERIODS}[0].from": "5/5/2025",
}


class KeysAsWords(dict):
    """Words that say nothing but their key."""

    def __missing__(self, key):
        return key


def form(typed, rows, *issues):
    keys_only = Catalog(language="en", entries=KeysAsWords(), style=catalog_of("en").style)
    return FormBuilder(LEDGER, keys_only, typed, issues).form(rows=rows, month_rows=())


def new_fields(page):
    return [field.name for section in page.sections for field in section.fields if field.is_new]


def test_list_without_answers_has_minimum_rows():
    assert arrange_rows(LEDGER, "calculate", {}).rows == {PAYMENTS: 0, PERIODS: 1}


def test_each_list_has_rows_that_were_typed():
    assert arrange_rows(LEDGER, "calculate", TWO_PAYMENTS).rows == {PAYMENTS: 2, PERIODS: 1}


def test_list_rows_do_not_exceed_maximum():
    assert arrange_rows(LEDGER, "calculate", {f"{PERIODS}[9].to": "x"}).rows[PERIODS] == 3


def test_adding_to_one_list_leaves_others():
    arranged = arrange_rows(LEDGER, f"add:{PAYMENTS}", TWO_PAYMENTS)
    assert arranged.rows == {PAYMENTS: 3, PERIODS: 1}
    assert arranged.typed == TWO_PAYMENTS


@pytest.mark.parametrize("intent", [f"add:{PERIODS}", f"remove:{PAYMENTS}:0"])
def test_rows_are_added_and_removed_before_validation(intent):
    arranged = arrange_rows(LEDGER, intent, TWO_PAYMENTS)
    assert (arranged.asks, arranged.needs) == (True, frozenset())


@pytest.mark.parametrize("intent", ["calculate", "add:nothing", f"fill:{PAYMENTS}", "remove"])
def test_button_that_adds_or_removes_no_row_leaves_the_form_as_it_is(intent):
    arranged = arrange_rows(LEDGER, intent, TWO_PAYMENTS)
    assert arranged == FormState(typed=TWO_PAYMENTS, rows={PAYMENTS: 2, PERIODS: 1})


def test_list_that_is_full_gets_no_further_row():
    full = {f"{PERIODS}[2].from": "1/1/2026"}
    assert arrange_rows(LEDGER, f"add:{PERIODS}", full).rows[PERIODS] == 3


@pytest.mark.parametrize("number", ["2", "x", "", "-1"])
def test_row_that_is_not_there_cannot_be_removed(number):
    arranged = arrange_rows(LEDGER, f"remove:{PAYMENTS}:{number}", TWO_PAYMENTS)
    assert (arranged.rows[PAYMENTS], arranged.typed) == (2, TWO_PAYMENTS)


def test_last_row_can_be_removed_and_the_row_before_stays_in_its_place():
    arranged = arrange_rows(LEDGER, f"remove:{PAYMENTS}:1", TWO_PAYMENTS)
    assert arranged.typed == {
        f"{PAYMENTS}[0].date": "1/2/2026",
        f"{PAYMENTS}[0].amount": "10",
        f"{PERIODS}[0].from": "5/5/2025",
    }


def test_buttons_of_a_page_with_steps_lead_to_each_of_them_and_to_what_it_offers():
    stepped = replace(LEDGER, steps=True, offers=("summary", "csv"))
    assert intent_pattern(stepped) == (
        r"^(language:(fr|nl|de|en):)?(calculate|live|open(:[a-z_]{1,30})?|add:debt\.payments|remove:debt\.payments:[0-9]{1,2}"
        r"|add:suspensions|remove:suspensions:[0-9]{1,2}"
        r"|step:(payments|suspensions)|next:(payments|suspensions)|check|summary|csv)$"
    )


@pytest.mark.parametrize(
    ("intent", "asks"),
    [("showMonths", True), ("fill:received", True), ("fill", False), ("calculate", False)],
)
def test_months_are_asked_for_by_the_buttons_that_show_or_fill_them(intent, asks):
    assert asks_for_months(intent) is asks


def test_the_rows_after_one_that_goes_move_up():
    arranged = arrange_rows(LEDGER, f"remove:{PAYMENTS}:0", TWO_PAYMENTS)
    assert arranged.rows[PAYMENTS] == 1
    assert arranged.typed == {
        f"{PAYMENTS}[0].date": "1/3/2026",
        f"{PAYMENTS}[0].amount": "20",
        f"{PERIODS}[0].from": "5/5/2025",
    }


@pytest.mark.parametrize("intent", [f"remove:{PERIODS}:0", f"remove:{PAYMENTS}:7"])
def test_row_that_cannot_be_removed_stays(intent):
    arranged = arrange_rows(LEDGER, intent, TWO_PAYMENTS)
    assert arranged.rows == {PAYMENTS: 2, PERIODS: 1}
    assert arranged.typed == TWO_PAYMENTS


@pytest.mark.parametrize(
    ("intent", "known"),
    [
        ("calculate", True),
        (f"add:{PAYMENTS}", True),
        (f"remove:{PERIODS}:12", True),
        ("add:debtXpayments", False),
        (f"remove:{PERIODS}", False),
        (f"add:{PERIODS}:1", False),
        ("showMonths", False),
    ],
)
def test_page_accepts_only_its_own_buttons(intent, known):
    assert bool(re.fullmatch(intent_pattern(LEDGER), intent)) is known


def test_optional_list_starts_empty_with_button():
    payments, _ = form({}, {}).sections
    assert (payments.rows, payments.can_add, payments.can_remove) == ((), True, False)


def test_row_is_removable_only_above_minimum():
    assert [s.can_remove for s in form(TWO_PAYMENTS, {PAYMENTS: 2}).sections] == [True, False]


def test_full_list_cannot_be_added_to():
    assert [s.can_add for s in form({}, {PAYMENTS: 60, PERIODS: 2}).sections] == [False, True]


def test_focus_is_on_first_row_added_to_empty_list():
    assert new_fields(form({}, {PAYMENTS: 1})) == [f"{PAYMENTS}[0].date"]


def test_existing_rows_are_not_new():
    assert new_fields(form(TWO_PAYMENTS, {PAYMENTS: 2})) == []


def test_error_of_empty_list_links_to_section():
    issue = FieldError(path=PAYMENTS, code="required")
    assert form({}, {}, issue).problems[0].target == "ledger-payments"


def test_error_of_list_links_to_first_row():
    issue = FieldError(path=PERIODS, code="too_few")
    assert form({}, {}, issue).problems[0].target == "suspensions-0-from"


MONTHS = (Month(2026, 1), Month(2026, 2))
TABLE = "received"
OF_MONTHS = FormDefinition(
    name="ledger",
    sections=(
        Section(
            id="received",
            table=TABLE,
            questions=(
                Question(path=f"{TABLE}[].month", kind=Kind.MONTH),
                Question(path=f"{TABLE}[].due", kind=Kind.AMOUNT),
                Question(path=f"{TABLE}[].amount", kind=Kind.AMOUNT),
            ),
        ),
    ),
    lists={TABLE: ListBounds(path=TABLE, minimum=1, maximum=60)},
)


def test_month_keeps_its_columns_when_window_moves():
    typed = {f"{TABLE}[5].month": "2026-02", f"{TABLE}[5].due": "8", f"{TABLE}[5].amount": "7"}
    assert with_month_rows(OF_MONTHS, TABLE, typed, MONTHS) == {
        f"{TABLE}[0].month": "2026-01",
        f"{TABLE}[0].due": "",
        f"{TABLE}[0].amount": "",
        f"{TABLE}[1].month": "2026-02",
        f"{TABLE}[1].due": "8",
        f"{TABLE}[1].amount": "7",
    }


def test_table_may_have_several_columns_and_section_of_its_own():
    keys_only = Catalog(language="en", entries=KeysAsWords(), style=catalog_of("en").style)
    page = FormBuilder(OF_MONTHS, keys_only, {}, ()).form(rows={}, month_rows=MONTHS)
    assert page.sections[0].shows_table
    assert [[field.name for field in row.fields] for row in page.table.rows] == [
        [f"{TABLE}[{row}].due", f"{TABLE}[{row}].amount"] for row in range(2)
    ]
    assert page.table.fill.question.path == f"{TABLE}[].due"


def test_page_with_table_has_show_and_fill_buttons():
    assert intent_pattern(OF_MONTHS) == (
        "^(language:(fr|nl|de|en):)?(calculate|live|open(:[a-z_]{1,30})?"
        "|showMonths|fill:received|step:(received))$"
    )
