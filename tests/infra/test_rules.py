import json
import re
from pathlib import Path

import pytest
import yaml
from aws_cdk import CfnResource
from aws_cdk.assertions import Annotations, Match
from aws_cdk.aws_apigatewayv2 import CfnRoute
from cdk_nag import AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks
from cfnlint.api import lint_file
from cfnlint.config import ManualArgs

PACKS = (AwsSolutionsChecks, ServerlessChecks, NIST80053R5Checks)

README = Path(__file__).parents[2] / "infra" / "README.md"
CHECKOV = README.with_name("checkov.yaml")

# The CDK writes each dependency of a function on its role, even where a reference implies it.
ALWAYS_WRITTEN = "W3005"

SUPPRESSED = {
    "AwsSolutions-APIG4": {"Api/Contract/Api/*"},
    "AwsSolutions-CFR1": {"Site/Edge/Distribution"},
    "AwsSolutions-DDB3": {"Api/Contact/Limits"},
    "AwsSolutions-SMG4": {"Api/Origin/Secret"},
    "NIST.800.53.R5-DynamoDBInBackupPlan": {"Api/Contact/Limits"},
    "NIST.800.53.R5-DynamoDBPITREnabled": {"Api/Contact/Limits"},
    "NIST.800.53.R5-SecretsManagerRotationEnabled": {"Api/Origin/Secret"},
    "AwsSolutions-IAM5": {"Api/Register/Payers/*", "Api/Backups/Policy", "Api/Releases/Policy"},
    "AwsSolutions-L1": {"Api/Functions/*/Function"},
    "NIST.800.53.R5-LambdaDLQ": {"Api/Functions/*/Function"},
    "NIST.800.53.R5-LambdaConcurrency": {"Api/Functions/*/Function"},
    "NIST.800.53.R5-LambdaInsideVPC": {"Api/Functions/*/Function"},
    "NIST.800.53.R5-S3BucketReplicationEnabled": {"Site/Site", "Site/AccessLogs"},
    "NIST.800.53.R5-S3DefaultEncryptionKMS": {"Site/Site", "Site/AccessLogs"},
    "Serverless-LambdaDLQ": {"Api/Functions/*/Function"},
    "Serverless-LambdaEventSourceMappingDestination": {"Api/Functions/delivery/Live/*"},
    "Serverless-LambdaLatestVersion": {"Api/Functions/*/Function"},
    "Serverless-LambdaTracing": {"Api/Functions/*/Function"},
    "Serverless-SQSRedrivePolicy": {"Api/Contact/DeadLetters/*"},
}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.__name__)
def test_no_finding_is_open(synthesised, pack):
    violations = pack().validate_scope(synthesised.cloud.api.node.root).violations
    open_findings = {
        finding.rule_name: [item.construct_path for item in finding.violating_resources]
        for finding in violations
    }

    assert open_findings == {}


COLLAPSED_PATHS = {
    re.compile(r"^(Api/Contract/Api)/[^/]+$"): r"\1/*",
    re.compile(r"^(Api/Functions)/[^/]+/Function$"): r"\1/*/Function",
    re.compile(r"^(Api/Functions/[^/]+/Live)/SqsEventSource[^/]+$"): r"\1/*",
    re.compile(r"^(Api/Contact/DeadLetters)/[^/]+$"): r"\1/*",
    re.compile(r"^(Api/Register/Payers)/[^/]+$"): r"\1/*",
}
"""What is the same for each resource of a kind is listed once."""


def place_of(construct):
    place = construct.node.path.partition("-production-")[2]
    for each, written in COLLAPSED_PATHS.items():
        place = each.sub(written, place)
    return place


@pytest.fixture(scope="session")
def suppressing(synthesised):
    """The constructs that leave rules aside."""
    return [
        construct
        for construct in synthesised.cloud.api.node.root.node.find_all()
        if any(entry.type == "aws:cdk:acknowledged-rules" for entry in construct.node.metadata)
    ]


@pytest.fixture(scope="session")
def suppressed(suppressing):
    """Each rule that is left aside: where, and why."""
    return [
        (name.partition("[")[0].rpartition("::")[2], place_of(construct), reason)
        for construct in suppressing
        for entry in construct.node.metadata
        if entry.type == "aws:cdk:acknowledged-rules"
        for name, reason in entry.data.items()
    ]


def test_suppressed_rules_are_on_expected_resources(suppressed):
    found = {}
    for rule, place, _ in suppressed:
        found.setdefault(rule, set()).add(place)

    assert found == SUPPRESSED


def test_each_suppression_is_on_one_resource(suppressing):
    assert suppressing
    without = [c.node.path for c in suppressing if CfnResource.is_cfn_resource(c)]
    assert without == []
    assert [c.node.path for c in suppressing if c.node.default_child is None] == []


def test_signed_routes_do_not_suppress_authorization_rule(suppressing):
    open_routes = {
        construct.node.default_child.authorization_type
        for construct in suppressing
        if isinstance(construct.node.default_child, CfnRoute)
    }
    assert open_routes == {"NONE"}


def test_each_suppressed_rule_has_reason(suppressed):
    assert [rule for rule, _, reason in suppressed if len(reason.split()) < 8] == []


def test_six_aws_rules_are_suppressed(suppressed):
    rules = {rule for rule, _, _ in suppressed if rule.startswith("AwsSolutions-")}
    assert len(rules) == 6


@pytest.mark.parametrize("rule", SUPPRESSED)
def test_each_suppressed_rule_is_documented(rule):
    assert f"`{rule}`" in README.read_text(encoding="utf-8")


def test_written_templates_are_clean(synthesised):
    settings = ManualArgs(ignore_checks=[ALWAYS_WRITTEN])
    remarks = [
        str(remark)
        for path in synthesised.folder.glob("*.template.json")
        for remark in lint_file(path, config=settings)
    ]

    assert remarks == []


def test_templates_hold_no_account_and_no_secret(synthesised):
    manifest = json.loads((synthesised.folder / "manifest.json").read_text())
    environments = {
        artifact["environment"]
        for artifact in manifest["artifacts"].values()
        if artifact["type"] == "aws:cloudformation:stack"
    }

    assert environments == {
        f"aws://unknown-account/{region}" for region in ("eu-central-1", "eu-west-1", "us-east-1")
    }


def test_complete_configuration_has_no_finding(synthesised):
    for stack in synthesised.cloud_stacks:
        assert Annotations.from_stack(stack).find_error("*", Match.any_value()) == []


@pytest.mark.parametrize("check", yaml.safe_load(CHECKOV.read_text(encoding="utf-8"))["skip-check"])
def test_each_check_of_checkov_left_aside_is_documented(check):
    assert f"`{check}`" in README.read_text(encoding="utf-8").partition("## checkov")[2]
