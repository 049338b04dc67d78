"""Areas: the registry of all places, every way to name them, and the search."""
