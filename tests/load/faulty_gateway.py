"""The local gateway, whose functions reach the AWS emulator through a proxy.

``python -m tests.load.faulty_gateway http://127.0.0.1:5000 --port 0``: the first argument is the
address of the proxy. What polls the queues is a part of AWS and goes on reaching the emulator
itself.
"""

from __future__ import annotations

import json
import sys
from functools import partial

from infra.settings import Settings
from tests.load.gateway import EMULATOR
from tools.aws_emulator.emulator import AwsEmulator
from tools.gateway.__main__ import main


class ProxiedEmulator(AwsEmulator):
    """An AWS emulator that the functions reach at another address."""

    def __init__(self, proxy: str, settings: Settings) -> None:
        """``proxy`` is that address."""
        super().__init__(settings)
        self._proxy = proxy

    def environment(self) -> dict[str, dict[str, str]]:
        """The environment of each function, with the address of the proxy throughout."""
        own = self.stack.address
        print(f"{EMULATOR}{own}", flush=True)
        text = json.dumps(super().environment()).replace(own, self._proxy)
        replaced: dict[str, dict[str, str]] = json.loads(text)
        return replaced


if __name__ == "__main__":
    sys.exit(main(partial(ProxiedEmulator, sys.argv.pop(1))))
