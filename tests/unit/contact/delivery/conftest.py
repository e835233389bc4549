import pytest

from tests.contact_aws import Clock, aws

__all__ = ["aws"]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("functions.http.clock.now", clock)
    return clock
