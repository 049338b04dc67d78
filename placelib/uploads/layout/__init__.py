"""Where the table is in a sheet, and what each of its columns is for."""
