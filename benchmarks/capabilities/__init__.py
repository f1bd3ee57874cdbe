"""The catalogue of capabilities held against real systems: what it knows, and whether it is right."""
