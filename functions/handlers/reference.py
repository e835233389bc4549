"""The Lambda function of the reference data: health, API description, parameters, problem types.

It also counts whether pages helped.

It also receives every path under ``/api`` that has no route, and responds with 404.
"""

from __future__ import annotations

from functions.http import clock
from functions.http.app import READING
from functions.http.etag import with_etag
from functions.http.logs import log_count
from functions.http.negotiation import JSON
from functions.http.paths import BASE, PARAMETERS, PROBLEM_TYPES
from functions.http.request import Request
from functions.http.response import Response
from functions.http.serialization import encode_json
from functions.i18n.catalog import catalog_of
from functions.pages.app import application
from functions.parameters.freshness import HEALTH, OVERDUE, overdue
from functions.reference import feedback, parameters, problem_types
from functions.reference.api_description import as_json, as_yaml
from functions.reference.client_description import as_client_json

YAML = "application/yaml"

handler = application()


@handler.route(f"{BASE}/health", READING, HEALTH)
def health(request: Request) -> Response:
    """Health check: no other service is needed, but a figure of the law can be overdue."""
    request.parameters()
    request.must_accept(JSON)
    is_overdue = bool(overdue(clock.today()))
    if is_overdue:
        log_count("figures of the law are overdue", HEALTH, OVERDUE)
    status = "DEGRADED" if is_overdue else "UP"
    return Response(body=encode_json({"status": status}), media_type=JSON)


@handler.route(f"{BASE}/feedback", ("POST",), "giveFeedback", "")
def give_feedback(request: Request) -> Response:
    """Whether a page answered the question of its reader."""
    request.parameters()
    return feedback.answer(request)


@handler.route(f"{BASE}/doc/openapi.yaml", READING, "getContractAsYaml")
def openapi_yaml(request: Request) -> Response:
    """The API description as YAML."""
    request.parameters()
    request.must_accept(YAML)
    return with_etag(request, Response(body=as_yaml(), media_type=YAML))


@handler.route(f"{BASE}/doc/openapi.json", READING, "getContractAsJson")
def openapi_json(request: Request) -> Response:
    """The API description as JSON."""
    request.parameters()
    request.must_accept(JSON)
    return with_etag(request, Response(body=as_json(), media_type=JSON))


@handler.route(f"{BASE}/doc/clients/openapi.json", READING, "getContractForClients")
def openapi_for_clients(request: Request) -> Response:
    """The API description that client generators read."""
    request.parameters()
    request.must_accept(JSON)
    return with_etag(request, Response(body=as_client_json(), media_type=JSON))


@handler.route(PARAMETERS, READING, "getParameters")
def all_parameters(request: Request) -> Response:
    """The dated parameters of the law, page by page."""
    request.must_accept(JSON)
    catalog = catalog_of(request.language)
    document = parameters.collection(request.parameters(parameters.QUERY), catalog)
    answer = Response(body=encode_json(document), media_type=JSON, language=catalog.language)
    return with_etag(request, answer)


@handler.route(f"{PARAMETERS}/<parameter_name>", READING, "getParameter")
def one_parameter(request: Request, parameter_name: str) -> Response:
    """One dated parameter of the law."""
    request.parameters()
    request.must_accept(JSON)
    catalog = catalog_of(request.language)
    document = parameters.one(parameter_name, catalog)
    answer = Response(body=encode_json(document), media_type=JSON, language=catalog.language)
    return with_etag(request, answer)


@handler.route(f"{PROBLEM_TYPES}/<problem_type>", READING, "getProblemType")
def problem_type(request: Request, problem_type: str) -> Response:
    """What one type of problem means."""
    request.parameters()
    return with_etag(request, problem_types.answer(request, problem_type))
