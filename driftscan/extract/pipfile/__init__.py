"""Pipfile: what a pipenv environment asks for."""
