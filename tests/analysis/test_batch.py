"""The calculators over a file: the same answers as the API, row by row, whatever a row holds."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from analysis.__main__ import main
from analysis.calculators import calculator
from analysis.columns import Columns
from analysis.household import Reading, answer_row
from functions.calculators.registry import CALCULATORS
from functions.reference.api_description import document
from tests.analysis.rows import ADVANCE
from tests.api.inputs import named
from tests.support.api_gateway import event

DOCUMENT = document()


def posted(path, document):
    headers = {"content-type": "application/json", "accept-language": "en"}
    return event("POST", path, json.dumps(document), headers)


def api_result(name, document):
    """The answer of the function itself, through its handler."""
    entry = CALCULATORS[name]
    handler = import_module(f"functions.handlers.{entry.domain}").handler
    return json.loads(handler(posted(entry.path, document), None)["body"])


def examples(name):
    operation = CALCULATORS[name].operation
    content = DOCUMENT["paths"][f"/{operation}"]["post"]["requestBody"]["content"]
    return [example["value"] for example in content["application/json"]["examples"].values()]


def cells(document):
    """A request in JSON as the cells of a row."""
    for place, answer in named(document):
        if isinstance(answer, bool):
            yield place, "yes" if answer else "no"
        else:
            yield place, str(answer)


def write(file: Path, rows):
    heading = list(dict.fromkeys(name for row in rows for name in row))
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, heading, restval="")
        writer.writeheader()
        writer.writerows(rows)


def results(folder: Path, name, rows, *options):
    write(folder / "households.csv", rows)
    out = folder / "results.csv"
    given = [name, str(folder / "households.csv"), "--out", str(out), "--workers", "1", *options]
    assert main(given) == 0
    with out.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", sorted(CALCULATORS))
def test_row_of_example_gives_result_of_api(name):
    for example in examples(name):
        row = dict(cells(example))
        reading = Reading(
            calculator=calculator(name),
            columns=Columns(answers=tuple(row), kept=()),
            language="en",
            today=date(2026, 11, 22),
            whole=True,
        )
        *figures, answer = answer_row(reading, 1, tuple(row.values()))
        assert json.loads(answer) == api_result(name, example)
        alone = replace(reading, whole=False)
        assert answer_row(alone, 1, tuple(row.values())) == figures


def test_result_has_column_for_each_value(tmp_path):
    (row,) = results(tmp_path, "advances", [ADVANCE])
    assert (row["total"], row["intervention.isOpen"], row["startsOn"]) == (
        "2100.00",
        "true",
        "2025-11-21",
    )


def test_columns_are_same_with_whole_result(tmp_path):
    asked = [dict(cells(document)) for document in examples("waiver")]
    (tmp_path / "whole").mkdir()
    whole = results(tmp_path / "whole", "waiver", asked, "--whole")
    for row in whole:
        del row["answer"]
    assert results(tmp_path, "waiver", asked) == whole


def test_invalid_row_names_fields_of_api_and_next_row_is_computed(tmp_path):
    wrong = ADVANCE | {"children[0].birthDate": "2030-01-01", "title.kind": "letter"}
    refused, answered = results(tmp_path, "advances", [wrong, ADVANCE])
    body = {
        "applicationDate": "2025-11-21",
        "applicantLivesInBelgium": True,
        "childrenLiveInBelgium": True,
        "title": {"kind": "letter", "date": "2022-03-03", "served": True, "indexation": "none"},
        "children": [{"birthDate": "2030-01-01", "monthlyMaintenance": "400.00"}],
        "paymentHistory": "nothing",
        "months": 12,
    }
    named = [issue["name"] for issue in api_result("advances", body)["issues"]]
    assert refused["refused"].split() == named == ["title.kind", "children[0].birthDate"]
    assert refused["problems"].count(" | ") == 1
    assert (refused["total"], answered["total"], answered["problems"]) == ("", "2100.00", "")


def test_problems_are_in_requested_language(tmp_path):
    wrong = ADVANCE | {"months": "many"}
    (row,) = results(tmp_path, "advances", [wrong], "--language", "nl")
    assert "getal" in row["problems"]


def test_households_of_different_size_fit_in_one_file(tmp_path):
    two = ADVANCE | {
        "children[1].birthDate": "2021-01-01",
        "children[1].monthlyMaintenance": "100,00",
    }
    found = results(tmp_path, "advances", [two, ADVANCE])
    assert [row["total"] for row in found] == ["3300.00", "2100.00"]


def test_rows_stay_in_order_over_many_chunks_and_workers(tmp_path):
    rows = [ADVANCE | {"household": str(number)} for number in range(450)]
    rows[7] = rows[7] | {"months": ""}
    found = results(tmp_path, "advances", rows, "--keep", "household", "--workers", "2")
    assert [row["household"] for row in found] == [str(number) for number in range(450)]
    assert [int(row["row"]) for row in found] == list(range(1, 451))


def test_override_changes_results_and_marks_every_row(tmp_path):
    small = ADVANCE | {"children[0].monthlyMaintenance": "150.00"}
    (tmp_path / "law").mkdir()
    law = results(tmp_path / "law", "advances", [ADVANCE, small])
    given = "maintenance.advance_cap.value=350.00"
    supposed = results(tmp_path, "advances", [ADVANCE, small], "--set", given)
    assert [row["hypothetical"] for row in supposed] == [given, given]
    assert [row["total"] for row in law] == ["2100.00", "1800.00"]
    assert [row["total"] for row in supposed] == ["4200.00", "1800.00"]
    changed = {name for name, cell in law[1].items() if supposed[1][name] != cell}
    assert changed == {"hypothetical"}


def test_override_applies_on_its_days_only(tmp_path):
    given = "maintenance.advance_cap=350.00@2026-01-01..2026-06-30"
    (row,) = results(tmp_path, "advances", [ADVANCE], "--set", given)
    assert row["total"] == "3150.00"


def test_explanation_with_override_names_own_values(tmp_path):
    given = ("--whole", "--set", "waiver.published.minimum=1000.00")
    (row,) = results(tmp_path, "waiver", [dict(cells(examples("waiver")[0]))], *given)
    acts = {step["source"]["act"] for step in json.loads(row["answer"])["explanation"]}
    assert "ownValues" in acts


def test_override_that_cannot_be_computed_with_is_reported_in_row(tmp_path):
    given = ("--set", "waiver.steps=0")
    (row, *_) = results(tmp_path, "waiver", [dict(cells(examples("waiver")[0]))], *given)
    assert row["problems"] == "these figures cannot be computed with: ZeroDivisionError"


def test_row_that_is_no_csv_is_reported_in_its_place(tmp_path):
    file, out = tmp_path / "households.csv", tmp_path / "results.csv"
    good = ",".join(ADVANCE.values())
    lines = [",".join(ADVANCE), good, '"a"b' + good, f"{good},more", "\ufffd\x00" + good, good]
    file.write_bytes("\r\n".join(lines).encode() + b"\r\n\xff" + good.encode())
    assert main(["advances", str(file), "--out", str(out), "--workers", "1"]) == 0
    with out.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert [row["total"] for row in rows] == ["2100.00", "", "", "", "2100.00", ""]
    assert rows[1]["problems"] == "the row is no CSV"
    assert rows[2]["problems"] == "the row has more cells than the heading"
    assert rows[5]["refused"] == "applicationDate"


@pytest.mark.parametrize("mark", [";", "\t"])
def test_delimiter_is_found_in_heading(mark, tmp_path):
    file, out = tmp_path / "households.csv", tmp_path / "results.csv"
    lines = [mark.join(ADVANCE), mark.join(ADVANCE.values())]
    file.write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
    assert main(["advances", str(file), "--out", str(out), "--workers", "1"]) == 0
    assert ",2100.00," in out.read_text()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--set", "maintenance.advance_cup=1.00"), "did you mean maintenance.advance_cap"),
        (("--set", "maintenance.advance_cap=much"), "write the euro as in 12.50"),
        (("--set", "maintenance.advance_cap=1.234"), "more decimals than euro allows"),
        (("--set", "maintenance.grant_months=1.5"), "write the months as in 12"),
        (("--set", "maintenance.debtor_contribution=101"), "more than 100 percent"),
        (("--set", "maintenance.advance_cap"), "write name=value"),
        (("--set", "maintenance.advance_cap=1.00@2027-02-30"), "2027-02-30 is no day"),
        (("--set", "maintenance.advance_cap=1.00@2027-02-01..2026-02-01"), "before the first"),
        (("--keep", "household"), "household: to be kept, but there is no such column"),
        (("--workers", "0"), "at least one worker"),
    ],
)
def test_invalid_option_is_reported_before_first_row(given, said, tmp_path, capsys):
    write(tmp_path / "households.csv", [ADVANCE])
    out = tmp_path / "results.csv"
    assert main(["advances", str(tmp_path / "households.csv"), "--out", str(out), *given]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("month", "month: no question; did you mean months?"),
        ("children.birthDate", "children.birthDate: no question"),
        ("children[].birthDate", "children[].birthDate: no question"),
        ("children[10].birthDate", "children[10].birthDate: no question"),
        ("months,months", "months: more than once"),
        ("months,", "a column without name: no question"),
        ("", "the first line must name the columns"),
    ],
)
def test_heading_with_unknown_column_is_refused(heading, said, tmp_path, capsys):
    file, out = tmp_path / "households.csv", tmp_path / "results.csv"
    file.write_text(f"{heading}\n1,2\n", encoding="utf-8")
    assert main(["advances", str(file), "--out", str(out)]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_columns_and_parameters_are_listed(capsys):
    assert main(["advances", "--columns"]) == 0
    assert "children[].birthDate,date,required,,2026-01-31; [] from [0] to [9]" in (
        capsys.readouterr().out
    )
    assert main(["waiver", "--figures"]) == 0
    assert "maintenance.advance_cap,euro,2005-10-01,175.00" in capsys.readouterr().out
