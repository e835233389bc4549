"""Answers what a letter must say."""
