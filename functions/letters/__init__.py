"""Model letters: their text from data and sentences, as a page, a PDF, an ODT and plain text."""
