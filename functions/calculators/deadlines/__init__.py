"""The function behind the deadlines of the maintenance service."""
