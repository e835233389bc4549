"""Every sentence of the interface, keyed, one folder per language, and how figures are written."""
