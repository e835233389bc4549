"""The calculators: one folder each, listed in the registry."""
