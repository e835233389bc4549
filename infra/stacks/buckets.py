"""The two buckets: the files of the site, and for a few days who fetched them."""

from __future__ import annotations

from dataclasses import dataclass

from aws_cdk import Duration, RemovalPolicy
from aws_cdk.aws_s3 import (
    BlockPublicAccess,
    Bucket,
    BucketEncryption,
    LifecycleRule,
    ObjectOwnership,
)
from constructs import Construct

from infra.settings import Settings
from infra.stacks.nag_suppressions import BUCKETS, suppress

DAYS_TO_ROLL_BACK = 30
OVERWRITTEN_DAYS = 1
"""How long a log can still be read once it expired, or was overwritten or deleted."""


@dataclass(frozen=True, slots=True)
class Buckets:
    """The bucket of the site, and the bucket of its access logs."""

    site: Bucket
    logs: Bucket


def make_buckets(scope: Construct, settings: Settings) -> Buckets:
    """Create both buckets."""
    logs = _log_bucket(scope, settings)
    site = _site_bucket(scope, logs, settings)
    for bucket in (site, logs):
        suppress(bucket, BUCKETS)
    return Buckets(site, logs)


def _log_bucket(scope: Construct, settings: Settings) -> Bucket:
    """The access logs. They contain IP addresses, hence the short retention."""
    return Bucket(
        scope,
        "AccessLogs",
        block_public_access=BlockPublicAccess.BLOCK_ALL,
        encryption=BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        # CloudFront writes its log by an ACL, which other settings reject.
        object_ownership=ObjectOwnership.BUCKET_OWNER_PREFERRED,
        versioned=True,
        lifecycle_rules=[
            LifecycleRule(
                expiration=Duration.days(settings.access_log_days - OVERWRITTEN_DAYS),
                noncurrent_version_expiration=Duration.days(OVERWRITTEN_DAYS),
            )
        ],
        removal_policy=_removal(settings),
    )


def _site_bucket(scope: Construct, logs: Bucket, settings: Settings) -> Bucket:
    """The built site, read by the distribution only; replaced files can be restored."""
    return Bucket(
        scope,
        "Site",
        block_public_access=BlockPublicAccess.BLOCK_ALL,
        encryption=BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        object_ownership=ObjectOwnership.BUCKET_OWNER_ENFORCED,
        versioned=True,
        lifecycle_rules=[
            LifecycleRule(noncurrent_version_expiration=Duration.days(DAYS_TO_ROLL_BACK))
        ],
        server_access_logs_bucket=logs,
        server_access_logs_prefix="bucket/",
        removal_policy=_removal(settings),
    )


def _removal(settings: Settings) -> RemovalPolicy:
    return RemovalPolicy.RETAIN if settings.keeps_files else RemovalPolicy.DESTROY
