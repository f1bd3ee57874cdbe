"""Planted copies with known answers, other tools beside ours, speed and growth."""
