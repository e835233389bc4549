import itertools
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from functions.calculators.registry import CALCULATORS
from functions.forms.definition import form_definition
from functions.forms.errors import FieldError, ParseErrorCode
from functions.http.problem import IssueTypes, Problems
from functions.i18n.catalog import LANGUAGES, catalog_of
from functions.i18n.messages import message
from functions.law.core.errors import ValidationErrorCode
from functions.law.core.values import Cents, Month

CODES = [*ValidationErrorCode, *ParseErrorCode]
WORDS = Path(__file__).parents[3] / "functions" / "i18n"
LIMITS_OF_THE_LAW = [
    {},
    {"minimum": Cents(100)},
    {"maximum": Cents(100)},
    {"minimum": date(2020, 1, 1), "maximum": date(2027, 12, 31)},
    {"series": "healthIndex"},
    {"series": "healthIndex", "first_month": Month(1994, 1)},
]


def flat(table, prefix=""):
    for key, entry in table.items():
        if isinstance(entry, dict):
            yield from flat(entry, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", entry


def of_language(language):
    text = (WORDS / language / "errors.toml").read_text(encoding="utf-8")
    return dict(flat(tomllib.loads(text)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CALCULATORS)
@pytest.mark.parametrize("style", ["page", "json"])
def test_every_reason_has_sentence_for_every_question_in_every_language(language, name, style):
    questions = form_definition(name)
    one_of_each_kind = {question.kind: question for question in questions.questions()}.values()
    for question, code, limits in itertools.product(one_of_each_kind, CODES, LIMITS_OF_THE_LAW):
        path = question.path.replace("[]", "[0]")
        month = {"entry_month": Month(2026, 3)} if question.list_path == "receivedPayments" else {}
        issue = FieldError(path=path, code=code, limits={**limits, **month}, value="1")
        sentence = message(language, questions, issue, style=style)
        assert sentence.endswith(".")
        assert "{" not in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_language_have_keys_and_placeholders_of_others(language):
    def shape(entries):
        return {key: sorted(re.findall(r"\{\w+", text)) for key, text in entries.items()}

    assert shape(of_language(language)) == shape(of_language("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_problem_is_explained(language):
    catalog = catalog_of(language)
    for kind in (*Problems, *IssueTypes):
        assert catalog.gettext(f"errors.problems.{kind.value.key}.name")
        assert catalog.gettext(f"errors.problems.{kind.value.key}.meaning")
    for kind in Problems:
        assert catalog.gettext(f"errors.problems.{kind.value.key}.detail")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language):
    for key, text in of_language(language).items():
        for sentence in re.split(r"(?<=[.?!]) ", text):
            assert len(sentence.split()) <= 25, f"{key}: {sentence}"


def test_french_puts_hard_space_before_high_sign():
    for key, text in of_language("fr").items():
        assert not re.search(r"(?<!\u00a0)[:;!?»]", text), key


def test_message_names_its_child():
    issue = FieldError(path="children[1].birthDate", code=ParseErrorCode.NOT_A_DATE)
    assert message("en", form_definition("advances"), issue).startswith("Child 2 ")


def test_message_names_its_month():
    limits = {"entry_month": Month(2026, 3)}
    issue = FieldError(
        path="receivedPayments[0].amount", code=ParseErrorCode.NOT_AN_AMOUNT, limits=limits
    )
    assert "March 2026" in message("en", form_definition("advances"), issue)


def test_bounds_are_written_way_of_language():
    limits = {"minimum": Cents(1), "maximum": Cents(100000000)}
    issue = FieldError(path="debt", code=ValidationErrorCode.OUT_OF_RANGE, limits=limits)
    assert "1.000.000,00" in message("nl", form_definition("waiver"), issue)


def test_json_message_states_format_of_api_description():
    issue = FieldError(path="requestDate", code=ParseErrorCode.NOT_A_DATE)
    questions = form_definition("waiver")
    assert "2026-11-21" in message("fr", questions, issue, style="json")
    assert "21/11/2026" in message("fr", questions, issue)


def test_json_message_on_a_choice_names_its_options():
    issue = FieldError(path="paymentHistory", code=ParseErrorCode.NOT_A_CHOICE)
    assert message("en", form_definition("advances"), issue, style="json") == (
        "paymentHistory: write one of these values: nothing, monthByMonth, everything."
    )


def test_message_without_question_is_complete_sentence():
    issue = FieldError(path="children[0].name", code=ParseErrorCode.UNKNOWN)
    expected = "\u2018children[0].name\u2019 is not one of the questions."
    assert message("en", form_definition("advances"), issue) == expected
    assert message("en", None, issue) == expected


def test_message_without_label_begins_with_capital():
    issue = FieldError(path="x", code=ParseErrorCode.REPEATED)
    assert message("en", None, issue) == "This answer was given twice. Give it only once."


WINDOW = {"minimum": date(2020, 1, 1), "maximum": date(2027, 12, 31)}
MARCH = {"entry_month": Month(2026, 3)}


@pytest.mark.parametrize(
    ("path", "code", "limits", "expected"),
    [
        (
            "paymentHistory",
            ParseErrorCode.NOT_A_CHOICE,
            {},
            "What did the other parent pay in the last twelve months? Choose one of the answers.",
        ),
        (
            "applicationDate",
            ValidationErrorCode.REQUIRED,
            {},
            "When did you apply, or when will you apply? Enter a date, for example 21/11/2026.",
        ),
        # The words of a question are before those of its bounds.
        (
            "applicationDate",
            ValidationErrorCode.OUT_OF_RANGE,
            WINDOW,
            (
                "When did you apply, or when will you apply? "
                "Enter a date from 1 January 2020 to 31 December 2027."
            ),
        ),
        # A date has words of its own where only its first day is known.
        (
            "children[1].birthDate",
            ValidationErrorCode.OUT_OF_RANGE,
            {"minimum": date(2020, 1, 1)},
            "Child 2 \u2013 Date of birth: enter 1 January 2020 or a later day.",
        ),
        (
            "children[1].monthlyMaintenance",
            ValidationErrorCode.OUT_OF_RANGE,
            {"minimum": Cents(1), "maximum": Cents(100)},
            (
                "Child 2 \u2013 Maintenance per month in the judgment or deed: "
                "enter an amount above €0, up to €1.00."
            ),
        ),
        # The label names the month, or the row where it has no place for a month.
        (
            "receivedPayments[0].amount",
            ParseErrorCode.NOT_AN_AMOUNT,
            MARCH,
            "Received for March 2026: enter an amount in euro, for example 175.50.",
        ),
        (
            "receivedPayments[0].month",
            ParseErrorCode.NOT_A_MONTH,
            MARCH,
            "Month 1 \u2013 Month: write the month and year, for example 11/2026 or November 2026.",
        ),
    ],
)
def test_message_on_answer_has_its_label_and_most_precise_sentence(path, code, limits, expected):
    issue = FieldError(path=path, code=code, limits=limits)
    assert message("en", form_definition("advances"), issue) == expected
