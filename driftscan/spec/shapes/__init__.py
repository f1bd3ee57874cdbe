"""The shape of each part of the file; values are read by it, and the JSON Schema is made of it."""
