"""A Lambda function that answers rows of a file, as Step Functions hands them over.

``ANALYSIS_CALCULATOR`` names the calculator, ``ANALYSIS_TODAY`` what an empty date means. A row is
an object by column, with its number; a batch has them under ``Items``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from analysis.calculators import calculator
from analysis.columns import read_heading
from analysis.household import Reading, answer_row, heading

CALCULATOR, TODAY = "ANALYSIS_CALCULATOR", "ANALYSIS_TODAY"
LANGUAGE = "en"


def handler(event: Mapping[str, Any], _: object) -> dict[str, Any]:
    """The heading of the results, and the row of the results for each row.

    Raises:
        CannotRead: a column is no question: the whole file is refused, as by the command.
    """
    items: Sequence[Mapping[str, Any]] = event.get("Items", [event])
    columns = tuple(items[0]["row"])
    reading = _reading(columns)
    return {
        "heading": heading(reading, ()),
        "rows": [
            answer_row(reading, item["index"] + 1, [item["row"].get(name, "") for name in columns])
            for item in items
        ],
    }


@cache
def _reading(columns: tuple[str, ...]) -> Reading:
    chosen = calculator(os.environ[CALCULATOR])
    return Reading(
        calculator=chosen,
        columns=read_heading(chosen.simulator.schema.form, columns, ()),
        language=LANGUAGE,
        today=date.fromisoformat(os.environ[TODAY]),
    )
