"""Builds the paper forms: accessible, fillable PDFs from a definition, words and one template."""
