"""Answers how long the data of a decision are kept."""
