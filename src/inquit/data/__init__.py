"""Words and lists, one folder a language, and the directory of outlets."""
