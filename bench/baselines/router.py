"""The router of powertools alone: the functions of the product are built on it."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

CAP = 17_500
app = APIGatewayHttpResolver()


@app.post("/advance")
def advance() -> dict[str, int]:
    """The smaller of an amount and the cap."""
    return {"advance": min(app.current_event.json_body["amount"], CAP)}


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one event."""
    return app.resolve(event, context)
