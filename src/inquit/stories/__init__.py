"""Puts reports into stories: those of one event."""
