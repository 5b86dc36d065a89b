"""Text to tags: the encoder and its heads, and the model that ships."""
