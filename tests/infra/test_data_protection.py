"""Durations and places are the same in the stacks, the assessment and the privacy page."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from functions.contact.limits import DAY
from functions.contact.messages import QUEUE_DAYS, RECORD_DAYS
from functions.decision_register.audit import KEPT
from functions.i18n.catalog import LANGUAGES
from infra.stacks.firewall import EDGE_REGION
from tests.infra.conftest import SETTINGS, of_type, properties

ROOT = Path(__file__).parents[2]
ASSESSMENT = (ROOT / "infra" / "data-protection.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in ASSESSMENT.partition("## Who receives it")[0].splitlines()
    if line.startswith("| ") and not line.startswith("| data")
]
DAYS = {
    "en": r"(\d+) days",
    "fr": r"(\d+) jours",
    "nl": r"(\d+) dagen",
    "de": r"(\d+) Tage",
}
SECONDS_OF_DAY = int(timedelta(days=1).total_seconds())


def days_of(*words):
    """The days in the one row whose data or place holds all these words."""
    (days,) = (row[2] for row in ROWS if all(word in " | ".join(row) for word in words))
    return int(days)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (["SQS queue of the service"], QUEUE_DAYS),
        (["dead-letter queue"], 2 * QUEUE_DAYS),
        (["two digests"], RECORD_DAYS),
        (["changes daily"], DAY.days),
        (["which role of a payer"], KEPT.days),
        (["point-in-time recovery"], SETTINGS.backup_days),
        (["weekly copy", SETTINGS.copies.region], SETTINGS.backup_days),
        (["logs of the functions"], SETTINGS.log_days),
        (["access logs in S3"], SETTINGS.access_log_days),
        (["log of AWS WAF", EDGE_REGION], SETTINGS.access_log_days),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_assessment_names_days_of_settings(words, days):
    assert days_of(*words) == days


def test_stacks_keep_data_as_long_as_assessment_says(synthesised):
    everything = synthesised.everything
    queues = {
        item["MessageRetentionPeriod"] // SECONDS_OF_DAY
        for item in properties(everything, "AWS::SQS::Queue")
    }
    plans = properties(everything, "AWS::Backup::BackupPlan")
    backups = {
        rule["Lifecycle"]["DeleteAfterDays"]
        for plan in plans
        for rule in plan["BackupPlan"]["BackupPlanRule"]
    }
    recovery = {
        item["PointInTimeRecoverySpecification"]["RecoveryPeriodInDays"]
        for item in properties(everything, "AWS::DynamoDB::Table")
        if "PointInTimeRecoverySpecification" in item
    }

    assert queues == {days_of("SQS queue of the service")}
    assert max(backups) == days_of("weekly copy")
    assert recovery == {days_of("point-in-time recovery")}


def test_access_logs_are_gone_after_their_days_with_previous_versions(synthesised):
    (rule,) = (
        item["LifecycleConfiguration"]["Rules"][0]
        for item in properties(synthesised.site, "AWS::S3::Bucket")
        if "ExpirationInDays" in item["LifecycleConfiguration"]["Rules"][0]
    )
    days = rule["ExpirationInDays"] + rule["NoncurrentVersionExpiration"]["NoncurrentDays"]

    assert days == days_of("access logs in S3")


def test_every_store_of_stacks_is_in_assessment(synthesised):
    stores = {
        "AWS::SQS::Queue": "SQS",
        "AWS::DynamoDB::Table": "DynamoDB",
        "AWS::S3::Bucket": "S3",
        "AWS::Logs::LogGroup": "CloudWatch logs",
        "AWS::Backup::BackupVault": "vault",
        "AWS::SES::EmailIdentity": "SES",
    }
    for kind, name in stores.items():
        assert of_type(synthesised.everything, kind), kind
        assert name in ASSESSMENT, kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_privacy_page_names_same_days_as_assessment(language):
    page = (ROOT / f"site/content/{language}/about/privacy.md").read_text(encoding="utf-8")
    named = {int(days) for days in re.findall(DAYS[language], page)}
    kept = {
        days_of("SQS queue of the service"),
        days_of("two digests"),
        days_of("point-in-time recovery"),
        days_of("access logs in S3"),
    }

    assert named == kept
    assert re.search(rf"\b{days_of('dead-letter queue')}\b", page)


@pytest.mark.parametrize(
    ("language", "country"),
    [
        ("en", "United States"),
        ("fr", "États-Unis"),
        ("nl", "Verenigde Staten"),
        ("de", "Vereinigten Staaten"),
    ],
)
def test_privacy_page_says_that_log_of_firewall_is_outside_union(language, country):
    page = (ROOT / f"site/content/{language}/about/privacy.md").read_text(encoding="utf-8")

    assert EDGE_REGION in ASSESSMENT
    assert country in page


def test_assessment_stays_short():
    assert len(ASSESSMENT.split()) <= 1300
