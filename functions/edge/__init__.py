"""The shared edge of the functions: HTTP, problems, languages, pages."""
