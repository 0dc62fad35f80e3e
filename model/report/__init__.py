"""The docket as printable reports."""
