"""HEAD through the gateway: the headers and the length of GET, and no body."""

import http.client

import pytest


@pytest.mark.parametrize(
    "path", ["/api/alimenta/v1/health", "/api/alimenta/v1/doc/clients/openapi.json", "/en/"]
)
def test_head_has_length_of_get_and_no_body(gateway, path):
    host = gateway.removeprefix("http://").rstrip("/")
    lengths = []
    for method in ("GET", "HEAD"):
        connection = http.client.HTTPConnection(host, timeout=20)
        connection.request(method, path, headers={"Accept-Encoding": "identity"})
        response = connection.getresponse()
        body = response.read()
        lengths.append((response.status, response.headers["Content-Length"]))
        connection.close()
        assert bool(body) == (method == "GET")
    assert lengths[0] == lengths[1]
    assert int(lengths[0][1]) > 0
