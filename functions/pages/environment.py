"""The templates of the pages and of their parts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, ModuleLoader, StrictUndefined

HERE = Path(__file__).parent
FOLDERS = (
    HERE / "templates",
    HERE.parent / "calculators",
    HERE.parent / "contact" / "templates",
    HERE.parent / "quick_answers" / "templates",
    HERE.parent / "letters" / "templates",
)
"""Common templates, and those of calculators, contact page, quick answers and letters."""
COMPILED = HERE / "compiled_templates"
"""The same templates as Python modules; only a package has them (``infra.packages.templates``)."""


@cache
def environment() -> Environment:
    """The templates. A name that is missing is an error, and every value is escaped."""
    return Environment(
        loader=_loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _loader() -> BaseLoader:
    return ModuleLoader(COMPILED) if COMPILED.is_dir() else FileSystemLoader(FOLDERS)
