"""The place database: one read-only connection, its snapshots and its queries."""
