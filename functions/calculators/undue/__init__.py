"""Tells a creditor how an undue sum is taken from the later payments of the service."""
