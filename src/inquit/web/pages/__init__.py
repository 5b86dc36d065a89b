"""The pages of the desk, each group with its addresses."""
