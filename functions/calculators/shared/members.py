"""The members of a response in JSON, each written by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from functions.i18n.catalog import Catalog

Writer = Callable[[Any, Catalog], Any]


def written(
    writers: Mapping[str, Writer], result: Any, catalog: Catalog, wanted: Collection[str]
) -> dict[str, Any]:
    """The members that are wanted, each made only then; one that is ``None`` is left out."""
    made = ((name, write(result, catalog)) for name, write in writers.items() if name in wanted)
    return {name: member for name, member in made if member is not None}
