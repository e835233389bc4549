"""Deploys a stage to AWS, step by step: ``python3 dev.py deploy --stage trial``.

``--dry-run`` prints the steps instead; ``--unattended`` asks nothing, for a pipeline. Needs an
account prepared with ``cdk bootstrap`` in both regions, its credentials in the environment, and
Node.js. The command lines of the CDK and of AWS are installed as their locks say.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from infra.headers import ASSET_CACHE_CONTROL, PAGE_CACHE_CONTROL
from infra.operations.preconditions import account_of_credentials, missing, read_checkout
from infra.packages.places import ROOT
from infra.settings import STAGES, Settings, settings_of

CDK_FOLDER = "requirements/cdk"
CDK = (f"{CDK_FOLDER}/node_modules/.bin/cdk",)
"""The command line of the CDK, with the version and the content of its lock: it runs with the
credentials of the deployment, and other versions may not read what the library writes."""
INSTALL_CDK = (
    *("npm", "ci", "--prefix", CDK_FOLDER, "--ignore-scripts"),
    *("--no-audit", "--no-fund"),
)

AWS_FOLDER = "build/environments/awscli"
AWS = (f"{AWS_FOLDER}/bin/aws",)
"""The command line of AWS, as locked: it too runs with the credentials of the deployment."""
MAKE_AWS = (sys.executable, "-m", "venv", "--clear", AWS_FOLDER)
INSTALL_AWS = (
    *(f"{AWS_FOLDER}/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
    *("--no-input", "--only-binary", ":all:", "--require-hashes"),
    *("-r", "requirements/awscli.lock"),
)

NOT_BY_CONTENT = ("alimenta.css", "mark.svg")
"""Assets whose name holds no hash of their content: a browser asks for them again, as for pages."""

ORIGIN_SECRET = "OriginSecret"  # noqa: S105 - the name of an output
SITE = "build/site"
EDGE_REGION = "us-east-1"

Outputs = Mapping[str, str]
Read = Callable[[str, str], Outputs]
"""The outputs of a stack in a region; nothing when there is no such stack yet."""
Run = Callable[[Sequence[str], Mapping[str, str]], int]
"""Runs a command with these environment variables added; its exit code."""


class StepFailed(RuntimeError):
    """A step ended with an error; what comes after it was not begun."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command, and what it is for. Words in angle brackets are outputs of a stack."""

    purpose: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    only_again: bool = False
    """Left out the first time, when there is nothing yet that it could act upon."""


@dataclass(frozen=True, slots=True)
class Release:
    """What is deployed, and how: the commit, whether it is tested, whether somebody answers."""

    commit: str = "<commit>"
    is_tested: bool = False
    is_unattended: bool = False
    origin: str = "first"
    """The version of the secret of the distribution, which CloudFormation then reads again."""


def steps(settings: Settings, release: Release) -> tuple[Step, ...]:
    """Every step, in an order in which no visitor meets a page without its style."""
    prefix = f"Alimenta-{settings.stage}"
    tests = Step("the tests, which have not passed for this commit", _TESTS)
    return (
        *(() if release.is_tested else (tests,)),
        Step(
            "build the site",
            (sys.executable, "-m", "mkdocs", "build", "--strict", "-q"),
            _of_the_site(settings),
        ),
        *(
            (Step("no address that cannot exist", (sys.executable, "-m", f"{__package__}.names")),)
            if settings.domain
            else ()
        ),
        Step("the command line of the CDK, as locked", INSTALL_CDK),
        Step("an environment for the command line of AWS", MAKE_AWS),
        Step("the command line of AWS, as locked", INSTALL_AWS),
        Step("build the packages", (sys.executable, "-m", "infra.packages")),
        *(
            # At a terminal, the CDK shows it where it asks.
            (Step("what changes, for the log", _diff(settings, release)),)
            if release.is_unattended
            else ()
        ),
        Step("the firewall, at the edge", _cdk(settings, release, f"{prefix}-Firewall")),
        # Pages of before still ask for the assets of before: the new ones are added, none goes.
        Step("the assets, before the pages", _copy_assets(), only_again=True),
        *(
            (Step("the vault of the copies", _cdk(settings, release, f"{prefix}-Copies")),)
            if settings.copies
            else ()
        ),
        Step(
            "the functions, their API, and the site in front",
            _cdk(
                settings,
                release,
                f"{prefix}-Api",
                f"{prefix}-Site",
                f"{prefix}-Budget",
                *("--parameters", f"{prefix}-Site:FirewallArn=<FirewallArn>"),
                *("-c", f"origin={release.origin}"),
            ),
        ),
        Step(
            "the alarms of the edge",
            _cdk(
                settings,
                release,
                f"{prefix}-EdgeAlarms",
                *("--parameters", f"{prefix}-EdgeAlarms:DistributionId=<DistributionId>"),
                *("--parameters", f"{prefix}-EdgeAlarms:SiteHost=<SiteHost>"),
            ),
        ),
        Step("the assets", _copy_assets()),
        Step(
            "the pages",
            _copy(SITE, "", PAGE_CACHE_CONTROL, "--delete", "--exclude", "assets/*"),
        ),
        *(Step(f"the asset {name}", _copy_asset(name)) for name in NOT_BY_CONTENT),
        Step(
            "the CloudFront cache of the pages",
            (
                *(*AWS, "cloudfront", "create-invalidation"),
                *("--distribution-id", "<DistributionId>", "--paths", "/*"),
            ),
        ),
    )


def _of_the_site(settings: Settings) -> dict[str, str]:
    """What the pages say of the stage: where they are, and who publishes them."""
    address = {"SITE_URL": f"https://{settings.domain.name}/"} if settings.domain else {}
    return address | {"SITE_STAGE": settings.stage} | dict(settings.publisher.environment)


_TESTS = (sys.executable, "dev.py", "test")


def _cdk(settings: Settings, release: Release, *words: str) -> tuple[str, ...]:
    app = f"{sys.executable} -m infra.app"
    # Without a terminal, the CDK refuses what it would ask for.
    approval = "never" if release.is_unattended else "broadening"
    return (
        *(*CDK, "deploy", "--app", app, "--output", "build/cloud"),
        *("--require-approval", approval, "-c", f"stage={settings.stage}"),
        *("-c", f"commit={release.commit}"),
        *words,
    )


def _diff(settings: Settings, release: Release) -> tuple[str, ...]:
    return (
        *(*CDK, "diff", "--app", f"{sys.executable} -m infra.app", "--output", "build/cloud"),
        *("-c", f"stage={settings.stage}", "-c", f"commit={release.commit}"),
        *("-c", f"origin={release.origin}"),
    )


def _copy(source: str, target: str, cache_control: str, *options: str) -> tuple[str, ...]:
    address = f"s3://<SiteBucket>/{target}"
    return (*AWS, "s3", "sync", source, address, "--cache-control", cache_control, *options)


def _copy_assets() -> tuple[str, ...]:
    return _copy(f"{SITE}/assets", "assets", ASSET_CACHE_CONTROL)


def _copy_asset(name: str) -> tuple[str, ...]:
    return (
        *(*AWS, "s3", "cp", f"{SITE}/assets/{name}", f"s3://<SiteBucket>/assets/{name}"),
        *("--cache-control", PAGE_CACHE_CONTROL),
    )


def deploy(settings: Settings, release: Release, read: Read, run: Run) -> None:
    """Take the steps, one after the other.

    Raises:
        StepFailed: a command ended with an error, or a stack does not say what comes next.
    """
    for step in steps(settings, release):
        outputs = _outputs(settings, read)
        if step.only_again and "SiteBucket" not in outputs:
            continue
        code = run(_filled(step, outputs), step.environment)
        if code:
            raise StepFailed(f"{step.purpose}: the command ended with {code}")


def _outputs(settings: Settings, read: Read) -> dict[str, str]:
    prefix = f"Alimenta-{settings.stage}"
    return {
        **read(f"{prefix}-Firewall", EDGE_REGION),
        **read(f"{prefix}-Site", settings.region),
    }


def _filled(step: Step, outputs: Outputs) -> tuple[str, ...]:
    command = " \0".join(step.command)
    for name, value in outputs.items():
        command = command.replace(f"<{name}>", value)
    if "<" in command:
        raise StepFailed(f"{step.purpose}: no stack says {command[command.index('<') :]}")
    return tuple(command.split(" \0"))


def read_outputs(stack: str, region: str) -> dict[str, str]:
    """What a stack says of itself in AWS; nothing when it is not there yet."""
    import boto3  # noqa: PLC0415 - not needed to print the steps
    from botocore.exceptions import ClientError  # noqa: PLC0415 - as above

    try:
        found: Any = boto3.client("cloudformation", region_name=region).describe_stacks(
            StackName=stack
        )
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationError":
            return {}
        raise
    return {
        each["OutputKey"]: each["OutputValue"] for each in found["Stacks"][0].get("Outputs", [])
    }


def read_origin_version(settings: Settings) -> str:
    """The version of the secret of the distribution; there is none before the first deployment."""
    outputs = read_outputs(f"Alimenta-{settings.stage}-Api", settings.region)
    if ORIGIN_SECRET not in outputs:
        return Release().origin
    import boto3  # noqa: PLC0415 - not needed to print the steps

    client: Any = boto3.client("secretsmanager", region_name=settings.region)
    stages = client.describe_secret(SecretId=outputs[ORIGIN_SECRET])["VersionIdsToStages"]
    return next(str(version) for version, names in stages.items() if "AWSCURRENT" in names)


def _run(command: Sequence[str], more: Mapping[str, str]) -> int:
    _say(" ".join(command))
    path = os.pathsep.join((str(ROOT), str(ROOT / "site")))
    environment = {**os.environ, "PYTHONPATH": path, **more}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - our own commands


def _shown(command: Sequence[str]) -> str:
    words = ("python" if word == sys.executable else word for word in command)
    text = (word.replace(sys.executable, "python") for word in words)
    return " ".join(f'"{word}"' if " " in word or "*" in word else word for word in text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Deploy, or print how; the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py deploy", description="Deploy a stage to AWS.")
    parser.add_argument("--stage", choices=sorted(STAGES), required=True)
    parser.add_argument("--dry-run", action="store_true", help="print the steps, do nothing")
    parser.add_argument("--unattended", action="store_true", help="ask nothing: for a pipeline")
    options = parser.parse_args(arguments)
    settings = settings_of(options.stage)
    if options.dry_run:
        for step in steps(settings, Release(is_unattended=options.unattended)):
            when = " (not the first time)" if step.only_again else ""
            given = "".join(
                f"{name}={shlex.quote(value)} " for name, value in step.environment.items()
            )
            _say(f"# {step.purpose}{when}\n{given}{_shown(step.command)}")
        return 0
    checkout = read_checkout()
    if reasons := list(missing(settings, checkout, account_of_credentials())):
        sys.stderr.write("".join(f"{reason}\n" for reason in reasons))
        return 1
    origin = read_origin_version(settings)
    release = Release(checkout.commit, checkout.is_tested, options.unattended, origin)
    try:
        deploy(settings, release, read_outputs, _run)
    except StepFailed as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
