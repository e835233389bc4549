"""The rules of cdk-nag that are left aside: all of them, each with its reason.

They are laid on single resources elsewhere, but written here, so that the list can be read whole.
``infra/README.md`` says what keeping each of them would cost.
"""

from __future__ import annotations

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct

OPEN_TO_ALL = {
    "AwsSolutions-APIG4": "Anyone may ask what the law says: nobody has an account, and answers are"
    " computed from the request alone. The register's own routes do demand signed requests.",
}
"""On the routes that are open, each by itself: the rule holds for those of the register."""

OPEN_EVERYWHERE = {
    "AwsSolutions-CFR1": "Parents with a title in Belgium also live abroad: no country is shut.",
}
"""On the distribution."""

_RUNTIME = "Packages are built for Python 3.13, supported by AWS as long as 3.14: until June 2029."
_DEAD_LETTER = (
    "Called and answered at once, or fed by a queue with its own dead letters. A dead-letter queue"
    " of the function would keep what a person typed, and needs a permission that it has not."
)

FUNCTIONS = {
    "AwsSolutions-L1": _RUNTIME,
    "Serverless-LambdaLatestVersion": _RUNTIME,
    "Serverless-LambdaDLQ": _DEAD_LETTER,
    "NIST.800.53.R5-LambdaDLQ": _DEAD_LETTER,
    "Serverless-LambdaTracing": "Tracing needs a permission on every resource (xray, *), which no"
    " function gets. Logs and metrics in JSON say how long each part takes.",
    "NIST.800.53.R5-LambdaInsideVPC": "A network of our own needs permissions on every resource"
    " (ec2, *), and paid endpoints for each service; there is nothing inside it to reach.",
}
"""On each function."""

BUCKETS = {
    "NIST.800.53.R5-S3BucketReplicationEnabled": "The site is built again from its sources within"
    " minutes; a second copy of logs that name visitors would be one too many.",
    "NIST.800.53.R5-S3DefaultEncryptionKMS": "The site is public. The logs of S3 itself cannot be"
    " written to a bucket with a key of ours. Both are encrypted with the keys of S3.",
}
"""On each of the two buckets."""

SOURCES = {
    "Serverless-LambdaEventSourceMappingDestination": "Lambda takes no such destination for SQS:"
    " what is not delivered goes to the dead letters of its queue.",
}
"""On each link between a queue and the function that it feeds."""

LAST_RESORT = {
    "Serverless-SQSRedrivePolicy": "These are the dead letters: after them comes an alarm and a"
    " person, not another queue.",
}
"""On each queue of dead letters."""


def suppress(construct: IConstruct, rules: dict[str, str]) -> None:
    """Say on a construct which rules it leaves aside, and why."""
    checks = Validations.of(construct)
    for rule, reason in rules.items():
        checks.acknowledge(Acknowledgment(id=rule, reason=reason))
