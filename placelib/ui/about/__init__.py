"""The pages about the app itself and about data and methods."""
