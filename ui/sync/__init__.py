"""The calendar server in the window. Light to import: what it needs is read when it is first opened."""
