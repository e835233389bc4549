"""Builds the site: one plain MkDocs build per language, its figures, its forms, its simulators."""
