"""The function behind the page on the conditions of an intervention."""
