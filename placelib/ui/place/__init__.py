"""The page of a place: its sections, its presented form and its brief."""
