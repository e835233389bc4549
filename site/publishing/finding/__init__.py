"""Finding a page: everything from A to Z, and the texts in which the search of a browser looks."""
