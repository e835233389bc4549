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


def test_a_first_deployment_knows_each_name_when_it_needs_it():
    aws = Aws()

    deploy(TRIAL, aws.read, aws.run)

    assert not [line for line in aws.commands if "<" in line]


def test_the_firewall_comes_before_the_distribution_that_it_guards():
    aws = Aws()

    deploy(TRIAL, aws.read, aws.run)

    assert "FirewallArn=arn:firewall" in aws.commands[position(aws, "Alimenta-trial-Site")]


def test_the_first_time_there_is_no_bucket_for_the_assets_yet():
    aws = Aws()

    deploy(TRIAL, aws.read, aws.run)

    assert position(aws, "/assets") > position(aws, "Alimenta-trial-Site")


def test_after_that_assets_come_before_what_asks_for_them():
    aws = Aws({("Alimenta-trial-Site", "eu-central-1"): SITE})

    deploy(TRIAL, aws.read, aws.run)

    assert position(aws, "/assets") < position(aws, "Alimenta-trial-Site")


def test_pages_that_are_gone_go_and_assets_of_before_stay():
    deleting = [step.command for step in steps(TRIAL) if "--delete" in step.command]

    assert ["assets/*" in command for command in deleting] == [True]


def test_a_step_that_fails_is_the_last_one():
    aws = Aws(failing="infra.packages")

    with pytest.raises(StepFailed, match="build the packages"):
        deploy(TRIAL, aws.read, aws.run)

    assert "infra.packages" in aws.commands[-1]


def test_a_stack_that_does_not_say_what_comes_next_stops_it():
    aws = Aws()
    aws.run = lambda _: 0

    with pytest.raises(StepFailed, match="FirewallArn"):
        deploy(TRIAL, aws.read, aws.run)


@pytest.mark.parametrize("stage", STAGES)
def test_the_steps_of_a_stage_can_be_read_before_they_are_taken(stage, capsys):
    assert main(["--stage", stage, "--dry-run"]) == 0

    shown = capsys.readouterr().out.splitlines()
    assert len([line for line in shown if line.startswith("# ")]) == len(steps(settings_of(stage)))


def test_the_steps_of_one_stage_touch_no_other():
    commands = " ".join(" ".join(step.command) for step in steps(TRIAL))

    assert ("Alimenta-production" in commands, "stage=production" in commands) == (False, False)


def test_no_step_can_be_taken_for_a_stage_that_does_not_exist():
    with pytest.raises(SystemExit):
        main(["--stage", "elsewhere"])
