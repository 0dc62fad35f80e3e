"""Reminders: which are planned, due, shown, acknowledged and handed on; their words, drafts and background entries."""
