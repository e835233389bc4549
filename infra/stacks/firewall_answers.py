"""What the firewall answers to a request that it stops: in our words, in the reader's language.

A browser gets a page, any other client a problem in JSON. The rules that find a reason to stop a
request only label it; the rules here, after them, choose the answer by the label, the address and
the headers. AWS WAF sends JSON as ``application/json``, whatever its kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aws_cdk.aws_wafv2 import CfnWebACL

from functions.http.negotiation import DEFAULT_LANGUAGE
from functions.http.problem import Problem, Problems
from functions.http.problem_json import problem_json
from functions.i18n.catalog import LANGUAGES
from functions.pages.problem_view import render_problem
from infra.stacks.firewall_statements import all_of, any_of, has_label, header, none_of, path

LIMITED, REFUSED = "alimenta:limited", "alimenta:refused"
"""The labels of a request: one of too many, and one that looks like an attack."""

LARGEST_BODY, LARGEST_BODIES = 4_096, 51_200
"""AWS WAF takes no body of more bytes, and no more of all of them."""

RETRY_AFTER_SECONDS = 300
"""The time over which requests are counted."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why requests are stopped: the label, the problem, and the headers of the answer."""

    name: str
    label: str
    problem: Problems
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.problem.value.status


KINDS = (
    Stopped("limited", LIMITED, Problems.TOO_MANY, (("Retry-After", str(RETRY_AFTER_SECONDS)),)),
    Stopped("refused", REFUSED, Problems.FORBIDDEN),
)


class BodyTooLarge(ValueError):
    """AWS WAF would refuse the body of an answer."""


def bodies() -> dict[str, CfnWebACL.CustomResponseBodyProperty]:
    """The body of each answer, by its name.

    Raises:
        BodyTooLarge: a page is too long for AWS WAF, or all of them are.
    """
    made = {name: _body(name, content) for name, content in _contents()}
    sizes = [len(content.encode()) for _, content in _contents()]
    if max(sizes) > LARGEST_BODY or sum(sizes) > LARGEST_BODIES:
        raise BodyTooLarge(f"{max(sizes)} bytes of {LARGEST_BODY}, {sum(sizes)} in all")
    return made


def answering_rules(first: int) -> Iterator[tuple[int, str, CfnWebACL.StatementProperty, Answer]]:
    """The rules that answer, with their priorities: first those of programs, then by language."""
    priority = first
    for kind in KINDS:
        stopped = has_label(kind.label)
        page = header("accept", "CONTAINS", "text/html")
        choices = [
            ("json", [none_of([page])], DEFAULT_LANGUAGE),
            *((each, [_reads(each)], each) for each in LANGUAGES if each != DEFAULT_LANGUAGE),
            (DEFAULT_LANGUAGE, [], DEFAULT_LANGUAGE),
        ]
        for name, conditions, language in choices:
            answer = Answer(kind, f"{kind.name}-{name}", language)
            statement = all_of([stopped, *conditions]) if conditions else stopped
            yield priority, answer.body, statement, answer
            priority += 1


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of one rule."""

    kind: Stopped
    body: str
    language: str

    def block(self) -> CfnWebACL.RuleActionProperty:
        """The action that sends it."""
        headers = (
            *self.kind.headers,
            ("Content-Language", self.language),
            ("Cache-Control", "no-store"),
        )
        return CfnWebACL.RuleActionProperty(
            block=CfnWebACL.BlockActionProperty(
                custom_response=CfnWebACL.CustomResponseProperty(
                    response_code=self.kind.status,
                    custom_response_body_key=self.body,
                    response_headers=[
                        CfnWebACL.CustomHTTPHeaderProperty(name=name, value=value)
                        for name, value in headers
                    ],
                )
            )
        )


def _contents() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        problem = problem_json(Problem(kind.problem), DEFAULT_LANGUAGE)
        # One text for everybody: nothing in it names this one answer.
        del problem["instance"]
        yield f"{kind.name}-json", json.dumps(problem, ensure_ascii=False)
        for language in LANGUAGES:
            yield f"{kind.name}-{language}", render_problem(language, kind.status)


def _body(name: str, content: str) -> CfnWebACL.CustomResponseBodyProperty:
    kind = "APPLICATION_JSON" if name.endswith("-json") else "TEXT_HTML"
    return CfnWebACL.CustomResponseBodyProperty(content=content, content_type=kind)


def _reads(language: str) -> CfnWebACL.StatementProperty:
    """Whether a page is of the language, or the form of an address without one comes with it."""
    elsewhere: Sequence[CfnWebACL.StatementProperty] = [
        path("STARTS_WITH", f"/{each}/") for each in LANGUAGES
    ]
    return any_of(
        [
            path("STARTS_WITH", f"/{language}/"),
            all_of([none_of(elsewhere), header("accept-language", "STARTS_WITH", language)]),
        ]
    )
