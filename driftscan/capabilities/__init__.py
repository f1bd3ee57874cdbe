"""Capabilities of a system: which packages its files use for what. Pure: facts in, values out."""
