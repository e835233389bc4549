"""Who hears of it: alarms, topic, dashboard, budget, firewall."""

import json

import pytest

from tests.infra.conftest import SETTINGS, of_type, properties

ALARM = "AWS::CloudWatch::Alarm"


@pytest.fixture(scope="session")
def alarms(synthesised):
    return properties(synthesised.api, ALARM)


def watched(alarms, metric):
    """The names of what the alarms on a metric look at."""
    values = [item["Dimensions"][0]["Value"] for item in alarms if item.get("MetricName") == metric]
    return {value["Ref"] if "Ref" in value else value["Fn::GetAtt"][0] for value in values}


@pytest.mark.parametrize("metric", ["Errors", "Throttles", "Duration"])
def test_every_function_has_alarm(synthesised, alarms, metric):
    functions = set(of_type(synthesised.api, "AWS::Lambda::Function"))

    assert watched(alarms, metric) == functions


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

    assert sorted(of_the_api) == ["5xx", "IF(asked > 200, 100 * refused / asked, 0)"]


def test_every_alarm_notifies_topic_on_alarm_and_ok(synthesised, alarms):
    (topic,) = of_type(synthesised.api, "AWS::SNS::Topic")

    assert all(item["AlarmActions"] == item["OKActions"] == [{"Ref": topic}] for item in alarms)


def test_quiet_is_no_alarm(alarms):
    assert {item["TreatMissingData"] for item in alarms} == {"notBreaching"}


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
def firewall(synthesised):
    (only,) = properties(synthesised.firewall, "AWS::WAFv2::WebACL")
    return only


@pytest.fixture(scope="session")
def rules(firewall):
    return {rule["Name"]: rule for rule in firewall["Rules"]}


def test_distribution_uses_firewall(synthesised, firewall):
    (distribution,) = properties(synthesised.site, "AWS::CloudFront::Distribution")

    assert firewall["Scope"] == "CLOUDFRONT"
    assert distribution["DistributionConfig"]["WebACLId"] == {"Ref": "FirewallArn"}


def test_firewall_is_in_us_east_1_for_cloudfront(synthesised):
    assert synthesised.cloud.firewall.region == "us-east-1"


@pytest.mark.parametrize(
    ("rule", "limit"),
    [
        ("requests", SETTINGS.firewall.requests),
        ("contact-messages", SETTINGS.firewall.contact_messages),
    ],
)
def test_rate_limit_blocks_frequent_requests(rules, rule, limit):
    statement = rules[rule]["Statement"]["RateBasedStatement"]

    assert (statement["Limit"], statement["EvaluationWindowSec"]) == (limit, 300)
    assert rules[rule]["Action"] == {"Block": {}}


def test_known_attacks_are_refused(rules):
    group = rules["AWSManagedRulesCommonRuleSet"]

    assert group["OverrideAction"] == {"None": {}}


def test_body_rules_count_without_blocking(rules):
    statement = rules["AWSManagedRulesCommonRuleSet"]["Statement"]["ManagedRuleGroupStatement"]
    counted = [item["Name"] for item in statement["RuleActionOverrides"]]

    assert all(name.endswith("_BODY") for name in counted)
    assert "SizeRestrictions_BODY" in counted


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
