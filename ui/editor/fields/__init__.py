"""The inputs of an editor."""
