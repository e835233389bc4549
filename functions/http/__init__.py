"""Requests and responses over HTTP, the same for every function."""
