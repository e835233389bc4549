"""What was sent to version 1 before is still read, and still gets the same figures.

The file holds every example of a request in the description of 30 November 2026 with the figures of
its answer, words left out. An entry is changed only where the law, one of its figures or a mistake
of ours was, and the changelog says so.
"""

import json
from pathlib import Path

import pytest

from tests.api.events import post_json

KEPT = Path(__file__).parent / "requests_of_2026_11_30.json"
REQUESTS = json.loads(KEPT.read_text(encoding="utf-8"))


def difference(before, now, place="answer"):
    """The first figure that is gone or another; what an answer has in addition is none."""
    if isinstance(before, dict) and isinstance(now, dict):
        pairs = ((f"{place}.{name}", inner, now.get(name)) for name, inner in before.items())
    elif isinstance(before, list) and isinstance(now, list) and len(before) <= len(now):
        pairs = ((f"{place}[{i}]", one, now[i]) for i, one in enumerate(before))
    else:
        return "" if before == now else f"{place}: {before} became {now}"
    return next(
        (found for name, one, other in pairs if (found := difference(one, other, name))), ""
    )


@pytest.mark.parametrize("kept", REQUESTS, ids=lambda kept: f"{kept['path']}-{kept['example']}")
def test_request_of_before_gets_same_figures(kept):
    reply = post_json(kept["path"], kept["request"])
    assert reply.status == 200
    assert difference(kept["figures"], reply.json) == ""
