"""Requirement files of pip: what an environment asks for."""
