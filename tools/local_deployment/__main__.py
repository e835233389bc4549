"""``python -m tools.local_deployment``: deploy to the emulator, run the smoke test, end it."""

from __future__ import annotations

import asyncio
import sys
import time

from tools.aws_emulator.ministack import MiniStack, NotStarted
from tools.local_deployment.cloud import NotDeployed, deploy, settings, write_templates
from tools.local_deployment.smoke_test import SmokeTest
from tools.local_deployment.templates import LEFT_OUT, NEEDED
from tools.smoke.reply import SmokeTestFailed


async def run() -> int:
    """The exit code: 0 when every step of the smoke test succeeded."""
    stack = MiniStack(settings().region, {"SERVICES": ",".join(NEEDED)})
    clock = _Clock()
    try:
        folder = await asyncio.to_thread(write_templates)
        clock.say(f"packages and templates: {folder}")
        await stack.start()
        clock.say("emulator of AWS started")
        deployed = await asyncio.to_thread(deploy, stack, folder)
        for name, count in deployed.resources.items():
            clock.say(f"{name}: {count} resources")
        steps = SmokeTest(stack, deployed).steps()
        while line := await asyncio.to_thread(next, steps, ""):
            clock.say(line)
    except (NotStarted, NotDeployed, SmokeTestFailed) as reason:
        clock.say(f"FAILED: {reason}")
        return 1
    finally:
        await stack.stop()
    _say("Not shown by this, but asserted on the templates, below tests:")
    for what, test in LEFT_OUT.items():
        _say(f"  {what} ({test})")
    return 0


class _Clock:
    """Says what was done, and how long it took."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    def say(self, line: str) -> None:
        now = time.monotonic()
        _say(f"{now - self._since:6.1f} s  {line}")
        self._since = now


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(asyncio.run(run()))
