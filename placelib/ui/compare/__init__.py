"""The Compare page: peers, a distribution, two indicators, place or silo."""
