"""What the Map page shows: its areas, its classes, their shapes and the words about them."""
