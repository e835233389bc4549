"""The function behind the page on the limits of the waiver."""
