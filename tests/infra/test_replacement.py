"""No resource that holds data is replaced by an update from version 1.0.

``version_1_0.json`` holds, of the templates which that version synthesized for production, each
stateful resource with the properties whose change makes CloudFormation replace it.
"""

import json
from pathlib import Path

import pytest

BEFORE = json.loads(Path(__file__).with_name("version_1_0.json").read_text(encoding="utf-8"))
REPLACED_WITH = {
    "AWS::Backup::BackupVault": ("BackupVaultName", "EncryptionKeyArn"),
    "AWS::DynamoDB::Table": (
        "TableName",
        "KeySchema",
        "AttributeDefinitions",
        "LocalSecondaryIndexes",
        "ImportSourceSpecification",
    ),
    "AWS::KMS::Key": ("KeySpec", "KeyUsage", "MultiRegion", "Origin"),
    "AWS::S3::Bucket": ("BucketName", "BucketNamePrefix"),
    "AWS::SNS::Topic": ("TopicName", "FifoTopic"),
    "AWS::SQS::Queue": ("QueueName", "FifoQueue"),
}
"""By type of resource, the properties whose update requires replacement (CloudFormation guide)."""
STATEFUL = [(stack, name) for stack, resources in BEFORE.items() for name in resources]


def kept(resource):
    properties = resource.get("Properties", {})
    return {
        "Type": resource["Type"],
        "DeletionPolicy": resource.get("DeletionPolicy"),
        "Properties": {
            name: properties[name] for name in REPLACED_WITH[resource["Type"]] if name in properties
        },
    }


@pytest.mark.parametrize(("stack", "name"), STATEFUL)
def test_stateful_resource_of_version_1_0_is_neither_removed_nor_replaced(synthesised, stack, name):
    resources = getattr(synthesised, stack.lower())
    assert name in resources
    assert kept(resources[name]) == BEFORE[stack][name]


def test_every_kind_of_stateful_resource_is_compared():
    found = {BEFORE[stack][name]["Type"] for stack, name in STATEFUL}
    assert found == set(REPLACED_WITH)
