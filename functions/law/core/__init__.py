"""Shared notions of the law: values, dated parameters, trace and replay, time limits."""
