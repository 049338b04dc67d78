"""A page as HTML before any script runs: what a run of the page sends, written out (ADR 72)."""
