"""Records, spans, errors and settings: the words every other layer speaks. Standard library only."""
