"""What if, in the window: suppose something, see what it changes, keep it by name. Nothing supposed is recorded."""
