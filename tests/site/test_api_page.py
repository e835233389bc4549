"""The commands of the API page work as printed."""

import html
import json
import re
import shlex
import tomllib
import urllib.request

import pytest

from functions.i18n.catalog import LANGUAGES
from publishing.contract import operations
from tools.dev.places import ROOT

COMMAND = re.compile(r"<pre tabindex=\"0\"><code>(curl .*?)</code></pre>", re.DOTALL)


def commands(pages, language):
    """Every command of the page, as a shell would split it."""
    found = COMMAND.findall(pages[f"/{language}/about/api/"].markup)
    return [shlex.split(html.unescape(command).replace("\\\n", "")) for command in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calculation_has_command_to_try(pages, language):
    calculations = [operation for operation in operations() if operation["calculates"]]
    assert len(commands(pages, language)) == len(calculations)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_gets_response_in_language_of_page(pages, origin, gateway, language):
    for curl, address, *options in commands(pages, language):
        assert curl == "curl"
        pairs = list(zip(options[::2], options[1::2], strict=True))
        (body,) = (value for name, value in pairs if name == "-d")
        headers = (value.split(": ", 1) for name, value in pairs if name == "-H")
        request = urllib.request.Request(  # noqa: S310 - the gateway of the tests
            address.replace(origin.rstrip("/"), gateway, 1),
            data=body.encode(),
            headers=dict(headers),
        )
        with urllib.request.urlopen(request, timeout=20) as reply:  # noqa: S310 - likewise
            assert (reply.status, reply.headers["Content-Language"]) == (200, language), address


def declared_versions():
    """The version of each generator, from the groups of packages and from the npm packages."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    found = dict(
        one.split("==")
        for name in ("openapi_python_client", "openapi_generator")
        for one in groups[name]
    )
    for folder in ("typescript", "hey_api"):
        package = ROOT / "tests" / "programs" / folder / "package.json"
        found |= json.loads(package.read_text(encoding="utf-8"))["dependencies"]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_names_version_of_every_generator_that_is_tried(pages, language):
    text = re.sub(r"<[^>]+>", " ", pages[f"/{language}/about/api/"].markup)
    versions = declared_versions()
    tried = {
        "openapi-python-client": "openapi-python-client",
        "openapi-typescript": "openapi-typescript",
        "openapi-fetch": "openapi-fetch",
        "@hey-api/openapi-ts": "@hey-api/openapi-ts",
        "openapi-generator": "openapi-generator-cli",
    }
    assert not [
        name for name, package in tried.items() if name not in text or versions[package] not in text
    ]
