"""English for what an assessment says: due days, reasons, and why a day is that day."""
