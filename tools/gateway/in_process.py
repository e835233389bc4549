"""The functions that need no service of AWS, in this process, as the self-hosted server has them.

After a change their modules are imported again, and answer in the place of those before.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from server.functions import WITHOUT_CLOUD, Functions
from server.messages import Request, Response

IMPORTED_AGAIN = ("functions", "server.functions")
"""The modules and packages that hold the code of the functions."""


class InProcess:
    """Answers requests with the code as it was when it was last imported."""

    def __init__(self, pages: Path) -> None:
        """Import the functions; they read the built pages there."""
        self._pages = pages
        self._functions: Functions = Functions(pages, WITHOUT_CLOUD)

    async def answer(self, request: Request) -> Response:
        """The answer of the function that has the path."""
        return await self._functions.answer(request)

    def reload(self) -> None:
        """Import the functions again; if that fails, those that were there go on.

        Raises:
            Exception: whatever importing them raises.
        """
        before = {name: sys.modules.pop(name) for name in list(sys.modules) if _is_ours(name)}
        try:
            fresh: Any = import_module("server.functions")
            self._functions = fresh.Functions(self._pages, WITHOUT_CLOUD)
        except BaseException:
            sys.modules.update(before)
            raise


def _is_ours(name: str) -> bool:
    return any(name == ours or name.startswith(f"{ours}.") for ours in IMPORTED_AGAIN)
