import json

import pytest

from infra.settings import settings_of
from infra.stacks.http_api import ACCESS_LINE

SETTINGS = settings_of("production")

ABOUT_THE_VISITOR = ("identity", "sourceIp", "userAgent", "path", "queryString", "authorizer")


@pytest.fixture(scope="session")
def of_type(synthesised):
    def select(kind):
        return [item["Properties"] for item in synthesised.api.values() if item["Type"] == kind]

    return select


def test_every_function_runs_the_same_python(of_type):
    assert {item["Runtime"] for item in of_type("AWS::Lambda::Function")} == {"python3.13"}


def test_every_function_runs_on_arm(of_type):
    architectures = [item["Architectures"] for item in of_type("AWS::Lambda::Function")]

    assert all(item == ["arm64"] for item in architectures)


def test_every_function_writes_lines_in_json_to_its_own_log(of_type):
    logging = [item["LoggingConfig"] for item in of_type("AWS::Lambda::Function")]

    assert {item["LogFormat"] for item in logging} == {"JSON"}
    assert len({item["LogGroup"]["Ref"] for item in logging}) == len(logging)


def test_every_log_forgets(of_type):
    kept = {item["RetentionInDays"] for item in of_type("AWS::Logs::LogGroup")}

    assert kept == {SETTINGS.log_days}


def test_a_function_has_a_role_of_its_own(of_type):
    functions = of_type("AWS::Lambda::Function")

    assert len({item["Role"]["Fn::GetAtt"][0] for item in functions}) == len(functions)


def test_a_role_carries_no_policy_made_by_others(of_type):
    assert not [role for role in of_type("AWS::IAM::Role") if "ManagedPolicyArns" in role]


def test_a_function_may_write_its_log_and_nothing_else(of_type):
    statements = [
        statement
        for policy in of_type("AWS::IAM::Policy")
        for statement in policy["PolicyDocument"]["Statement"]
    ]

    assert {tuple(statement["Action"]) for statement in statements} == {
        ("logs:CreateLogStream", "logs:PutLogEvents")
    }


def test_no_permission_is_for_everything(of_type):
    assert "*" not in json.dumps(of_type("AWS::IAM::Policy"))


def test_the_log_a_function_may_write_is_the_one_it_writes(synthesised):
    resources = synthesised.api
    for item in resources.values():
        if item["Type"] == "AWS::Lambda::Function":
            role = item["Properties"]["Role"]["Fn::GetAtt"][0]
            log = item["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]
            assert log in granted_to(resources, role)


def granted_to(resources, role):
    return {
        statement["Resource"]["Fn::GetAtt"][0]
        for item in resources.values()
        if item["Type"] == "AWS::IAM::Policy" and {"Ref": role} in item["Properties"]["Roles"]
        for statement in item["Properties"]["PolicyDocument"]["Statement"]
    }


def test_the_api_takes_no_more_than_the_settings_say(of_type):
    (stage,) = of_type("AWS::ApiGatewayV2::Stage")

    assert stage["DefaultRouteSettings"] == {
        "ThrottlingRateLimit": SETTINGS.throttling.rate,
        "ThrottlingBurstLimit": SETTINGS.throttling.burst,
    }


def test_the_api_stands_at_the_root_so_that_paths_are_those_of_the_contract(of_type):
    (stage,) = of_type("AWS::ApiGatewayV2::Stage")

    assert stage["StageName"] == "$default"


@pytest.mark.parametrize("told", ABOUT_THE_VISITOR)
def test_the_access_log_tells_nothing_of_the_visitor(told):
    assert told not in ACCESS_LINE
