"""Periods as people write them: read by a closed grammar, inside longer texts, and row by row."""
