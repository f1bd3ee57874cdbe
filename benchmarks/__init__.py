"""Measurements against oracles and peers nobody here wrote; one command each, see README.md."""
