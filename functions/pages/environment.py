"""The templates of the pages and of their parts."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    ModuleLoader,
    StrictUndefined,
    Template,
)
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2.environment import TemplateModule
    from jinja2.runtime import Context

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
IMPORTED = "imported_templates"
"""The variable of a page that keeps the templates whose macros it has imported, by name."""


class PageTemplate(Template):
    """A template of a page, or of a part of it."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The text of the page."""
        return super().render(*args, **kwargs, **{IMPORTED: {}})

    def imported_into(self, context: Context) -> TemplateModule:
        """The macros of this template, which see the variables of the page.

        Made once for a page, not for each part that imports them: they may use what the page was
        rendered with, and nothing that a part sets.
        """
        imported: MutableMapping[str, TemplateModule] = context[IMPORTED]
        if self.name not in imported:
            imported[str(self.name)] = self.make_module(context.get_all(), shared=True)
        return imported[str(self.name)]


@cache
def environment() -> Environment:
    """The templates. A name that is missing is an error, and every value is escaped."""
    made = Environment(
        loader=_loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.template_class = PageTemplate
    if not COMPILED.is_dir():
        # Read only here: a package has no use for it.
        from functions.pages.template_code import PageCode  # noqa: PLC0415

        made.code_generator_class = PageCode
    return made


def text_of(value: object) -> str:
    """A value as a template writes it: escaped, unless it is markup already.

    The same as ``escape``, without an object for each text: these are the most of a page.
    """
    if type(value) is str:
        return (
            value.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("'", "&#39;")
            .replace('"', "&#34;")
        )
    return value if type(value) is Markup else escape(value)


def _loader() -> BaseLoader:
    return ModuleLoader(COMPILED) if COMPILED.is_dir() else FileSystemLoader(FOLDERS)
