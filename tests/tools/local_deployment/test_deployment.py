from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra.api_routes import Route, read_document
from infra.packages.places import FUNCTIONS
from tools.local_deployment import contact_form_client
from tools.local_deployment.archives import for_this_machine
from tools.local_deployment.contact_form_client import FormRejected, send_contact_form
from tools.local_deployment.examples import DECISION_ID, JSON, example_of, examples, forms
from tools.local_deployment.smoke_test import _filled
from tools.local_deployment.templates import LEFT_OUT, NOT_KNOWN, assets_of, read_template
from tools.smoke.reply import Reply, SmokeTestFailed, must

TESTS = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def contract():
    return read_document()


@pytest.fixture(scope="module", params=["api", "site", "firewall"])
def stack(request, synthesised):
    return getattr(synthesised.cloud, request.param).stack_name


def test_template_needs_nothing_of_bootstrap(synthesised, stack):
    template = read_template(synthesised.folder, stack)

    assert "BootstrapVersion" not in template.get("Parameters", {})
    assert "Rules" not in template


def test_template_leaves_out_unsupported_resources_only(synthesised, stack):
    whole = synthesised.template(next(s for s in synthesised.cloud_stacks if s.stack_name == stack))
    kept = read_template(synthesised.folder, stack)["Resources"]
    gone = [item for name, item in whole["Resources"].items() if name not in kept]

    assert all(item["Type"] in NOT_KNOWN or "Metrics" in item["Properties"] for item in gone)


def test_function_finds_its_pages_in_its_folder(synthesised):
    template = read_template(synthesised.folder, synthesised.cloud.api.stack_name)
    folders = {
        item["Properties"]["Environment"]["Variables"]["PAGES_DIRECTORY"]
        for item in template["Resources"].values()
        if item["Type"] == "AWS::Lambda::Function"
    }

    assert folders == {"pages"}


def test_archive_has_no_libraries_compiled_for_another_machine(tmp_path):
    archive = tmp_path / "whole.zip"
    with ZipFile(archive, "w") as whole:
        for name in ("pikepdf/__init__.py", "pikepdf/_core.so", "pikepdf.libs/libqpdf.so.30"):
            whole.writestr(name, "")
        whole.writestr("functions/handlers/paper_forms.py", "handler = 1")

    with ZipFile(io.BytesIO(for_this_machine(archive))) as part:
        assert part.namelist() == ["functions/handlers/paper_forms.py"]
        assert part.read("functions/handlers/paper_forms.py") == b"handler = 1"


def test_bucket_policies_keep_their_allow_statements(synthesised):
    template = read_template(synthesised.folder, synthesised.cloud.site.stack_name)
    effects = [
        {statement["Effect"] for statement in item["Properties"]["PolicyDocument"]["Statement"]}
        for item in template["Resources"].values()
        if item["Type"] == "AWS::S3::BucketPolicy"
    ]

    assert effects == [{"Allow"}, {"Allow"}]


def test_archive_of_every_function_is_copied(synthesised):
    name = synthesised.cloud.api.stack_name
    wanted = {
        item["Properties"]["Code"]["S3Key"]
        for item in read_template(synthesised.folder, name)["Resources"].values()
        if item["Type"] == "AWS::Lambda::Function"
    }

    assert {asset.key for asset in assets_of(synthesised.folder, name)} == wanted


@pytest.mark.parametrize("tests", LEFT_OUT.values())
def test_left_out_part_names_existing_test(tests):
    names = tests.removesuffix(" and others").split(", ")

    assert [name for name in names if not (TESTS / name).is_file()] == []


def test_path_parameters_are_filled():
    route = Route("/api/decisions/{decisionId}/replay", "decision_register", frozenset({"GET"}))

    assert _filled(route) == f"/api/decisions/{'0' * 32}/replay"


@pytest.mark.parametrize("path", ["/simulateAdvances", "/contactMessages", "/decisions"])
def test_example_of_path_comes_from_api_description(path):
    assert len(example_of(path)) > 2


def test_operations_are_requested_with_each_example(contract):
    asked = {example.operation for example in examples()}
    described = [
        item[m] for item in contract["paths"].values() for m in ("get", "post") if m in item
    ]

    assert asked == {each["operationId"] for each in described}
    bodies = [e for e in examples() if e.operation == "simulateAdvances"]
    assert len(bodies) == len(
        contract["paths"]["/simulateAdvances"]["post"]["requestBody"]["content"][JSON]["examples"]
    )


def test_only_paths_of_decision_have_open_parameter():
    left = {example.path for example in examples() if "{" in example.path}

    assert left
    assert all(path.startswith(f"/decisions/{{{DECISION_ID}}}") for path in left)


def test_example_says_whether_it_is_signed_and_has_key():
    every = {example.operation: example for example in examples()}

    assert (every["recordDecision"].is_signed, every["recordDecision"].needs_key) == (True, True)
    assert (every["getHealth"].is_signed, every["getHealth"].needs_key) == (False, False)
    assert every["recordDecision"].answers[201] == {JSON}


def test_forms_include_contact_form_and_every_paper_form():
    found = list(forms())

    assert "/contactMessages" in found
    assert sum(path.startswith("/fill") for path in found) >= 4


class Form:
    """Responses to the contact form, in their order."""

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
    monkeypatch.setattr(contact_form_client, "LONG_ENOUGH_SECONDS", 0)


@pytest.mark.usefixtures("_no_waiting")
def test_contact_form_is_refused_too_soon_and_to_program_and_taken_once():
    form = Form(ASKED, REFUSED, REFUSED, TAKEN, TAKEN)

    assert send_contact_form(form) == "CDFHJ-KMNPQ"
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
def test_contact_form_with_unexpected_response_is_error(replies):
    with pytest.raises(FormRejected):
        send_contact_form(Form(*replies))


def test_unexpected_response_is_shown_in_error():
    with pytest.raises(SmokeTestFailed, match="503 not now"):
        must(False, Reply(503, {}, b"not now"))


def test_modules_compiled_for_another_python_are_sent_as_sources(tmp_path):
    archive = tmp_path / "whole.zip"
    with ZipFile(archive, "w") as whole:
        for name in ("dataclass_code", "config_files"):
            whole.writestr(f"functions/{name}.pyc", b"\0\0\0\0of another Python")
    with ZipFile(io.BytesIO(for_this_machine(archive))) as part:
        assert part.namelist() == ["functions/config_files.py"]
        source = (FUNCTIONS / "config_files.py").read_bytes()
        assert part.read("functions/config_files.py") == source
