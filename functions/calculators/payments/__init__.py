"""Tells a debtor what each payment to the service pays, and when the service stops."""
