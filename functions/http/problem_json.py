"""Writes a problem as ``application/problem+json``: constant titles, details in the language."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from functions.forms.definition import FormDefinition, form_definition
from functions.forms.errors import FieldError, ParseErrorCode
from functions.http.paths import PROBLEM_TYPES
from functions.http.problem import Problem, ProblemType, issue_type
from functions.http.serialization import drop_none, to_text
from functions.i18n.catalog import catalog_of
from functions.i18n.messages import message, question_of

LIMITS_SHOWN = ("minimum", "maximum")


def problem_json(problem: Problem, language: str) -> dict[str, Any]:
    """The body of the answer. ``instance`` names this one answer and says nothing else."""
    kind = problem.kind.value
    return drop_none(
        **described(kind),
        status=kind.status,
        detail=catalog_of(language).gettext(f"errors.problems.{kind.key}.detail"),
        instance=f"urn:uuid:{uuid.uuid4()}",
        issues=[_issue(problem, issue, language) for issue in problem.issues] or None,
    )


def described(kind: ProblemType) -> dict[str, str]:
    """What is the same in every problem of a type."""
    return {"type": kind.type, "href": f"{PROBLEM_TYPES}/{kind.type}", "title": kind.title}


def _allowed(questions: FormDefinition | None, issue: FieldError) -> list[str] | None:
    """The codes that are accepted instead, where one is to be chosen."""
    question = question_of(questions, issue.path)
    if issue.code != ParseErrorCode.NOT_A_CHOICE:
        return None
    return list(question.options) if question is not None else None


def _issue(problem: Problem, issue: FieldError, language: str) -> Mapping[str, Any]:
    questions = None if problem.questions is None else form_definition(problem.questions)
    limits = {name: to_text(issue.limits[name]) for name in LIMITS_SHOWN if name in issue.limits}
    asked = replace(issue, path=issue.path.removeprefix(f"{problem.within}."))
    return drop_none(
        **described(issue_type(issue.code)),
        **limits,
        detail=message(language, questions, asked, style="json"),
        allowedValues=_allowed(questions, asked),
        name=issue.path or None,
        value=issue.value or None,
        **{"in": problem.where},
    )
