"""The steps between the rooms that need several of them; pipeline.py puts them in order."""
