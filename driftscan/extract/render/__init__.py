"""Blueprints of Render."""
