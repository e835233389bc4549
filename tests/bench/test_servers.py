"""The comparison over HTTP: what is asked of the product's own server, and its processor time."""

from __future__ import annotations

import os
import time

import pytest

from bench import servers as bench_servers
from bench.paths import SITE
from bench.servers import ADVANCE, FIGURES, WAIVER, WHOLE, WrongAnswer, ours, processor_seconds


@pytest.fixture(scope="module")
def servers(site):
    assert site == SITE
    with ours() as started:
        yield {server.name: server for server in started}


@pytest.mark.parametrize("name", [WHOLE, FIGURES])
@pytest.mark.parametrize("question", [ADVANCE, WAIVER])
def test_own_server_gives_the_expected_figure(servers, name, question):
    assert servers[name].check(question) > 0


def test_figures_alone_are_shorter_than_whole_answer(servers):
    assert servers[FIGURES].check(WAIVER) < servers[WHOLE].check(WAIVER) / 10


def test_other_figure_is_a_wrong_answer(servers, monkeypatch):
    monkeypatch.setitem(bench_servers.EXPECTED, WAIVER, -1)
    with pytest.raises(WrongAnswer, match=r"720\.00"):
        servers[WHOLE].check(WAIVER)


def test_load_has_processor_time_of_an_answer(servers):
    found = servers[FIGURES].load(WAIVER, 2, 0.3)
    assert found["failures"] == 0
    assert found["cpu"] > 0


def test_processor_time_of_a_process_grows():
    before = processor_seconds(os.getpid())
    end = time.process_time() + 0.05
    while time.process_time() < end:
        pass
    assert processor_seconds(os.getpid()) > before
