"""A workshop's pages: create, join, console, board, results."""
