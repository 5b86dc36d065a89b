"""Who says it: the sources of a report, one entity each, and the chains of who passed on what."""
