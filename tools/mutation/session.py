"""A pytest session that collects tests, then runs them in an order of its own."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

import pytest
from hypothesis import HealthCheck, Phase, settings

# The same examples each time, and no search for smaller ones.
settings.register_profile(
    "mutation",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)

OTHER_PROCESSES = {"gateway", "site", "synthesised"}
"""Fixtures of tests that ask another process, or the built site: no mutant is there."""
_WITHOUT = ("cacheprovider", "capture", "faulthandler", "terminal", "warnings", "xdist")
_FUZZ = "--ignore-glob=*/test_fuzz.py"
"""Tests that any input is answered take half the time and kill few mutants that others do not."""
_ARGUMENTS = (*(f"-pno:{name}" for name in _WITHOUT), "--assert=plain", _FUZZ)


class Session:
    """The collected tests by name. ``work`` is done where pytest would run them."""

    def __init__(self, work: Callable[[Session], None]) -> None:
        """Collect nothing yet."""
        self._work = work
        self.items: dict[str, pytest.Item] = {}
        self.at_failure: Callable[[str], object] = lambda _: None

    def open(self, paths: Sequence[str]) -> int:
        """Collect the tests of those paths, do the work, and return pytest's exit code."""
        settings.load_profile("mutation")
        logging.disable(logging.INFO)
        return int(pytest.main([*_ARGUMENTS, *paths], plugins=[self]))

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest when all tests are collected."""
        if not session.testsfailed:
            self.items = {
                item.nodeid: item
                for item in session.items
                if OTHER_PROCESSES.isdisjoint(getattr(item, "fixturenames", ()))
            }
            self._work(self)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Called by pytest after each part of a test, before it draws up a report."""
        if call.excinfo is not None and not call.excinfo.errisinstance(pytest.skip.Exception):
            self.at_failure(item.nodeid)

    def run(self, names: Sequence[str]) -> Iterator[tuple[str, float]]:
        """Run tests one by one; each with the seconds of processor time that it took."""
        items = [self.items[name] for name in names]
        for item, following in zip_longest(items, items[1:]):
            start = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            yield item.nodeid, time.process_time() - start
