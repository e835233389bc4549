from collections import defaultdict

from functions.i18n.catalog import catalog_of
from tests.pages import (
    test_arrears,
    test_dates,
    test_eligibility,
    test_indexation,
    test_limits,
    test_payments,
    test_renewals,
    test_result,
    test_undue,
    test_waiver_checks,
)
from tests.pages.result_pages import notes_used, sentences_used


def results():
    """The results of the cases of every page, by calculator."""
    found = defaultdict(list)
    for tests in (test_result, test_dates):
        for (subject, _), result in tests.RESULTS.items():
            found[subject].append(result)
    for subject, tests in (
        ("arrears", test_arrears),
        ("eligibility", test_eligibility),
        ("indexation", test_indexation),
        ("limits", test_limits),
        ("payments", test_payments),
        ("undue", test_undue),
    ):
        found[subject] += tests.RESULTS.values()
    found["renewals"] += test_renewals.PLANS.values()
    for subject, cases in test_waiver_checks.PAGES.items():
        found[subject] += cases.values()
    return found


def used_once(table, used):
    """The shared sentences of a table that the cases use of fewer than two calculators."""
    entries = catalog_of("en").entries
    users = defaultdict(set)
    for subject, of_subject in results().items():
        for key in used(of_subject):
            if f"{subject}.{table}.{key}" not in entries.of(subject):
                users[key].add(subject)
    return {key for key in catalog_of("en").table(f"shared.{table}") if len(users[key]) < 2}


def test_every_shared_sentence_of_step_is_used_by_two_calculators():
    assert used_once("rules", sentences_used) == set()


def test_every_shared_note_is_used_by_two_calculators():
    assert used_once("notes", notes_used) == set()
