"""Dockerfiles: what an image is made of, and what runs in it."""
