"""The deployment on this machine."""
