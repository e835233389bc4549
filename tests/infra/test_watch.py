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
def test_every_function_has_an_alarm(synthesised, alarms, metric):
    functions = set(of_type(synthesised.api, "AWS::Lambda::Function"))

    assert watched(alarms, metric) == functions


def test_every_queue_has_an_alarm(synthesised, alarms):
    queues = of_type(synthesised.api, "AWS::SQS::Queue")
    dead = {name for name, item in queues.items() if "RedrivePolicy" not in item["Properties"]}
    letters = watched(alarms, "ApproximateNumberOfMessagesVisible")
    old = watched(alarms, "ApproximateAgeOfOldestMessage")

    assert (letters, old) == (dead, set(queues) - dead)


def test_one_dead_letter_is_enough(alarms):
    thresholds = {
        (item["Threshold"], item["ComparisonOperator"])
        for item in alarms
        if item.get("MetricName") == "ApproximateNumberOfMessagesVisible"
    }

    assert thresholds == {(0, "GreaterThanThreshold")}


def test_the_api_has_an_alarm_for_errors_of_ours_and_for_a_surge_of_refusals(alarms):
    of_the_api = [
        item.get("MetricName") or item["Metrics"][0]["Expression"]
        for item in alarms
        if "AWS/ApiGateway" in json.dumps(item)
    ]

    assert sorted(of_the_api) == ["5xx", "IF(asked > 200, 100 * refused / asked, 0)"]


def test_every_alarm_is_heard_when_it_begins_and_when_it_ends(synthesised, alarms):
    (topic,) = of_type(synthesised.api, "AWS::SNS::Topic")

    assert all(item["AlarmActions"] == item["OKActions"] == [{"Ref": topic}] for item in alarms)


def test_quiet_is_no_alarm(alarms):
    assert {item["TreatMissingData"] for item in alarms} == {"notBreaching"}


def test_the_topic_is_encrypted_and_refuses_what_is_not(synthesised):
    (topic,) = properties(synthesised.api, "AWS::SNS::Topic")
    (policy,) = properties(synthesised.api, "AWS::SNS::TopicPolicy")
    refusals = [
        statement["Condition"]
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
    ]

    assert "KmsMasterKeyId" in topic
    assert refusals == [{"Bool": {"aws:SecureTransport": "false"}}]


def test_there_is_one_page_of_graphs(synthesised):
    (page,) = properties(synthesised.api, "AWS::CloudWatch::Dashboard")

    assert page["DashboardName"] == "alimenta-production"


def test_the_topic_hears_before_the_money_of_the_month_is_gone(synthesised):
    (budget,) = properties(synthesised.budget, "AWS::Budgets::Budget")
    heard = [
        (item["Notification"]["NotificationType"], item["Notification"]["Threshold"])
        for item in budget["NotificationsWithSubscribers"]
    ]

    assert budget["Budget"]["BudgetLimit"] == {"Amount": SETTINGS.budget_dollars, "Unit": "USD"}
    assert heard == [("ACTUAL", 80), ("FORECASTED", 100)]


@pytest.fixture(scope="session")
def firewall(synthesised):
    (only,) = properties(synthesised.firewall, "AWS::WAFv2::WebACL")
    return only


@pytest.fixture(scope="session")
def rules(firewall):
    return {rule["Name"]: rule for rule in firewall["Rules"]}


def test_the_firewall_stands_before_the_distribution(synthesised, firewall):
    (distribution,) = properties(synthesised.site, "AWS::CloudFront::Distribution")

    assert firewall["Scope"] == "CLOUDFRONT"
    assert distribution["DistributionConfig"]["WebACLId"] == {"Ref": "FirewallArn"}


def test_the_firewall_stands_where_cloudfront_looks_for_it(synthesised):
    assert synthesised.cloud.firewall.region == "us-east-1"


@pytest.mark.parametrize(
    ("rule", "limit"),
    [
        ("requests", SETTINGS.firewall.requests),
        ("contact-messages", SETTINGS.firewall.contact_messages),
    ],
)
def test_who_asks_too_often_is_turned_away(rules, rule, limit):
    statement = rules[rule]["Statement"]["RateBasedStatement"]

    assert (statement["Limit"], statement["EvaluationWindowSec"]) == (limit, 300)
    assert rules[rule]["Action"] == {"Block": {}}


def test_known_attacks_are_refused(rules):
    group = rules["AWSManagedRulesCommonRuleSet"]

    assert group["OverrideAction"] == {"None": {}}


def test_a_long_or_odd_letter_is_no_attack(rules):
    statement = rules["AWSManagedRulesCommonRuleSet"]["Statement"]["ManagedRuleGroupStatement"]
    counted = [item["Name"] for item in statement["RuleActionOverrides"]]

    assert all(name.endswith("_BODY") for name in counted)
    assert "SizeRestrictions_BODY" in counted


def test_the_firewall_writes_down_nothing_that_was_typed(synthesised, firewall):
    hidden = {
        item["Field"]["FieldType"]
        for item in firewall["DataProtectionConfig"]["DataProtections"]
        if item["Action"] == "SUBSTITUTION"
    }
    (logging,) = properties(synthesised.firewall, "AWS::WAFv2::LoggingConfiguration")

    assert hidden == {"BODY", "QUERY_STRING"}
    assert logging["LoggingFilter"]["DefaultBehavior"] == "DROP"


def test_the_firewall_keeps_no_request_to_look_at(firewall, rules):
    shown = [
        item["VisibilityConfig"]["SampledRequestsEnabled"] for item in (firewall, *rules.values())
    ]

    assert shown == [False] * (1 + len(rules))


def test_everything_that_can_carry_a_tag_says_what_it_is_of(synthesised):
    for name, item in synthesised.everything.items():
        tags = item["Properties"].get("Tags")
        if isinstance(tags, list):
            pairs = {tag["Key"]: tag["Value"] for tag in tags}
            assert pairs["application"] == "alimenta", name
            assert pairs["stage"] == "production", name


def test_every_log_group_is_encrypted_and_forgets(synthesised):
    groups = properties(synthesised.everything, "AWS::Logs::LogGroup")

    assert all("KmsKeyId" in item for item in groups)
    assert {item["RetentionInDays"] for item in groups} == {
        SETTINGS.log_days,
        SETTINGS.access_log_days,
    }
