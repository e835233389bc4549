"""What a target raises where the product is wrong."""

from __future__ import annotations


class Broken(AssertionError):
    """The product did with the bytes what it never may."""
