"""The kept inputs of the fuzzer cause no error, and a fault would be noticed."""

import io
import json

import pikepdf
import pytest

from functions.pages.built_pages import PAGES_DIRECTORY
from functions.paper_forms.filling import filled, saved
from tests.load import pdf_target, targets
from tests.load.paths import CORPUS
from tests.load.pdf_target import WrongForm
from tests.load.targets import FORM, TARGETS, WrongResponse, seeds
from tests.support.api_gateway import event
from tests.support.examples import handler_module

KEPT = [(name, file) for name in TARGETS for file in sorted((CORPUS / name).glob("*"))]


@pytest.fixture(autouse=True)
def _pages(site, monkeypatch):
    monkeypatch.setenv(PAGES_DIRECTORY, str(site))


@pytest.fixture
def form(site):
    return (site / "fr" / "forms" / "advance.pdf").read_bytes()


@pytest.mark.parametrize("name", TARGETS)
def test_seed_causes_no_error(name):
    for data in seeds(name):
        TARGETS[name](data)


@pytest.mark.parametrize(("name", "file"), KEPT, ids=lambda part: getattr(part, "name", part))
def test_kept_input_causes_no_error(name, file):
    TARGETS[name](file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_empty_input_causes_no_error(name):
    TARGETS[name](b"")


def test_every_target_has_few_and_small_kept_inputs():
    assert {name for name, _ in KEPT} == set(TARGETS)
    assert len(KEPT) < 40
    assert sum(file.stat().st_size for _, file in KEPT) < 64 * 1024


@pytest.mark.parametrize(
    ("status", "media_type", "body"),
    [(500, "text/plain", ""), (200, "application/json", "{")],
)
def test_server_error_and_broken_json_are_noticed(monkeypatch, status, media_type, body):
    class Module:
        @staticmethod
        def handler(_event, _context):
            return {"statusCode": status, "headers": {"Content-Type": media_type}, "body": body}

    targets._calculators()
    monkeypatch.setattr(targets, "import_module", lambda _name: Module)
    with pytest.raises((WrongResponse, json.JSONDecodeError)):
        TARGETS["json"](b"\0{}")


def test_seed_of_form_is_answered_with_page_without_errors():
    call, seed = targets._calculators()[0], seeds("form")[0]
    handler = targets.import_module(handler_module(call.function)).handler
    posted = event("POST", call.path, seed[1:], {"content-type": FORM, "accept": "text/html"})
    assert handler(posted, None)["statusCode"] == 200


def test_every_kind_of_field_is_filled(form):
    names = {entry.name for entry in pdf_target._entries(form, "x")}
    cells, lines, choice = "applicant-nationalNumber", "changes-statement", "applicant-capacity"
    assert names > {"applicant-lastName", cells, lines, choice}


def test_file_that_acts_by_itself_is_noticed(form):
    pdf_target._must_be_sound(form)
    with pikepdf.open(io.BytesIO(form)) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
        harmful = saved(pdf)
    with pytest.raises(WrongForm, match="active"):
        pdf_target._must_be_sound(harmful)


def test_altered_text_is_noticed(form):
    entries = pdf_target._entries(form, "Ł (\\) x")
    given = [one for one in entries if one.name == "applicant-lastName"]
    pdf_target._must_hold(filled(form, {"applicant-lastName": "Ł (\\) x"}), given, "see annex")
    with pytest.raises(WrongForm, match="applicant-lastName"):
        pdf_target._must_hold(filled(form, {"applicant-lastName": "L"}), given, "see annex")
