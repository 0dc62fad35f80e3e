"""What views stand in alike."""
