"""The templates of the pages and of their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    ModuleLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
)
from jinja2.runtime import Context, markup_join
from jinja2.utils import missing
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as escaped
except ImportError:
    # Where the library has no compiled part.
    from markupsafe._native import _escape_inner as escaped

if TYPE_CHECKING:
    from jinja2.environment import TemplateModule

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


class PageEnvironment(Environment):
    """The environment of the templates, which never change while a process runs."""

    template_class = PageTemplate

    def __init__(self, loader: BaseLoader) -> None:
        """A name that is missing is an error, and every value is escaped."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._found: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name of the library
    ) -> Template:
        """The template of that name; every part of every page asks for one.

        Raises:
            TemplateNotFound: there is none.
        """
        if isinstance(name, str) and globals is None:
            if name not in self._found:
                self._found[name] = super().get_template(name, parent)
            return self._found[name]
        return super().get_template(name, parent, globals)


@cache
def environment() -> PageEnvironment:
    """The templates."""
    made = PageEnvironment(_loader())
    if not COMPILED.is_dir():
        # Read only here: a package has no use for it.
        from functions.pages.template_code import PageCode  # noqa: PLC0415

        made.code_generator_class = PageCode
    return made


@cache
def own_template(subject: str, part: str, *others: str) -> str:
    """The template that a calculator has for a part of its page, or that of one of the others.

    Empty where there is none. Kept: to look for one that is not there takes long.
    """
    names = [f"{one}/{part}.html" for one in (subject, *others)]
    try:
        return str(environment().select_template(names).name)
    except TemplateNotFound:
        return ""


def text_of(value: object) -> str:
    """A value as a template writes it: escaped, unless it is markup already.

    The same as ``escape``, without an object for each text: these are the most of a page.
    """
    if type(value) is str:
        return escaped(value)
    if type(value) is Markup:
        return value
    return escape(value) if hasattr(value, "__html__") else escaped(str(value))


def joined(values: Sequence[object]) -> str:
    """The values as one text; it is markup where one of them is, with the others escaped."""
    texts = [value for value in values if type(value) is str]
    return "".join(texts) if len(texts) == len(values) else markup_join(values)


def macro_of(function: FunctionType, count: int) -> Callable[..., Markup]:
    """A macro that has so many arguments, of which the last may be left out."""
    function.__defaults__ = (missing,) * count
    return function


class PartContext(Context):
    """The variables of a template that another includes: those of the other, and what it set."""

    def __init__(self, template: Template, outer: Context, seen: Mapping[str, object]) -> None:
        """The same as that of the library, without what is the same for all parts of a page."""
        self.environment, self.eval_ctx = template.environment, outer.eval_ctx
        self.name, self.globals_keys = template.name, set()
        self.blocks = {name: [block] for name, block in template.blocks.items()}
        self.vars, self.exported_vars = {}, set()
        self.parent = {**outer.parent, **outer.vars}
        for name, value in seen.items():
            if value is not missing:
                self.parent[name] = value


def part_of(template: Template, context: Context, seen: Mapping[str, object]) -> Iterator[str]:
    """A template in the place of another that includes it; ``seen`` are the names set there."""
    return template.root_render_func(PartContext(template, context, seen))


def _loader() -> BaseLoader:
    return ModuleLoader(COMPILED) if COMPILED.is_dir() else FileSystemLoader(FOLDERS)
