"""A gateway whose site is built again while it runs: every page has its styles."""

from __future__ import annotations

import http.client
import re
import shutil

import pytest

from functions.calculators.registry import CALCULATORS
from tools.gateway.subprocess_server import running_gateway

ENTRY = CALCULATORS["advances"]
STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
HASH, OTHER_HASH = r"\.[0-9a-f]{12}\.", ".000000000000."


@pytest.fixture(scope="module")
def rebuilt(site, tmp_path_factory):
    """How to ask a gateway whose site has been built again, every asset with another name."""
    folder = tmp_path_factory.mktemp("rebuilt") / "site"
    shutil.copytree(site, folder)
    with running_gateway(folder) as running:
        for style in (folder / "assets").glob("*.css"):
            style.rename(style.with_name(re.sub(HASH, OTHER_HASH, style.name)))
        for page in folder.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            page.write_text(re.sub(rf"(\w){HASH}css", rf"\1{OTHER_HASH}css", text))

        def ask(method, path):
            connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
            kind = "application/x-www-form-urlencoded"
            headers = {"accept": "text/html", "accept-language": "fr", "content-type": kind}
            connection.request(method, path, "" if method == "POST" else None, headers)
            response = connection.getresponse()
            return response.status, response.read().decode()

        yield ask


@pytest.mark.parametrize(("method", "path"), [("GET", f"/fr/{ENTRY.page}/"), ("POST", ENTRY.path)])
def test_page_of_rebuilt_site_has_its_styles(rebuilt, method, path):
    _, page = rebuilt(method, path)
    styles = STYLE.findall(page)
    assert styles
    assert [rebuilt("GET", style)[0] for style in styles] == [200] * len(styles)


def test_answer_of_function_is_in_page_of_rebuilt_site(rebuilt):
    _, page = rebuilt("POST", ENTRY.path)
    assert all(OTHER_HASH in style for style in STYLE.findall(page))
