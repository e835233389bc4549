"""The product's filling of a paper form, at the one place where the bench imports it."""

from __future__ import annotations

from functions.paper_forms.filling import filled

__all__ = ["filled"]
