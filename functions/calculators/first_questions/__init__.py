"""Answers whether a debt must be paid back at all."""
