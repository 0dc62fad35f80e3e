"""The docket as calendar files."""
