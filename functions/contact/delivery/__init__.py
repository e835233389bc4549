"""Delivers the messages of a queue by mail, each once."""
