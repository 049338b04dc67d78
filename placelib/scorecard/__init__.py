"""Shared measures: up to twelve indicators that partners watch, judged against a baseline."""
