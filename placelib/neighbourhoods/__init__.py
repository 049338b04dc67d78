"""Neighbourhoods inside councils: their figures, their tenths of England, and how they spread."""
