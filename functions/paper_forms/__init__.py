"""Printable forms: definitions, words, filling in, and the annex with the calculation."""
