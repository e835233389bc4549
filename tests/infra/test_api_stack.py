import json
from dataclasses import replace

import pytest

from functions.http.origin import SECRETS
from infra.settings import STAGES, settings_of
from infra.stacks.http_api import ACCESS_LINE
from tests.infra.conftest import actions_of, allowed, resources_of

SETTINGS = settings_of("production")

WITH_PERMISSIONS = {"contact", "delivery", "decision_register"}

ABOUT_THE_VISITOR = ("identity", "sourceIp", "userAgent", "path", "queryString", "authorizer")


@pytest.fixture(scope="session")
def of_type(synthesised):
    def select(kind):
        return [item["Properties"] for item in synthesised.api.values() if item["Type"] == kind]

    return select


def test_every_function_runs_same_python(of_type):
    assert {item["Runtime"] for item in of_type("AWS::Lambda::Function")} == {"python3.13"}


def test_every_function_runs_on_arm(of_type):
    architectures = [item["Architectures"] for item in of_type("AWS::Lambda::Function")]

    assert all(item == ["arm64"] for item in architectures)


def test_every_function_reads_its_pages_from_its_own_package(of_type):
    folders = {
        item["Environment"]["Variables"]["PAGES_DIRECTORY"]
        for item in of_type("AWS::Lambda::Function")
    }
    assert folders == {"/var/task/pages"}


def test_every_function_logs_json_to_own_log_group(of_type):
    logging = [item["LoggingConfig"] for item in of_type("AWS::Lambda::Function")]

    assert {item["LogFormat"] for item in logging} == {"JSON"}
    assert len({item["LogGroup"]["Ref"] for item in logging}) == len(logging)


def test_every_log_has_retention(of_type):
    kept = {item["RetentionInDays"] for item in of_type("AWS::Logs::LogGroup")}

    assert kept == {SETTINGS.log_days}


def test_function_has_role_of_its_own(of_type):
    functions = of_type("AWS::Lambda::Function")

    assert len({item["Role"]["Fn::GetAtt"][0] for item in functions}) == len(functions)


def test_roles_have_no_aws_managed_policy(of_type):
    assert not [role for role in of_type("AWS::IAM::Role") if "ManagedPolicyArns" in role]


def test_calculator_role_may_only_write_its_log(synthesised):
    calculators = set(synthesised.api_routes.functions) - WITH_PERMISSIONS

    assert {action for folder in calculators for action in allowed(synthesised.api, folder)} == {
        "logs:CreateLogStream",
        "logs:PutLogEvents",
    }


def test_only_wildcards_are_decision_in_route_recovery_point_and_alarm(of_type):
    with_wildcard = {
        "".join(part for part in resource["Fn::Join"][1] if isinstance(part, str))
        for item in of_type("AWS::IAM::ManagedPolicy")
        for statement in item["PolicyDocument"]["Statement"]
        for resource in (*resources_of(statement), *actions_of(statement))
        if "*" in json.dumps(resource)
    }

    assert with_wildcard
    assert {
        text.partition("/api/")[2].partition("*")[0] or text.rpartition("::")[2]
        for text in with_wildcard
    } == {
        "alimenta/v1/decisions/",
        "recovery-point:*",
        "alarm:*",
    }


def test_roles_have_no_inline_policy(of_type):
    inline = [role for role in of_type("AWS::IAM::Role") if "Policies" in role]

    assert (of_type("AWS::IAM::Policy"), inline) == ([], [])


def test_role_may_write_own_log_group(synthesised):
    resources = synthesised.api
    for item in resources.values():
        if item["Type"] == "AWS::Lambda::Function":
            role = item["Properties"]["Role"]["Fn::GetAtt"][0]
            log = item["Properties"]["LoggingConfig"]["LogGroup"]["Ref"]
            assert log in granted_to(resources, role)


def granted_to(resources, role):
    return {
        granted["Fn::GetAtt"][0]
        for item in resources.values()
        if item["Type"] == "AWS::IAM::ManagedPolicy"
        and {"Ref": role} in item["Properties"]["Roles"]
        for statement in item["Properties"]["PolicyDocument"]["Statement"]
        for granted in resources_of(statement)
        if "Fn::GetAtt" in granted
    }


def test_no_function_has_reserved_concurrency_unless_set(of_type):
    functions = of_type("AWS::Lambda::Function")

    assert functions
    assert [item for item in functions if "ReservedConcurrentExecutions" in item] == []
    assert not [stage for stage in STAGES.values() if stage.reserved_concurrency]


def test_reserved_concurrency_that_is_set_holds_for_its_function_only():
    settings = replace(SETTINGS, reserved_concurrency={"waiver": 7})

    assert (settings.concurrency_of("waiver"), settings.concurrency_of("contact")) == (7, None)


def test_only_functions_with_permissions_have_extra_environment_variables(of_type):
    configured = {
        item["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]
        for item in of_type("AWS::Lambda::Function")
        if item["Environment"]["Variables"].keys()
        - {"PAGES_DIRECTORY", "POWERTOOLS_SERVICE_NAME", SECRETS, "ORIGIN_SECRET_VERSION"}
    }

    assert configured == {"delivery"} | (WITH_PERMISSIONS & set(synthesised_functions(of_type)))


def synthesised_functions(of_type):
    return [
        item["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]
        for item in of_type("AWS::Lambda::Function")
    ]


def test_signed_paths_require_iam_authorization(synthesised):
    kinds = {
        item["Properties"]["RouteKey"].removeprefix("ANY "): item["Properties"]["AuthorizationType"]
        for item in synthesised.api.values()
        if item["Type"] == "AWS::ApiGatewayV2::Route"
    }

    assert {path for path, kind in kinds.items() if kind == "AWS_IAM"} == {
        route.path for route in synthesised.api_routes.routes if route.is_signed
    }


def test_api_throttling_equals_settings(of_type):
    (stage,) = of_type("AWS::ApiGatewayV2::Stage")

    assert stage["DefaultRouteSettings"] == {
        "ThrottlingRateLimit": SETTINGS.throttling.rate,
        "ThrottlingBurstLimit": SETTINGS.throttling.burst,
    }


def test_api_stage_adds_no_path_prefix(of_type):
    (stage,) = of_type("AWS::ApiGatewayV2::Stage")

    assert stage["StageName"] == "$default"


@pytest.mark.parametrize("field", ABOUT_THE_VISITOR)
def test_access_log_holds_no_data_of_visitor(field):
    assert field not in ACCESS_LINE
