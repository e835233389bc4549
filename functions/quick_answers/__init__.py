"""The quick answers: two or three questions of the home page, answered by the same rules."""
