"""Cases kept as data: each made a difference once, and must make none again."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import get_args, get_origin, get_type_hints

from functions.law.core.values import Month
from functions.law.maintenance.application import AdvanceApplication
from functions.law.maintenance.arrears_request import ArrearsRequest
from functions.law.maintenance.deadlines import DeadlinesRequest
from functions.law.maintenance.debtor_account import PaymentsRequest
from functions.law.maintenance.indexation_history import IndexationRequest
from functions.law.maintenance.renewals import RenewalRequest
from functions.law.maintenance.undue import UndueRequest
from functions.law.waiver.appeal import AppealRequest
from functions.law.waiver.first_questions_request import FirstQuestionsRequest
from functions.law.waiver.particulars import ParticularsRequest
from functions.law.waiver.request import WaiverRequest
from functions.law.waiver.retention import RetentionRequest

FOLDER = Path(__file__).parent / "regression_cases"
REQUESTS = {
    "advances": AdvanceApplication,
    "waiver": WaiverRequest,
    "payments": PaymentsRequest,
    "undue": UndueRequest,
    "arrears": ArrearsRequest,
    "indexation": IndexationRequest,
    "deadlines": DeadlinesRequest,
    "appeals": AppealRequest,
    "particulars": ParticularsRequest,
    "retention": RetentionRequest,
    "first_questions": FirstQuestionsRequest,
    "renewals": RenewalRequest,
}


def kept_files():
    return sorted(FOLDER.glob("*.json"))


def read(file):
    """The kind and the case of a kept file."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return data["kind"], built(REQUESTS[data["kind"]], data["case"])


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


def built(kind, data):
    """The value of that type from what ``plain`` made of it."""
    if data is None:
        return None
    if get_origin(kind) is tuple:
        return tuple(built(get_args(kind)[0], one) for one in data)
    if get_args(kind):  # a type or None
        (kind,) = set(get_args(kind)) - {NoneType}
    if is_dataclass(kind):
        types = get_type_hints(kind)
        return kind(**{name: built(types[name], one) for name, one in data.items()})
    if kind is date:
        return date.fromisoformat(data)
    if kind is Month:
        return Month(*(int(part) for part in data.split("-")))
    return kind(data) if issubclass(kind, Enum) else data
