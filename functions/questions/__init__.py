"""The questions asked, each defined once, and the reading of their answers."""
