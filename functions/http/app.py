"""One function of the API: its routes, and what happens to a request on its way in and out."""

from __future__ import annotations

import base64
import functools
import re
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
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
        self._resolver.not_found(lambda _: _for_toolkit(self._answered(self._no_route)))
        self._routes: dict[re.Pattern[str], dict[str, Callable[..., Response]]] = {}
        self._pages: dict[re.Pattern[str], str] = {}
        self._open: list[re.Pattern[str]] = []
        self._fixed: set[str] = set()
        self._with_parameters: list[re.Pattern[str]] = []
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
            def respond(**path_parameters: str) -> Response:
                self._operation = operation
                must_come_through_distribution(self._request)
                return answer(self._request, **path_parameters)

            @functools.wraps(answer)
            def respond_to_event(**path_parameters: str) -> ToolkitResponse[Any]:
                return _for_toolkit(self._answered(respond, **path_parameters))

            pattern = re.compile(PARAMETER.sub(r"(?P\g<0>[^/]+)", re.escape(path)))
            self._routes.setdefault(pattern, {}).update(dict.fromkeys(methods, respond))
            if PARAMETER.search(path):
                self._with_parameters.append(pattern)
            else:
                self._fixed.add(path)
            self._resolver.route(path, method=list(methods))(respond_to_event)
            if page is not None:
                self._pages[pattern] = page
            if is_open:
                self._open.append(pattern)
            return answer

        return register

    def __call__(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        """Answers one API Gateway event."""
        started = time.perf_counter()
        self._begin(Request.of(event))
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

    def has(self, path: str) -> bool:
        """Whether a route takes that path, whatever the method."""
        return path in self._fixed or any(
            pattern.fullmatch(path) for pattern in self._with_parameters
        )

    def answer(self, request: Request) -> Response:
        """Answers a request that came without an event, as the handler would; it logs no line.

        The response has every header, and its body is as it is sent.
        """
        self._begin(request)
        try:
            return self._answered(self._routed)
        except Exception as error:  # noqa: BLE001 - whatever it is, no trace of it may get out
            return self._last_resort(error)

    def _begin(self, request: Request) -> None:
        self._trace_id = str(uuid.uuid4())
        self._operation = "none"
        self._request = request

    def _resolve(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        """The response, also where writing the problem failed."""
        try:
            return self._resolver.resolve(dict(event), context)
        except Exception as error:  # noqa: BLE001 - whatever it is, no trace of it may get out
            last_resort = self._last_resort(error)
            return {
                "statusCode": last_resort.status,
                "headers": dict(last_resort.headers),
                "body": last_resort.body,
                "isBase64Encoded": False,
            }

    def _last_resort(self, error: Exception) -> Response:
        """The problem of a failure for which no other can be written."""
        log_failure(error, self._trace_id)
        kind = Problems.INTERNAL.value
        body = encode_json({"type": kind.type, "title": kind.title, "status": kind.status})
        answer = Response(status=kind.status, body=body, media_type=PROBLEM)
        headers = response_headers(answer, self._trace_id, self._request.related_trace_id)
        return replace(answer, headers={"Content-Type": PROBLEM, **headers})

    def _routed(self) -> Response:
        """The answer of the route that takes the request."""
        for pattern, methods in self._routes.items():
            found = pattern.fullmatch(self._request.path)
            if found is not None and self._request.method in methods:
                return methods[self._request.method](**found.groupdict())
        return self._no_route()

    def _no_route(self) -> Response:
        """An unknown path is a 404; a known one with another method is a 405 that says which.

        A name within a path may hold characters that no route takes: nothing has that name. The
        address that a form leaves in a browser leads back to the page of the form.
        """
        for pattern, methods in self._routes.items():
            if pattern.fullmatch(self._request.path) and self._request.method not in methods:
                page = self._pages.get(pattern)
                if page is not None and self._request.opens_page:
                    return see_page(page, self._request.language)
                is_open = self._is_open()
                if is_open and self._request.method == PREFLIGHT:
                    return self._preflight(methods)
                allow = {"Allow": ", ".join((*methods, PREFLIGHT) if is_open else methods)}
                raise Problem(Problems.METHOD_NOT_ALLOWED, headers=allow)
        raise Problem(Problems.NOT_FOUND)

    def _is_open(self) -> bool:
        """Whether pages of other origins may call the path of the request."""
        return any(pattern.fullmatch(self._request.path) for pattern in self._open)

    def _preflight(self, methods: Iterable[str]) -> Response:
        """What a browser asks before it lets a page of another origin send a request in JSON."""
        must_come_through_distribution(self._request)
        self._operation = "preflight"
        allow = {"Allow": ", ".join((*methods, PREFLIGHT)), **preflight_headers(tuple(methods))}
        return Response(status=204, body="", media_type=TEXT, headers=allow)

    def _answered(self, respond: Callable[..., Response], **path_parameters: str) -> Response:
        """What is sent: the answer, or the problem in its place."""
        try:
            return self._sent(respond(**path_parameters))
        except Problem as problem:
            return self._problem(problem)
        except Exception as error:  # noqa: BLE001 - logged by its place, answered without any detail
            log_failure(error, self._trace_id)
            return self._problem(Problem(Problems.INTERNAL))

    def _problem(self, problem: Problem) -> Response:
        language = self._request.language
        status = problem.kind.value.status
        if self._request.wants_page:
            body, media_type = self._problem_page(language, status), HTML
        else:
            body, media_type = encode_json(problem_json(problem, language)), PROBLEM
        return self._sent(
            Response(
                status=status,
                body=body,
                media_type=media_type,
                language=language,
                headers=problem.headers,
            )
        )

    def _sent(self, answer: Response) -> Response:
        """The answer with every header, and compressed for a client that prefers it."""
        is_text = isinstance(answer.body, str) and not answer.media_type.endswith("json")
        charset = "; charset=utf-8" if is_text else ""
        if self._is_open() and answer.media_type != HTML:
            answer = replace(answer, headers={**OPEN_HEADERS, **answer.headers})
        sent = compressed(answer, self._request.headers.get("accept-encoding", ""))
        headers = response_headers(sent, self._trace_id, self._request.related_trace_id)
        return replace(sent, headers={"Content-Type": sent.media_type + charset, **headers})


def _for_toolkit(sent: Response) -> ToolkitResponse[Any]:
    is_binary = isinstance(sent.body, bytes)
    reply = ToolkitResponse(
        status_code=sent.status,
        # Encoded here: the toolkit takes the bytes of a JSON type for a value to serialize.
        body=base64.b64encode(sent.content).decode() if is_binary else sent.body,
        headers=dict(sent.headers),
    )
    reply.base64_encoded = is_binary
    return reply
