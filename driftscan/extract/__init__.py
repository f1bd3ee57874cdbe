"""Bytes to facts: one folder per language or manifest format. Pure; never raises for bad input."""
