"""The Calendar view: a month of days, the agenda beside it, and the days of our own making that can be moved."""
