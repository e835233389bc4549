"""The addresses of the API, in one place."""

BASE = "/api/alimenta/v1"
PROBLEM_TYPES = f"{BASE}/refData/problemTypes"
PARAMETERS = f"{BASE}/refData/parameters"
LETTERS = f"{BASE}/writeLetter"
EMBED = f"{BASE}/embed"
