"""Makes data/places.duckdb and the boundary files from the sources, with strict checks."""
