"""Tries a deployed site from outside, as a person and as a payer would use it."""
