"""A step of a result in words: which sentence it has, and what it is about."""

import pytest

from functions.i18n.catalog import Catalog, catalog_of
from functions.law.core.trace import Note, Source, TraceStep
from functions.law.core.values import Cents, Month
from functions.pages.answer_view import Action, Answer, NextStep, Tone
from functions.pages.explanation_view import (
    ExplainedView,
    by_year,
    explain_notes,
    explain_step,
    explain_steps,
    sentence_keys,
)

SOURCE = Source(act="maintenance_advances_act", article="4")
ONE_EURO = Cents(100)
FEBRUARY, MARCH = Month(2026, 2), Month(2026, 3)


class OneSentence(dict):
    """Words in which every rule has the same sentence; the others are those of English."""

    def __init__(self, sentence):
        super().__init__()
        self.sentence = sentence

    def __missing__(self, key):
        if key.startswith("subject."):
            return f"{key.removeprefix('subject.')}: {self.sentence}"
        return catalog_of("en").entries[key]


def words(sentence):
    return Catalog(language="en", entries=OneSentence(sentence), style=catalog_of("en").style)


def step(rule="rule", value=ONE_EURO, child=None, **inputs):
    return TraceStep(rule=rule, inputs=inputs, value=value, source=SOURCE, child=child)


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        (step(), ("rule",)),
        (step(value=True), ("rule.met",)),
        (step(value=False), ("rule.unmet",)),
        (step("waiver.visit.x", value=True), ("waiver.visit.x",)),
        (step("first.x", value=False), ("first.x",)),
        (step("particulars.x", value=False), ("particulars.x",)),
        (step("retention.x", value=True), ("retention.x",)),
        (step("waiver.resources", partner=Cents(0)), ("waiver.resources.alone",)),
        (step("waiver.resources", partner=Cents(5)), ("waiver.resources",)),
        (step(typed_start_index=1), ("rule.typed",)),
        (step(typed_start_index=1, coefficient=2), ("rule.converted",)),
        (step(coefficient=2), ("rule",)),
        *(
            (
                step(rule, ceiling=Cents(2), income=Cents(1)),
                (rule, "advance.income_within_ceiling"),
            )
            for rule in ("advance.full", "advance.reduced", "advance.paid")
        ),
        (step("advance.full", ceiling=Cents(2)), ("advance.full",)),
        (step("advance.full", income=Cents(2)), ("advance.full",)),
        (step("advance.none", ceiling=Cents(2), income=Cents(3)), ("advance.none",)),
    ],
)
def test_sentences_of_a_step_follow_from_its_rule_its_answer_and_its_figures(asked, keys):
    assert sentence_keys(asked) == keys


def test_step_in_words_has_its_figures_its_source_and_its_child_from_one():
    asked = step(child=1, month=MARCH, base=Cents(15000))
    found = explain_step(words("{base} of {month} gives {value}"), "subject", asked)
    assert found.code == "rule"
    assert found.sentence == "rules.rule: €150.00 of March 2026 gives €1.00"
    assert (found.child, found.year) == (2, 2026)
    assert found.citation.text.endswith("4")


def test_step_about_no_child_and_no_month_names_neither():
    found = explain_step(words("{value}"), "subject", step())
    assert (found.child, found.year) == (None, None)


@pytest.mark.parametrize(
    ("last", "said"), [(MARCH, "From February 2026 to March 2026"), (FEBRUARY, "In February 2026")]
)
def test_step_about_several_months_begins_its_sentence_with_them(last, said):
    asked = step(from_month=FEBRUARY, to_month=last)
    found = explain_step(words("{period}: {value}"), "subject", asked)
    assert found.sentence == f"rules.rule: {said}: €1.00"
    assert found.year == 2026


def test_step_that_holds_from_a_month_on_has_its_year_and_no_period():
    found = explain_step(words("{from_month}"), "subject", step(from_month=FEBRUARY))
    assert (found.sentence, found.year) == ("rules.rule: February 2026", 2026)


def test_step_with_two_sentences_has_a_space_between_them():
    asked = step("advance.full", ceiling=Cents(2), income=Cents(1))
    found = explain_step(words("{income}"), "subject", asked)
    assert found.sentence == (
        "rules.advance.full: €0.01 rules.advance.income_within_ceiling: €0.01"
    )


def test_note_in_words_has_its_figures_and_its_source():
    note = Note(code="gap", inputs={"day": MARCH}, source=SOURCE)
    (found,) = explain_notes(words("{day}"), "subject", (note,))
    assert (found.code, found.sentence) == ("gap", "notes.gap: March 2026")
    assert (found.child, found.year) == (None, None)
    assert found.citation.text.endswith("4")


def test_steps_of_a_year_that_follow_each_other_are_together():
    asked = (step(month=FEBRUARY), step(month=MARCH), step(), step(month=Month(2027, 1)))
    runs = by_year(explain_steps(words("x"), "subject", asked))
    assert [(run.year, len(run.steps)) for run in runs] == [(2026, 2), (None, 1), (2027, 1)]


@pytest.mark.parametrize(
    ("texts", "fits"),
    [
        (("", ""), False),
        (("", "", "x" * 120), True),
        (("", "", "x" * 121), False),
        (("", "", "", ""), True),
        (("", "", "", "", ""), False),
    ],
)
def test_steps_to_take_share_a_row_if_they_are_three_or_four_and_short(texts, fits):
    steps = tuple(NextStep(heading="Do it", text=text) for text in texts)
    answer = Answer(tag="", tone=Tone.YES, sentence="", primary=Action(text="", page="x"))
    view = ExplainedView(steps=(), notes=(), answer=answer, next_steps=steps)
    assert view.steps_share_a_row is fits


def test_answer_names_the_forms_that_its_buttons_fill_in():
    filled, online = Action(text="", paper="intervention"), Action(text="", page="x")
    answer = Answer(tag="", tone=Tone.YES, sentence="", primary=online, secondary=(filled,))
    assert answer.papers == ("intervention",)
