"""Adds the months that Statbel has published to the tables of the price indices."""
