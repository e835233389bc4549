"""A release gets a tenth of the requests first, and goes back when an alarm goes off."""

import json
from dataclasses import replace

from infra.settings import STAGES
from infra.stacks.function import LIVE
from tests.infra.conftest import of_type, properties
from tests.infra.policies import SUFFIX, Call

ALIAS = "AWS::Lambda::Alias"
GROUP = "AWS::CodeDeploy::DeploymentGroup"


def test_every_function_has_alias_on_version_that_is_kept(synthesised):
    functions = set(of_type(synthesised.api, "AWS::Lambda::Function"))
    aliases = properties(synthesised.api, ALIAS)
    versions = of_type(synthesised.api, "AWS::Lambda::Version").values()

    assert {item["FunctionName"]["Ref"] for item in aliases} == functions
    assert {item["Name"] for item in aliases} == {LIVE}
    assert {item["DeletionPolicy"] for item in versions} == {"Retain"}


def test_api_and_queues_invoke_aliases_only(synthesised):
    aliases = set(of_type(synthesised.api, ALIAS))
    integrations = properties(synthesised.api, "AWS::ApiGatewayV2::Integration")
    mappings = properties(synthesised.api, "AWS::Lambda::EventSourceMapping")
    by_api = {item["IntegrationUri"]["Ref"] for item in integrations}
    by_queues = {json.dumps(item["FunctionName"]) for item in mappings}

    assert by_api <= aliases
    assert all(f':{LIVE}"' in each for each in by_queues)


def test_alias_of_every_function_is_moved_by_codedeploy(synthesised):
    groups = set(of_type(synthesised.api, GROUP))
    updates = [
        item["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]["DeploymentGroupName"]["Ref"]
        for item in of_type(synthesised.api, ALIAS).values()
    ]

    assert set(updates) == groups
    assert len(updates) == len(of_type(synthesised.api, "AWS::Lambda::Function"))


def test_tenth_of_requests_comes_first(synthesised):
    configurations = {item["DeploymentConfigName"] for item in properties(synthesised.api, GROUP)}

    assert configurations == {"CodeDeployDefault.LambdaCanary10Percent5Minutes"}


def test_alarm_stops_release_and_moves_alias_back(synthesised):
    errors = {
        name
        for name, item in of_type(synthesised.api, "AWS::CloudWatch::Alarm").items()
        if item["Properties"].get("MetricName") == "Errors"
    }
    stopping = set()
    for item in properties(synthesised.api, GROUP):
        assert item["AutoRollbackConfiguration"]["Enabled"]
        assert "DEPLOYMENT_STOP_ON_ALARM" in item["AutoRollbackConfiguration"]["Events"]
        assert item["AlarmConfiguration"]["Enabled"]
        names = {each["Name"]["Ref"] for each in item["AlarmConfiguration"]["Alarms"]}
        assert len(names) == 2
        stopping |= names

    (failing,) = stopping - errors
    assert stopping - {failing} == errors
    assert failing.startswith("AlarmsReleaseFails")


def test_version_that_answers_nothing_raises_alarm_from_tenth_of_requests(synthesised):
    (alarm,) = (
        item["Properties"]
        for name, item in of_type(synthesised.api, "AWS::CloudWatch::Alarm").items()
        if name.startswith("AlarmsReleaseFails")
    )
    periods = {item["MetricStat"]["Period"] for item in alarm["Metrics"] if "MetricStat" in item}

    assert (periods, alarm["EvaluationPeriods"]) == ({60}, 2)
    # Of a function with a fifth of all requests, a tenth is two in a hundred of the whole API.
    assert alarm["Threshold"] < 100 * 0.1 / 5


def test_codedeploy_may_move_each_alias_and_read_its_alarms(templates):
    for group in templates.of(GROUP):
        role = group.properties["ServiceRoleArn"]
        assert templates.allows(Call(f"codedeploy.{SUFFIX}", "sts:AssumeRole", role))
        for function in templates.of("AWS::Lambda::Function"):
            for arn in (function.arn, f"{function.arn}:{LIVE}"):
                assert templates.allows(Call(role, "lambda:UpdateAlias", arn))
        for alarm in templates.of("AWS::CloudWatch::Alarm"):
            may_read = templates.allows(Call(role, "cloudwatch:DescribeAlarms", alarm.arn))
            assert may_read == (alarm.region == group.region)


def test_codedeploy_may_not_change_code(templates):
    (role,) = {group.properties["ServiceRoleArn"] for group in templates.of(GROUP)}
    for function in templates.of("AWS::Lambda::Function"):
        assert not templates.allows(Call(role, "lambda:UpdateFunctionCode", function.arn))


def test_stages_like_production_release_in_two_steps():
    canaries = {name for name, settings in STAGES.items() if settings.canary}

    assert canaries == {"acceptance", "production"}
    assert not replace(STAGES["production"], canary=False).canary
