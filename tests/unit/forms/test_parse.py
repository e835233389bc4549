from datetime import date

import pytest

from functions.calculators.advances.calculator import SCHEMA as ADVANCES
from functions.calculators.waiver.calculator import SCHEMA as WAIVER
from functions.forms.definition import (
    FormDefinition,
    Kind,
    ListBounds,
    Question,
    Section,
    form_definition,
)
from functions.forms.errors import FieldError
from functions.forms.form_fields import nest, parse_fields
from functions.forms.numbers import ParseError
from functions.forms.order import in_order
from functions.forms.parse import parse_form_answers, parse_json_answers
from functions.forms.parse_json import JsonNumber, parse_value
from functions.forms.paths import enclosing_paths
from functions.forms.tree import tree_of
from functions.law.core.values import Month
from functions.law.maintenance.application import TitleKind
from tests.api.events import application, application_form, waiver, waiver_form


def codes(decoded):
    return {issue.path: str(issue.code) for issue in decoded.issues}


def test_day_left_empty_is_today_on_page_only():
    day = date(2026, 3, 9)
    assert parse_form_answers(WAIVER, {}, day).answers.request_date == day
    assert parse_json_answers(WAIVER, {}).answers.request_date is None


def of_application(**changes):
    return codes(parse_json_answers(ADVANCES, application(**changes)))


def of_waiver(**changes):
    return codes(parse_json_answers(WAIVER, waiver(**changes)))


def test_complete_request_has_no_issue_and_terms_of_law():
    decoded = parse_json_answers(ADVANCES, application())
    assert not decoded.issues
    assert decoded.answers.application_date == date(2026, 11, 21)
    assert decoded.answers.title.kind is TitleKind.JUDGMENT
    assert decoded.answers.children[0].monthly_maintenance == 15000


def test_absent_answer_means_default_of_its_question():
    draft = parse_json_answers(ADVANCES, application()).answers
    assert (draft.months, draft.expected_monthly_payment) == (24, 0)


def test_object_without_member_counts_as_not_given():
    draft = parse_json_answers(ADVANCES, application(income={})).answers
    assert draft.income is None


def test_default_inside_object_counts_once_object_is_given():
    draft = parse_json_answers(
        ADVANCES, application(income={"monthlyNetIncome": "1500.00"})
    ).answers
    assert (draft.income.monthly_net_income, draft.income.dependent_children) == (150000, 0)


def test_payment_without_amount_is_payment_of_nothing():
    changes = {"paymentHistory": "monthByMonth", "receivedPayments": [{"month": "2026-03"}]}
    decoded = parse_json_answers(ADVANCES, application(**changes))
    assert not decoded.issues
    assert decoded.answers.received_payments[0].month == Month(2026, 3)
    assert decoded.answers.received_payments[0].amount == 0


def test_every_missing_answer_is_named_at_once():
    decoded = parse_json_answers(ADVANCES, {})
    assert {issue.value for issue in decoded.issues} == {""}
    assert codes(decoded) == {
        "applicationDate": "required",
        "applicantLivesInBelgium": "required",
        "childrenLiveInBelgium": "required",
        "title.kind": "required",
        "title.date": "required",
        "title.indexation": "required",
        "children": "required",
        "paymentHistory": "required",
    }


def test_issues_are_in_order_of_page():
    order = [q.path for q in form_definition("waiver").questions() if q.required]
    found = [issue.path for issue in parse_json_answers(WAIVER, {}).issues]
    assert found == [*order, "debtorResources"]


def test_issues_of_children_are_grouped_by_child():
    decoded = parse_json_answers(ADVANCES, application(children=[{}, {}]))
    assert [issue.path for issue in decoded.issues] == [
        "children[0].birthDate",
        "children[0].monthlyMaintenance",
        "children[1].birthDate",
        "children[1].monthlyMaintenance",
    ]
    assert [dict(issue.limits) for issue in decoded.issues] == [{}] * 4


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"applicationDate": "2026-02-30"}, "applicationDate", "no_such_date"),
        ({"applicationDate": "21/11/2026"}, "applicationDate", "not_a_date"),
        ({"applicationDate": 20261121}, "applicationDate", "not_a_date"),
        ({"applicationDate": "1999-01-01"}, "applicationDate", "out_of_range"),
        ({"applicationDate": "2090-01-01"}, "applicationDate", "out_of_range"),
        ({"applicantLivesInBelgium": "yes"}, "applicantLivesInBelgium", "not_a_boolean"),
        ({"applicantLivesInBelgium": 1}, "applicantLivesInBelgium", "not_a_boolean"),
        ({"paymentHistory": "sometimes"}, "paymentHistory", "not_a_choice"),
        ({"paymentHistory": ["nothing"]}, "paymentHistory", "not_a_choice"),
        ({"months": 11}, "months", "out_of_range"),
        ({"months": 61}, "months", "out_of_range"),
        ({"months": "24"}, "months", "not_an_integer"),
        ({"months": True}, "months", "not_an_integer"),
        ({"expectedMonthlyPayment": "-1.00"}, "expectedMonthlyPayment", "negative"),
        ({"expectedMonthlyPayment": "1.005"}, "expectedMonthlyPayment", "too_many_decimals"),
        ({"expectedMonthlyPayment": "1,50"}, "expectedMonthlyPayment", "not_an_amount"),
        ({"expectedMonthlyPayment": 10}, "expectedMonthlyPayment", "not_an_amount"),
        ({"expectedMonthlyPayment": "1000000.01"}, "expectedMonthlyPayment", "out_of_range"),
        ({"expectedMonthlyPayment": "00000001"}, "expectedMonthlyPayment", "out_of_range"),
        ({"children": []}, "children", "too_few"),
        ({"children": {}}, "children", "not_a_list"),
        ({"children": [7]}, "children[0]", "not_an_object"),
        ({"title": "judgment"}, "title", "not_an_object"),
        ({"income": {"dependentChildren": 1}}, "income.monthlyNetIncome", "required"),
        ({"unknown": 1}, "unknown", "unknown"),
        ({"receivedPayments": [{"month": "2026-01"}]}, "receivedPayments", "not_allowed"),
    ],
)
def test_invalid_answer_is_refused_with_reason(changes, path, code):
    assert of_application(**changes) == {path: code}


def test_fifty_children_are_refused_as_too_many():
    one = {"birthDate": "2015-05-03", "monthlyMaintenance": "150.00"}
    assert of_application(children=[one] * 50) == {"children": "too_many"}


def test_entry_beyond_the_last_that_is_accepted_is_not_looked_at():
    one = {"birthDate": "2015-05-03", "monthlyMaintenance": "150.00"}
    assert of_application(children=[*[one] * 10, {}]) == {"children": "too_many"}


def test_a_birth_after_the_application_is_refused_with_the_last_day_possible():
    child = {"birthDate": "2027-01-01", "monthlyMaintenance": "150.00"}
    (issue,) = parse_json_answers(ADVANCES, application(children=[child])).issues
    assert (issue.path, issue.code) == ("children[0].birthDate", "after")
    assert issue.limits == {"maximum": date(2026, 11, 21)}


def test_unknown_property_has_issue_with_path():
    child = {"birthDate": "2015-05-03", "monthlyMaintenance": "150.00", "name": "x"}
    assert of_application(children=[child]) == {"children[0].name": "unknown"}


def test_unreadable_answer_is_not_also_reported_missing():
    title = {"kind": "judgment", "date": "2022-03-10", "served": "yes", "indexation": "none"}
    assert of_application(title=title) == {"title.served": "not_a_boolean"}


def test_issues_of_law_are_reported_with_unreadable_answers():
    refused = of_waiver(debt="x", partner=True, parameterSet="own")
    assert refused == {
        "debt": "not_an_amount",
        "partnerResources": "required",
        "ownLimits.minimum": "required",
        "ownLimits.maximum": "required",
        "ownLimits.flatReduction": "required",
    }


def test_minimum_above_maximum_is_refused():
    limits = {"minimum": "2000.00", "maximum": "1000.00", "flatReduction": "0.00"}
    assert of_waiver(parameterSet="own", ownLimits=limits) == {"ownLimits.minimum": "out_of_range"}


def test_number_of_reported_unknown_properties_is_limited():
    decoded = parse_json_answers(WAIVER, waiver(**{f"x{n}": n for n in range(5000)}))
    assert len(decoded.issues) == 50


def test_issue_of_payment_has_its_month():
    changes = {
        "paymentHistory": "monthByMonth",
        "receivedPayments": [{"month": "2026-03", "amount": "x"}],
    }
    (issue,) = parse_json_answers(ADVANCES, application(**changes)).issues
    assert issue.limits["entry_month"] == Month(2026, 3)


@pytest.mark.parametrize(
    "name",
    ["advances", "waiver", "indexation", "arrears", "deadlines", "appeal", "renewals"],
)
def test_each_question_about_figure_has_both_bounds(name):
    figures = {Kind.AMOUNT, Kind.INDEX, Kind.INTEGER}
    asked = [q for q in form_definition(name).questions() if q.kind in figures]
    assert all(q.minimum is not None and q.maximum is not None for q in asked)


def form(rules, fields):
    read = parse_fields(rules.form, [(n, v) for n, v in fields.items() if n != "language"])
    return parse_form_answers(rules, nest(read.typed), date(2026, 11, 21)), read


def test_page_reads_to_same_answers_as_json():
    from_page, _ = form(ADVANCES, application_form())
    assert not from_page.issues
    assert from_page.answers.title.date == date(2022, 3, 10)
    assert from_page.answers.children[0].monthly_maintenance == 15000


def test_blank_page_field_is_absent():
    decoded, _ = form(WAIVER, waiver_form())
    assert not decoded.issues
    assert decoded.answers.partner_resources is None
    assert decoded.answers.own_limits is None


def test_blank_child_row_counts_as_child():
    blank = {"children[1].birthDate": "", "children[1].monthlyMaintenance": " "}
    decoded, _ = form(ADVANCES, application_form(**blank))
    assert codes(decoded) == {
        "children[1].birthDate": "required",
        "children[1].monthlyMaintenance": "required",
    }


@pytest.mark.parametrize(
    "name",
    ["x", "children[100].birthDate", "children[00].birthDate", "title[0].kind", "children", ""],
)
def test_name_that_is_no_question_is_refused(name):
    _, read = form(ADVANCES, application_form(**{name: "1"}))
    assert [issue.code for issue in read.issues] == ["unknown"]


def test_duplicate_member_name_is_refused():
    read = parse_fields(form_definition("waiver"), [("debt", "1"), ("debt", "2")])
    assert [(issue.path, issue.code) for issue in read.issues] == [("debt", "repeated")]


def test_echoed_answer_is_always_encodable():
    (issue,) = parse_json_answers(WAIVER, waiver(debt="\ud800\x00" + "9" * 500)).issues
    assert len(issue.value) == 100
    assert issue.value.encode()
    assert issue.value.isprintable()


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("21/11/2026", "21/11/2026"), (7, "7"), (True, "true"), (False, "false"), ([1], ""), ({}, "")],
)
def test_issue_of_refused_answer_holds_answer_as_text(answer, shown):
    (issue,) = parse_json_answers(ADVANCES, application(applicationDate=answer)).issues
    assert issue.value == shown


def test_issue_of_an_answer_in_the_place_of_an_object_holds_it_as_text():
    (issue,) = parse_json_answers(ADVANCES, application(title="judgment")).issues
    assert (issue.path, issue.value) == ("title", "judgment")


def test_issue_of_an_answer_in_the_place_of_a_list_holds_it_as_text():
    (issue,) = parse_json_answers(ADVANCES, application(children="one")).issues
    assert (issue.path, issue.code, issue.value) == ("children", "not_a_list", "one")


def test_issue_of_an_answer_in_the_place_of_an_entry_holds_it_as_text():
    (issue,) = parse_json_answers(ADVANCES, application(children=[7])).issues
    assert (issue.path, issue.value) == ("children[0]", "7")


@pytest.mark.parametrize(
    ("text", "code"),
    [("9" * 30, "out_of_range"), (f"-{'9' * 30}", "out_of_range"), ("1.5", "not_an_integer")],
)
def test_json_number_that_is_kept_as_text_is_out_of_range_unless_it_has_decimals(text, code):
    assert of_application(months=JsonNumber(text)) == {"months": code}


def test_issue_of_an_unknown_property_holds_its_value_as_text():
    (issue,) = parse_json_answers(WAIVER, {**waiver(), "x": None}).issues
    assert (issue.path, issue.value) == ("x", "null")


def test_issue_of_absent_answer_holds_no_answer():
    (issue,) = parse_json_answers(WAIVER, waiver(partner=True)).issues
    assert (issue.path, issue.value) == ("partnerResources", "")


def test_index_with_more_than_three_digits_before_point_is_out_of_range():
    title = {"kind": "judgment", "date": "2022-03-10", "served": True, "indexation": "healthIndex"}
    for figure in ("0127.11", "1271.10"):
        given = title | {"startIndex": {"figure": figure, "baseYear": "2013"}}
        assert of_application(title=given) == {"title.startIndex.figure": "out_of_range"}


@pytest.mark.parametrize(("amount", "cents"), [("1000000.00", 100_000_000), ("0000001", 100)])
def test_amount_of_seven_digits_before_the_point_is_read(amount, cents):
    decoded = parse_json_answers(ADVANCES, application(expectedMonthlyPayment=amount))
    assert (decoded.issues, decoded.answers.expected_monthly_payment) == ((), cents)


def test_issues_of_a_list_come_before_those_of_its_first_entry():
    order = in_order(
        form_definition("advances"),
        [FieldError(path=path, code="x") for path in ("children[0].birthDate", "x", "children")],
    )
    assert [issue.path for issue in order] == ["children", "children[0].birthDate", "x"]


def test_issues_of_group_are_at_position_of_first_question():
    order = in_order(
        form_definition("advances"),
        [FieldError(path=path, code="x") for path in ("children", "title", "applicationDate")],
    )
    assert [issue.path for issue in order] == ["title", "applicationDate", "children"]


def test_enclosing_paths_of_answer_are_its_objects_and_lists():
    assert set(enclosing_paths("children[0].birthDate")) == {
        "children[0].birthDate",
        "children[0]",
        "children",
    }
    assert enclosing_paths("debt") == ("debt",)


def test_tree_of_list_inside_group_has_bounds_of_its_whole_path():
    bounds = ListBounds(path="debtor.payments", minimum=0, maximum=3)
    question = Question(path="debtor.payments[].month", kind=Kind.MONTH)
    definition = FormDefinition(
        name="x",
        sections=(Section(id="x", questions=(question,)),),
        lists={bounds.path: bounds},
    )
    payments = tree_of(definition).members["debtor"].members["payments"]
    assert (payments.bounds, payments.members["month"].question) == (bounds, question)


@pytest.mark.parametrize("answer", [202603, None, ["2026-03"], "2026-3", "03/2026"])
def test_month_in_other_format_is_refused(answer):
    question = Question(path="month", kind=Kind.MONTH)
    with pytest.raises(ParseError, match="not_a_month"):
        parse_value(question, answer)


def test_nested_answers_of_page_leave_out_groups_that_are_blank():
    typed = {"debt": "1", "partner.work": " ", "own.a.b": "", "own.a.c": "2", "rows[0].x": ""}
    assert nest(typed) == {"debt": "1", "own": {"a": {"c": "2"}}, "rows": [{}]}
