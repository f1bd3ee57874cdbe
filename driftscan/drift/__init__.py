"""Drift: the difference between two states of a system, and how it grows over many."""
