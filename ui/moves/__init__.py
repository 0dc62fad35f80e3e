"""The review of a change that moves the dates of other records, before it is confirmed."""
