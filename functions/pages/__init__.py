"""Renders the pages that the functions answer with: shell, form, wizard, result frame, summary."""
