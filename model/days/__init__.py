"""Days, calendars of business days, steps and recurrences. Knows dates, not obligations."""
