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


def test_a_path_stands_below_the_base_path_of_the_server(sample):
    paths = [route.path for route in read_api_routes(sample).routes]

    assert paths == ["/api/alimenta/v1/compute", "/api/alimenta/v1/refData/kinds/{kind}"]


def test_a_path_leads_to_the_function_it_names(sample):
    assert [route.function for route in read_api_routes(sample).routes] == [
        "computing",
        "reference",
    ]


def test_the_methods_of_a_path_are_those_described(sample):
    assert [route.methods for route in read_api_routes(sample).routes] == [
        {"POST"},
        {"GET", "HEAD"},
    ]


def test_each_function_is_named_once(sample):
    assert read_api_routes(sample).functions == ("computing", DEFAULT_FUNCTION)


def test_a_path_without_function_is_refused(sample):
    sample.write_text(SAMPLE.replace("x-function: computing", "summary: none"), encoding="utf-8")

    with pytest.raises(InvalidApiDescription, match="/compute"):
        read_api_routes(sample)


def test_a_contract_without_server_is_refused(sample):
    sample.write_text("paths: {}", encoding="utf-8")

    with pytest.raises(InvalidApiDescription, match="server"):
        read_api_routes(sample)


def test_a_path_says_whether_only_signed_requests_reach_it(sample):
    sample.write_text(
        SAMPLE.replace(
            "x-function: computing", "x-function: computing\n    x-authorization: aws-iam"
        ),
        encoding="utf-8",
    )

    assert [route.is_signed for route in read_api_routes(sample).routes] == [True, False]


def test_a_kind_of_authorization_that_nobody_knows_is_refused(sample):
    sample.write_text(
        SAMPLE.replace("x-function: computing", "x-function: computing\n    x-authorization: none"),
        encoding="utf-8",
    )

    with pytest.raises(InvalidApiDescription, match="/compute"):
        read_api_routes(sample)


def test_what_a_queue_invokes_is_deployed_without_a_path(sample):
    api_routes = read_api_routes(sample)

    assert api_routes.deployed == (*api_routes.functions, *QUEUE_FUNCTIONS)


REFERENCES = {
    "parts": {"colour": {"$ref": "#/parts/shade"}, "shade": {"enum": ["red"]}},
    "asked": {"$ref": "#/parts/colour"},
    "astray": {"$ref": "#/parts/nothing"},
}


def test_a_reference_is_followed_to_the_end():
    assert resolved(REFERENCES, REFERENCES["asked"]) == {"enum": ["red"]}


def test_a_part_without_reference_is_itself():
    assert resolved(REFERENCES, {"name": "thing"}) == {"name": "thing"}


def test_a_reference_that_leads_nowhere_is_an_error():
    with pytest.raises(KeyError, match="nothing"):
        resolved(REFERENCES, REFERENCES["astray"])
