"""Families of code: fragments that solve the same problem."""
