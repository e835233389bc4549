from __future__ import annotations

from pathlib import Path

import pytest

from infra.contract import Route
from infra.local.deployment.journey import NotWalked, Reply, _example, _filled, _must
from infra.local.deployment.templates import LEFT_OUT, NOT_KNOWN, assets_of, read_template

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module", params=["api", "site", "firewall"])
def stack(request, synthesised):
    return getattr(synthesised.cloud, request.param).stack_name


def test_a_template_asks_for_nothing_that_the_bootstrap_makes(synthesised, stack):
    template = read_template(synthesised.folder, stack)

    assert "BootstrapVersion" not in template.get("Parameters", {})
    assert "Rules" not in template


def test_what_the_stand_in_does_not_know_is_left_out_and_nothing_else(synthesised, stack):
    whole = synthesised.template(next(s for s in synthesised.cloud_stacks if s.stack_name == stack))
    kept = read_template(synthesised.folder, stack)["Resources"]
    gone = [item for name, item in whole["Resources"].items() if name not in kept]

    assert all(item["Type"] in NOT_KNOWN or "Metrics" in item["Properties"] for item in gone)


def test_buckets_keep_who_may_come_in(synthesised):
    template = read_template(synthesised.folder, synthesised.cloud.site.stack_name)
    effects = [
        {statement["Effect"] for statement in item["Properties"]["PolicyDocument"]["Statement"]}
        for item in template["Resources"].values()
        if item["Type"] == "AWS::S3::BucketPolicy"
    ]

    assert effects == [{"Allow"}, {"Allow"}]


def test_every_archive_that_the_functions_are_made_of_is_copied(synthesised):
    name = synthesised.cloud.api.stack_name
    wanted = {
        item["Properties"]["Code"]["S3Key"]
        for item in read_template(synthesised.folder, name)["Resources"].values()
        if item["Type"] == "AWS::Lambda::Function"
    }

    assert {asset.key for asset in assets_of(synthesised.folder, name)} == wanted


@pytest.mark.parametrize("tests", LEFT_OUT.values())
def test_what_is_not_shown_names_a_test_that_is_there(tests):
    names = tests.removesuffix(" and others").split(", ")

    assert [name for name in names if not (TESTS / name).is_file()] == []


def test_a_path_is_asked_with_something_in_the_place_of_its_parameters():
    route = Route("/api/decisions/{decisionId}/replay", "decision_register", frozenset({"GET"}))

    assert _filled(route) == f"/api/decisions/{'0' * 32}/replay"


@pytest.mark.parametrize("path", ["/simulateAdvances", "/contactMessages", "/decisions"])
def test_what_is_sent_is_the_example_of_the_contract(path):
    assert len(_example(path)) > 2


def test_an_answer_that_is_not_the_wanted_one_is_shown():
    with pytest.raises(NotWalked, match="503 not now"):
        _must(False, Reply(503, {}, b"not now"))
