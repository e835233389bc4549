"""Writes the request schemas of the OpenAPI description from the definitions of the forms."""
