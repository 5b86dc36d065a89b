"""Keeps a collection of reports, and all that was read in them, in a database."""
