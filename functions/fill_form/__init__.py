"""The function that fills a paper form in, and adds the calculation to it."""
