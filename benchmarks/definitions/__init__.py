"""Definitions: differences that were planted are found, and what is alike is left alone."""
