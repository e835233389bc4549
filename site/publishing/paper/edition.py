"""The editions of a paper form: the same fields and words, printed for different eyes."""

from __future__ import annotations

from enum import StrEnum


class Edition(StrEnum):
    """How large a form is printed."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"

    @property
    def style_sheets(self) -> tuple[str, ...]:
        """The style sheets of the edition, a later one refining an earlier one."""
        return ("form.css",) if self is Edition.STANDARD else ("form.css", "large-print.css")

    def file(self, form: str) -> str:
        """The name of the file of a form in this edition."""
        return f"{form}.pdf" if self is Edition.STANDARD else f"{form}-{self}.pdf"
