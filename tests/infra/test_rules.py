import json
import re
from pathlib import Path

import pytest
from aws_cdk import CfnResource
from aws_cdk.assertions import Annotations, Match
from aws_cdk.aws_apigatewayv2 import CfnRoute
from cdk_nag import AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks
from cfnlint.api import lint_file
from cfnlint.config import ManualArgs

PACKS = (AwsSolutionsChecks, ServerlessChecks, NIST80053R5Checks)

README = Path(__file__).parents[2] / "infra" / "README.md"

# The CDK writes each dependency of a function on its role, even where a reference implies it.
ALWAYS_WRITTEN = "W3005"

LEFT_ASIDE = {
    "AwsSolutions-APIG4": {"Api/Contract/Api/*"},
    "AwsSolutions-CFR1": {"Site/Edge/Distribution"},
    "AwsSolutions-L1": {"Api/Functions/*/Function"},
    "NIST.800.53.R5-LambdaDLQ": {"Api/Functions/*/Function"},
    "NIST.800.53.R5-LambdaConcurrency": {"Api/Functions/*/Function"},
    "NIST.800.53.R5-LambdaInsideVPC": {"Api/Functions/*/Function"},
    "NIST.800.53.R5-S3BucketReplicationEnabled": {"Site/Site", "Site/AccessLogs"},
    "NIST.800.53.R5-S3DefaultEncryptionKMS": {"Site/Site", "Site/AccessLogs"},
    "Serverless-LambdaDLQ": {"Api/Functions/*/Function"},
    "Serverless-LambdaEventSourceMappingDestination": {"Api/Functions/delivery/Function/*"},
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


EACH = {
    re.compile(r"^(Api/Contract/Api)/[^/]+$"): r"\1/*",
    re.compile(r"^(Api/Functions)/[^/]+/Function$"): r"\1/*/Function",
    re.compile(r"^(Api/Functions/[^/]+/Function)/SqsEventSource[^/]+$"): r"\1/*",
    re.compile(r"^(Api/Contact/DeadLetters)/[^/]+$"): r"\1/*",
}
"""What is the same for each resource of a kind is listed once."""


def place_of(construct):
    place = construct.node.path.partition("-production-")[2]
    for each, written in EACH.items():
        place = each.sub(written, place)
    return place


@pytest.fixture(scope="session")
def acknowledging(synthesised):
    """The constructs that leave rules aside."""
    return [
        construct
        for construct in synthesised.cloud.api.node.root.node.find_all()
        if any(entry.type == "aws:cdk:acknowledged-rules" for entry in construct.node.metadata)
    ]


@pytest.fixture(scope="session")
def left_aside(acknowledging):
    """Each rule that is left aside: where, and why."""
    return [
        (name.rpartition("::")[2], place_of(construct), reason)
        for construct in acknowledging
        for entry in construct.node.metadata
        if entry.type == "aws:cdk:acknowledged-rules"
        for name, reason in entry.data.items()
    ]


def test_the_rules_left_aside_are_these_and_stand_where_they_must(left_aside):
    found = {}
    for rule, place, _ in left_aside:
        found.setdefault(rule, set()).add(place)

    assert found == LEFT_ASIDE


def test_each_stands_on_one_resource_and_not_on_a_whole_part(acknowledging):
    assert acknowledging
    without = [c.node.path for c in acknowledging if CfnResource.is_cfn_resource(c)]
    assert without == []
    assert [c.node.path for c in acknowledging if c.node.default_child is None] == []


def test_no_signed_route_leaves_aside_that_it_must_be_signed(acknowledging):
    open_routes = {
        construct.node.default_child.authorization_type
        for construct in acknowledging
        if isinstance(construct.node.default_child, CfnRoute)
    }
    assert open_routes == {"NONE"}


def test_each_rule_left_aside_has_a_reason(left_aside):
    assert [rule for rule, _, reason in left_aside if len(reason.split()) < 8] == []


def test_the_rules_of_aws_itself_are_left_aside_three_times_at_most(left_aside):
    rules = {rule for rule, _, _ in left_aside if rule.startswith("AwsSolutions-")}
    assert len(rules) == 3


@pytest.mark.parametrize("rule", LEFT_ASIDE)
def test_each_rule_left_aside_is_told_to_the_reader(rule):
    assert f"`{rule}`" in README.read_text(encoding="utf-8")


def test_the_written_templates_are_clean(synthesised):
    settings = ManualArgs(ignore_checks=[ALWAYS_WRITTEN])
    remarks = [
        str(remark)
        for path in synthesised.folder.glob("*.template.json")
        for remark in lint_file(path, config=settings)
    ]

    assert remarks == []


def test_the_templates_hold_no_account_and_no_secret(synthesised):
    manifest = json.loads((synthesised.folder / "manifest.json").read_text())
    environments = {
        artifact["environment"]
        for artifact in manifest["artifacts"].values()
        if artifact["type"] == "aws:cloudformation:stack"
    }

    assert environments == {"aws://unknown-account/eu-central-1", "aws://unknown-account/us-east-1"}


def test_complete_packages_a_built_site_and_addresses_leave_nothing_to_refuse(synthesised):
    cloud = synthesised.cloud
    for stack in (cloud.api, cloud.site, cloud.firewall, cloud.budget):
        assert Annotations.from_stack(stack).find_error("*", Match.any_value()) == []
