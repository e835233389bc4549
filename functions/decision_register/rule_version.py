"""Which rules a result was reached by: the version of the product and the state of its figures."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from functions.parameters import load

PRODUCT = "1.0.0"
"""The version of the product; a test compares it with that of the project."""

SHORT = 12


@cache
def rule_version() -> str:
    """The version and a fingerprint of every figure of the law, ``1.0.0+figures.0123456789ab``."""
    folder = Path(load.__file__).parent
    digest = hashlib.sha256()
    for file in sorted((*folder.glob("**/*.toml"), *folder.glob("**/*.csv"))):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\n")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return f"{PRODUCT}+figures.{digest.hexdigest()[:SHORT]}"
