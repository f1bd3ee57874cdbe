"""Environment variables that programs read by name, in whatever language they are written."""
