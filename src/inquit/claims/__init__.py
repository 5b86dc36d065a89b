"""Which statements of different reports are mentions of one claim, and why."""
