"""The list of reminders."""
