"""Indicators and their observations: what is known of an area, and what may be said of it."""
