"""The function behind the page on the arrears of maintenance."""
