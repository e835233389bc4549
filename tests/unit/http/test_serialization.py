import json
from datetime import date

import pytest

from functions.http.serialization import drop_none, encode_json, named_values, to_text, type_of
from functions.law.core.values import BasisPoints, Cents, Coefficient, IndexPoints, Month


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        (Cents(17500), "175.00", "amount"),
        (Cents(5), "0.05", "amount"),
        (Cents(-5), "-0.05", "amount"),
        (BasisPoints(1300), "13.00", "percentage"),
        (IndexPoints(12711), "127.11", "index"),
        (Coefficient(82700), "0.82700", "coefficient"),
        (Month(2026, 3), "2026-03", "month"),
        (date(2026, 11, 21), "2026-11-21", "date"),
        (True, "true", "boolean"),
        (24, "24", "integer"),
        ("judgment", "judgment", "code"),
    ],
)
def test_value_is_written_as_text_with_name_of_its_type(value, text, kind):
    assert (to_text(value), type_of(value)) == (text, kind)


def test_absent_member_is_left_out():
    assert drop_none(a=None, b=0, c="") == {"b": 0, "c": ""}


def test_named_value_has_name_of_contract_and_type():
    assert named_values({"work_income": Cents(5), "title_kind": "judgment"}) == [
        {"name": "workIncome", "type": "amount", "value": "0.05"},
        {"name": "titleKind", "type": "code", "value": "judgment"},
    ]


def test_text_is_written_as_standard_library_writes_it():
    every = "".join(map(chr, [*range(0x3000), 0x1F600, 0xFFFD, 0xFFFF]))
    document = {every: [every, True, None, 10**15, {}, ()]}
    assert encode_json(document) == json.dumps(document, ensure_ascii=False, separators=(",", ":"))
