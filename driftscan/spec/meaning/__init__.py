"""Shapes to the values of the model: names are looked up, defaults made, contradictions found."""
