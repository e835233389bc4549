"""The generators that install in seconds; ``python -m tests.programs`` runs them all."""

import pytest

from tests.programs.clients import CLIENTS, QUICK, faults_of
from tests.support.environments import NotInstalled


@pytest.mark.parametrize("name", QUICK)
def test_generated_client_compiles_and_gets_every_answer(name):
    try:
        assert list(faults_of(CLIENTS[name])) == []
    except NotInstalled as reason:
        pytest.skip(str(reason))
