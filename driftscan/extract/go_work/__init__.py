"""go.work: the modules that are worked on together."""
