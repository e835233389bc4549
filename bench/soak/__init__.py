"""Whether the service holds: under load, with workers that die, and with input nobody expects."""
