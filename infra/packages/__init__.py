"""Builds the package of each function: without a container, twice the same to the byte."""
