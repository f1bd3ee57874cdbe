"""The steps that need several rooms; pipeline.py and the journeys put them in order."""
