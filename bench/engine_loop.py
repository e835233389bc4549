"""The loop of an implementation that is measured in a process of its own: a line in, a line out.

``{"do": "answer", "rule": …, "cases": […]}`` gives the answers, ``{"do": "time", "rule": …,
"cases": […], "calls": …}`` the seconds that so many calls took. Standard library only: it also
runs in the environments of the baselines.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from itertools import cycle, islice
from typing import Any

Rule = Callable[[Mapping[str, Any]], Any]


def serve(rules: Mapping[str, Rule]) -> None:
    """Answer until standard input is closed."""
    for line in sys.stdin:
        request = json.loads(line)
        rule, cases = rules[request["rule"]], request["cases"]
        if request["do"] == "time":
            response: Any = {"seconds": _time(rule, cases, request["calls"])}
        else:
            response = {"answers": [rule(case) for case in cases]}
        sys.stdout.write(json.dumps(response) + "\n")
        sys.stdout.flush()


def _time(rule: Rule, cases: list[Mapping[str, Any]], calls: int) -> float:
    repeated = list(islice(cycle(cases), calls))
    start = time.perf_counter()
    for case in repeated:
        rule(case)
    return time.perf_counter() - start
