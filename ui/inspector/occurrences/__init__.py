"""Occurrences in the inspector."""
