"""Names the figures of the law that are missing or due to be checked."""
