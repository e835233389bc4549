"""What an implementation does that is measured in a process of its own: a line in, a line out.

``{"do": "answer", "rule": …, "cases": […]}`` gives the answers, and ``{"do": "time", "rule": …,
"cases": […], "calls": …}`` the seconds that so many calls took; ``"profile"`` instead of ``"time"``
tells where they went. Standard library only: it also runs in the environments of the peers.
"""

from __future__ import annotations

import cProfile
import json
import sys
import time
from collections.abc import Callable, Mapping
from itertools import cycle, islice
from pathlib import Path
from typing import Any

MOST_SHARES = 4

Ask = Callable[[Mapping[str, Any]], Any]


def serve(rules: Mapping[str, Ask]) -> None:
    """Answer until standard input is closed."""
    for line in sys.stdin:
        asked = json.loads(line)
        rule = rules[asked["rule"]]
        match asked["do"]:
            case "time":
                answer: Any = {"seconds": _time(rule, asked["cases"], asked["calls"])}
            case "profile":
                answer = {"shares": _profile(rule, asked["cases"], asked["calls"])}
            case _:
                answer = {"answers": [rule(case) for case in asked["cases"]]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _profile(rule: Ask, cases: list[Mapping[str, Any]], calls: int) -> list[str]:
    """The functions in which most of the time itself is spent, with their share of it."""
    profiler = cProfile.Profile()
    profiler.runcall(_time, rule, cases, calls)
    taken: dict[str, float] = {}
    for entry in profiler.getstats():
        if isinstance(entry.code, str):
            continue  # a built-in: its time is that of who calls it
        inner = sum(one.totaltime for one in entry.calls or () if isinstance(one.code, str))
        name = f"{Path(entry.code.co_filename).stem}.{entry.code.co_name}"
        # A dataclass writes its own constructor.
        name = "making records" if name == "<string>.__init__" else name
        taken[name] = taken.get(name, 0.0) + entry.inlinetime + inner
    whole = sum(taken.values())
    most = sorted(taken.items(), key=lambda one: one[1], reverse=True)[:MOST_SHARES]
    return [f"{name} {part / whole:.0%}" for name, part in most]


def _time(rule: Ask, cases: list[Mapping[str, Any]], calls: int) -> float:
    wanted = list(islice(cycle(cases), calls))
    start = time.perf_counter()
    for case in wanted:
        rule(case)
    return time.perf_counter() - start
