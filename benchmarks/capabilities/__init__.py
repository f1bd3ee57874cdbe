"""The catalogue of capabilities, held against real systems."""
