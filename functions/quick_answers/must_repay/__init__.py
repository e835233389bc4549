"""A family that must repay: the share of the debt that could be waived."""
