"""What several calculators share: groups of questions, dates, conditions, the explanation."""
