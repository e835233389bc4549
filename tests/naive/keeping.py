"""Cases kept as data: each made a difference once, and must make none again."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from functions.law.maintenance.application import (
    AdvanceApplication,
    Child,
    Income,
    IndexationClause,
    PaymentHistory,
    ReceivedPayment,
    StartIndex,
    Title,
    TitleKind,
)
from functions.law.values import Month
from functions.law.waiver.request import (
    Answer,
    OwnLimits,
    ParameterSet,
    Reading,
    Resources,
    Rounding,
    WaiverRequest,
)

FOLDER = Path(__file__).parent / "kept"


def kept_files():
    return sorted(FOLDER.glob("*.json"))


def read(file):
    """The kind and the case of a kept file."""
    data = json.loads(file.read_text(encoding="utf-8"))
    make = application_from if data["kind"] == "advances" else request_from
    return data["kind"], make(data["case"])


def write(name, kind, was_wrong, case):
    """Keeps a case, with a line that says what was wrong and with whom."""
    data = {"kind": kind, "was_wrong": was_wrong, "case": plain(case)}
    text = json.dumps(data, indent=2, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def plain(value):
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date | Month):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


def application_from(data):
    title, income = data["title"], data["income"]
    start = title["start_index"]
    return AdvanceApplication(
        **{
            **data,
            "application_date": date.fromisoformat(data["application_date"]),
            "title": Title(
                **{
                    **title,
                    "kind": TitleKind(title["kind"]),
                    "date": date.fromisoformat(title["date"]),
                    "indexation": IndexationClause(title["indexation"]),
                    "start_index": start and StartIndex(**start),
                }
            ),
            "children": tuple(
                Child(**{**child, "birth_date": date.fromisoformat(child["birth_date"])})
                for child in data["children"]
            ),
            "payment_history": PaymentHistory(data["payment_history"]),
            "received_payments": tuple(
                ReceivedPayment(month=month_from(payment["month"]), amount=payment["amount"])
                for payment in data["received_payments"]
            ),
            "income": income and Income(**income),
        }
    )


def month_from(text):
    year, month = text.split("-")
    return Month(int(year), int(month))


def request_from(data):
    partner, own = data["partner_resources"], data["own_limits"]
    return WaiverRequest(
        **{
            **data,
            "request_date": date.fromisoformat(data["request_date"]),
            "good_faith": Answer(data["good_faith"]),
            "uncertain_situation": Answer(data["uncertain_situation"]),
            "debtor_resources": Resources(**data["debtor_resources"]),
            "partner_resources": partner and Resources(**partner),
            "parameter_set": ParameterSet(data["parameter_set"]),
            "own_limits": own and OwnLimits(**own),
            "reading": Reading(data["reading"]),
            "rounding": Rounding(data["rounding"]),
        }
    )
