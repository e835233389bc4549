"""How the files are read in which people keep what the product says and knows."""
