"""Reminders in the window: the desk that looks, notifications, the tray, the list, and how all that is set."""
