"""The desk: a collection in a browser, and as a REST interface."""
