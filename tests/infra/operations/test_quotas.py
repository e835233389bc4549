"""A campaign fits the quotas of a new account, and the limits that the stacks set themselves."""

import tomllib
from pathlib import Path

from infra.operations.quotas import HERE, Campaign, Need, main, read_campaign, table
from infra.settings import STAGES

DOCUMENT = Path(__file__).parents[3] / "infra" / "cost.md"

SAMPLE = """
as_of = 2026-01-01
[campaign]
forms_a_second = 100
pages_a_second = 10
files_a_page = 5
messages_a_second = 2
[each]
seconds_of_form = 0.05
seconds_of_message = 0.5
first_answer_seconds = 0.3
writes_of_message = 6
keys_of_message = 9
mails_of_message = 1.5
[quotas]
concurrent_executions = 10
edge_requests_a_second = 200
mails_a_second = 2
[notes]
mails_a_second = "less in the sandbox"
"""


def needs_of(tmp_path):
    path = tmp_path / "quotas.toml"
    path.write_text(SAMPLE, encoding="utf-8")
    return {need.name: need for need in read_campaign(path).needs}


def test_concurrency_is_rate_times_duration(tmp_path):
    assert needs_of(tmp_path)["concurrent_executions"] == Need("concurrent_executions", 6, 10, "")


def test_pages_bring_their_files(tmp_path):
    assert needs_of(tmp_path)["edge_requests_a_second"].needed == 152


def test_quota_that_is_too_small_is_known(tmp_path):
    assert not needs_of(tmp_path)["mails_a_second"].is_met


def test_campaign_fits_quotas_of_new_account():
    campaign = read_campaign()

    assert isinstance(campaign, Campaign)
    assert [need.name for need in campaign.needs if not need.is_met] == []
    assert main() == 0


def test_campaign_is_below_throttle_of_production():
    asked = tomllib.loads((HERE / "quotas.toml").read_text(encoding="utf-8"))["campaign"]
    production = STAGES["production"]

    assert asked["forms_a_second"] + asked["messages_a_second"] <= production.throttling.rate
    assert asked["messages_a_second"] <= production.contact.throttling.rate


def test_document_shows_computed_needs():
    campaign = read_campaign()
    text = DOCUMENT.read_text(encoding="utf-8")

    assert table(campaign.needs) in text
    assert str(campaign.as_of) in text
    assert f"about {campaign.burst} executions" in text
