import pytest

from infra.operations.deploy import StepFailed, deploy, main, steps
from infra.settings import STAGES, settings_of

TRIAL = settings_of("trial")

FIREWALL = {"FirewallArn": "arn:firewall"}
SITE = {"SiteBucket": "bucket", "DistributionId": "E123"}


class Aws:
    """Stacks that are there once they were deployed, and the commands that were run."""

    def __init__(self, outputs=None, failing=""):
        self.outputs = outputs or {}
        self.failing = failing
        self.commands = []

    def read(self, stack, region):
        return self.outputs.get((stack, region), {})

    def run(self, command):
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

    deploy(TRIAL, aws.read, aws.run)

    assert not [line for line in aws.commands if "<" in line]


def test_firewall_stack_is_deployed_before_distribution():
    aws = Aws()

    deploy(TRIAL, aws.read, aws.run)

    assert "FirewallArn=arn:firewall" in aws.commands[position(aws, "Alimenta-trial-Site")]


def test_first_deployment_has_no_bucket_for_assets():
    aws = Aws()

    deploy(TRIAL, aws.read, aws.run)

    assert position(aws, "/assets") > position(aws, "Alimenta-trial-Site")


def test_assets_are_uploaded_before_pages_that_load_them():
    aws = Aws({("Alimenta-trial-Site", "eu-central-1"): SITE})

    deploy(TRIAL, aws.read, aws.run)

    assert position(aws, "/assets") < position(aws, "Alimenta-trial-Site")


def test_removed_pages_are_deleted_and_old_assets_kept():
    deleting = [step.command for step in steps(TRIAL) if "--delete" in step.command]

    assert ["assets/*" in command for command in deleting] == [True]


def test_step_that_fails_is_last_one():
    aws = Aws(failing="infra.packages")

    with pytest.raises(StepFailed, match="build the packages"):
        deploy(TRIAL, aws.read, aws.run)

    assert "infra.packages" in aws.commands[-1]


def test_stack_without_required_output_stops_deployment():
    aws = Aws()
    aws.run = lambda _: 0

    with pytest.raises(StepFailed, match="FirewallArn"):
        deploy(TRIAL, aws.read, aws.run)


@pytest.mark.parametrize("stage", STAGES)
def test_dry_run_lists_steps_of_stage(stage, capsys):
    assert main(["--stage", stage, "--dry-run"]) == 0

    shown = capsys.readouterr().out.splitlines()
    assert len([line for line in shown if line.startswith("# ")]) == len(steps(settings_of(stage)))


def test_steps_of_one_stage_touch_no_other():
    commands = " ".join(" ".join(step.command) for step in steps(TRIAL))

    assert ("Alimenta-production" in commands, "stage=production" in commands) == (False, False)


def test_unknown_stage_runs_no_step():
    with pytest.raises(SystemExit):
        main(["--stage", "elsewhere"])
