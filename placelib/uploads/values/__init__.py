"""From a sheet that is understood to its tidy table, with what a person must see or decide."""
