"""Writes the Python code of the templates, without what only templates of others would need.

Used where templates are compiled: in a package, and in a process that reads their sources.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.compiler import Frame

TEXT_OF = "text_of"
"""The function of ``environment`` by which every value is written."""


class PageCode(CodeGenerator):
    """Calls what a template names directly, and writes each value by ``text_of``."""

    def visit_Template(  # noqa: N802 - the library calls it by this name
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """The module of a template."""
        self.writeline(f"from functions.pages.environment import {TEXT_OF}")
        super().visit_Template(node, frame)

    def visit_Call(  # noqa: N802 - likewise
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """A call; no function of ours asks for the context of the template."""
        is_plain = node.dyn_args is None and node.dyn_kwargs is None
        if not is_plain or any(iskeyword(argument.key) for argument in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """The macros of another template; those that see the page are made once for it."""
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        made = "imported_into(context)" if node.with_context else "module"
        self.write(f", {self.name!r}).{made}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del node, frame, finalize
        self.write(f"{TEXT_OF}(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del node, frame, finalize
        self.write(")")
