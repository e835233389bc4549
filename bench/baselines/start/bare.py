"""A handler that reads JSON and writes JSON, and nothing else: the floor."""

from __future__ import annotations

import json
from typing import Any

CAP = 17_500


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The smaller of an amount and the cap."""
    del context
    asked = json.loads(event["body"])
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"advance": min(asked["amount"], CAP)}),
    }
