"""Form definitions, and parsing of JSON and form posts into typed requests."""
