"""The timeline: a lane for each instrument or owner."""
