"""The function that serves the contract, the figures, the problem types and the health."""
