"""The page on downloads and the API."""
