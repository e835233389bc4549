"""Whose register a request is about: the payer of the role that signed it, and no other."""

from __future__ import annotations

import json
import os
import re

from functions.http.problem import Problem, Problems
from functions.http.request import Request

PAYERS = "REGISTER_PAYERS"
"""The setting that names the payer of each role: a JSON object of role ARN to payer."""

SESSION = re.compile(
    r"arn:(?P<part>aws[a-z-]*):sts::(?P<account>[0-9]{12}):assumed-role/(?P<role>[^/]+)/[^/]+"
)


def payer_of(request: Request) -> str:
    """The payer whose decisions the caller may record and read.

    Raises:
        Problem: nobody signed, or who did acts for no payer.
    """
    payers = json.loads(os.environ.get(PAYERS) or "{}")
    payer = payers.get(_principal(request.caller)) if request.caller else None
    if not isinstance(payer, str) or not payer:
        raise Problem(Problems.FORBIDDEN)
    return payer


def _principal(arn: str) -> str:
    """The role behind a session, whose name changes each time; any other identity as it is.

    The name of a session holds no path of its role: the roles of payers have none.
    """
    session = SESSION.fullmatch(arn)
    if session is None:
        return arn
    return f"arn:{session['part']}:iam::{session['account']}:role/{session['role']}"
