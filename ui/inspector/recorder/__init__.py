"""Recording what happened."""
