"""Why nothing is added."""

from __future__ import annotations


class Refused(Exception):
    """What is wrong with the file or its figures, in one line."""
