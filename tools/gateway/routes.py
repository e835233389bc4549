"""Finds the function of a path, as the HTTP API does."""

from __future__ import annotations

from dataclasses import dataclass

from infra.api_routes import DEFAULT_FUNCTION, ApiRoutes, Route

DEFAULT_KEY = "$default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a request goes: the function, the key of the route, the parameters in the path."""

    function: str
    key: str
    parameters: dict[str, str]
    is_signed: bool = False


class Routes:
    """The routes of the API description; fixed paths come before paths with parameters."""

    def __init__(self, api_routes: ApiRoutes) -> None:
        """Sort the routes once."""
        self._fixed = {route.path: route for route in api_routes.routes if "{" not in route.path}
        self._open = [route for route in api_routes.routes if "{" in route.path]

    def match(self, path: str) -> Match:
        """The route of a decoded path; the default route takes what no other does."""
        route = self._fixed.get(path)
        if route is not None:
            return _match(route, {})
        for route in self._open:
            parameters = _parameters(route.path, path)
            if parameters is not None:
                return _match(route, parameters)
        return Match(function=DEFAULT_FUNCTION, key=DEFAULT_KEY, parameters={})


def _match(route: Route, parameters: dict[str, str]) -> Match:
    return Match(
        function=route.function,
        key=f"ANY {route.path}",
        parameters=parameters,
        is_signed=route.is_signed,
    )


def _parameters(template: str, path: str) -> dict[str, str] | None:
    names, values = template.split("/"), path.split("/")
    if len(names) != len(values):
        return None
    found: dict[str, str] = {}
    for name, value in zip(names, values, strict=True):
        if name.startswith("{") and value:
            found[name.strip("{}")] = value
        elif name != value:
            return None
    return found
