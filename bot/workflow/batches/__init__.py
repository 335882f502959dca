"""Many users at once: drawn up from a list, approved as a whole, carried out row by row."""
