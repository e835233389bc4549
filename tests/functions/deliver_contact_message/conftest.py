from dataclasses import dataclass

import pytest

from tests.functions.contact_stand_in import standing


@dataclass
class Clock:
    now: int = 1_795_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def aws():
    with standing() as stand_in:
        yield stand_in


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("functions.deliver_contact_message.claims.now", clock)
    return clock
