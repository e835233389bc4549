"""Delivers the contact messages of a queue by mail, each once."""
