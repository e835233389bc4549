"""The catalogue of sentences, the formats of each language, and the sentences of errors."""
