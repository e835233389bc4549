"""What the fuzzer has found worth keeping is read without an error, each time the tests run."""

import pytest

from bench.events import event
from bench.soak import targets
from bench.soak.places import CORPUS
from bench.soak.targets import TARGETS, Broken, seeds
from functions.edge.bodies import form_fields
from functions.edge.requests import Request
from functions.questions.decode import decode_form
from functions.questions.form import nest, read_form

KEPT = [(name, file) for name in TARGETS for file in sorted((CORPUS / name).glob("*"))]


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
    form = read_form(rules.questions, form_fields(Request.of(posted)))
    assert not form.issues
    assert not decode_form(rules, nest(form.typed), targets.TODAY).issues
