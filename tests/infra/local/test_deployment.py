from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra.contract import Route, read_document
from infra.local.deployment import letter_form
from infra.local.deployment.archives import for_this_machine
from infra.local.deployment.examples import DECISION_ID, JSON, examples, forms
from infra.local.deployment.journey import NotWalked, Reply, _example, _filled, _must
from infra.local.deployment.letter_form import NotTaken, send_letter
from infra.local.deployment.templates import LEFT_OUT, NOT_KNOWN, assets_of, read_template

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def contract():
    return read_document()


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


def test_a_function_looks_for_its_pages_where_it_is_unpacked(synthesised):
    template = read_template(synthesised.folder, synthesised.cloud.api.stack_name)
    folders = {
        item["Properties"]["Environment"]["Variables"]["PAGES_DIRECTORY"]
        for item in template["Resources"].values()
        if item["Type"] == "AWS::Lambda::Function"
    }

    assert folders == {"pages"}


def test_what_is_compiled_for_another_machine_stays_out_of_the_archive(tmp_path):
    archive = tmp_path / "whole.zip"
    with ZipFile(archive, "w") as whole:
        for name in ("pikepdf/__init__.py", "pikepdf/_core.so", "pikepdf.libs/libqpdf.so.30"):
            whole.writestr(name, "")
        whole.writestr("functions/handlers/paper_forms.py", "handler = 1")

    with ZipFile(io.BytesIO(for_this_machine(archive))) as part:
        assert part.namelist() == ["functions/handlers/paper_forms.py"]
        assert part.read("functions/handlers/paper_forms.py") == b"handler = 1"


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


def test_every_operation_of_the_contract_is_asked_with_each_example(contract):
    asked = {example.operation for example in examples()}
    told = [item[m] for item in contract["paths"].values() for m in ("get", "post") if m in item]

    assert asked == {each["operationId"] for each in told}
    bodies = [e for e in examples() if e.operation == "simulateAdvances"]
    assert len(bodies) == len(
        contract["paths"]["/simulateAdvances"]["post"]["requestBody"]["content"][JSON]["examples"]
    )


def test_only_a_decision_has_to_be_recorded_before_its_path_is_known():
    left = {example.path for example in examples() if "{" in example.path}

    assert left
    assert all(path.startswith(f"/decisions/{{{DECISION_ID}}}") for path in left)


def test_what_must_be_signed_and_have_a_key_is_said_by_the_contract():
    told = {example.operation: example for example in examples()}

    assert (told["recordDecision"].is_signed, told["recordDecision"].needs_key) == (True, True)
    assert (told["getHealth"].is_signed, told["getHealth"].needs_key) == (False, False)
    assert told["recordDecision"].answers[201] == {JSON}


def test_every_page_with_a_form_is_asked_and_every_paper():
    found = list(forms())

    assert "/contactMessages" in found
    assert sum(path.startswith("/fill") for path in found) >= 4


class Form:
    """Answers to the form of a letter, as they are given out in order."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.sent = []

    def __call__(self, fields):
        self.sent.append(fields)
        return self.replies.pop(0)


ASKED = Reply(200, {}, b'<input name="token" value="a.1.b">')
REFUSED = Reply(400, {}, b"")
TAKEN = Reply(202, {}, b"CDFHJ-KMNPQ")


@pytest.fixture
def _no_waiting(monkeypatch):
    monkeypatch.setattr(letter_form, "LONG_ENOUGH_SECONDS", 0)


@pytest.mark.usefixtures("_no_waiting")
def test_a_letter_by_form_is_refused_too_soon_and_to_a_program_and_taken_once():
    form = Form(ASKED, REFUSED, REFUSED, TAKEN, TAKEN)

    assert send_letter(form) == "CDFHJ-KMNPQ"
    assert [fields.get("homepage") for fields in form.sent] == [
        *(None, "", "https://example.org", "", "")
    ]
    assert {fields["token"] for fields in form.sent[1:]} == {"a.1.b"}


@pytest.mark.usefixtures("_no_waiting")
@pytest.mark.parametrize(
    "replies",
    [
        (REFUSED,),
        (Reply(200, {}, b"no form"),),
        (ASKED, TAKEN),
        (ASKED, REFUSED, TAKEN),
        (ASKED, REFUSED, REFUSED, TAKEN, Reply(202, {}, b"34679-CDFHJ")),
        (ASKED, REFUSED, REFUSED, REFUSED, REFUSED),
    ],
)
def test_a_form_that_is_answered_otherwise_is_said(replies):
    with pytest.raises(NotTaken):
        send_letter(Form(*replies))


def test_an_answer_that_is_not_the_wanted_one_is_shown():
    with pytest.raises(NotWalked, match="503 not now"):
        _must(False, Reply(503, {}, b"not now"))
