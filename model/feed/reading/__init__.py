"""Calendar files taken in, as proposals."""
