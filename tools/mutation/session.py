"""A pytest session that collects the tests of the law, then runs them in an order of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

import pytest

TESTS = "tests/unit/law"
_WITHOUT = ("cacheprovider", "capture", "faulthandler", "logging", "terminal", "warnings", "xdist")
_ARGUMENTS = (*(f"-pno:{name}" for name in _WITHOUT), "--assert=plain", TESTS)


class Session:
    """The collected tests by name. ``work`` is done where pytest would run them."""

    def __init__(self, work: Callable[[Session], None]) -> None:
        self._work = work
        self.items: dict[str, pytest.Item] = {}
        self.at_failure: Callable[[str], None] = lambda _: None

    def open(self) -> int:
        """Collect the tests, do the work, and return pytest's exit code."""
        return int(pytest.main([*_ARGUMENTS], plugins=[self]))

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest when all tests are collected."""
        if not session.testsfailed:
            self.items = {item.nodeid: item for item in session.items}
            self._work(self)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Called by pytest after each part of a test, before it draws up a report."""
        if call.excinfo is not None:
            self.at_failure(item.nodeid)

    def run(self, names: Sequence[str]) -> Iterator[tuple[str, float]]:
        """Run tests one by one; each with the seconds of processor time that it took."""
        items = [self.items[name] for name in names]
        for item, following in zip_longest(items, items[1:]):
            start = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            yield item.nodeid, time.process_time() - start
