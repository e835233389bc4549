"""Writes a problem as ``application/problem+json``: constant titles, details in the language."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from functions.forms.definition import question_set
from functions.forms.errors import InputIssue
from functions.http.paths import PROBLEM_TYPES
from functions.http.problem import Problem, ProblemType, issue_type
from functions.http.serialization import present, written
from functions.i18n.catalog import words
from functions.i18n.messages import message

LIMITS_SHOWN = ("minimum", "maximum")


def problem_json(problem: Problem, language: str) -> dict[str, Any]:
    """The body of the answer. ``instance`` names this one answer and says nothing else."""
    kind = problem.kind.value
    return present(
        **described(kind),
        status=kind.status,
        detail=words(language).text(f"errors.problems.{kind.key}.detail"),
        instance=f"urn:uuid:{uuid.uuid4()}",
        issues=[_issue(problem, issue, language) for issue in problem.issues] or None,
    )


def described(kind: ProblemType) -> dict[str, str]:
    """What is the same in every problem of a type."""
    return {"type": kind.type, "href": f"{PROBLEM_TYPES}/{kind.type}", "title": kind.title}


def _issue(problem: Problem, issue: InputIssue, language: str) -> Mapping[str, Any]:
    questions = None if problem.questions is None else question_set(problem.questions)
    limits = {name: written(issue.limits[name]) for name in LIMITS_SHOWN if name in issue.limits}
    asked = replace(issue, path=issue.path.removeprefix(f"{problem.within}."))
    return present(
        **described(issue_type(issue.code)),
        **limits,
        detail=message(language, questions, asked, style="json"),
        name=issue.path or None,
        value=issue.value or None,
        **{"in": problem.where},
    )
