"""The Lambda function behind what does not calculate: health, contract, figures, problem types.

It also gets every path under ``/api`` that no other function answers, and says that it is unknown.
"""

from __future__ import annotations

from functions.edge.answers import Answer
from functions.edge.api import READING, Api
from functions.edge.caching import cacheable
from functions.edge.negotiation import JSON
from functions.edge.paths import BASE, PARAMETERS, PROBLEM_TYPES
from functions.edge.requests import Request
from functions.edge.wire import to_json
from functions.reference_data import parameters, problem_types
from functions.reference_data.contract import contract
from functions.words.load import words

YAML = "application/yaml"

handler = Api()


@handler.route(f"{BASE}/health", READING, "getHealth")
def health(request: Request) -> Answer:
    """The function is up: it needs nothing else that could be down."""
    request.parameters()
    request.must_accept(JSON)
    return Answer(body=to_json({"status": "UP"}), media_type=JSON)


@handler.route(f"{BASE}/doc/openapi.yaml", READING, "getContractAsYaml")
def contract_as_yaml(request: Request) -> Answer:
    """The contract."""
    request.parameters()
    request.must_accept(YAML)
    return cacheable(request, Answer(body=contract("openapi.yaml"), media_type=YAML))


@handler.route(f"{BASE}/doc/openapi.json", READING, "getContractAsJson")
def contract_as_json(request: Request) -> Answer:
    """The contract as JSON."""
    request.parameters()
    request.must_accept(JSON)
    return cacheable(request, Answer(body=contract("openapi.json"), media_type=JSON))


@handler.route(PARAMETERS, READING, "getParameters")
def all_parameters(request: Request) -> Answer:
    """The dated figures of the law, page by page."""
    request.must_accept(JSON)
    told = words(request.language)
    document = parameters.collection(request.parameters(parameters.QUERY), told)
    answer = Answer(body=to_json(document), media_type=JSON, language=told.language)
    return cacheable(request, answer)


@handler.route(f"{PARAMETERS}/<parameter_name>", READING, "getParameter")
def one_parameter(request: Request, parameter_name: str) -> Answer:
    """One dated figure of the law."""
    request.parameters()
    request.must_accept(JSON)
    told = words(request.language)
    document = parameters.one(parameter_name, told)
    answer = Answer(body=to_json(document), media_type=JSON, language=told.language)
    return cacheable(request, answer)


@handler.route(f"{PROBLEM_TYPES}/<problem_type>", READING, "getProblemType")
def problem_type(request: Request, problem_type: str) -> Answer:
    """What one type of problem means."""
    request.parameters()
    return cacheable(request, problem_types.answer(request, problem_type))
