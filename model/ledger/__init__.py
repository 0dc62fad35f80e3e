"""The one door for change: commands, the journal and the docket file."""
