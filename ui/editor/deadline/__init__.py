"""The inputs of a deadline."""
