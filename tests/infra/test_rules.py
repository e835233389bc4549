import json

import pytest
from aws_cdk.assertions import Annotations, Match
from cdk_nag import AwsSolutionsChecks
from cfnlint.api import lint_file
from cfnlint.config import ManualArgs

# The CDK writes each dependency of a function on its role, even where a reference implies it.
ALWAYS_WRITTEN = "W3005"


@pytest.fixture(scope="session")
def findings(synthesised):
    return AwsSolutionsChecks().validate_scope(synthesised.cloud.api.node.root).violations


def test_no_finding_of_the_aws_solutions_rules_is_open(findings):
    open_findings = {
        finding.rule_name: [item.construct_path for item in finding.violating_resources]
        for finding in findings
    }

    assert open_findings == {}


def test_the_rules_left_aside_are_few_and_each_has_its_reason(synthesised):
    left_aside = dict(
        acknowledgement
        for construct in synthesised.cloud.api.node.root.node.find_all()
        for entry in construct.node.metadata
        if entry.type == "aws:cdk:acknowledged-rules"
        for acknowledgement in entry.data.items()
    )

    assert {name.rpartition("::")[2] for name in left_aside} == {
        "AwsSolutions-APIG4",
        "AwsSolutions-CFR1",
        "AwsSolutions-CFR2",
        "AwsSolutions-L1",
    }
    assert all(left_aside.values())


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

    assert environments == {"aws://unknown-account/eu-central-1"}


def test_complete_packages_and_a_built_site_leave_nothing_to_refuse(synthesised):
    for stack in (synthesised.cloud.api, synthesised.cloud.site):
        assert Annotations.from_stack(stack).find_error("*", Match.any_value()) == []
