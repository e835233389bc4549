"""A check of many cases in one test."""

from __future__ import annotations

import inspect

import pytest

from tests.support.each import each_of


def even(number: int) -> None:
    """Whether the number is even."""
    assert number % 2 == 0, "odd"


def test_check_of_cases_that_all_hold_passes():
    each_of([2, 4])(even)()


def test_check_of_cases_names_every_one_that_fails():
    with pytest.raises(AssertionError) as failure:
        each_of([1, 2, 3])(even)()

    found = str(failure.value).splitlines()
    assert [line for line in found if "odd" in line or "cases" in line] == [
        "2 of 3 cases",
        "1: odd",
        "3: odd",
    ]


def test_check_of_no_case_fails():
    with pytest.raises(AssertionError, match="no case"):
        each_of([])(even)()


def test_error_of_a_check_says_in_which_case():
    with pytest.raises(TypeError) as failure:
        each_of(["text"])(even)()

    assert failure.value.__notes__ == ["text"]


def test_check_keeps_its_name_and_its_fixtures():
    @each_of([1])
    def test_sum(number: int, tmp_path: object) -> None:
        assert tmp_path == number

    assert test_sum.__name__ == "test_sum"
    assert list(inspect.signature(test_sum).parameters) == ["tmp_path"]
