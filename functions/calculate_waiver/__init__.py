"""The function behind the waiver calculator."""
