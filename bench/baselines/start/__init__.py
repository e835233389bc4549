"""Handlers without any rule: what a function costs before it does its work."""
