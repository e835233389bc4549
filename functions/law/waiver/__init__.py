"""Waiver of recovery of undue Flemish family allowances: the order of 13 March 2019."""
