"""A trial is deleted whole; a stage that keeps its data is not touched."""

import json
from dataclasses import replace

import boto3
import pytest
from moto import mock_aws

from infra.operations.destroy import Refused, destroy, empty_vault, main, stacks
from infra.settings import settings_of
from infra.stacks.cloud import stack_prefix

TRIAL = settings_of("trial")
ACCOUNT = "123456789012"
TEMPLATES = {
    "Site": {"Site": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "pages"}}},
    "Api": {"Topic": {"Type": "AWS::SNS::Topic"}},
    "Firewall": {"Topic": {"Type": "AWS::SNS::Topic"}},
}


def client(service, region):
    return boto3.client(service, region_name=region)


@pytest.fixture
def deployed():
    """Three stacks, one with a bucket that holds a file in two versions and a deleted one."""
    with mock_aws():
        for name, region in stacks(TRIAL):
            resources = TEMPLATES.get(name.rpartition("-")[2])
            if resources:
                client("cloudformation", region).create_stack(
                    StackName=name, TemplateBody=json.dumps({"Resources": resources})
                )
        s3 = client("s3", TRIAL.region)
        s3.put_bucket_versioning(Bucket="pages", VersioningConfiguration={"Status": "Enabled"})
        for key in ("index.html", "index.html", "gone.html"):
            s3.put_object(Bucket="pages", Key=key, Body=b"x")
        s3.delete_object(Bucket="pages", Key="gone.html")
        yield


def remaining():
    return {
        each["StackName"]
        for region in {region for _, region in stacks(TRIAL)}
        for each in client("cloudformation", region).list_stacks()["StackSummaries"]
        if each["StackStatus"] != "DELETE_COMPLETE"
    }


@pytest.mark.usefixtures("deployed")
def test_trial_is_deleted_with_every_version_of_its_files():
    lines = list(destroy(TRIAL, ACCOUNT, client))

    assert "pages: 4 files deleted" in lines
    assert remaining() == set()
    assert client("s3", TRIAL.region).list_buckets()["Buckets"] == []


@pytest.mark.usefixtures("deployed")
def test_second_run_finds_nothing_to_do():
    list(destroy(TRIAL, ACCOUNT, client))

    assert {line.partition(": ")[2] for line in destroy(TRIAL, ACCOUNT, client)} == {"is not there"}


@pytest.mark.usefixtures("deployed")
@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (replace(TRIAL, keeps_data=True), "keeps its data"),
        (replace(TRIAL, account="999999999999"), "in account 999999999999"),
    ],
)
def test_stage_that_keeps_data_or_is_elsewhere_is_refused(settings, reason):
    before = remaining()

    with pytest.raises(Refused, match=reason):
        list(destroy(settings, ACCOUNT, client))
    assert remaining() == before


class FakeVault:
    """A vault with two recovery points: moto has none."""

    def __init__(self):
        self.points = ["one", "two"]

    def get_paginator(self, _):
        return self

    def paginate(self, **_):
        return [{"RecoveryPoints": [{"RecoveryPointArn": each} for each in self.points]}]

    def delete_recovery_point(self, **given):
        self.points = [each for each in self.points if each != given["RecoveryPointArn"]]


def test_every_recovery_point_of_vault_is_deleted():
    vault = FakeVault()

    assert empty_vault(vault, "vault") == 2
    assert vault.points == []


def test_stage_must_be_named_twice():
    with pytest.raises(SystemExit):
        main(["--stage", "trial", "--yes-destroy", "production"])


def test_every_stack_of_removable_stage_is_deleted_and_users_of_others_first(synthesised):
    named = {name.rpartition("-")[2] for name, _ in stacks(TRIAL)}
    made = {each.stack_name.rpartition("-")[2] for each in synthesised.cloud_stacks}

    # Only a stage that keeps its data has copies.
    assert TRIAL.copies is None
    assert named == made - {"Copies"}
    order = [name for name, _ in stacks(TRIAL)]
    prefix = stack_prefix("trial")
    assert order.index(f"{prefix}-Site") < order.index(f"{prefix}-Api")
    assert order.index(f"{prefix}-Budget") < order.index(f"{prefix}-Api")
    assert order[-1] == f"{prefix}-Firewall"
