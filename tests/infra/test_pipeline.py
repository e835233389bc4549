"""The pipeline has minimal rights and pinned actions; it deploys what its tests have passed."""

import re
from pathlib import Path

import pytest
import yaml

from infra.operations.preconditions import TESTED_COMMIT
from infra.settings import STAGES

FOLDER = Path(__file__).parents[2] / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


DELIVERY = read(FOLDER / "delivery.yml")["jobs"]
DEPLOY = read(FOLDER / "deploy.yml")["jobs"]["deploy"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_action_is_pinned_to_commit_and_names_its_version(path):
    used = re.findall(r"uses: (\S+)(.*)", path.read_text(encoding="utf-8"))
    for action, comment in used:
        if not action.startswith("./"):
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), action
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action


def test_jobs_have_no_more_rights_than_they_need():
    assert read(FOLDER / "delivery.yml")["permissions"] == {"contents": "read"}
    assert read(FOLDER / "deploy.yml")["permissions"] == {}
    asking = {"contents": "read", "id-token": "write"}
    assert DEPLOY["permissions"] == asking
    given = {name for name, job in DELIVERY.items() if job.get("permissions") == asking}
    assert given == {"trial", "production"}


def test_stages_follow_each_other_and_tests_come_first():
    assert DELIVERY["templates"]["needs"] == "test"
    assert DELIVERY["trial"]["needs"] == "templates"
    assert DELIVERY["production"]["needs"] == "trial"
    assert {DELIVERY[name]["with"]["stage"] for name in ("trial", "production")} <= set(STAGES)


def test_pull_request_deploys_nothing():
    assert DELIVERY["trial"]["if"] == "github.event_name == 'push'"


def test_deployment_is_unattended_names_tested_commit_and_is_tried_after_it():
    assert DEPLOY["env"][TESTED_COMMIT] == "${{ github.sha }}"
    commands = [step["run"] for step in DEPLOY["steps"] if "run" in step]
    assert commands == [
        'python3 dev.py deploy --stage "$STAGE" --unattended',
        'python3 dev.py smoke --stage "$STAGE"',
    ]


def test_no_long_lived_key_is_used():
    text = "".join(path.read_text(encoding="utf-8") for path in FILES)
    assert "secrets." not in text
    assert "access-key" not in text


def test_vulnerabilities_are_checked_with_each_commit_and_every_working_day():
    scheduled = read(FOLDER / "scheduled.yml")
    commands = [step.get("run") for job in scheduled["jobs"].values() for step in job["steps"]]

    assert "python3 dev.py vulnerabilities" in [
        step.get("run") for step in DELIVERY["test"]["steps"]
    ]
    assert {"python3 dev.py vulnerabilities", "python3 dev.py freshness"} <= set(commands)
    # YAML reads the word "on" as true.
    assert scheduled[True]["schedule"] == [{"cron": "17 5 * * 1-5"}]
