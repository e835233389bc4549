"""Who the rules are about: one child, or one debt, a row."""

from __future__ import annotations

from openfisca_core.entities import Entity

Child = Entity(
    key="child",
    plural="children",
    label="A child to whom maintenance is owed, or a family that must pay back",
    doc="",
)
