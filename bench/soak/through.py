"""The local gateway, whose functions reach the stand-in of AWS by the address that is given first.

``python -m bench.soak.through http://127.0.0.1:5000 --port 0`` is ``python -m tools.gateway`` with
something between the functions and what they lean on. What takes messages out of the queues is a
part of AWS: it goes on reaching the stand-in itself.
"""

from __future__ import annotations

import json
import sys
from functools import partial

from infra.settings import Settings
from tools.aws_emulator.emulator import AwsEmulator
from tools.gateway.__main__ import main

SAID = "stand-in of AWS: "
"""What the line begins with that says where the stand-in itself is."""


class Behind(AwsEmulator):
    """A stand-in that the functions reach by another address."""

    def __init__(self, between: str, settings: Settings) -> None:
        """``between`` is that address."""
        super().__init__(settings)
        self._between = between

    def environment(self) -> dict[str, dict[str, str]]:
        """What each function is told, with the other address in all of it."""
        own = self.stack.address
        print(f"{SAID}{own}", flush=True)
        text = json.dumps(super().environment()).replace(own, self._between)
        told: dict[str, dict[str, str]] = json.loads(text)
        return told


if __name__ == "__main__":
    sys.exit(main(partial(Behind, sys.argv.pop(1))))
