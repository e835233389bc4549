import importlib

import pytest

from functions.embedding.registry import AUTO, THEME
from infra.api_routes import DEFAULT_FUNCTION, METHODS, read_document, read_routes
from tests.support.api_gateway import event

API_ROUTES = read_routes()
ROUTES = {route.path: route for route in API_ROUTES.routes}

EXISTING = {
    API_ROUTES.base_path + below: {
        parameter["name"]: parameter["schema"]["example"]
        for method in METHODS
        for parameter in item.get(method, {}).get("parameters", [])
        if parameter.get("in") == "path"
    }
    for below, item in read_document()["paths"].items()
}


def invoked_by(resources, route):
    """The handler at the end of a route: route, integration, alias, function."""
    name = route["Target"]["Fn::Join"][1][1]["Ref"]
    alias = resources[name]["Properties"]["IntegrationUri"]["Ref"]
    function = resources[alias]["Properties"]["FunctionName"]["Ref"]
    return resources[function]["Properties"]["Handler"]


@pytest.fixture(scope="session")
def deployed(synthesised):
    """Each deployed route, with the handler that it invokes."""
    resources = synthesised.api
    return {
        item["Properties"]["RouteKey"]: invoked_by(resources, item["Properties"])
        for item in resources.values()
        if item["Type"] == "AWS::ApiGatewayV2::Route"
    }


def test_deployed_routes_are_those_of_contract_and_one_for_rest(deployed):
    assert set(deployed) == {f"ANY {path}" for path in ROUTES} | {"$default"}


@pytest.mark.parametrize("path", ROUTES)
def test_route_invokes_function_that_contract_names(deployed, path):
    assert deployed[f"ANY {path}"] == f"functions.handlers.{ROUTES[path].function}.handler"


def test_unmatched_route_invokes_default_function(deployed):
    assert deployed["$default"] == f"functions.handlers.{DEFAULT_FUNCTION}.handler"


def test_functions_are_those_of_description_and_queues(synthesised):
    handlers = [
        item["Properties"]["Handler"]
        for item in synthesised.api.values()
        if item["Type"] == "AWS::Lambda::Function"
    ]
    assert sorted(handlers) == sorted(
        f"functions.handlers.{folder}.handler" for folder in API_ROUTES.deployed
    )


@pytest.mark.parametrize("folder", API_ROUTES.deployed)
def test_folder_holds_handler_that_is_deployed(folder):
    assert callable(importlib.import_module(f"functions.handlers.{folder}").handler)


@pytest.fixture(scope="session")
def asked():
    """The status of every method on every path, from the handlers themselves."""
    return {
        (path, method): ask(route.function, path, method)
        for path, route in ROUTES.items()
        for method in map(str.upper, METHODS)
    }


def ask(folder, path, method):
    handler = importlib.import_module(f"functions.handlers.{folder}").handler
    headers = {"accept": "application/json", "content-type": "application/json"}
    return handler(
        event(method, path.format(**EXISTING.get(path, {THEME: AUTO})), "{}", headers), None
    )


@pytest.mark.parametrize("path", ROUTES)
def test_handler_takes_every_method_that_contract_describes(asked, path):
    refused = {m for m in ROUTES[path].methods if asked[path, m]["statusCode"] in {404, 405}}

    assert not refused


@pytest.mark.parametrize("path", ROUTES)
def test_handler_refuses_every_method_that_contract_does_not_describe(asked, path):
    # What a browser asks before a request from another origin is tested in tests/api/test_cors.py.
    others = set(map(str.upper, METHODS)) - ROUTES[path].methods - {"HEAD", "OPTIONS"}

    assert {asked[path, method]["statusCode"] for method in others} == {405}


@pytest.mark.parametrize("path", ROUTES)
def test_refused_method_gets_allow_header(asked, path):
    allowed = {word.strip() for word in asked[path, "DELETE"]["headers"]["Allow"].split(",")}

    assert allowed - {"HEAD", "OPTIONS"} == ROUTES[path].methods - {"HEAD", "OPTIONS"}
