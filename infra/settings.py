"""What differs from one stage to another, as data: the only file of ``infra/`` to change for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from infra.payers import Payer, read_payers

SERVICES = ("maintenance", "family-allowances", "site")
"""The services that receive messages: each has its own queue and its own alarm."""

UNSET = ".example"
"""The top-level domain of placeholder addresses (RFC 2606)."""


DELIVERY = "delivery"
"""The function that a queue invokes: nobody waits for it."""


class UnknownStage(LookupError):
    """A stage was asked for that is not in ``STAGES``."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A name with its certificate.

    That of the site is in us-east-1: CloudFront reads certificates nowhere else.
    """

    name: str
    certificate_arn: str


@dataclass(frozen=True, slots=True)
class Throttling:
    """How many requests a second the API takes before it answers 429."""

    rate: int
    burst: int


@dataclass(frozen=True, slots=True)
class Firewall:
    """How many requests one address may send within five minutes before it is blocked."""

    requests: int
    contact_messages: int


@dataclass(frozen=True, slots=True)
class Copies:
    """Where backups are copied to: another region, of the same account unless one is named."""

    region: str
    account: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where messages come from and go to. The domain of the sender is verified with SES."""

    sender: str
    recipients: Mapping[str, str]
    throttling: Throttling

    @property
    def sender_domain(self) -> str:
        """What is behind the @ of the sender."""
        return self.sender.rpartition("@")[2]

    @property
    def is_set(self) -> bool:
        """Whether the addresses are real ones."""
        return not any(
            address.endswith(UNSET) for address in (self.sender, *self.recipients.values())
        )


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the site of a stage, as every page names it. The sources name nobody."""

    name: str = ""
    address: str = ""
    enterprise_number: str = ""
    contact: str = ""
    """An e-mail address."""

    @property
    def is_set(self) -> bool:
        """Whether every part is there."""
        return all(getattr(self, each.name) for each in fields(self))

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables from which the build of the site reads it."""
        return {f"PUBLISHER_{each.name.upper()}": getattr(self, each.name) for each in fields(self)}


CONTACT = Contact(
    sender=f"contact@alimenta{UNSET}",
    recipients={service: f"{service}@alimenta{UNSET}" for service in SERVICES},
    throttling=Throttling(rate=50, burst=100),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything about a stage that is not the same everywhere."""

    stage: str
    region: str
    account: str = ""
    """The AWS account of the stage: a deployment with credentials of another one is refused."""
    domain: Domain | None = None
    memory_mb: int
    timeout_seconds: int
    delivery_seconds: int = 60
    """The timeout of the delivery: longer than every call of one message at its slowest."""
    reserved_concurrency: Mapping[str, int] = field(default_factory=dict)
    """Concurrent executions that functions keep for themselves; more get 503. None by default: AWS
    wants 100 to stay unreserved, and a new account may have no more than 10."""
    canary: bool
    """Whether a release gets a tenth of the requests first, and goes back on an alarm."""
    slow_milliseconds: int
    """An alarm when one answer in twenty takes longer, for a quarter of an hour."""
    throttling: Throttling
    firewall: Firewall
    log_days: int
    access_log_days: int
    keeps_files: bool
    """Whether the buckets outlive the stack."""
    keeps_data: bool
    """Whether tables, their backups and keys outlive the stack, and refuse to be deleted."""
    backup_days: int
    """How long a deleted record can be restored from a backup."""
    copies: Copies | None = None
    """Where the weekly backup is copied to."""
    budget_dollars: int
    """The monthly budget; the alarm topic is notified before it is exceeded."""
    contact: Contact = CONTACT
    publisher: Publisher = Publisher()
    payers_domain: Domain | None = None
    """The name under which payers reach the API, with its certificate in the region itself."""
    payers: tuple[Payer, ...] = ()
    """The payers that may use the register; each gets a role of its own."""

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may list the site: at its own name, and not a trial of it."""
        return self.keeps_data and self.domain is not None

    def timeout_of(self, function: str) -> int:
        """The timeout of a Lambda function, in seconds."""
        return self.delivery_seconds if function == DELIVERY else self.timeout_seconds

    def concurrency_of(self, function: str) -> int | None:
        """The reserved concurrency of a Lambda function; ``None`` where it has no share."""
        return self.reserved_concurrency.get(function)


_PRODUCTION = Settings(
    stage="production",
    region="eu-central-1",
    memory_mb=1024,
    timeout_seconds=10,
    canary=True,
    slow_milliseconds=1_000,
    throttling=Throttling(rate=1000, burst=2000),
    firewall=Firewall(requests=2_000, contact_messages=20),
    log_days=30,
    access_log_days=7,
    keeps_files=True,
    keeps_data=True,
    backup_days=35,
    copies=Copies(region="eu-west-1"),
    budget_dollars=500,
    payers=read_payers("production"),
)

STAGES = {
    "trial": Settings(
        stage="trial",
        region="eu-central-1",
        memory_mb=512,
        timeout_seconds=10,
        canary=False,
        slow_milliseconds=5_000,
        throttling=Throttling(rate=50, burst=100),
        firewall=Firewall(requests=2_000, contact_messages=20),
        log_days=7,
        access_log_days=7,
        keeps_files=False,
        keeps_data=False,
        backup_days=7,
        budget_dollars=50,
        payers=read_payers("trial"),
    ),
    "acceptance": replace(
        _PRODUCTION,
        stage="acceptance",
        throttling=Throttling(rate=50, burst=100),
        log_days=14,
        keeps_files=False,
        keeps_data=False,
        backup_days=7,
        copies=None,
        budget_dollars=100,
        payers=read_payers("acceptance"),
    ),
    "production": _PRODUCTION,
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
