"""The commands of the API page work as printed."""

import html
import re
import shlex
import urllib.request

import pytest

from functions.i18n.catalog import LANGUAGES
from publishing.contract import operations

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
