"""Which areas a table is about: codes, names, levels, and the area of each row."""
