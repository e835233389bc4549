"""Maintenance advances: the act of 21 February 2003."""
