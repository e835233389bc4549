"""``python -m tests.support.lock``: resolve what the peers need again. Needs uv.

The files hold hashes but no address, as those of the product: any index may serve them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from bench.baselines.places import PEERS, ROOT
from bench.console import say
from tests.support.environments import node, node_folder, npm

COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"),
)
LOCK_FILE = PEERS / "package-lock.json"


def main() -> int:
    """Write every lock; 1 when one of them cannot be resolved."""
    for wanted in sorted(ROOT.glob("*/*/locks/*.in")):
        target = wanted.with_suffix(".lock")
        command = [*COMPILE, "--output-file", str(target), str(wanted)]
        if subprocess.run(command, check=False).returncode:
            return 1
        say(target.name)
    command = [str(node()), str(npm()), "install", "--ignore-scripts", "--package-lock-only"]
    if subprocess.run(command, cwd=PEERS, check=False).returncode:
        return 1
    LOCK_FILE.write_text(without_addresses(LOCK_FILE.read_text(encoding="utf-8")), "utf-8")
    say(LOCK_FILE.name)
    node_folder()
    return 0


def without_addresses(text: str) -> str:
    """A lock of npm without the registry that it was made with, and without appeals for money."""
    lock: dict[str, Any] = json.loads(text)
    for package in lock["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    return json.dumps(lock, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
