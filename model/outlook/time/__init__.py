"""What the calendar and the timeline show over time."""
