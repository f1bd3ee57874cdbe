"""Further journeys through a system, a file for each question that is asked of it."""
