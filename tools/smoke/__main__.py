"""Tries a deployed site: ``python3 dev.py smoke --address https://alimenta.example``.

``--stage trial`` in place of the address asks AWS for that of a stage.

Nothing is stored and nobody gets mail, unless asked: ``--contact`` sends a message to the service
of its topic, ``--payer-role`` records a decision. ``--local-payer`` signs as a payer that exists on
the local server only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from botocore.credentials import Credentials

from infra.operations.deploy import read_outputs
from infra.settings import STAGES, settings_of
from tools.aws_emulator.callers import CALLERS
from tools.smoke.reply import SmokeTestFailed
from tools.smoke.site import Payer, Site
from tools.smoke.steps import Smoke

SESSION = "smoke-test"


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the steps; the exit code."""
    options = _arguments(arguments)
    address = options.address or address_of(options.stage)
    if not address:
        sys.stderr.write(f"FAILED: the stage {options.stage} is not deployed\n")
        return 1
    smoke = Smoke(
        site=Site(address=address.rstrip("/")),
        sends_message=options.contact,
        register=Site(address=options.register.rstrip("/")) if options.register else None,
        payer=_payer(options),
    )
    try:
        for line in smoke.steps():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    except (SmokeTestFailed, OSError) as reason:
        sys.stderr.write(f"FAILED: {reason}\n")
        return 1
    return 0


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py smoke", description=__doc__)
    parser.add_argument("--address", help="of the site, such as https://…")
    parser.add_argument("--contact", action="store_true", help="send a contact message")
    parser.add_argument("--register", help="where payers reach the register, if elsewhere")
    parser.add_argument("--stage", choices=sorted(STAGES), default="trial", help="to be tried")
    parser.add_argument("--payer-role", help="the role of a payer, to record a decision")
    parser.add_argument("--external-id", default="", help="of that payer")
    parser.add_argument("--local-payer", action="store_true", help="for the local server")
    return parser.parse_args(given)


def address_of(stage: str) -> str:
    """The address of a deployed stage; nothing where it is not deployed."""
    host = read_outputs(f"Alimenta-{stage}-Site", settings_of(stage).region).get("SiteHost")
    return f"https://{host}" if host else ""


def _payer(options: argparse.Namespace) -> Payer | None:
    region = settings_of(options.stage).region
    if options.local_payer:
        first = CALLERS[0]
        return Payer(credentials=Credentials(first.access_key, first.secret), region=region)
    if not options.payer_role:
        return None
    import boto3  # noqa: PLC0415 - most runs sign nothing

    client: Any = boto3.client("sts", region_name=region)
    keys = client.assume_role(
        RoleArn=options.payer_role, RoleSessionName=SESSION, ExternalId=options.external_id
    )["Credentials"]
    return Payer(
        credentials=Credentials(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"]),
        region=region,
    )


if __name__ == "__main__":
    sys.exit(main())
