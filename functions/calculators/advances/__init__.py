"""The advance simulator."""
