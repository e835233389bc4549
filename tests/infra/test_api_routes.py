import pytest

from infra.api_routes import (
    DEFAULT_FUNCTION,
    QUEUE_FUNCTIONS,
    InvalidApiDescription,
    read_api_routes,
    resolved,
)

SAMPLE = """
servers:
  - url: https://example.org/api/alimenta/v1/
paths:
  /compute:
    x-function: computing
    parameters: []
    post: {}
  /refData/kinds/{kind}:
    x-function: reference
    get: {}
    head: {}
"""


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "openapi.yaml"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


def test_path_is_below_base_path_of_server(sample):
    paths = [route.path for route in read_api_routes(sample).routes]

    assert paths == ["/api/alimenta/v1/compute", "/api/alimenta/v1/refData/kinds/{kind}"]


def test_path_is_routed_to_named_function(sample):
    assert [route.function for route in read_api_routes(sample).routes] == [
        "computing",
        "reference",
    ]


def test_methods_of_path_are_those_described(sample):
    assert [route.methods for route in read_api_routes(sample).routes] == [
        {"POST"},
        {"GET", "HEAD"},
    ]


def test_each_function_is_listed_once(sample):
    assert read_api_routes(sample).functions == ("computing", DEFAULT_FUNCTION)


def test_path_without_function_is_refused(sample):
    sample.write_text(SAMPLE.replace("x-function: computing", "summary: none"), encoding="utf-8")

    with pytest.raises(InvalidApiDescription, match="/compute"):
        read_api_routes(sample)


def test_contract_without_server_is_refused(sample):
    sample.write_text("paths: {}", encoding="utf-8")

    with pytest.raises(InvalidApiDescription, match="server"):
        read_api_routes(sample)


def test_path_states_whether_signature_is_required(sample):
    sample.write_text(
        SAMPLE.replace(
            "x-function: computing", "x-function: computing\n    x-authorization: aws-iam"
        ),
        encoding="utf-8",
    )

    assert [route.is_signed for route in read_api_routes(sample).routes] == [True, False]


def test_unknown_authorization_type_is_refused(sample):
    sample.write_text(
        SAMPLE.replace("x-function: computing", "x-function: computing\n    x-authorization: none"),
        encoding="utf-8",
    )

    with pytest.raises(InvalidApiDescription, match="/compute"):
        read_api_routes(sample)


def test_queue_function_is_deployed_without_path(sample):
    api_routes = read_api_routes(sample)

    assert api_routes.deployed == (*api_routes.functions, *QUEUE_FUNCTIONS)


REFERENCES = {
    "parts": {"colour": {"$ref": "#/parts/shade"}, "shade": {"enum": ["red"]}},
    "asked": {"$ref": "#/parts/colour"},
    "astray": {"$ref": "#/parts/nothing"},
}


def test_reference_is_followed_to_end():
    assert resolved(REFERENCES, REFERENCES["asked"]) == {"enum": ["red"]}


def test_part_without_reference_is_itself():
    assert resolved(REFERENCES, {"name": "thing"}) == {"name": "thing"}


def test_unresolvable_reference_is_error():
    with pytest.raises(KeyError, match="nothing"):
        resolved(REFERENCES, REFERENCES["astray"])
