"""The self-test of reminders."""
