"""The calculators over a file of households: the same questions and rules, row by row."""
