"""Makes the model that ships; needs the `training` extra and the annotated corpora."""
