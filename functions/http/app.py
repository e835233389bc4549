"""One function of the API: its routes, and what happens to a request on its way in and out."""

from __future__ import annotations

import base64
import functools
import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler import Response as ToolkitResponse

from functions.http.compression import compressed
from functions.http.cors import OPEN_HEADERS, preflight_headers
from functions.http.logs import log_answer, log_failure
from functions.http.negotiation import HTML, PROBLEM
from functions.http.origin import must_come_through_distribution
from functions.http.problem import Problem, Problems
from functions.http.problem_json import problem_json
from functions.http.request import Request
from functions.http.response import Response, response_headers, see_page
from functions.http.serialization import encode_json

PARAMETER = re.compile(r"<\w+>")
READING = ("GET", "HEAD")
"""The response to HEAD has its body here; the server in front leaves it out, not its length."""
PREFLIGHT = "OPTIONS"
TEXT = "text/plain"
ProblemPage = Callable[[str, int], str]


class Api:
    """The routes of one Lambda function; called with an event, it is the handler."""

    def __init__(self, problem_page: ProblemPage) -> None:
        """Start without routes.

        ``problem_page`` renders a problem for a client that reads pages, in a language.
        """
        self._problem_page = problem_page
        # debug=False: else an environment variable could have every event printed.
        self._resolver = APIGatewayHttpResolver(debug=False)
        self._resolver.not_found(self._no_route)
        self._resolver.exception_handler(Problem)(self._problem)
        self._resolver.exception_handler(Exception)(self._failure)
        self._allowed: dict[re.Pattern[str], tuple[str, ...]] = {}
        self._pages: dict[re.Pattern[str], str] = {}
        self._open: list[re.Pattern[str]] = []
        self._request: Request
        self._trace_id = ""
        self._operation = ""

    def route(
        self,
        path: str,
        methods: tuple[str, ...],
        operation: str,
        page: str | None = None,
        *,
        is_open: bool = False,
    ) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
        """Answers that path with the decorated function, which takes the request.

        ``page`` is the page of the form that is sent there, below the folder of a language: who
        opens the path in a browser is led to it. ``is_open``: pages of other origins may call it.
        """

        def register(answer: Callable[..., Response]) -> Callable[..., Response]:
            @functools.wraps(answer)
            def respond(**path_parameters: str) -> ToolkitResponse[str]:
                self._operation = operation
                must_come_through_distribution(self._request)
                return self._response(answer(self._request, **path_parameters))

            pattern = re.compile(PARAMETER.sub("[^/]+", re.escape(path)))
            self._allowed[pattern] = (*self._allowed.get(pattern, ()), *methods)
            if page is not None:
                self._pages[pattern] = page
            if is_open:
                self._open.append(pattern)
            self._resolver.route(path, method=list(methods))(respond)
            return answer

        return register

    def __call__(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        """Answers one API Gateway event."""
        started = time.perf_counter()
        self._trace_id = str(uuid.uuid4())
        self._operation = "none"
        self._request = Request.of(event)
        response = self._resolve(event, context)
        elapsed = (time.perf_counter() - started) * 1000
        log_answer(
            self._operation,
            response["statusCode"],
            elapsed,
            self._trace_id,
            self._request.language,
        )
        return response

    def _resolve(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        """The response, also where writing the problem failed."""
        try:
            return self._resolver.resolve(dict(event), context)
        except Exception as error:  # noqa: BLE001 - whatever it is, no trace of it may get out
            log_failure(error, self._trace_id)
            kind = Problems.INTERNAL.value
            body = encode_json({"type": kind.type, "title": kind.title, "status": kind.status})
            last_resort = Response(status=kind.status, body=body, media_type=PROBLEM)
            headers = response_headers(last_resort, self._trace_id, self._request.related_trace_id)
            return {
                "statusCode": kind.status,
                "headers": {"Content-Type": PROBLEM, **headers},
                "body": body,
                "isBase64Encoded": False,
            }

    def _no_route(self, _error: Exception) -> ToolkitResponse[str]:
        """An unknown path is a 404; a known one with another method is a 405 that says which.

        A name within a path may hold characters that no route takes: nothing has that name. The
        address that a form leaves in a browser leads back to the page of the form.
        """
        for pattern, methods in self._allowed.items():
            if pattern.fullmatch(self._request.path) and self._request.method not in methods:
                page = self._pages.get(pattern)
                if page is not None and self._request.opens_page:
                    return self._response(see_page(page, self._request.language))
                is_open = self._is_open()
                if is_open and self._request.method == PREFLIGHT:
                    return self._preflight(methods)
                allow = {"Allow": ", ".join((*methods, PREFLIGHT) if is_open else methods)}
                return self._problem(Problem(Problems.METHOD_NOT_ALLOWED, headers=allow))
        return self._problem(Problem(Problems.NOT_FOUND))

    def _is_open(self) -> bool:
        """Whether pages of other origins may call the path of the request."""
        return any(pattern.fullmatch(self._request.path) for pattern in self._open)

    def _preflight(self, methods: tuple[str, ...]) -> ToolkitResponse[str]:
        """What a browser asks before it lets a page of another origin send a request in JSON."""
        try:
            must_come_through_distribution(self._request)
        except Problem as problem:
            return self._problem(problem)
        self._operation = "preflight"
        allow = {"Allow": ", ".join((*methods, PREFLIGHT)), **preflight_headers(methods)}
        return self._response(Response(status=204, body="", media_type=TEXT, headers=allow))

    def _failure(self, error: Exception) -> ToolkitResponse[str]:
        """An error that nobody foresaw: logged by its place, answered without any detail."""
        log_failure(error, self._trace_id)
        return self._problem(Problem(Problems.INTERNAL))

    def _problem(self, problem: Problem) -> ToolkitResponse[str]:
        language = self._request.language
        status = problem.kind.value.status
        if self._request.wants_page:
            body, media_type = self._problem_page(language, status), HTML
        else:
            body, media_type = encode_json(problem_json(problem, language)), PROBLEM
        return self._response(
            Response(
                status=status,
                body=body,
                media_type=media_type,
                language=language,
                headers=problem.headers,
            )
        )

    def _response(self, answer: Response) -> ToolkitResponse[Any]:
        is_text = isinstance(answer.body, str) and not answer.media_type.endswith("json")
        charset = "; charset=utf-8" if is_text else ""
        if self._is_open() and answer.media_type != HTML:
            answer = replace(answer, headers={**OPEN_HEADERS, **answer.headers})
        sent = compressed(answer, self._request.headers.get("accept-encoding", ""))
        is_binary = isinstance(sent.body, bytes)
        reply = ToolkitResponse(
            status_code=sent.status,
            content_type=sent.media_type + charset,
            # Encoded here: the toolkit takes the bytes of a JSON type for a value to serialize.
            body=base64.b64encode(sent.content).decode() if is_binary else sent.body,
            headers=response_headers(sent, self._trace_id, self._request.related_trace_id),
        )
        reply.base64_encoded = is_binary
        return reply
