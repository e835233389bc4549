"""Mutation tests of the packages of functions."""
