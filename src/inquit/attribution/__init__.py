"""Tags to attributions: which source, cue and content belong together."""
