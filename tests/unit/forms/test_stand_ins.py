"""A question of the page that stands for several of the request."""

import pytest

from functions.forms.conditions import counted, with_stand_ins
from functions.forms.definition import form_definition

ADVANCES = form_definition("advances")
BOTH = ("applicantLivesInBelgium", "childrenLiveInBelgium")


def residence(typed):
    answers = counted(ADVANCES, typed).answers
    return tuple(answers.get(path) for path in BOTH)


def test_yes_answers_every_question_that_it_stands_for():
    assert residence({"allLiveInBelgium": "yes"}) == ("yes", "yes")


def test_no_leaves_them_to_their_own_answers():
    typed = {"allLiveInBelgium": "no", BOTH[0]: "yes", BOTH[1]: "no"}
    assert residence(typed) == ("yes", "no")


def test_yes_replaces_answers_given_before():
    assert residence({"allLiveInBelgium": "yes", BOTH[1]: "no"}) == ("yes", "yes")


def test_without_an_answer_nothing_is_supposed():
    assert residence({}) == (None, None)


@pytest.mark.parametrize(
    ("answers", "stands"), [(("yes", "yes"), "yes"), (("yes", "no"), "no"), (("no", "no"), "no")]
)
def test_answers_of_a_client_without_the_question_give_its_answer(answers, stands):
    typed = with_stand_ins(ADVANCES, dict(zip(BOTH, answers, strict=True)))
    assert typed["allLiveInBelgium"] == stands
    assert residence(typed) == answers


def test_answer_of_the_page_is_kept():
    typed = {"allLiveInBelgium": "no", BOTH[0]: "yes", BOTH[1]: "yes"}
    assert with_stand_ins(ADVANCES, typed) == typed


def test_part_of_the_answers_gives_none():
    assert "allLiveInBelgium" not in with_stand_ins(ADVANCES, {BOTH[0]: "yes"})
