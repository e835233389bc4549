"""Writes the Python code of the templates, without what only templates of others would need.

Used where templates are compiled: in a package, and in a process that reads their sources.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from jinja2.compiler import Frame, MacroRef

RUNTIME = "functions.pages.environment"
"""Where the functions are that the code of every template calls."""
CALLED = ("joined", "macro_of", "part_of", "text_of")
WORDS = "t"
"""The name by which every template asks for its sentences (``PageWords``)."""


class PageCode(CodeGenerator):
    """Calls and reads what a template names directly, and writes each value by ``text_of``.

    A macro is a function of Python: its arguments are given by their places.
    """

    def visit_Template(  # noqa: N802 - the library calls it by this name
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """The module of a template."""
        self.writeline(f"from {RUNTIME} import {', '.join(CALLED)}")
        super().visit_Template(node, frame)

    def visit_Call(  # noqa: N802 - likewise
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """A call; no function of ours asks for the context of the template."""
        if _is_sentence(node):
            self.visit(node.node, frame)
            self.write(".fixed[")
            self.visit(node.args[0], frame)
            self.write("]")
            return
        is_plain = node.dyn_args is None and node.dyn_kwargs is None
        if not is_plain or any(iskeyword(argument.key) for argument in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        # The first level of names is that of the macro that is called.
        self.write("l_1_caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - likewise
        """A member; one that is not there is an error of Python."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - likewise
        """An entry of a list or a mapping; likewise."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - likewise
        """Texts joined by ``~``."""
        self.write("joined((")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802 - likewise
        """Another template in this place, with the variables that are seen here."""
        self.writeline("yield from " if frame.buffer is None else f"{frame.buffer}.extend(", node)
        self.write("part_of(environment.get_template(")
        self.visit(node.template, frame)
        self.write(f"), context, {self.dump_local_context(frame)})")
        self.write("" if frame.buffer is None else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """The function that ``macro_body`` wrote, which takes fewer arguments as well."""
        del frame
        count = len(macro_ref.node.args) + macro_ref.accesses_caller
        self.write(f"macro_of(macro, {count})")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        """What a macro gives is markup."""
        del force_unescaped
        self.writeline(f"return Markup(concat({frame.buffer}))")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """The macros of another template; those that see the page are made once for it."""
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        made = "imported_into(context)" if node.with_context else "module"
        self.write(f", {self.name!r}).{made}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del frame, finalize
        self.write("(" if _is_sentence(node) else "text_of(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del node, frame, finalize
        self.write(")")


def _is_sentence(node: nodes.Expr) -> bool:
    """Whether it asks for a sentence in which nothing is filled in."""
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and node.node.name == WORDS
        and len(node.args) == 1
        and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    )
