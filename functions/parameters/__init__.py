"""The dated figures of the law, as data with their sources, and what reads them."""
