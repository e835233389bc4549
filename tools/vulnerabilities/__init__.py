"""Asks whether a locked package has a known vulnerability."""
