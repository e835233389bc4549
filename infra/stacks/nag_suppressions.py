"""All suppressions of cdk-nag rules, each with its reason.

They are applied to single resources elsewhere. ``infra/README.md`` says what complying with each
rule would cost.
"""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct

PUBLIC_ROUTES = {
    "AwsSolutions-APIG4": "The calculators are public: there are no accounts, and responses are"
    " computed from the request alone. The register's own routes do demand signed requests.",
}
"""On each public route; the rule holds for those of the register."""

DISTRIBUTION = {
    "AwsSolutions-CFR1": "Parents with a title in Belgium also live abroad: no country is blocked.",
}
"""On the distribution."""

_RUNTIME = "Packages are built for Python 3.13, supported by AWS as long as 3.14: until June 2029."
_DEAD_LETTER = (
    "Invoked synchronously, or by a queue with its own dead-letter queue. A dead-letter queue"
    " of the function would store what a person typed, and needs a permission that it lacks."
)

FUNCTIONS = {
    "AwsSolutions-L1": _RUNTIME,
    "Serverless-LambdaLatestVersion": _RUNTIME,
    "Serverless-LambdaDLQ": _DEAD_LETTER,
    "NIST.800.53.R5-LambdaDLQ": _DEAD_LETTER,
    "Serverless-LambdaTracing": "Tracing needs a permission on every resource (xray, *), which no"
    " function gets. Logs and metrics in JSON say how long each part takes.",
    "NIST.800.53.R5-LambdaInsideVPC": "A VPC needs permissions on every resource (ec2, *) and paid"
    " endpoints for each service; there is nothing inside it to reach.",
}
"""On each function."""

UNRESERVED = {
    "NIST.800.53.R5-LambdaConcurrency": "Functions scale with their requests, which throttling and"
    " AWS WAF limit: a share of their own would cause 503 earlier, and a new account has none to"
    " give. One is reserved where the settings of the stage name it.",
}
"""On each function without reserved concurrency."""

ANY_DECISION = (
    "The wildcard is the id of a decision within the path of one route of one API; the function"
    " decides by the role which decisions a payer reaches."
)
"""On the policy of each payer."""

ANY_RECOVERY_POINT = (
    "The wildcard is the name of a recovery point of this account and region, which AWS Backup"
    " gives when it makes one: the role of the backup copies it to the other region."
)
"""On the policy of the backup role, where backups are copied."""

ANY_ALARM = (
    "CodeDeploy asks for the state of several alarms in one call; it may read those of this"
    " account and region, and change none."
)
"""On the policy of the role that releases functions."""

_ONE_DAY = "Counts under keyed hashes that expire after a day: a copy would keep them for longer."

COUNTS = {
    "AwsSolutions-DDB3": _ONE_DAY,
    "NIST.800.53.R5-DynamoDBPITREnabled": _ONE_DAY,
    "NIST.800.53.R5-DynamoDBInBackupPlan": _ONE_DAY,
}
"""On the table of limits."""

_BY_COMMAND = (
    "A function that rotates it would have to deploy the stacks: a command rotates it, and the"
    " pipeline of each release calls that."
)

ORIGIN_SECRET = {
    "AwsSolutions-SMG4": _BY_COMMAND,
    "NIST.800.53.R5-SecretsManagerRotationEnabled": _BY_COMMAND,
}
"""On the secret header of the distribution."""

BUCKETS = {
    "NIST.800.53.R5-S3BucketReplicationEnabled": "The site is built again from its sources within"
    " minutes; a second copy of logs that name visitors would be one too many.",
    "NIST.800.53.R5-S3DefaultEncryptionKMS": "The site is public. The logs of S3 itself cannot be"
    " written to a bucket with a key of ours. Both are encrypted with the keys of S3.",
}
"""On each of the two buckets."""

EVENT_SOURCES = {
    "Serverless-LambdaEventSourceMappingDestination": "Lambda supports no such destination for SQS:"
    " what is not delivered goes to the dead-letter queue.",
}
"""On each event source mapping."""

DEAD_LETTER_QUEUES = {
    "Serverless-SQSRedrivePolicy": "This is the dead-letter queue: an alarm notifies a person of"
    " its messages.",
}
"""On each dead-letter queue."""


def suppress(construct: IConstruct, rules: dict[str, str]) -> None:
    """Suppress rules on a construct, each with its reason."""
    checks = Validations.of(construct)
    for rule, reason in rules.items():
        checks.acknowledge(Acknowledgment(id=rule, reason=reason))


def for_wildcards(api: str, called: Sequence[str]) -> dict[str, str]:
    """The findings on the policy of a payer: cdk-nag names each resource with a wildcard."""
    return {
        f"AwsSolutions-IAM5[Resource::{api}{each}]": ANY_DECISION for each in called if "*" in each
    }


def for_recovery_points(region: str) -> dict[str, str]:
    """The finding on the policy of the backup role."""
    points = f"arn:<AWS::Partition>:backup:{region}:<AWS::AccountId>:recovery-point:*"
    return {f"AwsSolutions-IAM5[Resource::{points}]": ANY_RECOVERY_POINT}


def for_alarms(region: str) -> dict[str, str]:
    """The finding on the policy of the role that releases functions."""
    alarms = f"arn:<AWS::Partition>:cloudwatch:{region}:<AWS::AccountId>:alarm:*"
    return {f"AwsSolutions-IAM5[Resource::{alarms}]": ANY_ALARM}
