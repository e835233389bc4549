"""What the distribution does with an address before it looks for the file."""
