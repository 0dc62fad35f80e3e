"""Synchronising with a calendar server, both ways (CalDAV, RFC 4791 and 6578).

Out goes what the feed holds, each item a resource of its own, and only what changed. What comes back is never a
fact: it becomes a proposal, a question, or is put right, and a person decides.
"""
