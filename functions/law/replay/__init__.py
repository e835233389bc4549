"""Recomputes a result from its explanation alone: each step from its inputs, then the figures."""
