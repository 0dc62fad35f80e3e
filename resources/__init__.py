"""What Duly carries along: rules, calendars, report templates, themes, icons and the sample."""
