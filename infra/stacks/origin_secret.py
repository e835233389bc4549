"""The secret by which the functions know that a request came through the distribution.

Its value is a JSON object: ``current`` is what the distribution sends, ``previous`` what it sent
before and is still accepted, so that a rotation refuses nobody. CloudFormation reads both when it
deploys; ``infra.operations.rotate_origin_secret`` writes them. It reads them again only where the
template has changed: the version of the secret, which the deploy command passes on, changes it.
"""

from __future__ import annotations

import json

from aws_cdk import RemovalPolicy
from aws_cdk.aws_kms import IKey
from aws_cdk.aws_secretsmanager import Secret, SecretStringGenerator
from constructs import Construct

from infra.stacks.nag_suppressions import ORIGIN_SECRET, suppress

CURRENT, PREVIOUS = "current", "previous"
NONE_BEFORE = "none"
"""Too short to be accepted."""
LENGTH = 64

VERSION = "origin"
"""The name on the command line of the CDK (``-c origin=...``) of the version of the secret."""


class OriginSecret(Construct):
    """The secret, and the texts that CloudFormation replaces by its values."""

    def __init__(self, scope: Construct, key: IKey) -> None:
        """Generate the first value."""
        super().__init__(scope, "Origin")
        self.secret = Secret(
            self,
            "Secret",
            description="Header by which the distribution makes itself known to the API",
            encryption_key=key,
            generate_secret_string=SecretStringGenerator(
                secret_string_template=json.dumps({PREVIOUS: NONE_BEFORE}),
                generate_string_key=CURRENT,
                exclude_punctuation=True,
                password_length=LENGTH,
            ),
            removal_policy=RemovalPolicy.DESTROY,
        )
        suppress(self.secret, ORIGIN_SECRET)

    @property
    def version(self) -> str:
        """The version that the deploy command has seen; not known without it."""
        version = self.node.try_get_context(VERSION)
        return version if isinstance(version, str) else "unknown"

    @property
    def sent(self) -> str:
        """What the distribution sends."""
        return self.secret.secret_value_from_json(CURRENT).unsafe_unwrap()

    @property
    def accepted(self) -> str:
        """What the functions accept."""
        before = self.secret.secret_value_from_json(PREVIOUS).unsafe_unwrap()
        return f"{self.sent} {before}"
