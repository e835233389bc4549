"""The list of the mutants that may survive, each with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from tools.mutation.mutants import Key

FILE = Path(__file__).with_name("survivors.toml")


def listed(file: Path = FILE) -> dict[Key, str]:
    """Every listed survivor with the reason why no test can or need kill it.

    Raises:
        ValueError: an entry has no reason, or stands there twice.
    """
    found: dict[Key, str] = {}
    for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", ()):
        key = entry["module"], entry["function"], entry["change"]
        if key in found or not entry["reason"].strip():
            raise ValueError(f"{file.name}: twice, or without a reason: {' '.join(key)}")
        found[key] = entry["reason"]
    return found


def entries(keys: Iterable[Key]) -> str:
    """The entries to be completed, for survivors that are not in the list."""
    return "\n".join(
        f"[[survivor]]\nmodule = {_quoted(module)}\nfunction = {_quoted(function)}\n"
        f'change = {_quoted(change)}\nreason = ""\n'
        for module, function, change in keys
    )


def _quoted(text: str) -> str:
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
