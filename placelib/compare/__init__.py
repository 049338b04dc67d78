"""A place beside its peers: who they are, where it stands, two indicators, place or silo."""
