"""The lists of the mutants that may survive, each with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.mutation.mutants import Key

FILES = tuple(Path(__file__).with_name(f"{name}survivors.toml") for name in ("", "template_"))
"""Those of modules and those of templates."""


def listed(files: Iterable[Path] = FILES) -> dict[Key, str]:
    """Every listed survivor with the reason why no test can or need kill it.

    Raises:
        ValueError: an entry has no reason, or is there twice.
    """
    found: dict[Key, str] = {}
    for file in files:
        for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", ()):
            key = entry["module"], entry["function"], entry["change"]
            if key in found or not entry["reason"].strip():
                raise ValueError(f"{file.name}: twice, or without a reason: {' '.join(key)}")
            found[key] = entry["reason"]
    return found


def prune(mutants: Iterable[Key], files: Iterable[Path] = FILES) -> int:
    """Remove the entries that are no mutant any more, and return how many those are."""
    existing, removed = frozenset(mutants), 0
    for file in files:
        before = listed([file])
        kept = {key: reason for key, reason in before.items() if key in existing}
        head = file.read_text(encoding="utf-8").partition("[[survivor]]")[0]
        file.write_text(f"{head.rstrip()}\n\n{entries(kept)}".rstrip() + "\n", encoding="utf-8")
        removed += len(before) - len(kept)
    return removed


def entries(survivors: Mapping[Key, str]) -> str:
    """The entries of a list; for survivors that are not listed yet, the reason is to be added."""
    return "\n".join(
        f"[[survivor]]\nmodule = {_quoted(module)}\nfunction = {_quoted(function)}\n"
        f"change = {_quoted(change)}\nreason = {_quoted(reason)}\n"
        for (module, function, change), reason in survivors.items()
    )


def _quoted(text: str) -> str:
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
