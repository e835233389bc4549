"""The router of powertools with its own validation, which brings pydantic."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from pydantic import BaseModel

CAP = 17_500
app = APIGatewayHttpResolver(enable_validation=True)


class Asked(BaseModel):
    """An amount in cents."""

    amount: int


class Answer(BaseModel):
    """An amount in cents."""

    advance: int


@app.post("/advance")
def advance(asked: Asked) -> Answer:
    """The smaller of an amount and the cap."""
    return Answer(advance=min(asked.amount, CAP))


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one event."""
    return app.resolve(event, context)
