"""The API measured: as fast as it must be beside visitors, and unbroken by odd requests."""
