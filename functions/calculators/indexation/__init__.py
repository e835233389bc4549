"""The function behind the page on the index of a maintenance amount."""
