"""Drafts of editors: kept beside the docket, and offered again."""
