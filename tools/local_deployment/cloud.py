"""Writes the templates of a stage of this machine, and creates their stacks in the emulator."""

from __future__ import annotations

import json
import mimetypes
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import boto3

from infra.api_routes import read_routes
from infra.cloudfront.url_rewrite import read_site
from infra.packages.build import build_package
from infra.packages.places import PACKAGES, ROOT, SITE
from infra.payers import Payer
from infra.settings import SERVICES, Contact, Settings, Throttling, settings_of
from infra.stacks.cloud import build_stacks, new_app, stack_prefix
from infra.stacks.firewall import EDGE_REGION
from tools.aws_emulator.ministack import ACCOUNT, MiniStack
from tools.local_deployment.archives import for_this_machine
from tools.local_deployment.templates import assets_of, read_template

OUT = ROOT / "build" / "cloud-local"
ASSETS = f"cdk-hnb659fds-assets-{ACCOUNT}-{{region}}"
"""The bucket that ``cdk bootstrap`` makes for the archives."""

PAYER = Payer("payer", account=ACCOUNT, external_id="external-id-of-payer")

CREATED_WITHIN_SECONDS = 60
POLLED_EVERY_SECONDS = 0.1


class NotDeployed(RuntimeError):
    """The emulator refused a stack; the message says which, and what it said."""


def settings() -> Settings:
    """The trial stage, with addresses that lead nowhere and one payer."""
    return replace(
        settings_of("trial"),
        contact=Contact(
            sender="contact@alimenta.test",
            recipients={service: f"{service}@alimenta.test" for service in SERVICES},
            throttling=Throttling(rate=5, burst=20),
        ),
        payers=(PAYER,),
    )


@dataclass(frozen=True, slots=True)
class Deployed:
    """What the stacks answered: their outputs, by stack."""

    api: Mapping[str, str]
    site: Mapping[str, str]
    resources: Mapping[str, int]


def write_templates() -> Path:
    """Synthesise into ``build/cloud-local``."""
    shutil.rmtree(OUT, ignore_errors=True)
    api_routes = read_routes()
    app = new_app(str(OUT))
    build_stacks(
        app,
        settings=settings(),
        api_routes=api_routes,
        packages={folder: build_package(folder, PACKAGES) for folder in api_routes.deployed},
        site=read_site(),
    )
    app.synth()
    return OUT


def deploy(stack: MiniStack, folder: Path) -> Deployed:
    """Make the stacks one after the other, as the CDK would, and put the site into its bucket.

    Raises:
        NotDeployed: a stack did not come up.
    """
    for region in (EDGE_REGION, stack.region):
        _bootstrap(stack, region)
    prefix = stack_prefix("trial")
    firewall = _make(stack, EDGE_REGION, folder, f"{prefix}-Firewall", {})
    api = _make(stack, stack.region, folder, f"{prefix}-Api", {})
    passed_on = {"FirewallArn": firewall.outputs["FirewallArn"]}
    site = _make(stack, stack.region, folder, f"{prefix}-Site", passed_on)
    _copy_site(stack, site.outputs["SiteBucket"])
    return Deployed(
        api=api.outputs,
        site=site.outputs,
        resources={made.name: made.resources for made in (firewall, api, site)},
    )


@dataclass(frozen=True, slots=True)
class _Made:
    name: str
    outputs: Mapping[str, str]
    resources: int


def client(stack: MiniStack, service: Any, region: str | None = None) -> Any:
    """A client that speaks with the emulator."""
    return boto3.client(
        service,
        endpoint_url=stack.address,
        region_name=region or stack.region,
        aws_access_key_id=ACCOUNT,
        aws_secret_access_key="local",  # noqa: S106 - of no use elsewhere
    )


def _make(
    stack: MiniStack, region: str, folder: Path, name: str, parameters: Mapping[str, str]
) -> _Made:
    _copy_assets(stack, region, folder, name)
    template = read_template(folder, name)
    formation = client(stack, "cloudformation", region)
    # Over the size that a request may carry, a template is read from a bucket, as the CDK does.
    bucket, key = ASSETS.format(region=region), f"{name}.json"
    client(stack, "s3", region).put_object(Bucket=bucket, Key=key, Body=json.dumps(template))
    formation.create_stack(
        StackName=name,
        TemplateURL=f"{stack.address}/{bucket}/{key}",
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        Parameters=[
            {"ParameterKey": parameter, "ParameterValue": value}
            for parameter, value in parameters.items()
        ],
    )
    found = _wait(formation, name)
    outputs = {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}
    return _Made(name, outputs, len(template["Resources"]))


def _wait(formation: Any, name: str) -> dict[str, Any]:
    limit = time.monotonic() + CREATED_WITHIN_SECONDS
    while True:
        found: dict[str, Any] = dict(formation.describe_stacks(StackName=name)["Stacks"][0])
        if found["StackStatus"] == "CREATE_COMPLETE":
            return found
        if not found["StackStatus"].endswith("IN_PROGRESS") or time.monotonic() > limit:
            raise NotDeployed(f"{name}: {found['StackStatus']} {_reasons(formation, name)}")
        time.sleep(POLLED_EVERY_SECONDS)


def _reasons(formation: Any, name: str) -> str:
    events = formation.describe_stack_events(StackName=name)["StackEvents"]
    return "; ".join(
        f"{each['LogicalResourceId']}: {each.get('ResourceStatusReason', '')}"
        for each in events
        if each["ResourceStatus"].endswith("FAILED")
    )


def _bootstrap(stack: MiniStack, region: str) -> None:
    """What ``cdk bootstrap`` makes, as far as it is needed here."""
    place = {} if region == EDGE_REGION else {"LocationConstraint": region}
    client(stack, "s3", region).create_bucket(
        Bucket=ASSETS.format(region=region),
        **({"CreateBucketConfiguration": place} if place else {}),
    )


def _copy_assets(stack: MiniStack, region: str, folder: Path, name: str) -> None:
    store = client(stack, "s3", region)
    bucket = ASSETS.format(region=region)
    for asset in assets_of(folder, name):
        store.put_object(Bucket=bucket, Key=asset.key, Body=for_this_machine(asset.path))


def _copy_site(stack: MiniStack, bucket: str) -> None:
    store = client(stack, "s3")
    for path in sorted(SITE.rglob("*")):
        if path.is_file():
            store.put_object(
                Bucket=bucket,
                Key=path.relative_to(SITE).as_posix(),
                Body=path.read_bytes(),
                ContentType=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            )
