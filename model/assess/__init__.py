"""How everything stands on a day, and why: one pure function of the docket and the day."""
