"""Runs the stages over many reports, on all cores."""
