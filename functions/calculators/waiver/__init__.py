"""The waiver-percentage calculator."""
