"""What a campaign needs of each quota of AWS: ``python -m infra.operations.quotas``."""

from __future__ import annotations

import math
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Need:
    """One quota: how much a campaign needs of it, and how much a new account has."""

    name: str
    needed: int
    has: int
    note: str

    @property
    def is_met(self) -> bool:
        """Whether a new account has enough without a request."""
        return self.needed <= self.has


@dataclass(frozen=True, slots=True)
class Campaign:
    """The needs of a campaign, as of a day; ``burst`` is that of its first second."""

    as_of: date
    needs: tuple[Need, ...]
    burst: int


def read_campaign(path: Path = HERE / "quotas.toml") -> Campaign:
    """The arithmetic of the data file."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    asked, each = document["campaign"], document["each"]
    quotas: Mapping[str, int] = document["quotas"]
    notes: Mapping[str, str] = document["notes"]
    needed = dict(_needed(asked, each))
    needs = tuple(Need(name, needed[name], quotas[name], notes.get(name, "")) for name in quotas)
    burst = math.ceil(asked["forms_a_second"] * each["first_answer_seconds"])
    return Campaign(document["as_of"], needs, burst)


def _needed(asked: Mapping[str, float], each: Mapping[str, float]) -> Iterator[tuple[str, int]]:
    forms, messages = asked["forms_a_second"], asked["messages_a_second"]
    busy = forms * each["seconds_of_form"] + messages * each["seconds_of_message"]
    api = forms + messages
    yield "concurrent_executions", math.ceil(busy)
    yield "api_requests_a_second", math.ceil(api)
    yield "edge_requests_a_second", math.ceil(asked["pages_a_second"] * asked["files_a_page"] + api)
    yield "key_requests_a_second", math.ceil(messages * each["keys_of_message"])
    yield "table_writes_a_second", math.ceil(messages * each["writes_of_message"])
    yield "mails_a_second", math.ceil(messages * each["mails_of_message"])


def table(needs: Iterable[Need]) -> str:
    """The needs as the document on costs shows them."""
    return "\n".join(
        (
            "| quota | campaign needs | new account has | |",
            "|---|---:|---:|---|",
            *(
                f"| {need.name.replace('_', ' ')} | {need.needed:,} | {need.has:,} | {need.note} |"
                for need in needs
            ),
        )
    )


def main() -> int:
    """Print the table; 1 when a new account has too little of something."""
    campaign = read_campaign()
    sys.stdout.write(f"Quotas of {campaign.as_of}\n\n{table(campaign.needs)}\n\n")
    sys.stdout.write(f"concurrent executions while functions start: {campaign.burst}\n")
    return int(not all(need.is_met for need in campaign.needs))


if __name__ == "__main__":
    sys.exit(main())
