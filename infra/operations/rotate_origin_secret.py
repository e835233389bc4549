"""Replaces the secret header by which the distribution makes itself known to the API.

``python -m infra.operations.rotate_origin_secret --stage trial``

The old value stays accepted until the next rotation. Deploy after it: CloudFormation then gives the
new value to the functions first, and to the distribution after them.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol

from infra.operations.deploy import ORIGIN_SECRET, read_outputs
from infra.settings import STAGES, settings_of
from infra.stacks.origin_secret import CURRENT, LENGTH, PREVIOUS

OUTPUT = ORIGIN_SECRET


class Secrets(Protocol):
    """What is needed of the client of Secrets Manager."""

    def get_secret_value(self, *, SecretId: str) -> Mapping[str, str]:  # noqa: N803 - as AWS
        """The secret."""

    def put_secret_value(self, *, SecretId: str, SecretString: str) -> object:  # noqa: N803 - as AWS
        """Write it."""


def rotate(client: Secrets, secret_arn: str) -> None:
    """Write a new value, and keep the one in use as the previous one."""
    kept = json.loads(client.get_secret_value(SecretId=secret_arn)["SecretString"])
    renewed = {CURRENT: secrets.token_hex(LENGTH // 2), PREVIOUS: kept[CURRENT]}
    client.put_secret_value(SecretId=secret_arn, SecretString=json.dumps(renewed))


def main(arguments: Sequence[str] | None = None) -> int:
    """Rotate the secret of a stage; the exit code."""
    parser = argparse.ArgumentParser(prog="rotate_origin_secret", description=__doc__)
    parser.add_argument("--stage", choices=sorted(STAGES), required=True)
    stage = parser.parse_args(arguments).stage
    import boto3  # noqa: PLC0415 - a wrong word on the command line does not wait for it

    region = settings_of(stage).region
    outputs = read_outputs(f"Alimenta-{stage}-Api", region)
    if OUTPUT not in outputs:
        sys.stderr.write(f"the stack has no output {OUTPUT}: is the stage deployed?\n")
        return 1
    rotate(boto3.client("secretsmanager", region_name=region), outputs[OUTPUT])
    sys.stdout.write(f"rotated; now: python3 dev.py deploy --stage {stage}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
