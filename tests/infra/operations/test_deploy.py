import json
from dataclasses import replace

import boto3
import pytest
from aws_cdk import Stack
from aws_cdk.aws_kms import Key
from moto import mock_aws

from infra.operations import deploy as deploying
from infra.operations.deploy import (
    AWS,
    CDK,
    CDK_FOLDER,
    INSTALL_AWS,
    INSTALL_CDK,
    MAKE_AWS,
    Release,
    StepFailed,
    deploy,
    main,
    read_origin_version,
    steps,
)
from infra.operations.preconditions import Checkout, missing, placeholders_in
from infra.packages.places import ROOT
from infra.settings import (
    SERVICES,
    STAGES,
    Contact,
    Domain,
    Publisher,
    Throttling,
    settings_of,
)
from infra.stacks.cloud import new_app
from infra.stacks.origin_secret import VERSION, OriginSecret

TRIAL = settings_of("trial")
TESTED = Release("c0ffee", is_tested=True)

FIREWALL = {"FirewallArn": "arn:firewall"}
SITE = {"SiteBucket": "bucket", "DistributionId": "E123", "SiteHost": "e123.test"}


class Aws:
    """Stacks that are there once they were deployed, and the commands that were run."""

    def __init__(self, outputs=None, failing=""):
        self.outputs = outputs or {}
        self.failing = failing
        self.commands = []
        self.environments = []

    def read(self, stack, region):
        return self.outputs.get((stack, region), {})

    def run(self, command, environment):
        self.environments.append(environment)
        line = " ".join(command)
        self.commands.append(line)
        if "Alimenta-trial-Firewall" in line:
            self.outputs["Alimenta-trial-Firewall", "us-east-1"] = FIREWALL
        if "Alimenta-trial-Site" in line:
            self.outputs["Alimenta-trial-Site", "eu-central-1"] = SITE
        return int(bool(self.failing) and self.failing in line)


def position(aws, words):
    return next(number for number, line in enumerate(aws.commands) if words in line)


def test_first_deployment_has_each_output_before_its_use():
    aws = Aws()

    deploy(TRIAL, TESTED, aws.read, aws.run)

    assert not [line for line in aws.commands if "<" in line]


def test_firewall_stack_is_deployed_before_distribution():
    aws = Aws()

    deploy(TRIAL, TESTED, aws.read, aws.run)

    assert "FirewallArn=arn:firewall" in aws.commands[position(aws, "Alimenta-trial-Site")]


def test_first_deployment_has_no_bucket_for_assets():
    aws = Aws()

    deploy(TRIAL, TESTED, aws.read, aws.run)

    assert position(aws, "/assets") > position(aws, "Alimenta-trial-Site")


def test_assets_are_uploaded_before_pages_that_load_them():
    aws = Aws({("Alimenta-trial-Site", "eu-central-1"): SITE})

    deploy(TRIAL, TESTED, aws.read, aws.run)

    assert position(aws, "/assets") < position(aws, "Alimenta-trial-Site")


def test_removed_pages_are_deleted_and_old_assets_kept():
    deleting = [step.command for step in steps(TRIAL, TESTED) if "--delete" in step.command]

    assert ["assets/*" in command for command in deleting] == [True]


def test_step_that_fails_is_last_one():
    aws = Aws(failing="infra.packages")

    with pytest.raises(StepFailed, match="build the packages"):
        deploy(TRIAL, TESTED, aws.read, aws.run)

    assert "infra.packages" in aws.commands[-1]


def test_stack_without_required_output_stops_deployment():
    aws = Aws()
    aws.run = lambda *_: 0

    with pytest.raises(StepFailed, match="FirewallArn"):
        deploy(TRIAL, TESTED, aws.read, aws.run)


@pytest.mark.parametrize("stage", STAGES)
def test_dry_run_lists_steps_of_stage(stage, capsys):
    assert main(["--stage", stage, "--dry-run"]) == 0

    shown = capsys.readouterr().out.splitlines()
    expected = steps(settings_of(stage), Release())
    assert len([line for line in shown if line.startswith("# ")]) == len(expected)


def test_steps_of_one_stage_touch_no_other():
    commands = " ".join(" ".join(step.command) for step in steps(TRIAL, TESTED))

    assert ("Alimenta-production" in commands, "stage=production" in commands) == (False, False)


def test_unknown_stage_runs_no_step():
    with pytest.raises(SystemExit):
        main(["--stage", "elsewhere"])


CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/x"
READY = replace(
    settings_of("production"),
    account="111122223333",
    domain=Domain("alimenta.be", CERTIFICATE),
    contact=Contact(
        "contact@alimenta.be",
        {service: f"{service}@alimenta.be" for service in SERVICES},
        Throttling(rate=5, burst=20),
    ),
    publisher=Publisher("A Publisher", "A Street 1, 1000 A Town", "0123.456.749", "mail@a.test"),
)
CLEAN = Checkout("c0ffee", ())


def refusals(settings=READY, checkout=CLEAN, account="111122223333"):
    return " ".join(missing(settings, checkout, account))


@pytest.fixture
def python_of_functions(monkeypatch):
    monkeypatch.setattr("infra.operations.preconditions.compiler", lambda: "/usr/bin/python3.13")


@pytest.mark.usefixtures("python_of_functions")
def test_complete_stage_with_clean_checkout_may_be_deployed():
    assert refusals() == ""


@pytest.mark.usefixtures("python_of_functions")
@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"checkout": Checkout("c0ffee", (" M infra/app.py",))}, "not committed"),
        ({"account": "999900001111"}, "account"),
        ({"settings": replace(READY, account="")}, "account"),
        ({"settings": replace(READY, domain=None)}, "no domain"),
        ({"settings": replace(READY, domain=Domain("a.example", CERTIFICATE))}, "cannot exist"),
        ({"settings": replace(READY, contact=TRIAL.contact)}, "contact addresses"),
        ({"settings": replace(READY, publisher=Publisher("A Publisher"))}, "publisher"),
    ],
)
def test_incomplete_stage_is_refused_before_anything_is_built(changes, reason):
    assert reason in refusals(**changes)


def test_without_python_of_functions_deployment_is_refused(monkeypatch):
    monkeypatch.setattr("infra.operations.preconditions.compiler", lambda: None)

    assert "byte code" in refusals()


def test_refused_deployment_runs_no_step(monkeypatch, capsys):
    monkeypatch.setattr(deploying, "read_checkout", lambda: Checkout("c0ffee", ("?? x",)))
    monkeypatch.setattr(deploying, "account_of_credentials", lambda: "111122223333")
    monkeypatch.setattr(deploying, "_run", lambda *_: pytest.fail("a step was run"))

    assert main(["--stage", "trial"]) == 1
    assert "not committed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("checkout", "is_tested"),
    [
        (Checkout("c0ffee", (), tested="c0ffee"), True),
        (Checkout("c0ffee", (), tested="another"), False),
        (Checkout("c0ffee", ()), False),
        (Checkout("c0ffee", (" M x",), tested="c0ffee"), False),
    ],
)
def test_only_commit_of_passed_test_job_counts_as_tested(checkout, is_tested):
    assert checkout.is_tested == is_tested


def test_commit_that_is_not_tested_is_tested_first():
    first, *_ = steps(TRIAL, Release("c0ffee"))

    assert first.command[1:] == ("dev.py", "test")
    assert "dev.py" not in " ".join(steps(TRIAL, TESTED)[0].command)


def test_unattended_deployment_asks_nothing_and_names_commit():
    unattended = Release("c0ffee", is_tested=True, is_unattended=True)
    stacks = [step.command for step in steps(READY, unattended) if "deploy" in step.command]

    assert len(stacks) == 4
    for command in stacks:
        assert command[command.index("--require-approval") + 1] == "never"
        assert "commit=c0ffee" in command


def test_attended_deployment_asks_for_broader_permissions():
    stacks = [step.command for step in steps(READY, TESTED) if "deploy" in step.command]

    assert all(
        command[command.index("--require-approval") + 1] == "broadening" for command in stacks
    )


def test_site_is_built_with_domain_and_publisher_of_stage_and_checked():
    aws = Aws()
    named = {step.purpose: step.environment for step in steps(READY, TESTED)}

    assert named["build the site"] == {
        "SITE_URL": "https://alimenta.be/",
        "SITE_STAGE": "production",
        "PUBLISHER_NAME": "A Publisher",
        "PUBLISHER_ADDRESS": "A Street 1, 1000 A Town",
        "PUBLISHER_ENTERPRISE_NUMBER": "0123.456.749",
        "PUBLISHER_CONTACT": "mail@a.test",
    }
    assert "no address that cannot exist" in named
    deploy(TRIAL, TESTED, aws.read, aws.run)
    assert {} in aws.environments


def test_site_with_address_that_cannot_exist_is_named(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "index.html").write_text('<a href="https://alimenta.example/x">')
    (tmp_path / "robots.txt").write_text("Sitemap: https://alimenta.be/sitemap.xml")

    assert placeholders_in(tmp_path) == ["en/index.html"]


def test_alarms_of_edge_come_last_and_know_distribution():
    aws = Aws()

    deploy(TRIAL, TESTED, aws.read, aws.run)
    command = aws.commands[position(aws, "Alimenta-trial-EdgeAlarms")]
    assert "EdgeAlarms:DistributionId=E123" in command
    assert "EdgeAlarms:SiteHost=e123.test" in command
    assert position(aws, "Alimenta-trial-Site:") < position(aws, "Alimenta-trial-EdgeAlarms")


def test_vault_of_copies_is_there_before_plan_that_copies_into_it():
    commands = [" ".join(step.command) for step in steps(READY, TESTED)]
    copies, api = (
        next(
            number for number, line in enumerate(commands) if f"Alimenta-production-{name}" in line
        )
        for name in ("Copies", "Api")
    )

    assert copies < api
    assert not [step for step in steps(TRIAL, TESTED) if "Copies" in " ".join(step.command)]


def test_version_of_secret_on_command_line_reaches_stacks(tmp_path):
    app = new_app(str(tmp_path))
    app.node.set_context(VERSION, "two")
    stack = Stack(app, "Origin")

    assert OriginSecret(stack, Key(stack, "Key")).version == "two"
    assert f"{VERSION}=two" in " ".join(
        word for step in steps(TRIAL, replace(TESTED, origin="two")) for word in step.command
    )


@mock_aws
def test_version_of_secret_is_read_from_its_stack(monkeypatch):
    client = boto3.client("secretsmanager", region_name="eu-central-1")
    made = client.create_secret(Name="origin", SecretString="{}")
    outputs = {"OriginSecret": made["ARN"]}
    monkeypatch.setattr(deploying, "read_outputs", lambda *_: outputs)

    assert read_origin_version(TRIAL) == made["VersionId"]
    outputs.clear()
    assert read_origin_version(TRIAL) == Release().origin


def test_command_line_of_cdk_is_installed_with_hash_of_its_lock():
    commands = [step.command for step in steps(TRIAL, TESTED)]
    lock = json.loads((ROOT / CDK_FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}

    assert commands.index(INSTALL_CDK) < next(
        number for number, command in enumerate(commands) if CDK[0] in command
    )
    assert INSTALL_CDK[:2] == ("npm", "ci")
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert not [command for command in commands if "npx" in command]


def test_command_line_of_aws_is_installed_with_hashes_before_it_is_called():
    commands = [step.command for step in steps(TRIAL, TESTED)]
    called = [number for number, command in enumerate(commands) if command[0] == AWS[0]]

    assert called
    assert commands.index(MAKE_AWS) < commands.index(INSTALL_AWS) < min(called)
    assert {"--require-hashes", "requirements/awscli.lock"} <= set(INSTALL_AWS)
    assert not [command for command in commands if command[0] == "aws"]


def test_unattended_deployment_logs_what_changes_before_it_changes_anything():
    unattended = Release("c0ffee", is_tested=True, is_unattended=True)
    commands = [step.command for step in steps(READY, unattended)]
    (diff,) = (number for number, command in enumerate(commands) if "diff" in command)

    assert diff < min(number for number, command in enumerate(commands) if "deploy" in command)
    assert not [step for step in steps(READY, TESTED) if "diff" in step.command]
