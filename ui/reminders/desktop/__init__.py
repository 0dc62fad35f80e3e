"""Reminders on the desktop: notifications, the tray, and what the system runs when Duly does not."""
