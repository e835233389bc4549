"""Deploys the synthesised stacks to the stand-in of AWS, and walks through them once."""
