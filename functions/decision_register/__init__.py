"""The register of decisions: what a payer's software decided, and all that the decision rests on.

Ministerial order of 13 March 2019, art. 3.
"""
