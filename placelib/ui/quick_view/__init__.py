"""The Quick view page: an uploaded table checked, described and shown."""
