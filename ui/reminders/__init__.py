"""Reminders in the window: the service that looks, notifications, the tray, the list, and how all that is set."""
