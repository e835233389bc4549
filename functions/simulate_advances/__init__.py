"""The function behind the advance simulator."""
