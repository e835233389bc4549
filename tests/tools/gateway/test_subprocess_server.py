"""A gateway in a process of its own: the rest of the tests ask the one that does start."""

import pytest

from tools.gateway.subprocess_server import DoesNotStart, running_gateway


def test_gateway_that_does_not_start_raises_with_its_output(tmp_path):
    with (
        pytest.raises(DoesNotStart, match=r"No site in .*Cure: python3 dev\.py build"),
        running_gateway(tmp_path),
    ):
        pass
