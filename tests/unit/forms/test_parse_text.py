"""Answers in words: what people type is made clean, what a machine sends must be."""

import pytest

from functions.forms import parse_form, parse_json
from functions.forms.definition import Kind, Question
from functions.forms.errors import ParseErrorCode
from functions.forms.numbers import ParseError
from functions.forms.parse_text import is_address

LINE = Question(path="name", kind=Kind.LINE, minimum="1", maximum="10")
EMAIL = Question(path="email", kind=Kind.EMAIL, maximum="254")
TEXT = Question(path="message", kind=Kind.TEXT, minimum="5", maximum="20")


def refusal(read, question, answer):
    with pytest.raises(ParseError) as refused:
        read(question, answer)
    return refused.value.code


@pytest.mark.parametrize(
    ("question", "answer", "value"),
    [
        (LINE, "  A  parent ", "A  parent"),
        (LINE, "A\r\nB", "AB"),
        (LINE, "Zoë\u200b", "Zoë"),
        (EMAIL, " a@example.org\ufeff", "a@example.org"),
        (TEXT, "one\r\n\r\ntwo\tx", "one\n\ntwo\tx"),
        (TEXT, "one\x0btwo\u2028three", "one\ntwo\nthree"),
        (TEXT, "\u202eone two\x00", "one two"),
    ],
)
def test_page_text_is_read_without_invisible_characters(question, answer, value):
    assert parse_form.parse_value(question, answer) == value


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\u202e", "\u200b", "\ud800", "\uffff"])
@pytest.mark.parametrize("question", [LINE, TEXT])
def test_json_with_invisible_characters_is_refused(question, sign):
    assert refusal(parse_json.parse_value, question, f"one{sign}two") == ParseErrorCode.UNSEEN


@pytest.mark.parametrize("answer", [None, 1, True, ["text"], {"text": "x"}])
@pytest.mark.parametrize("question", [LINE, EMAIL, TEXT])
def test_machine_sends_text(question, answer):
    assert refusal(parse_json.parse_value, question, answer) == ParseErrorCode.NOT_A_TEXT


@pytest.mark.parametrize("sign", ["\n", "\r", "\t", "\x85", "\u2028", "\u2029"])
def test_one_line_has_no_line_break_and_no_tab(sign):
    assert refusal(parse_json.parse_value, LINE, f"A{sign}B") == ParseErrorCode.UNSEEN


@pytest.mark.parametrize(
    "sign",
    [*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", *"\u2060\ufeff"],
)
def test_sign_that_reorders_a_text_or_is_empty_is_refused_of_a_machine(sign):
    assert refusal(parse_json.parse_value, LINE, f"A{sign}B") == ParseErrorCode.UNSEEN


def test_capitals_and_signs_of_a_name_are_read_as_they_are():
    assert parse_json.parse_value(LINE, "Xavier O'B") == "Xavier O'B"


def test_signs_that_join_others_stay():
    family = "\U0001f468\u200d\U0001f469"
    assert parse_json.parse_value(TEXT, f"we: {family}") == f"we: {family}"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("four", ParseErrorCode.TOO_SHORT),
        ("   four   ", ParseErrorCode.TOO_SHORT),
        ("x" * 21, ParseErrorCode.TOO_LONG),
    ],
)
def test_length_bounds_ignore_surrounding_space(answer, code):
    assert refusal(parse_form.parse_value, TEXT, answer) == code


def test_text_without_bounds_may_have_any_length():
    question = Question(path="note", kind=Kind.TEXT)
    assert [parse_json.parse_value(question, text) for text in ("", "x" * 999)] == ["", "x" * 999]


@pytest.mark.parametrize("answer", ["five!", "x" * 20, f" {'x' * 20}\n"])
def test_both_bounds_are_accepted(answer):
    assert parse_json.parse_value(TEXT, answer) == answer.strip()


@pytest.mark.parametrize(
    "text",
    [
        "a@example.org",
        "a.b+c@sub.example.org",
        "a_b-c'd@xn--bcher-kva.example",
        "1@2.be",
        f"{'a' * 64}@example.org",
    ],
)
def test_ordinary_address_is_one(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "@example.org",
        "a@",
        "a@example",
        "a@example.",
        "a@.example.org",
        "a@-a.example.org",
        "a@example.1",
        "a..b@example.org",
        ".a@example.org",
        "a.@example.org",
        "a b@example.org",
        "a@exa mple.org",
        "a@example.org\n",
        "a@example.org\r\nBcc: b@example.org",
        "a,b@example.org",
        "a@b@example.org",
        '"a b"@example.org',
        "a@[127.0.0.1]",
        "A <a@example.org>",
        "é@example.org",
        "a@bücher.example",
        f"{'a' * 65}@example.org",
        f"a@{'b' * 64}.org",
    ],
)
def test_unsafe_mail_address_is_refused(text):
    assert not is_address(text)


@pytest.mark.parametrize(
    ("text", "limits"), [("four", {"minimum": 5}), ("x" * 21, {"maximum": 20})]
)
def test_text_of_refused_length_gives_violated_bound(text, limits):
    with pytest.raises(ParseError) as refused:
        parse_json.parse_value(TEXT, text)
    assert refused.value.limits == limits
