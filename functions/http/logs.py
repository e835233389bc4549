"""What is logged of a request: which operation, how it ended, how long it took. Nothing typed."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from typing import Any

import orjson
from aws_lambda_powertools import Logger

from functions.http.metrics import counted, outcome_of


def _line(members: Mapping[str, Any]) -> str:
    return orjson.dumps(members, default=str).decode()


def _as_it_is(message: object) -> str:
    """A message of ours is plain words: the toolkit need not try whether it is JSON."""
    return str(message)


logger = Logger(
    service="alimenta", level="INFO", json_serializer=_line, json_deserializer=_as_it_is
)

LIBRARIES_OF_AWS = ("boto3", "botocore", "urllib3")
for name in LIBRARIES_OF_AWS:
    # Below a warning they log requests with contact messages, whatever level is set elsewhere.
    logging.getLogger(name).setLevel(logging.WARNING)


def log_answer(
    operation: str, status: int, milliseconds: float, trace_id: str, language: str
) -> None:
    """One line for each answer, which CloudWatch also counts by operation and class of outcome."""
    logger.info(
        "answered",
        extra={
            **counted(operation, outcome_of(status)),
            "status": status,
            "language": language,
            "duration_ms": round(milliseconds, 1),
            "trace_id": trace_id,
        },
    )


def log_count(message: str, operation: str, outcome: str) -> None:
    """One line for something else than an answer, which CloudWatch counts for an alarm."""
    logger.warning(message, extra=counted(operation, outcome))


def log_failure(error: BaseException, trace_id: str) -> None:
    """Where an unforeseen error happened. Its message may repeat what was typed: it stays out."""
    places = traceback.extract_tb(error.__traceback__)
    logger.error(
        "failed",
        extra={
            "error": type(error).__name__,
            "places": [f"{place.name}:{place.lineno}" for place in places[-5:]],
            "trace_id": trace_id,
        },
    )
