"""Admits a payer to the register, or ends its access; prints what is left to do.

``python -m infra.operations.payers add --stage production --name fund-one --account 111122223333``
``python -m infra.operations.payers remove --stage production --name fund-one``

Both write ``infra/payers.toml``: commit it and deploy. The decisions of a payer that was removed
stay until their last legal day; the payer exports them before.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from infra.payers import PAYERS_FILE, InvalidPayer, Payer, read_payers
from infra.settings import STAGES

EXTERNAL_ID_BYTES = 16

ADMITTED = """{name} is admitted to the stage {stage} after the next deployment. Send the payer:
  role: arn:aws:iam::<account of the stage>:role/{role}
  external id: {external_id}
  address: the output PayersAddress, or ApiAddress where the stage has no domain for payers
Its software assumes the role from account {account} with that external id and signs each request.
"""
REMOVED = """{name} has no access to the stage {stage} after the next deployment.
Before it, have the payer export its decisions: GET /exportDecisions. They stay in the register
until their last legal day. The name must not be given to another payer.
"""


def add(path: Path, stage: str, name: str, account: str) -> Payer:
    """Add a payer with a new external id.

    Raises:
        InvalidPayer: the name or the account has not the required form, or the name is taken.
    """
    if any(each.name == name for each in read_payers(stage, path)):
        raise InvalidPayer(f"{name} is admitted already")
    payer = Payer(name, account=account, external_id=secrets.token_hex(EXTERNAL_ID_BYTES))
    _write(path, stage, (*read_payers(stage, path), payer))
    return payer


def remove(path: Path, stage: str, name: str) -> None:
    """Remove a payer.

    Raises:
        InvalidPayer: there is none of that name.
    """
    kept = [each for each in read_payers(stage, path) if each.name != name]
    if len(kept) == len(read_payers(stage, path)):
        raise InvalidPayer(f"{name} is not admitted")
    _write(path, stage, kept)


def _write(path: Path, stage: str, payers: Sequence[Payer]) -> None:
    text = path.read_text(encoding="utf-8")
    comments = [line for line in text.splitlines() if line.startswith("#")]
    document: Mapping[str, Mapping[str, Mapping[str, str]]] = tomllib.loads(text)
    lines = list(comments)
    for each_stage in document:
        lines += ["", f"[{each_stage}]"]
        listed = payers if each_stage == stage else read_payers(each_stage, path)
        for payer in sorted(listed, key=lambda each: each.name):
            lines += [
                f"[{each_stage}.{payer.name}]",
                f'account = "{payer.account}"',
                f'external_id = "{payer.external_id}"',
            ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None, path: Path = PAYERS_FILE) -> int:
    """Do what the command line says; the exit code."""
    parser = argparse.ArgumentParser(prog="payers", description=__doc__)
    parser.add_argument("act", choices=("add", "remove"))
    parser.add_argument("--stage", choices=sorted(STAGES), required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--account", default="", help="the AWS account of the payer, to add it")
    options = parser.parse_args(arguments)
    try:
        if options.act == "remove":
            remove(path, options.stage, options.name)
            sys.stdout.write(REMOVED.format(name=options.name, stage=options.stage))
            return 0
        payer = add(path, options.stage, options.name, options.account)
    except InvalidPayer as reason:
        sys.stderr.write(f"not possible: {reason}\n")
        return 1
    sys.stdout.write(
        ADMITTED.format(
            name=payer.name,
            stage=options.stage,
            role=payer.role_name(options.stage),
            external_id=payer.external_id,
            account=payer.account,
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
