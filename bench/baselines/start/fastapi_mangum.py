"""FastAPI behind Mangum, the usual way to bring it to Lambda."""

from __future__ import annotations

from fastapi import FastAPI
from mangum import Mangum
from pydantic import BaseModel

CAP = 17_500
app = FastAPI()


class Asked(BaseModel):
    """An amount in cents."""

    amount: int


class Answer(BaseModel):
    """An amount in cents."""

    advance: int


@app.post("/advance")
async def advance(asked: Asked) -> Answer:
    """The smaller of an amount and the cap."""
    return Answer(advance=min(asked.amount, CAP))


handler = Mangum(app, lifespan="off")
