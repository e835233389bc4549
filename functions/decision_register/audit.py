"""Who did what with which decision, and when: one item for each act, in a table of its own.

No answer is given whose act could not be noted.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from datetime import timedelta

from functions.decision_register.table import answered, client
from functions.http import clock
from functions.http.request import Request

TABLE = "REGISTER_AUDIT_TABLE"
KEPT = timedelta(days=3 * 365)
"""As long as the act of an official can usually be looked into, and no longer."""


def note(request: Request, payer: str, act: str, decisions: Sequence[str]) -> None:
    """Note that the caller of a request did that with these decisions of a payer.

    Raises:
        Problem: the table does not answer.
    """
    now = clock.now()
    # Two acts of the same moment are two items.
    moment = f"{now.isoformat(timespec='milliseconds')}#{secrets.token_hex(4)}"
    answered(
        client().put_item,
        TableName=os.environ[TABLE],
        Item={
            "payer": {"S": payer},
            "moment": {"S": moment},
            "act": {"S": act},
            "caller": {"S": request.caller},
            "decisions": {"L": [{"S": each} for each in decisions]},
            "delete_after": {"N": str(int((now + KEPT).timestamp()))},
        },
    )
