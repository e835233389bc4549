"""What ``dev.py`` does: only the standard library, since nothing is installed before it runs."""
