"""What the fuzzer has found worth keeping is read without an error, each time the tests run."""

import io

import pikepdf
import pytest

from bench.events import event
from bench.soak import paper, targets
from bench.soak.places import CORPUS
from bench.soak.targets import TARGETS, Broken, seeds
from functions.forms.form_fields import nest, parse_fields
from functions.forms.parse import parse_form_answers
from functions.http.body import form_fields
from functions.http.request import Request
from functions.pages.built_pages import PAGES_DIRECTORY
from functions.paper_forms.filling import filled, saved
from publishing.paper.build import cached_form

KEPT = [(name, file) for name in TARGETS for file in sorted((CORPUS / name).glob("*"))]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The empty forms, where the function reads them."""
    folder = tmp_path_factory.mktemp("site")
    for name, language in paper.FORMS:
        (folder / language / "forms").mkdir(parents=True)
        (folder / language / "forms" / f"{name}.pdf").write_bytes(cached_form(name, language))
    return folder


@pytest.fixture(autouse=True)
def _pages(site, monkeypatch):
    monkeypatch.setenv(PAGES_DIRECTORY, str(site))


@pytest.mark.parametrize("name", TARGETS)
def test_the_examples_of_the_contract_are_where_the_fuzzer_starts(name):
    for data in seeds(name):
        TARGETS[name](data)


@pytest.mark.parametrize(("name", "file"), KEPT, ids=lambda part: getattr(part, "name", part))
def test_a_kept_input_is_answered_or_refused(name, file):
    TARGETS[name](file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_at_all_is_answered_or_refused(name):
    TARGETS[name](b"")


def test_the_kept_inputs_are_few_and_small():
    assert {name for name, _ in KEPT} == set(TARGETS)
    assert sum(file.stat().st_size for _, file in KEPT) < 256 * 1024


def test_an_answer_of_500_is_what_the_fuzzer_looks_for(monkeypatch):
    class Function:
        SIMULATOR = None

        @staticmethod
        def handler(_event, _context):
            return {"statusCode": 500, "headers": {"Content-Type": "text/plain"}, "body": ""}

    monkeypatch.setattr(targets, "import_module", lambda _name: Function)
    with pytest.raises(Broken, match="500"):
        targets.fuzz_json(b"\0{}")


def test_the_seeds_of_a_form_are_read_without_an_unknown_field():
    first = seeds("form")[0]
    rules = targets._simulators()[first[0]].rules
    posted = event("POST", "/", {"content-type": targets.FORM}, first[1:])
    form = parse_fields(rules.form, form_fields(Request.of(posted)))
    assert not form.issues
    assert not parse_form_answers(rules, nest(form.typed), targets.TODAY).issues


def test_every_kind_of_field_is_filled_by_the_fuzzer():
    names = {entry.name for entry in paper._entries(cached_form("advance", "fr"), "x")}
    cells, lines, choice = "applicant-nationalNumber", "changes-statement", "applicant-capacity"
    assert names > {"applicant-lastName", cells, lines, choice}


def test_a_file_that_does_something_by_itself_is_what_the_fuzzer_looks_for():
    form = cached_form("advance", "fr")
    paper._must_be_sound(form)
    with pikepdf.open(io.BytesIO(form)) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
        harmful = saved(pdf)
    with pytest.raises(Broken, match="active"):
        paper._must_be_sound(harmful)


def test_a_text_that_changes_on_its_way_is_what_the_fuzzer_looks_for():
    form = cached_form("advance", "fr")
    told = [one for one in paper._entries(form, "Ł (\\) x") if one.name == "applicant-lastName"]
    paper._must_hold(filled(form, {"applicant-lastName": "Ł (\\) x"}), told, "see annex")
    with pytest.raises(Broken, match="applicant-lastName"):
        paper._must_hold(filled(form, {"applicant-lastName": "L"}), told, "see annex")
