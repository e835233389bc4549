"""Who hears of it: alarms, topic, dashboard, budget, firewall."""

import json
import re
from pathlib import Path

import pytest

from functions.contact.delivery.deliver import DROPPED, OPERATION
from functions.http.metrics import counted
from tests.infra.conftest import SETTINGS, of_type, properties

ALARM = "AWS::CloudWatch::Alarm"
RUNBOOK = Path(__file__).parents[2] / "infra" / "runbook.md"


@pytest.fixture(scope="session")
def alarms(synthesised):
    return properties(synthesised.api, ALARM)


def watched(alarms, metric):
    """The names of what the alarms on a metric look at."""
    values = [item["Dimensions"][0]["Value"] for item in alarms if item.get("MetricName") == metric]
    return {value["Ref"] if "Ref" in value else value["Fn::GetAtt"][0] for value in values}


@pytest.mark.parametrize("metric", ["Errors", "Throttles"])
def test_every_function_has_alarm(synthesised, alarms, metric):
    functions = set(of_type(synthesised.api, "AWS::Lambda::Function"))

    assert watched(alarms, metric) == functions


def test_functions_that_people_wait_for_answer_95_of_100_within_a_second(synthesised, alarms):
    functions = of_type(synthesised.api, "AWS::Lambda::Function")
    waited_for = {
        name
        for name, item in functions.items()
        if item["Properties"]["Handler"] != "functions.handlers.delivery.handler"
    }
    slow = [item for item in alarms if item.get("MetricName") == "Duration"]

    assert watched(alarms, "Duration") == waited_for
    assert {(item["ExtendedStatistic"], item["Threshold"]) for item in slow} == {("p95", 1000)}


def alarm_of(synthesised, name):
    (found,) = (
        item["Properties"]
        for logical, item in of_type(synthesised.api, ALARM).items()
        if logical.startswith(f"Alarms{name}")
    )
    return found


@pytest.mark.parametrize(
    ("name", "seconds", "rate"), [("BudgetFast", 3600, 14.4), ("BudgetSlow", 21600, 6)]
)
def test_alarm_follows_error_budget_of_service_level(synthesised, name, seconds, rate):
    alarm = alarm_of(synthesised, name)
    periods = {item["MetricStat"]["Period"] for item in alarm["Metrics"] if "MetricStat" in item}

    assert (periods, alarm["Threshold"]) == ({seconds}, rate)
    assert "failed / asked / 0.001" in json.dumps(alarm["Metrics"])


def test_dropped_message_raises_alarm_on_metric_that_delivery_writes(synthesised):
    alarm = alarm_of(synthesised, "MessageDropped")
    line = counted(OPERATION, DROPPED)
    (metric,) = line["_aws"]["CloudWatchMetrics"]

    assert (alarm["Namespace"], alarm["MetricName"]) == (
        metric["Namespace"],
        metric["Metrics"][0]["Name"],
    )
    assert {each["Name"]: each["Value"] for each in alarm["Dimensions"]} == {
        name: line[name] for name in metric["Dimensions"][0]
    }
    assert alarm["Threshold"] == 0


@pytest.mark.parametrize(
    ("name", "metric"),
    [
        ("Bounces", "Reputation.BounceRate"),
        ("Complaints", "Reputation.ComplaintRate"),
    ],
)
def test_mail_reputation_raises_alarm(synthesised, name, metric):
    assert alarm_of(synthesised, name)["MetricName"] == metric


def added_up(alarm):
    """The metrics that the expression of an alarm adds up, with the dimensions of each."""
    return sorted(
        (
            item["MetricStat"]["Metric"]["MetricName"],
            len(item["MetricStat"]["Metric"]["Dimensions"]),
        )
        for item in alarm["Metrics"]
        if "MetricStat" in item
    )


def test_failed_backup_and_failed_copy_raise_alarm(synthesised):
    assert added_up(alarm_of(synthesised, "BackupFailed")) == [
        ("NumberOfBackupJobsFailed", 1),
        ("NumberOfCopyJobsFailed", 1),
    ]


def test_night_with_fewer_backups_than_tables_raises_alarm_also_without_data(synthesised):
    alarm = alarm_of(synthesised, "BackupMissing")
    (selection,) = properties(synthesised.api, "AWS::Backup::BackupSelection")
    tables = len(selection["BackupSelection"]["Resources"])

    assert alarm["TreatMissingData"] == "breaching"
    assert (alarm["ComparisonOperator"], alarm["Threshold"]) == (
        "LessThanThreshold",
        tables,
    )


def test_table_that_refuses_requests_raises_alarm_on_metrics_without_operation(synthesised):
    # ThrottledRequests exists by operation only: an alarm on the table alone would see no data.
    tables = len(of_type(synthesised.api, "AWS::DynamoDB::Table"))
    assert added_up(alarm_of(synthesised, "TableThrottled")) == sorted(
        [("ReadThrottleEvents", 1), ("WriteThrottleEvents", 1)] * tables
    )


def test_runbook_has_line_for_each_alarm(synthesised):
    text = RUNBOOK.read_text(encoding="utf-8").partition("## Alarms")[2]
    for logical in of_type(synthesised.everything, ALARM):
        kind = re.sub(r"[0-9A-F]{8}$", "", logical)
        named = [name for name in re.findall(r"^\| `(\w+)`", text, re.MULTILINE) if name in kind]
        assert named, logical


def test_every_queue_has_alarm(synthesised, alarms):
    queues = of_type(synthesised.api, "AWS::SQS::Queue")
    dead = {name for name, item in queues.items() if "RedrivePolicy" not in item["Properties"]}
    dead_letters = watched(alarms, "ApproximateNumberOfMessagesVisible")
    old = watched(alarms, "ApproximateAgeOfOldestMessage")

    assert (dead_letters, old) == (dead, set(queues) - dead)


def test_one_dead_letter_raises_alarm(alarms):
    thresholds = {
        (item["Threshold"], item["ComparisonOperator"])
        for item in alarms
        if item.get("MetricName") == "ApproximateNumberOfMessagesVisible"
    }

    assert thresholds == {(0, "GreaterThanThreshold")}


def test_api_has_alarms_for_server_errors_and_surge_of_client_errors(alarms):
    of_the_api = [
        item.get("MetricName") or item["Metrics"][0]["Expression"]
        for item in alarms
        if "AWS/ApiGateway" in json.dumps(item)
    ]

    assert sorted(of_the_api) == [
        "IF(asked > 20, failed / asked / 0.001, 0)",
        "IF(asked > 20, failed / asked / 0.001, 0)",
        "IF(asked > 200, 100 * refused / asked, 0)",
        "IF(failed > 2, 100 * failed / asked, 0)",
    ]


def test_every_alarm_notifies_topic_on_alarm_and_ok(synthesised, alarms):
    (topic,) = of_type(synthesised.api, "AWS::SNS::Topic")

    assert all(item["AlarmActions"] == item["OKActions"] == [{"Ref": topic}] for item in alarms)


def test_quiet_is_no_alarm_unless_something_must_happen(synthesised):
    breaching = {
        re.sub(r"[0-9A-F]{8}$", "", name)
        for name, item in of_type(synthesised.everything, ALARM).items()
        if item["Properties"]["TreatMissingData"] != "notBreaching"
    }
    assert breaching == {"AlarmsBackupMissing", "PageDown", "ApiDown"}


def test_topic_is_encrypted_and_refuses_unencrypted_transport(synthesised):
    (topic,) = properties(synthesised.api, "AWS::SNS::Topic")
    (policy,) = properties(synthesised.api, "AWS::SNS::TopicPolicy")
    refusals = [
        statement["Condition"]
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
    ]

    assert "KmsMasterKeyId" in topic
    assert refusals == [{"Bool": {"aws:SecureTransport": "false"}}]


def test_one_dashboard_exists(synthesised):
    (page,) = properties(synthesised.api, "AWS::CloudWatch::Dashboard")

    assert page["DashboardName"] == "alimenta-production"


def test_budget_notifies_topic_before_limit(synthesised):
    (budget,) = properties(synthesised.budget, "AWS::Budgets::Budget")
    notified = [
        (item["Notification"]["NotificationType"], item["Notification"]["Threshold"])
        for item in budget["NotificationsWithSubscribers"]
    ]

    assert budget["Budget"]["BudgetLimit"] == {"Amount": SETTINGS.budget_dollars, "Unit": "USD"}
    assert notified == [("ACTUAL", 80), ("FORECASTED", 100)]


@pytest.fixture(scope="session")
def rules(firewall):
    return {rule["Name"]: rule for rule in firewall["Rules"]}


def test_distribution_uses_firewall(synthesised, firewall):
    (distribution,) = properties(synthesised.site, "AWS::CloudFront::Distribution")

    assert firewall["Scope"] == "CLOUDFRONT"
    assert distribution["DistributionConfig"]["WebACLId"] == {"Ref": "FirewallArn"}


def test_firewall_is_in_us_east_1_for_cloudfront(synthesised):
    assert synthesised.cloud.firewall.region == "us-east-1"


def test_firewall_log_redacts_request_content(synthesised, firewall):
    hidden = {
        item["Field"]["FieldType"]
        for item in firewall["DataProtectionConfig"]["DataProtections"]
        if item["Action"] == "SUBSTITUTION"
    }
    (logging,) = properties(synthesised.firewall, "AWS::WAFv2::LoggingConfiguration")

    assert hidden == {"BODY", "QUERY_STRING"}
    assert logging["LoggingFilter"]["DefaultBehavior"] == "DROP"


def test_firewall_samples_no_requests(firewall, rules):
    shown = [
        item["VisibilityConfig"]["SampledRequestsEnabled"] for item in (firewall, *rules.values())
    ]

    assert shown == [False] * (1 + len(rules))


def test_every_taggable_resource_has_tags(synthesised):
    for name, item in synthesised.everything.items():
        tags = item["Properties"].get("Tags")
        if isinstance(tags, list):
            pairs = {tag["Key"]: tag["Value"] for tag in tags}
            assert pairs["application"] == "alimenta", name
            assert pairs["stage"] == "production", name


def test_every_log_group_is_encrypted_and_has_retention(synthesised):
    groups = properties(synthesised.everything, "AWS::Logs::LogGroup")

    assert all("KmsKeyId" in item for item in groups)
    assert {item["RetentionInDays"] for item in groups} == {
        SETTINGS.log_days,
        SETTINGS.access_log_days,
    }
