"""The templates as the emulator can take them: what is left out is listed, and tested elsewhere."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from functions.pages.built_pages import PAGES_DIRECTORY
from infra.packages.bytecode import RUN_TIME_FOLDER

Template = dict[str, Any]

LEFT_OUT = {
    "the budget: it knows no AWS::Budgets": "infra/test_watch.py",
    "the log of the firewall: it knows no AWS::WAFv2::LoggingConfiguration": "infra/test_watch.py",
    "what is copied at night: it knows no AWS::Backup::BackupSelection": "infra/test_data_stack.py",
    "the alarm on refused requests: it knows no alarm on a calculation": "infra/test_watch.py",
    "the firewall: it exists, but counts and refuses nothing": "infra/test_firewall.py",
    "the alarms of the edge: it knows no AWS::Route53::HealthCheck": "infra/test_edge_alarms.py",
    "releases in two steps: it knows no AWS::CodeDeploy": "infra/test_releases.py",
    "copies in another region: this stage has none": "infra/test_data_stack.py",
    "no plain requests to buckets: it refuses its own distribution": "infra/test_site_stack.py",
    "the API behind the distribution: it asks no address of AWS": "infra/test_site_stack.py",
    "the DKIM records of the sender: its identities have none": "infra/test_border.py",
    "signatures: the caller is taken from the key alone": "tools/gateway/test_signatures.py",
    "permissions: nothing is refused for want of one": "infra/test_permissions.py",
    "the processor: what is compiled for arm64 is this machine's": "infra/test_api_stack.py",
    "the folder of a package: it unpacks each one somewhere else": "infra/test_api_stack.py",
    "alarms, backups, encryption, concurrency: noted, but idle": "infra/test_watch.py and others",
}
"""What this deployment does not show, and the file below ``tests`` that asserts it."""

NEEDED = (
    *("apigateway", "apigatewayv2", "backup", "cloudformation", "cloudfront", "cloudwatch"),
    *("dynamodb", "events", "iam", "kms", "lambda", "logs", "monitoring", "s3"),
    *("secretsmanager", "ses", "sns", "sqs", "sts", "wafv2"),
)
"""The only services that are started."""

NOT_KNOWN = {"AWS::Backup::BackupSelection", "AWS::WAFv2::LoggingConfiguration"}

DKIM = "DkimDNSToken"
"""In the names of attributes that the emulator's identities do not have."""

OF_THE_BOOTSTRAP = ("BootstrapVersion", "CheckBootstrapVersion")


@dataclass(frozen=True, slots=True)
class Asset:
    """An archive, and the name under which the template looks for it."""

    path: Path
    key: str


def read_template(folder: Path, stack: str) -> Template:
    """The template of a stack, without what the emulator cannot take."""
    text = (folder / f"{stack}.template.json").read_text(encoding="utf-8")
    template: Template = json.loads(text)
    for part in ("Parameters", "Rules"):
        for name in OF_THE_BOOTSTRAP:
            template.get(part, {}).pop(name, None)
    template.pop("Rules", None)
    template["Outputs"] = {
        name: output
        for name, output in template.get("Outputs", {}).items()
        if DKIM not in json.dumps(output)
    }
    template["Resources"] = {
        name: item for name, item in template["Resources"].items() if _is_known(item)
    }
    for item in template["Resources"].values():
        if item["Type"] == "AWS::S3::BucketPolicy":
            _allow_only(item["Properties"]["PolicyDocument"])
        if item["Type"] == "AWS::Lambda::Function":
            _look_beside(item["Properties"]["Environment"]["Variables"])
    return template


def _is_known(item: dict[str, Any]) -> bool:
    if item["Type"] == "AWS::CloudWatch::Alarm":
        return "Metrics" not in item["Properties"]
    return item["Type"] not in NOT_KNOWN


def _look_beside(variables: dict[str, Any]) -> None:
    """A function starts in the folder of its package, wherever that is."""
    folder = PurePosixPath(variables[PAGES_DIRECTORY])
    variables[PAGES_DIRECTORY] = str(folder.relative_to(RUN_TIME_FOLDER))


def _allow_only(policy: dict[str, Any]) -> None:
    policy["Statement"] = [each for each in policy["Statement"] if each["Effect"] == "Allow"]


def assets_of(folder: Path, stack: str) -> list[Asset]:
    """The archives that a stack is made of."""
    listed = json.loads((folder / f"{stack}.assets.json").read_text(encoding="utf-8"))
    return [
        Asset(folder / each["source"]["path"], destination["objectKey"])
        for each in listed["files"].values()
        if each["source"].get("packaging") == "file"
        and not each["source"]["path"].endswith(".template.json")
        for destination in each["destinations"].values()
    ]
