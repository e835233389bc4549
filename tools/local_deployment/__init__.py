"""Deploys the synthesised stacks to the emulator of AWS, and runs a smoke test."""
