"""What differs from one stage to another, as data."""

from __future__ import annotations

from dataclasses import dataclass


class UnknownStage(LookupError):
    """A stage was asked for that is not in ``STAGES``."""


@dataclass(frozen=True, slots=True)
class Domain:
    """The name under which people find the site, with its certificate.

    The certificate stands in us-east-1: CloudFront reads certificates nowhere else.
    """

    name: str
    certificate_arn: str


@dataclass(frozen=True, slots=True)
class Throttling:
    """How many requests a second the API takes before it answers 429."""

    rate: int
    burst: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything about a stage that is not the same everywhere."""

    stage: str
    region: str
    domain: Domain | None
    memory_mb: int
    timeout_seconds: int
    throttling: Throttling
    log_days: int
    access_log_days: int
    keeps_files: bool
    """Whether the buckets outlive the stack."""


STAGES = {
    "trial": Settings(
        stage="trial",
        region="eu-central-1",
        domain=None,
        memory_mb=512,
        timeout_seconds=10,
        throttling=Throttling(rate=50, burst=100),
        log_days=7,
        access_log_days=7,
        keeps_files=False,
    ),
    "production": Settings(
        stage="production",
        region="eu-central-1",
        domain=None,
        memory_mb=1024,
        timeout_seconds=10,
        throttling=Throttling(rate=1000, burst=2000),
        log_days=30,
        access_log_days=7,
        keeps_files=True,
    ),
}
"""Memory also sets the share of a processor, hence how soon the first answer comes."""


def settings_of(stage: str) -> Settings:
    """The settings of a stage.

    Raises:
        UnknownStage: there is no such stage.
    """
    try:
        return STAGES[stage]
    except KeyError:
        raise UnknownStage(f"no stage {stage!r}; there are {', '.join(STAGES)}") from None
