"""The function behind the days to appeal against a decision on family allowances."""
