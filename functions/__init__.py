"""What answers: the law, its figures, the questions, the words, one folder per function."""
