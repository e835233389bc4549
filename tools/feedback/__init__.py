"""Sums what readers said of the pages."""
