"""What is seen from outside and at the edge, in the region that has the metrics."""

import json
from dataclasses import replace

import pytest
from aws_cdk import App
from aws_cdk.assertions import Template

from functions.http.metrics import counted
from functions.parameters.freshness import HEALTH, OVERDUE
from infra.stacks.edge_alarms import (
    DISTRIBUTION,
    HEALTH_TEXT,
    PAGE,
    PAGE_TEXT,
    SITE_HOST,
    EdgeAlarmsStack,
)
from infra.stacks.edge_alarms import HEALTH as HEALTH_PATH
from tests.infra.conftest import SETTINGS, of_type, properties

ALARM = "AWS::CloudWatch::Alarm"


@pytest.fixture(scope="session")
def edge(synthesised):
    return synthesised.template(synthesised.cloud.edge_alarms)["Resources"]


def metrics_of(alarm):
    """The metrics that an alarm reads: name, and dimensions as text."""
    if "MetricName" in alarm:
        return [(alarm["MetricName"], json.dumps(alarm["Dimensions"]))]
    return [
        (each["MetricStat"]["Metric"]["MetricName"], json.dumps(each["MetricStat"]["Metric"]))
        for each in alarm["Metrics"]
        if "MetricStat" in each
    ]


def test_alarms_of_edge_are_in_region_of_its_metrics(synthesised):
    assert synthesised.cloud.edge_alarms.region == "us-east-1"


def test_page_and_health_are_asked_from_three_regions_by_their_text(edge):
    checks = {
        item["HealthCheckConfig"]["ResourcePath"]: item["HealthCheckConfig"]
        for item in properties(edge, "AWS::Route53::HealthCheck")
    }

    assert {path: each["SearchString"] for path, each in checks.items()} == {
        PAGE: PAGE_TEXT,
        HEALTH_PATH: HEALTH_TEXT,
    }
    for each in checks.values():
        assert each["Type"] == "HTTPS_STR_MATCH"
        assert each["FullyQualifiedDomainName"] == {"Ref": SITE_HOST}
        assert len(each["Regions"]) == 3


@pytest.mark.parametrize("language", ["fr"])
def test_built_page_holds_text_of_its_check_at_its_beginning(site, language):
    page = (site / PAGE.strip("/") / "index.html").read_bytes()[:5120]

    assert f"/{language}/" == PAGE
    assert PAGE_TEXT.encode() in page


def test_each_check_has_alarm_that_no_data_set_off_too(edge):
    checks = set(of_type(edge, "AWS::Route53::HealthCheck"))
    watched = [
        item for item in properties(edge, ALARM) if item.get("MetricName") == "HealthCheckStatus"
    ]

    assert len(watched) == len(checks)
    assert {item["TreatMissingData"] for item in watched} == {"breaching"}
    assert {name for name in checks if name in json.dumps(watched)} == checks


@pytest.mark.parametrize(
    ("metric", "dimensions"),
    [
        ("5xxErrorRate", [DISTRIBUTION, "Global"]),
        ("BlockedRequests", ["alimenta-production", "ALL"]),
        ("DaysToExpiry", [SETTINGS.domain.certificate_arn]),
    ],
)
def test_edge_has_alarm_on_metric(edge, metric, dimensions):
    found = [
        written
        for item in properties(edge, ALARM)
        for name, written in metrics_of(item)
        if name == metric
    ]

    (written,) = found
    assert all(each in written for each in dimensions)


def test_metrics_of_firewall_are_found_under_its_own_name(synthesised):
    (firewall,) = properties(synthesised.firewall, "AWS::WAFv2::WebACL")

    assert firewall["VisibilityConfig"]["MetricName"] == "alimenta-production"


def test_certificate_of_payers_has_alarm_in_its_region(synthesised):
    found = [
        item
        for item in properties(synthesised.api, ALARM)
        if item.get("MetricName") == "DaysToExpiry"
    ]

    (alarm,) = found
    assert SETTINGS.payers_domain.certificate_arn in json.dumps(alarm["Dimensions"])


def test_every_alarm_of_edge_notifies_its_encrypted_topic(edge):
    (topic,) = of_type(edge, "AWS::SNS::Topic")

    assert "KmsMasterKeyId" in edge[topic]["Properties"]
    assert all(
        item["AlarmActions"] == item["OKActions"] == [{"Ref": topic}]
        for item in properties(edge, ALARM)
    )


def test_stage_without_domain_is_checked_too_and_has_no_certificate(tmp_path):
    settings = replace(SETTINGS, domain=None)
    stack = EdgeAlarmsStack(App(outdir=str(tmp_path)), "Edge", settings=settings)
    resources = Template.from_stack(stack).to_json()["Resources"]

    assert len(of_type(resources, "AWS::Route53::HealthCheck")) == 2
    assert "DaysToExpiry" not in json.dumps(resources)


def test_overdue_figure_raises_alarm_on_metric_that_health_writes(synthesised):
    (alarm,) = (
        item["Properties"]
        for name, item in of_type(synthesised.api, ALARM).items()
        if name.startswith("AlarmsFiguresOverdue")
    )
    line = counted(HEALTH, OVERDUE)

    assert {each["Name"]: each["Value"] for each in alarm["Dimensions"]} == {
        name: line[name] for name in ("operation", "outcome")
    }
