"""The Neighbourhoods page."""
