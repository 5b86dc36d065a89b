"""When things were said and when they happen: expressions of time, resolved."""
